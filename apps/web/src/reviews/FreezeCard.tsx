import { Alert, Typography } from 'antd';
import type { Batch } from '../batches/batch.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { reviewRefreshes } from './review.ts';
import type { Review } from './review.ts';
import { ReviewPart } from './ReviewPart.tsx';
import { reviewTexts } from './texts.ts';

/** The closing of the dossiers: the act, or the root it fixed. */
export function FreezeCard({ batch, review: { frozen, reopening } }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  const formats = useFormats();
  const close = batch.acts.includes('closeDossiers') && (
    <ActButton<object, { factId: string; dossiers: number }>
      label={t('closeDossiers')}
      say={t('closeSay', { code: batch.code })}
      refreshes={reviewRefreshes}
      run={(_, options) => api.reviews.closeDossiers({ batchId: batch.id }, options)}
      done={({ dossiers }) => t('closed', { count: dossiers })}
    />
  );
  return (
    <ReviewPart title={t('freeze')} acts={close}>
      {frozen ? (
        <>
          {batch.state === 'results' && reopening && (
            <Alert className="review-note" type="info" showIcon title={t('closeAgain')} />
          )}
          <p>{t('frozenSay', { count: formats.number(frozen.dossiers) })}</p>
          <dl className="review-values">
            <dt>{t('root')}</dt>
            <dd>
              <Typography.Text copyable className="code">
                {frozen.root}
              </Typography.Text>
            </dd>
          </dl>
          <p className="quiet">
            {t('frozenBy', { name: frozen.frozenBy.name, time: formats.instant(frozen.frozenAt) })}
          </p>
        </>
      ) : (
        <p className="quiet">{t('notFrozen')}</p>
      )}
    </ReviewPart>
  );
}
