import { useCallback } from 'react';
import { Link } from '@tanstack/react-router';
import type { Client } from '@jiangping/contract/client';
import { useAnswer } from '../shell/answer.ts';
import { useTexts } from '../shell/language.ts';
import { callPublic } from '../shell/public-call.ts';
import { PublicFrame } from '../shell/PublicFrame.tsx';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { readRecord } from './bundle-record.ts';
import { CertificateRecord } from './CertificateRecord.tsx';
import { CheckLines } from './CheckLines.tsx';
import { HowChecked } from './HowChecked.tsx';
import { IssueFacts } from './IssueFacts.tsx';
import { tokenRoute } from './public-routes.ts';
import { verifyTexts } from './public-texts.ts';
import { Verdict } from './Verdict.tsx';
import type { VerdictKind } from './Verdict.tsx';
import { loadTrustedKeys, verifyInBrowser } from './verify-in-browser.ts';

type PublicCertificate = Awaited<ReturnType<Client['certificates']['verifyByToken']>>;

const verdicts: Readonly<Record<PublicCertificate['state'], VerdictKind>> = {
  issued: 'valid',
  corrected: 'corrected',
  suspended: 'suspended',
  revoked: 'revoked',
  annulled: 'annulled',
};

/** What the code on a certificate leads to: the record, checked again in the visitor's own browser. */
export function CertificatePage() {
  const { token } = tokenRoute.useParams();
  const t = useTexts(verifyTexts);
  const load = useCallback(async () => {
    const [certificate, keys] = await Promise.all([
      callPublic<PublicCertificate>(`/public/certificates/${encodeURIComponent(token)}`),
      loadTrustedKeys(),
    ]);
    const verification = await verifyInBrowser(certificate.bundle, keys);
    return { certificate, verification, record: readRecord(certificate.bundle), checkedAt: new Date().toISOString() };
  }, [token]);
  const { answer, retry } = useAnswer(load);
  return (
    <PublicFrame title={t('resultTitle')}>
      {answer.state === 'waiting' && (
        <section className="public-card public-plain" role="status">
          <p>{t('checking')}</p>
          <span className="public-progress" />
        </section>
      )}
      {answer.state === 'refused' && (
        <section className="public-card public-plain">
          <h1>{t('resultTitle')}</h1>
          <PublicTrouble error={answer.error} onRetry={retry} />
          <Another />
        </section>
      )}
      {answer.state === 'given' && <Result {...answer.data} />}
    </PublicFrame>
  );
}

interface ResultProps {
  certificate: PublicCertificate;
  verification: Awaited<ReturnType<typeof verifyInBrowser>>;
  record: ReturnType<typeof readRecord>;
  checkedAt: string;
}

function Result({ certificate, verification, record, checkedAt }: ResultProps) {
  const t = useTexts(verifyTexts);
  const kind = verification.valid && record ? verdicts[certificate.state] : 'failed';
  return (
    <article className="certificate">
      <Verdict kind={kind} checkedAt={checkedAt} stateAt={certificate.stateAt} />
      {record && <CertificateRecord record={record} />}
      {record && <IssueFacts certificate={certificate} issuedOn={record.issuedOn} />}
      <CheckLines checks={verification.checks} checkedAt={checkedAt} leaves={record?.leaves ?? []} />
      <HowChecked />
      <p className="certificate-acts">
        <button type="button" className="public-button" onClick={() => window.print()}>
          {t('print')}
        </button>
        <a
          className="public-button public-button-quiet"
          download={`${record?.certificateNumber ?? 'certificate'}.json`}
          href={`data:application/json;charset=utf-8,${encodeURIComponent(certificate.bundle)}`}
        >
          {t('save')}
        </a>
        <Another />
      </p>
    </article>
  );
}

function Another() {
  const t = useTexts(verifyTexts);
  return (
    <Link to="/verify" className="public-button public-button-quiet">
      {t('another')}
    </Link>
  );
}
