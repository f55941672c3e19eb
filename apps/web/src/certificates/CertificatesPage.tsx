import { useSearch } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import '../batches/batches.css';
import { batchQuery } from '../batches/batch.ts';
import { api } from '../shell/api.ts';
import { useTexts, useWord } from '../shell/language.ts';
import { ListPage } from '../shell/ListPage.tsx';
import { PlainLink } from '../shell/PlainLink.tsx';
import { isRegisterState, publicAddressOf, registerStates, stateNames, tidyQuery } from './certificate.ts';
import { useCertificateColumns } from './certificate-columns.tsx';
import { certificateTexts } from './texts.ts';

/** The certificate register: found by number, name, batch or status. */
export function CertificatesPage() {
  const t = useTexts(certificateTexts);
  const word = useWord();
  const columns = useCertificateColumns(false);
  const { batchId }: { batchId?: string } = useSearch({ strict: false });
  return (
    <ListPage
      heading={t('register')}
      say={batchId ? <OnlyBatch batchId={batchId} /> : t('registerSay')}
      queryKey={['certificates', 'listCertificates']}
      load={({ q, ...query }, filters, signal) => {
        const { state, batchId: only } = filters;
        const text = tidyQuery(q);
        return api.certificates.listCertificates(
          {
            ...query,
            ...(text === undefined ? {} : { q: text }),
            ...(isRegisterState(state) ? { state } : {}),
            ...(only ? { batchId: only } : {}),
          },
          { signal },
        );
      }}
      rowKey={({ id }) => id}
      looksFor={t('looksFor')}
      filters={[
        {
          name: 'state',
          label: t('state'),
          options: registerStates.map((value) => ({ value, label: word(stateNames[value]) })),
        },
      ]}
      columns={columns}
      rowActs={({ token }) => (
        <a href={publicAddressOf(token)} target="_blank" rel="noreferrer">
          {t('openPublic')}
        </a>
      )}
      empty={{ say: t('registerEmpty') }}
    />
  );
}

function OnlyBatch({ batchId }: { batchId: string }) {
  const t = useTexts(certificateTexts);
  const batch = useQuery(batchQuery(batchId));
  return (
    <>
      {t('onlyBatch', { code: batch.data?.code ?? '…' })} ·{' '}
      <PlainLink href="/certificates">{t('allBatches')}</PlainLink>
    </>
  );
}
