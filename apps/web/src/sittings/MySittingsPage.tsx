import { Link } from '@tanstack/react-router';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { LinkButton } from '../shell/LinkButton.tsx';
import { useFormats } from '../shell/times.ts';
import { dutyNames, placesOf } from './duties.ts';
import { SittingStateTag, sittingTones } from './SittingStateTag.tsx';
import { sittingTexts } from './texts.ts';

type MySitting = Awaited<ReturnType<typeof api.sittings.listMySittings>>[number];

/** The sittings in which the caller has a duty: what is open or comes next first, what is over last. */
export function MySittingsPage() {
  const t = useTexts(sittingTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <ListPage
      heading={t('mySittings')}
      say={t('mySittingsSay')}
      queryKey={['sittings', 'listMySittings']}
      load={async (_, { state }, signal) => {
        const all = await api.sittings.listMySittings(undefined, { signal });
        const rows = orderSittings(all.filter((sitting) => !state || sitting.state === state));
        return { rows, total: rows.length };
      }}
      isWhole
      rowKey={({ id, duty }) => `${id} ${duty}`}
      filters={[
        {
          name: 'state',
          label: t('state'),
          options: (Object.keys(sittingTones) as (keyof typeof sittingTones)[]).map((value) => ({
            value,
            label: t(`states.${value}`),
          })),
        },
      ]}
      columns={[
        {
          key: 'room',
          title: t('room'),
          render: ({ id, roomName }) => (
            <Link to="/sittings/$sittingId" params={{ sittingId: id }}>
              {roomName}
            </Link>
          ),
        },
        { key: 'state', title: t('state'), render: ({ state }) => <SittingStateTag state={state} /> },
        { key: 'part', title: t('part'), render: ({ part }) => t(`parts.${part}`) },
        {
          key: 'startsAt',
          title: t('startsAt'),
          render: ({ startsAt, minutes }) => (
            <span className="two-lines">
              <span>{formats.instant(startsAt)}</span>
              <span className="quiet">{t('minutes', { minutes })}</span>
            </span>
          ),
        },
        { key: 'duty', title: t('myDuty'), render: ({ duty }) => word(dutyNames[duty], duty) },
        { key: 'candidates', title: t('candidates'), align: 'right', render: ({ candidates }) => candidates },
      ]}
      rowActs={({ id, part, state, duty }) => (
        <>
          <LinkButton type="link" href={`/sittings/${id}`}>
            {t('toRoom')}
          </LinkButton>
          {placesOf(duty, { part, state }).map((place) => (
            <LinkButton type="link" key={place} href={`/marking/${id}?tab=${place}`}>
              {t(place === 'sheets' ? 'toDesk' : part === 'theory' ? 'toScoring' : 'toTable')}
            </LinkButton>
          ))}
        </>
      )}
      empty={{ say: t('mySittingsEmpty') }}
    />
  );
}

function orderSittings(all: readonly MySitting[]): readonly MySitting[] {
  const byTime = [...all].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const over = byTime.filter(({ state }) => state === 'closed').reverse();
  const open = byTime.filter(({ state }) => state === 'open');
  return [...open, ...byTime.filter(({ state }) => state !== 'closed' && state !== 'open'), ...over];
}
