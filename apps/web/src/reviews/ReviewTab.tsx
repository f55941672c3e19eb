import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import './reviews.css';
import { useBatch } from '../batches/batch.ts';
import type { Batch } from '../batches/batch.ts';
import { useTexts } from '../shell/language.ts';
import { Loaded } from '../shell/Loaded.tsx';
import { isDecidable } from './decision.ts';
import { DecisionCard } from './DecisionCard.tsx';
import { DrawCard } from './DrawCard.tsx';
import { DrawnDossiers } from './DrawnDossiers.tsx';
import { FreezeCard } from './FreezeCard.tsx';
import { isNewest, roundOf } from './drawn.ts';
import { reviewQuery } from './review.ts';
import type { Review } from './review.ts';
import { ReviewersCard } from './ReviewersCard.tsx';
import { reviewTexts } from './texts.ts';

/** The review of a batch: what was fixed and drawn at one side, who reviews, what was found and decided at the other. */
export function ReviewTab() {
  const batch = useBatch();
  const { round } = useSearch({ strict: false });
  const query = useQuery(reviewQuery(batch.id, roundOf(round)));
  return (
    <Loaded query={query}>
      {(review) => (
        <>
          {review.rounds.length > 1 && <Rounds review={review} />}
          {/* In an earlier round there is nothing left to do. */}
          <Round batch={isNewest(review) ? batch : { ...batch, acts: [] }} review={review} />
        </>
      )}
    </Loaded>
  );
}

function Round({ batch, review }: { batch: Batch; review: Review }) {
  return (
    <div className="review">
      <div className="review-side">
        <FreezeCard batch={batch} review={review} />
        {review.frozen && <DrawCard batch={batch} review={review} />}
      </div>
      {review.frozen && (
        <div className="review-side">
          <ReviewersCard batch={batch} review={review} />
          {/* What is due or decided stands before the long list it rests on. */}
          {isDecidable(review) && <DecisionCard batch={batch} review={review} />}
          <DrawnDossiers batch={batch} review={review} />
          {!isDecidable(review) && <DecisionCard batch={batch} review={review} />}
        </div>
      )}
    </div>
  );
}

/** The rounds of a batch that was returned, each with how it ended. */
function Rounds({ review: { round, rounds } }: { review: Review }) {
  const t = useTexts(reviewTexts);
  const navigate = useNavigate();
  return (
    <div className="review-rounds">
      <Segmented
        value={round ?? rounds.length}
        options={rounds.map((each) => ({
          value: each.round,
          label: [
            t('roundOf', { round: each.round }),
            each.decision === null ? t('undecided') : t(each.decision),
          ].join(' · '),
        }))}
        onChange={(value) =>
          void navigate({
            to: '.',
            search: { round: value === rounds.length ? undefined : String(value) } as never,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </div>
  );
}
