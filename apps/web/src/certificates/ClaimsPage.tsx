import { useQuery } from '@tanstack/react-query';
import '../batches/batches.css';
import { api } from '../shell/api.ts';
import { Name } from '../shell/cells.tsx';
import { useTexts } from '../shell/language.ts';
import { ListEmpty } from '../shell/ListEmpty.tsx';
import type { Column } from '../shell/ListRows.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { useMay } from '../shell/me.ts';
import { Page } from '../shell/Page.tsx';
import { LocalRows } from '../shell/PagedRows.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { Rows } from '../shell/Rows.tsx';
import { useFormats } from '../shell/times.ts';
import { claimsQuery } from './claims.ts';
import type { Claim } from './claims.ts';
import { ApproveButton, ClaimButton } from './ClaimActs.tsx';
import { certificateTexts } from './texts.ts';

/** Claims: batches to claim for, claims that wait for a second person, and those approved. */
export function ClaimsPage() {
  const t = useTexts(certificateTexts);
  const may = useMay();
  const query = useQuery(claimsQuery);
  return (
    <Loaded query={query}>
      {(claims) => (
        <Page heading={t('claims')} say={t('claimsSay')}>
          {may('claimCertificates') && <ToClaim claims={claims} />}
          <Waiting claims={claims} />
          <Approved claims={claims.filter(({ approvedBy }) => approvedBy !== null)} />
        </Page>
      )}
    </Loaded>
  );
}

/** Released batches of the caller's site for which nothing is claimed yet. */
function ToClaim({ claims }: { claims: readonly Claim[] }) {
  const t = useTexts(certificateTexts);
  const query = useQuery({
    queryKey: ['batches', 'listBatches', 'released'],
    queryFn: ({ signal }) => api.batches.listBatches({ state: 'released', pageSize: 500 }, { signal }),
  });
  const claimed = new Set(claims.map(({ batchId }) => batchId));
  return (
    <section className="list section">
      <h2>{t('toClaim')}</h2>
      <Loaded query={query}>
        {({ rows }) => (
          <Rows
            rows={rows.filter(({ id }) => !claimed.has(id))}
            rowKey={({ id }) => id}
            columns={[
              {
                key: 'batch',
                title: t('batch'),
                render: ({ id, code }) => (
                  <PlainLink href={`/batches/${id}/certificates`} className="code nowrap">
                    {code}
                  </PlainLink>
                ),
              },
              { key: 'site', title: t('site'), render: ({ site }) => <Name of={site} /> },
            ]}
            rowActs={({ id, code }) => <ClaimButton batchId={id} code={code} />}
            empty={<ListEmpty isFiltered={false} say={t('noneToClaim')} />}
          />
        )}
      </Loaded>
    </section>
  );
}

function Waiting({ claims }: { claims: readonly Claim[] }) {
  const t = useTexts(certificateTexts);
  const columns = useClaimColumns(false);
  return (
    <section className="list section">
      <h2>{t('waitingClaims')}</h2>
      <Rows
        rows={claims.filter(({ approvedBy }) => approvedBy === null)}
        rowKey={({ batchId }) => batchId}
        columns={columns}
        rowActs={(claim) => <ApproveButton claim={claim} />}
        empty={<ListEmpty isFiltered={false} say={t(claims.length === 0 ? 'claimsEmpty' : 'noWaiting')} />}
      />
    </section>
  );
}

function Approved({ claims }: { claims: readonly Claim[] }) {
  const t = useTexts(certificateTexts);
  const columns = useClaimColumns(true);
  if (claims.length === 0) return null;
  return (
    <>
      <h2>{t('doneClaims')}</h2>
      <LocalRows
        rows={claims}
        rowKey={({ batchId }) => batchId}
        columns={columns}
        looksFor={t('looksForClaim')}
        textOf={({ batchCode, site, claimedBy }) =>
          `${batchCode} ${site.nameZh} ${site.nameEn} ${claimedBy.name}`
        }
        empty={{ say: t('claimsEmpty') }}
      />
    </>
  );
}

function useClaimColumns(isApproved: boolean): readonly Column<Claim>[] {
  const t = useTexts(certificateTexts);
  const formats = useFormats();
  return [
    {
      key: 'batch',
      title: t('batch'),
      render: ({ batchId, batchCode }) => (
        <PlainLink href={`/batches/${batchId}/certificates`} className="code nowrap">
          {batchCode}
        </PlainLink>
      ),
    },
    {
      key: 'site',
      title: t('site'),
      render: ({ site }) => (
        <span className="site-cell">
          <Name of={site} />
        </span>
      ),
    },
    { key: 'passed', title: t('passed'), align: 'right', render: ({ passed }) => formats.number(passed) },
    {
      key: 'claimed',
      title: t('claimedBy'),
      render: ({ claimedBy, claimedAt }) => (
        <span className="two-lines">
          <span>{claimedBy.name}</span>
          <span className="quiet">{formats.instant(claimedAt)}</span>
        </span>
      ),
    },
    ...(isApproved
      ? [
          {
            key: 'approved',
            title: t('approvedBy'),
            render: ({ approvedBy }: Claim) => approvedBy?.name ?? '',
          },
        ]
      : []),
  ];
}
