import { posts as postNames } from '@jiangping/domain/people/post';
import { Maybe } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { AssignButton } from './AssignButton.tsx';
import { useBatch } from './batch.ts';
import { examTexts } from './exam-texts.ts';

/** Who serves in a batch; at the Center, the way to give people their duties. */
export function StaffTab() {
  const t = useTexts(examTexts);
  const word = useWord();
  const batch = useBatch();
  const assign = batch.acts.includes('assignStaff') && batch.sittings.length > 0 && (
    <AssignButton batch={batch} />
  );
  return (
    <LocalRows
      rows={batch.staff}
      rowKey={({ person, duty }) => `${person.id} ${duty}`}
      looksFor={t('looksForStaff')}
      textOf={({ person, duty, cardNumber }) => `${person.name} ${t(`duties.${duty}`)} ${cardNumber ?? ''}`}
      toolbar={assign}
      columns={[
        { key: 'person', title: t('person'), render: ({ person }) => person.name },
        { key: 'duty', title: t('duty'), render: ({ duty }) => t(`duties.${duty}`) },
        {
          key: 'cardNumber',
          title: t('cardNumber'),
          render: ({ cardNumber }) =>
            cardNumber === null ? <Maybe text={null} /> : <span className="code">{cardNumber}</span>,
        },
      ]}
      empty={{
        say: assign
          ? t('staffEmptyAssign')
          : batch.sittings.length === 0
            ? t('staffEmptyArrange')
            : t('staffEmpty', { post: word(postNames.center_staff) }),
      }}
    />
  );
}
