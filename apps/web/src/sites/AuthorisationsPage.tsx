import { Link } from '@tanstack/react-router';
import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { Maybe, Period } from '../shell/cells.tsx';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { useMay } from '../shell/me.ts';
import { StateTag } from '../shell/StateTag.tsx';
import { authorisationTones, isAuthorisationState } from './site-states.ts';
import type { AuthorisationState } from './site-states.ts';
import { siteTexts } from './texts.ts';

type Authorisation = Awaited<ReturnType<typeof api.sites.listAuthorisations>>['rows'][number];

/** Authorisations, proposed and decided. */
export function AuthorisationsPage() {
  const t = useTexts(siteTexts);
  const word = useWord();
  const may = useMay();
  return (
    <ListPage
      heading={t('authorisations')}
      say={t('authorisationsSay')}
      queryKey={['sites', 'listAuthorisations']}
      load={(query, { state }, signal) =>
        api.sites.listAuthorisations(
          { ...query, ...(isAuthorisationState(state) ? { state } : {}) },
          { signal },
        )
      }
      rowKey={({ id }) => id}
      looksFor={t('looksForAuthorisation')}
      filters={[
        {
          name: 'state',
          label: t('state'),
          options: (Object.keys(authorisationTones) as AuthorisationState[]).map((value) => ({
            value,
            label: t(`authorisationStates.${value}`),
          })),
        },
      ]}
      columns={[
        {
          key: 'site',
          title: t('site'),
          width: 260,
          render: ({ site }) => (
            <Link to="/sites/$siteId" params={{ siteId: site.id }}>
              {word(site)}
            </Link>
          ),
        },
        { key: 'documentNumber', title: t('documentNumber'), render: ({ documentNumber }) => documentNumber },
        {
          key: 'state',
          title: t('state'),
          render: ({ state }) =>
            isAuthorisationState(state) ? (
              <StateTag tone={authorisationTones[state]}>{t(`authorisationStates.${state}`)}</StateTag>
            ) : (
              state
            ),
        },
        { key: 'scopeLines', title: t('scopeLines'), align: 'right', render: ({ scopeLines }) => scopeLines },
        {
          key: 'period',
          title: t('period'),
          render: ({ validFrom, validTo }) => <Period from={validFrom} to={validTo} />,
        },
        { key: 'proposedBy', title: t('proposedBy'), render: ({ proposedBy }) => proposedBy.name },
        {
          key: 'decidedBy',
          title: t('decidedBy'),
          render: ({ decidedBy }) => <Maybe text={decidedBy?.name ?? null} />,
        },
      ]}
      {...(may('decideAuthorisation')
        ? {
            rowActs: (row: Authorisation) =>
              row.state === 'proposed' && <DecideButtons authorisation={row} />,
          }
        : {})}
      empty={{ say: t('authorisationsEmpty') }}
    />
  );
}

function DecideButtons({
  authorisation: { id, site, scopeLines, documentNumber },
}: {
  authorisation: Authorisation;
}) {
  const t = useTexts(siteTexts);
  const word = useWord();
  const words = { site: word(site), count: scopeLines, number: documentNumber };
  const refreshes = [['sites'], ['reports']] as const;
  return (
    <>
      <ActButton
        label={t('approve')}
        type="link"
        say={t('approveSay', words)}
        refreshes={refreshes}
        run={(_, options) =>
          api.sites.decideAuthorisation({ authorisationId: id, decision: 'in_force' }, options)
        }
      />
      <ActButton
        label={t('refuse')}
        type="link"
        isDanger
        asksReason={false}
        say={t('refuseSay', words)}
        refreshes={refreshes}
        run={(_, options) =>
          api.sites.decideAuthorisation({ authorisationId: id, decision: 'refused' }, options)
        }
      />
    </>
  );
}
