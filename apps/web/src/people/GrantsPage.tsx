import { posts as postNames } from '@jiangping/domain/people/post';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { Maybe, Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import type { ListSearch } from '../shell/search.ts';
import { StateTag } from '../shell/StateTag.tsx';
import type { Tone } from '../shell/StateTag.tsx';
import { shellTexts } from '../shell/texts.ts';
import { ProposeGrantButton } from './ProposeGrantButton.tsx';
import { peopleTexts } from './texts.ts';

type Grant = Awaited<ReturnType<typeof api.people.listGrants>>['rows'][number];

const tones: Readonly<Record<Grant['state'], Tone>> = {
  proposed: 'waiting',
  in_force: 'good',
  revoked: 'bad',
  expired: 'quiet',
};

function stateOf({ state }: ListSearch): { state?: Grant['state'] } {
  return state !== undefined && Object.hasOwn(tones, state) ? { state: state as Grant['state'] } : {};
}

/** Posts proposed, in force and ended. */
export function GrantsPage() {
  const t = useTexts(peopleTexts);
  const shell = useTexts(shellTexts);
  const word = useWord();
  const may = useMay();
  const propose = may('proposeGrant') && <ProposeGrantButton />;
  return (
    <ListPage
      heading={t('grants')}
      say={t('grantsSay')}
      queryKey={['people', 'listGrants']}
      load={(query, filters, signal) => api.people.listGrants({ ...query, ...stateOf(filters) }, { signal })}
      rowKey={({ id }) => id}
      looksFor={t('looksForGrant')}
      filters={[
        {
          name: 'state',
          label: t('state'),
          options: (Object.keys(tones) as Grant['state'][]).map((value) => ({
            value,
            label: t(`states.${value}`),
          })),
        },
      ]}
      toolbar={propose}
      columns={[
        { key: 'person', title: t('person'), render: ({ person }) => person.name, width: 180 },
        { key: 'post', title: t('post'), render: ({ post }) => word(postNames[post]) },
        { key: 'place', title: t('place'), render: ({ site }) => (site ? word(site) : shell('atCenter')) },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) => <StateTag tone={tones[state]}>{t(`states.${state}`)}</StateTag>,
        },
        {
          key: 'period',
          title: t('period'),
          render: ({ validFrom, validTo }) => <Period from={validFrom} to={validTo} />,
        },
        {
          key: 'proposedBy',
          title: t('proposedBy'),
          render: ({ proposedBy }) => <Maybe text={proposedBy?.name ?? null} />,
        },
        {
          key: 'confirmedBy',
          title: t('confirmedBy'),
          render: ({ confirmedBy }) => <Maybe text={confirmedBy?.name ?? null} />,
        },
      ]}
      {...(may('confirmGrant') || may('revokeGrant')
        ? {
            rowActs: (grant: Grant) => (
              <>
                {grant.state === 'proposed' && may('confirmGrant') && <ConfirmGrant grant={grant} />}
                {grant.state === 'in_force' && may('revokeGrant') && <RevokeGrant grant={grant} />}
              </>
            ),
          }
        : {})}
      empty={{ say: t('grantsEmpty'), act: propose }}
    />
  );
}

const refreshes = [['people', 'listGrants'], ['people', 'listPersons'], ['reports']] as const;

function ConfirmGrant({ grant }: { grant: Grant }) {
  const t = useTexts(peopleTexts);
  const word = useWord();
  return (
    <ActButton
      label={t('confirmGrant')}
      type="link"
      say={t('confirmSay', { name: grant.person.name, post: word(postNames[grant.post]) })}
      refreshes={refreshes}
      run={(_, options) => api.people.confirmGrant({ grantId: grant.id }, options)}
    />
  );
}

function RevokeGrant({ grant }: { grant: Grant }) {
  const t = useTexts(peopleTexts);
  const word = useWord();
  return (
    <ActButton
      label={t('revokeGrant')}
      isDanger
      type="link"
      say={t('revokeSay', { name: grant.person.name, post: word(postNames[grant.post]) })}
      refreshes={refreshes}
      run={({ reason }, options) => api.people.revokeGrant({ grantId: grant.id, reason }, options)}
    />
  );
}
