import { Link } from '@tanstack/react-router';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useFormats } from '../shell/times.ts';
import { dutyNames, placesOf } from '../sittings/duties.ts';
import { SittingStateTag } from '../sittings/SittingStateTag.tsx';
import { markingTexts } from './texts.ts';

/** The sittings whose marking the caller's duty opens, newest first. */
export function MyMarkingPage() {
  const t = useTexts(markingTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <ListPage
      heading={t('marking')}
      say={t('markingSay')}
      queryKey={['marking', 'listMySittings']}
      load={async (_, __, signal) => {
        const all = await api.sittings.listMySittings(undefined, { signal });
        const rows = all.filter((sitting) => placesOf(sitting.duty, sitting).length > 0);
        return { rows, total: rows.length };
      }}
      isWhole
      rowKey={({ id, duty }) => `${id} ${duty}`}
      columns={[
        {
          key: 'room',
          title: t('room'),
          render: ({ id, roomName }) => (
            <Link to="/marking/$sittingId" params={{ sittingId: id }}>
              {roomName}
            </Link>
          ),
        },
        { key: 'part', title: t('part'), render: ({ part }) => t(part) },
        { key: 'state', title: t('sittingState'), render: ({ state }) => <SittingStateTag state={state} /> },
        {
          key: 'startsAt',
          title: t('startsAt'),
          render: ({ startsAt }) => <span className="nowrap">{formats.instant(startsAt)}</span>,
        },
        { key: 'duty', title: t('myDuty'), render: ({ duty }) => word(dutyNames[duty], duty) },
        { key: 'candidates', title: t('candidates'), align: 'right', render: ({ candidates }) => candidates },
      ]}
      empty={{ say: t('markingEmpty') }}
    />
  );
}
