import { useQuery } from '@tanstack/react-query';
import { Flex, Form, Input } from 'antd';
import type { Batch } from '../batches/batch.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { todayInShanghai, useFormats } from '../shell/times.ts';
import { isDecidable, judgeReview, sumsOf } from './decision.ts';
import { reviewRefreshes } from './review.ts';
import type { Review } from './review.ts';
import { ReviewPart } from './ReviewPart.tsx';
import { reviewTexts } from './texts.ts';

/** The decision on the batch: what waits for it, the two acts, or what was decided. */
export function DecisionCard({ batch, review }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  const { decision, drawnDossiers } = review;
  const open = drawnDossiers.filter(({ sheet }) => sheet === null).length;
  const isDue = batch.state === 'reviewing' && isDecidable(review);
  return (
    <ReviewPart title={t('decision')}>
      {decision ? (
        <Decided batch={batch} decision={decision} reopening={review.reopening} />
      ) : isDue ? (
        <Due batch={batch} review={review} />
      ) : (
        <p className="quiet">
          {drawnDossiers.length === 0 ? t('notBegun') : t('notDecidable', { count: open })}
        </p>
      )}
    </ReviewPart>
  );
}

interface DecidedProps {
  batch: Batch;
  decision: NonNullable<Review['decision']>;
  reopening: Review['reopening'];
}

function Decided({ batch, decision, reopening }: DecidedProps) {
  const t = useTexts(reviewTexts);
  const formats = useFormats();
  const may = useMay();
  const isReleased = decision.decision === 'released';
  return (
    <>
      <p>
        <StateTag tone={isReleased ? 'good' : 'bad'}>{t(isReleased ? 'released' : 'returned')}</StateTag>{' '}
        <span className="quiet">
          {t('decidedBy', { name: decision.decidedBy.name, time: formats.instant(decision.decidedAt) })}
        </span>
      </p>
      {decision.reason !== '' && (
        <p className="decision-reason">
          <strong>{t('reasonSaid')}</strong> {decision.reason}
        </p>
      )}
      {reopening && (
        <>
          <p className="decision-reason">
            <strong>{t('rectification')}</strong> {reopening.rectification}
          </p>
          <p className="quiet">
            {t('rectifiedBy', {
              name: reopening.reopenedBy.name,
              time: formats.instant(reopening.reopenedAt),
            })}
          </p>
        </>
      )}
      {!isReleased && !reopening && <p className="quiet">{t('afterReturn')}</p>}
      {!isReleased && batch.acts.includes('reopenBatch') && <ReopenButton batch={batch} />}
      {isReleased && may('readCertificates') && (
        <LinkButton href={`/batches/${batch.id}/certificates`}>{t('toCertificates')}</LinkButton>
      )}
    </>
  );
}

function ReopenButton({ batch }: { batch: Batch }) {
  const t = useTexts(reviewTexts);
  return (
    <ActButton<{ rectification: string }, { factId: string }>
      label={t('reopen')}
      say={t('reopenSay', { code: batch.code })}
      refreshes={reviewRefreshes}
      run={({ rectification }, options) =>
        api.reviews.reopenBatch({ batchId: batch.id, rectification }, options)
      }
      done={() => t('reopened')}
      fields={
        <Form.Item
          name="rectification"
          label={t('rectification')}
          extra={t('rectificationHint')}
          rules={[
            { required: true, whitespace: true, message: t('required', { label: t('rectification') }) },
          ]}
        >
          <Input.TextArea rows={5} maxLength={2000} showCount />
        </Form.Item>
      }
    />
  );
}

function Due({ batch, review }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  const today = todayInShanghai();
  const policies = useQuery({
    queryKey: ['people', 'listPolicies', today],
    queryFn: ({ signal }) => api.people.listPolicies({ on: today }, { signal }),
  });
  const judged = judgeReview(review, policies.data);
  const mustReturn = judged?.verdict === 'returned';
  const sums = t('sums', sumsOf(review));
  const { code, id: batchId } = batch;
  return (
    <>
      <p>{sums}</p>
      {judged && <p className="quiet">{t(mustReturn ? 'verdictReturn' : 'verdictRelease')}</p>}
      {batch.acts.includes('decideBatch') ? (
        <Flex gap={8} wrap>
          <ActButton<object, { factId: string }>
            label={t('release')}
            disabled={mustReturn}
            say={
              <>
                {sums}
                <br />
                {t('releaseSay', { code })}
              </>
            }
            refreshes={reviewRefreshes}
            run={(_, options) => api.reviews.decideBatch({ batchId, decision: 'released' }, options)}
            done={() => t('releasedDone')}
          />
          <ActButton<{ why: string }, { factId: string }>
            label={t('return')}
            isDanger
            asksReason={false}
            say={
              <>
                {sums}
                <br />
                {t('returnSay', { code })}
              </>
            }
            refreshes={reviewRefreshes}
            run={({ why }, options) =>
              api.reviews.decideBatch({ batchId, decision: 'returned', reason: why }, options)
            }
            done={() => t('returnedDone')}
            fields={
              <Form.Item
                name="why"
                label={t('returnReason')}
                extra={t('returnHint')}
                rules={[
                  { required: true, whitespace: true, message: t('required', { label: t('returnReason') }) },
                ]}
              >
                <Input.TextArea rows={4} maxLength={2000} showCount />
              </Form.Item>
            }
          />
        </Flex>
      ) : (
        <p className="quiet">{t('allReviewed')}</p>
      )}
    </>
  );
}
