import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useBatch } from '../batches/batch.ts';
import type { Batch } from '../batches/batch.ts';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { LinkButton } from '../shell/LinkButton.tsx';
import { Loaded } from '../shell/Loaded.tsx';
import { PagedRows } from '../shell/PagedRows.tsx';
import { useFormats } from '../shell/times.ts';
import { publicAddressOf, tidyQuery } from './certificate.ts';
import { claimsQuery } from './claims.ts';
import type { Claim } from './claims.ts';
import { useCertificateColumns } from './certificate-columns.tsx';
import { ApproveButton, ClaimButton } from './ClaimActs.tsx';
import { certificateTexts } from './texts.ts';

/** The certificates of a batch: how far the claim is, then what was issued. */
export function BatchCertificatesTab() {
  const t = useTexts(certificateTexts);
  const batch = useBatch();
  const query = useQuery(claimsQuery);
  const columns = useCertificateColumns(true);
  return (
    <Loaded query={query}>
      {(claims) => {
        const claim = claims.find(({ batchId }) => batchId === batch.id) ?? null;
        return (
          <>
            <ClaimState batch={batch} claim={claim} />
            {claim?.approvedBy && (
              <PagedRows
                queryKey={['certificates', 'listCertificates', batch.id]}
                load={({ q, ...page }, signal) => {
                  const text = tidyQuery(q);
                  return api.certificates.listCertificates(
                    { ...page, batchId: batch.id, ...(text === undefined ? {} : { q: text }) },
                    { signal },
                  );
                }}
                rowKey={({ id }) => id}
                columns={columns}
                looksFor={t('looksFor')}
                rowActs={({ token }) => (
                  <a href={publicAddressOf(token)} target="_blank" rel="noreferrer">
                    {t('openPublic')}
                  </a>
                )}
                empty={{ say: t('tabEmpty') }}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function ClaimState({ batch, claim }: { batch: Batch; claim: Claim | null }) {
  const t = useTexts(certificateTexts);
  const formats = useFormats();
  if (claim?.approvedBy)
    return (
      <Alert
        className="section"
        type="success"
        showIcon
        title={t('issuedSay', {
          approver: claim.approvedBy.name,
          claimant: claim.claimedBy.name,
          count: formats.number(claim.passed),
        })}
      />
    );
  if (claim)
    return (
      <Alert
        className="section"
        type="info"
        showIcon
        title={t('waitsApproval', {
          name: claim.claimedBy.name,
          time: formats.instant(claim.claimedAt),
          count: formats.number(claim.passed),
        })}
        action={<ApproveButton claim={claim} />}
      />
    );
  const isReleased = batch.state === 'released';
  const mayClaim = isReleased && batch.acts.includes('claimCertificates');
  return (
    <Alert
      className="section"
      type="info"
      showIcon
      title={t(isReleased ? (mayClaim ? 'mayClaim' : 'notClaimed') : 'notReleased')}
      action={
        mayClaim ? (
          <ClaimButton batchId={batch.id} code={batch.code} />
        ) : (
          !isReleased && <LinkButton href={`/batches/${batch.id}/review`}>{t('toReview')}</LinkButton>
        )
      }
    />
  );
}
