import { useNavigate, useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Card, Tabs } from 'antd';
import './marking.css';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMe } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { useFormats } from '../shell/times.ts';
import { isInCharge, placesOf } from '../sittings/duties.ts';
import type { MarkingPlace } from '../sittings/duties.ts';
import type { Sitting } from '../sittings/sitting.ts';
import { deskQuery, MarkingDesk } from './MarkingDesk.tsx';
import { MarkingTable } from './MarkingTable.tsx';
import { markingRoute } from './routes.ts';
import { markingTexts } from './texts.ts';

/** The marking of one sitting, with what the caller's duty opens: own sheets, the table of all readings, or both. */
export function MarkingPage() {
  const { sittingId } = markingRoute.useParams();
  const t = useTexts(markingTexts);
  const formats = useFormats();
  const query = useQuery({
    queryKey: ['sittings', 'getSitting', sittingId],
    queryFn: ({ signal }) => api.sittings.getSitting({ sittingId }, { signal }),
  });
  return (
    <Loaded query={query}>
      {(sitting) => (
        <Page
          heading={sitting.roomName}
          say={
            <>
              {t(sitting.part === 'theory' ? 'theory' : 'practical')} · {formats.instant(sitting.startsAt)} ·{' '}
              <PlainLink href={`/sittings/${sitting.id}`}>{t('toRoom')}</PlainLink>
            </>
          }
        >
          <Places sitting={sitting} />
        </Page>
      )}
    </Loaded>
  );
}

function Places({ sitting }: { sitting: Sitting }) {
  const t = useTexts(markingTexts);
  const navigate = useNavigate();
  const { person } = useMe();
  const { tab } = useSearch({ strict: false });
  const duty = sitting.duties.find((each) => each.person.id === person.id)?.duty;
  const places = placesOf(duty, sitting);
  const hasBoth = places.length > 1;
  // A chief assessor without a sheet to sign is here for the table.
  const desk = useQuery({ ...deskQuery(sitting.id), enabled: hasBoth });
  const owes = desk.data?.tasks.some(({ state }) => state !== 'signed') ?? true;
  const place = places.find((each) => each === tab) ?? (hasBoth && !owes ? 'table' : places[0]);
  const content: Readonly<Record<MarkingPlace, React.ReactNode>> = {
    sheets: <MarkingDesk sittingId={sitting.id} />,
    table: <MarkingTable sitting={sitting} mayAct={isInCharge(duty)} />,
  };
  if (!place)
    return (
      <Card>
        <ListEmpty isFiltered={false} say={t('notYours')} />
      </Card>
    );
  if (!hasBoth) return content[place];
  return (
    <Tabs
      activeKey={place}
      onChange={(next) =>
        void navigate({ to: '.', search: { tab: next } as never, replace: true, resetScroll: false })
      }
      destroyOnHidden
      items={places.map((each) => ({ key: each, label: t(each), children: content[each] }))}
    />
  );
}
