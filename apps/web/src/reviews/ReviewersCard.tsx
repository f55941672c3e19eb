import { useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Form, Select, Spin, Tag } from 'antd';
import { UserOutlined } from '@ant-design/icons';
import type { Batch } from '../batches/batch.ts';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { todayInShanghai } from '../shell/times.ts';
import { reviewRefreshes } from './review.ts';
import type { Review } from './review.ts';
import { ReviewPart } from './ReviewPart.tsx';
import { reviewTexts } from './texts.ts';

/** Who reviews the batch, and the way to assign one more. */
export function ReviewersCard({ batch, review }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  const { reviewers } = review;
  const mayAssign = batch.acts.includes('assignReviewer');
  return (
    <ReviewPart
      title={t('reviewers')}
      acts={mayAssign && <AssignReviewerButton batch={batch} review={review} />}
    >
      {reviewers.length === 0 ? (
        <p className="quiet">{t('noReviewer')}</p>
      ) : (
        <ul className="reviewers">
          {reviewers.map(({ id, name }) => (
            <li key={id}>
              <Tag icon={<UserOutlined />}>{name}</Tag>
            </li>
          ))}
        </ul>
      )}
    </ReviewPart>
  );
}

function AssignReviewerButton({ batch, review }: { batch: Batch; review: Review }) {
  const t = useTexts(reviewTexts);
  return (
    <ActButton<{ reviewerId: string }, { factId: string }>
      label={t('assignReviewer')}
      type={review.reviewers.length === 0 ? 'primary' : 'default'}
      say={t('assignSay')}
      refreshes={reviewRefreshes}
      run={({ reviewerId }, options) =>
        api.reviews.assignReviewer({ batchId: batch.id, reviewerId }, options)
      }
      done={() => t('reviewerAssigned')}
      fields={
        <Form.Item
          name="reviewerId"
          label={t('reviewer')}
          extra={t('reviewerHint')}
          rules={[{ required: true, message: t('required', { label: t('reviewer') }) }]}
        >
          <ReviewerSelect
            taken={new Set(review.reviewers.map(({ id }) => id))}
            served={new Set(batch.staff.map(({ person }) => person.id))}
          />
        </Form.Item>
      }
    />
  );
}

interface ReviewerSelectProps {
  /** Given by `Form.Item`. */
  id?: string;
  value?: string;
  onChange?: (value: string | undefined) => void;
  taken: ReadonlySet<string>;
  served: ReadonlySet<string>;
}

/** Holders of a reviewer's card in force today; those who cannot be chosen are greyed and say why. */
function ReviewerSelect({ id, value, onChange, taken, served }: ReviewerSelectProps) {
  const t = useTexts(reviewTexts);
  const [q, setQ] = useState('');
  const on = todayInShanghai();
  const found = useQuery({
    queryKey: ['cards', 'listCards', 'reviewers', on, q],
    queryFn: async ({ signal }) => {
      // Waits for the typing to pause; the cache drops the call when another letter comes.
      await new Promise((resolve) => setTimeout(resolve, q === '' ? 0 : 250));
      return api.cards.listCards(
        { kind: 'reviewer', on, pageSize: 100, ...(q === '' ? {} : { q }) },
        { signal },
      );
    },
    placeholderData: keepPreviousData,
  });
  const cards = (found.data?.rows ?? []).filter(({ state }) => state === 'in_force');
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(value === undefined ? {} : { value })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setQ }}
      placeholder={t('reviewerPick')}
      options={cards.map(({ person, number }) => {
        const why = taken.has(person.id)
          ? t('reviewerTaken')
          : served.has(person.id)
            ? t('reviewerServed')
            : null;
        return {
          value: person.id,
          label: `${person.name} · ${number}${why === null ? '' : ` · ${why}`}`,
          disabled: why !== null,
        };
      })}
      notFoundContent={found.isFetching ? <Spin size="small" /> : t('reviewerNone')}
      onChange={(next: string | undefined) => onChange?.(next)}
    />
  );
}
