import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Spin } from 'antd';
import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import { useTexts, useWord } from '../shell/language.ts';
import { PlainLink } from '../shell/PlainLink.tsx';
import { RefusalAlert } from '../shell/RefusalAlert.tsx';
import type { DrawCheck, DrawStep } from './draw-check.ts';
import { loadDrawOptions } from './draw-evidence.ts';
import type { DrawRecord } from './review.ts';
import { reviewTexts } from './texts.ts';

/** The draw done anew in this browser: one answer, and every step with its value on demand. */
export function DrawSteps({ record }: { record: DrawRecord }) {
  const t = useTexts(reviewTexts);
  const query = useQuery({
    queryKey: ['reviews', 'checkDraw', record],
    queryFn: async ({ signal }) => {
      // The library is large, so it comes only when there is a draw to check.
      const [{ explainDraw }, options] = await Promise.all([
        import('./draw-check.ts'),
        loadDrawOptions(record, signal),
      ]);
      return explainDraw(record, options);
    },
    staleTime: Infinity,
  });
  if (query.isError) return <RefusalAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || query.isFetching)
    return (
      <p role="status" className="draw-waiting">
        <Spin size="small" /> {t('recomputing')}
      </p>
    );
  return <Checked check={query.data} onRetry={() => void query.refetch()} />;
}

function Checked({ check, onRetry }: { check: DrawCheck; onRetry: () => void }) {
  const t = useTexts(reviewTexts);
  const word = useWord();
  const { steps, failing, open } = check;
  const [type, title] =
    failing.length > 0
      ? (['error', t('drawFails', { steps: failing.map((step) => word(step.title)).join(' · ') })] as const)
      : open.length > 0
        ? (['warning', t('drawOpen', { count: open.length })] as const)
        : (['success', t('drawHolds', { count: steps.length })] as const);
  return (
    <div className="draw-check">
      <Alert
        type={type}
        showIcon
        role={type === 'error' ? 'alert' : 'status'}
        title={title}
        description={type === 'error' ? t('drawFailsSay') : t('drawHoldsSay')}
        action={type === 'success' ? undefined : <Button onClick={onRetry}>{t('recheck')}</Button>}
      />
      <details className="draw-details" open={type !== 'success'}>
        <summary>{t('stepsShow')}</summary>
        <ol className="draw-steps">
          {steps.map((step) => (
            <Step key={step.name} step={step} />
          ))}
        </ol>
      </details>
    </div>
  );
}

function Step({ step: { name, holds, title, sentence, values } }: { step: DrawStep }) {
  const t = useTexts(reviewTexts);
  const word = useWord();
  const look = holds === null ? 'open' : holds ? 'holds' : 'fails';
  const signs = {
    holds: <CheckCircleFilled />,
    fails: <CloseCircleFilled />,
    open: <QuestionCircleFilled />,
  };
  return (
    <li className={`draw-step draw-step-${look}`} data-step={name}>
      {signs[look]}
      <div>
        <strong>{word(title)}</strong> <span className="draw-step-word">{t(look)}</span>
        <div>{word(sentence)}</div>
        {values.length > 0 && (
          <dl className="review-values">
            {values.map((value) => (
              <div key={value.name}>
                <dt>{t(`values.${value.name}`)}</dt>
                <dd className="code">
                  {value.name === 'fact' ? (
                    <PlainLink href={`/ledger/${value.text}`}>{t('seeFact')}</PlainLink>
                  ) : (
                    value.text
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  );
}
