import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { Batch } from '../batches/batch.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { todayInShanghai, useFormats } from '../shell/times.ts';
import { DrawSteps } from './DrawSteps.tsx';
import { sayChance } from './power.ts';
import { reviewRefreshes } from './review.ts';
import type { DrawRecord, Review } from './review.ts';
import { ReviewPart } from './ReviewPart.tsx';
import { reviewTexts } from './texts.ts';

/** The draw: the act, or what was drawn, the proof done anew in this browser, and what such a sample can find. */
export function DrawCard({ batch, review }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  const { draw, frozen } = review;
  return (
    <ReviewPart
      title={t('draw')}
      acts={
        !draw &&
        batch.acts.includes('drawReview') && <DrawButton batch={batch} count={frozen?.dossiers ?? 0} />
      }
    >
      {draw ? (
        <Drawn draw={draw} review={review} />
      ) : (
        <>
          {!batch.acts.includes('drawReview') && <p>{t('notDrawn')}</p>}
          <p className="quiet">{t('howDrawn')}</p>
        </>
      )}
    </ReviewPart>
  );
}

function DrawButton({ batch, count }: { batch: Batch; count: number }) {
  const t = useTexts(reviewTexts);
  const today = todayInShanghai();
  const policies = useQuery({
    queryKey: ['people', 'listPolicies', today],
    queryFn: ({ signal }) => api.people.listPolicies({ on: today }, { signal }),
  });
  const valueOf = (key: string) => policies.data?.find((policy) => policy.key === key)?.value;
  const [share, minimum] = [Number(valueOf('review.share')), Number(valueOf('review.minimum'))];
  return (
    <ActButton<object, { factId: string; drawn: number }>
      label={t('drawAct')}
      say={
        Number.isFinite(share) && Number.isFinite(minimum)
          ? t('drawSay', { count, share: `${String(Math.round(share * 10_000) / 100)}%`, minimum })
          : t('drawSayShort', { count })
      }
      refreshes={reviewRefreshes}
      run={(_, options) => api.reviews.drawReview({ batchId: batch.id }, options)}
      done={({ drawn }) => t('drawnDone', { count: drawn })}
    />
  );
}

// The rest stands in the step that draws them again.
const shownNumbers = 60;

function Drawn({ draw, review }: { draw: DrawRecord; review: Review }) {
  const t = useTexts(reviewTexts);
  const formats = useFormats();
  const isEscalated = review.drawnDossiers.some(({ reason }) => reason === 'escalated');
  return (
    <>
      <p>
        {t('drawnSay', {
          dossiers: formats.number(draw.dossiers),
          count: formats.number(draw.drawn.length),
          name: draw.drawnBy.name,
          time: formats.instant(draw.drawnAt),
        })}
      </p>
      <ul className="drawn-numbers" aria-label={t('drawnNumbers')}>
        {draw.drawn.slice(0, shownNumbers).map((number) => (
          <li key={number}>
            <Tag color="blue">{number}</Tag>
          </li>
        ))}
        {draw.drawn.length > shownNumbers && (
          <li className="quiet">{t('moreNumbers', { count: draw.drawn.length - shownNumbers })}</li>
        )}
      </ul>
      {isEscalated && <p className="quiet">{t('escalatedNumbers')}</p>}
      <DrawSteps record={draw} />
      <Power review={review} />
    </>
  );
}

function Power({ review: { power, drawnDossiers, frozen } }: { review: Review }) {
  const t = useTexts(reviewTexts);
  // Once every dossier is reviewed, nothing is left to chance.
  if (power.length === 0 || drawnDossiers.length >= (frozen?.dossiers ?? 0)) return null;
  return (
    <section className="power">
      <h3>{t('powerTitle')}</h3>
      <p className="quiet">{t('powerSay')}</p>
      <ul>
        {power.map(({ bad, chance }) => {
          const said = sayChance(chance);
          if (said.kind === 'sure') return <li key={bad}>{t('powerSure', { bad })}</li>;
          const words = {
            percent: said.kind === 'percent' ? `${String(said.percent)}%` : '',
            under_one: t('underOne'),
            over_ninety_nine: t('overNinetyNine'),
          }[said.kind];
          return <li key={bad}>{t('powerLine', { bad, chance: words })}</li>;
        })}
      </ul>
    </section>
  );
}
