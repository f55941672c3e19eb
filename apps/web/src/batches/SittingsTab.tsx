import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useMay } from '../shell/me.ts';
import { LocalRows } from '../shell/PagedRows.tsx';
import { StateTag } from '../shell/StateTag.tsx';
import { useFormats } from '../shell/times.ts';
import { SittingStateTag } from '../sittings/SittingStateTag.tsx';
import { ArrangeButton } from './ArrangeButton.tsx';
import { useBatch } from './batch.ts';
import { examTexts } from './exam-texts.ts';

/** The sittings of a batch; before there are any, the way to arrange them. */
export function SittingsTab() {
  const t = useTexts(examTexts);
  const formats = useFormats();
  const batch = useBatch();
  const may = useMay();
  const mine = useQuery({
    queryKey: ['sittings', 'listMySittings'],
    queryFn: ({ signal }) => api.sittings.listMySittings(undefined, { signal }),
  });
  const myIds = new Set(mine.data?.map(({ id }) => id));
  const mayArrange = batch.acts.includes('arrangeBatch');
  const undecided = batch.counts.enrolled;
  return (
    <>
      {mayArrange && undecided > 0 && (
        <Alert
          className="section"
          type="warning"
          showIcon
          title={t('undecidedFirst', { count: undecided })}
        />
      )}
      <LocalRows
        rows={batch.sittings}
        rowKey={({ id }) => id}
        toolbar={mayArrange && batch.sittings.length > 0 && <ArrangeButton batch={batch} />}
        columns={[
          {
            key: 'room',
            title: t('room'),
            render: ({ id, roomName }) =>
              myIds.has(id) ? (
                <Link to="/sittings/$sittingId" params={{ sittingId: id }}>
                  {roomName}
                </Link>
              ) : (
                roomName
              ),
          },
          {
            key: 'paper',
            title: t('paperUsed'),
            render: ({ paperId }) => {
              const name = t('paperNumber', { number: paperId.slice(-6) });
              return may('listPapers') ? (
                <Link to="/papers/$paperId" params={{ paperId }} className="nowrap">
                  {name}
                </Link>
              ) : (
                <span className="nowrap">{name}</span>
              );
            },
          },
          { key: 'part', title: t('part'), render: ({ part }) => t(`parts.${part}`) },
          {
            key: 'startsAt',
            title: t('startsAt'),
            render: ({ startsAt }) => <span className="nowrap">{formats.instant(startsAt)}</span>,
          },
          {
            key: 'seats',
            title: t('seatsTaken'),
            align: 'right',
            render: ({ seats }) => formats.number(seats),
          },
          {
            key: 'state',
            title: t('sittingState'),
            render: ({ state }) => <SittingStateTag state={state} />,
          },
          {
            key: 'marking',
            title: t('marking'),
            render: ({ markingClosed }) => (
              <StateTag tone={markingClosed ? 'good' : 'quiet'}>
                {t(markingClosed ? 'markingClosed' : 'markingOpen')}
              </StateTag>
            ),
          },
        ]}
        empty={{
          say: t(mayArrange ? 'sittingsEmptyArrange' : 'sittingsEmpty'),
          ...(mayArrange ? { act: <ArrangeButton batch={batch} /> } : {}),
        }}
      />
    </>
  );
}
