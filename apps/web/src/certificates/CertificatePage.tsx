import { useCallback } from 'react';
import { Link } from '@tanstack/react-router';
import type { Client } from '@jiangping/contract/client';
import { useAnswer } from '../shell/answer.ts';
import { useTexts } from '../shell/language.ts';
import { callPublic } from '../shell/public-call.ts';
import { PublicFrame } from '../shell/PublicFrame.tsx';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { CertificateFields } from './CertificateFields.tsx';
import { CheckLines } from './CheckLines.tsx';
import { HowChecked } from './HowChecked.tsx';
import { IssueFacts } from './IssueFacts.tsx';
import { tokenRoute } from './public-routes.ts';
import { verifyTexts } from './public-texts.ts';
import { VerdictBanner } from './VerdictBanner.tsx';
import { kindOf } from './verdict-kind.ts';
import { verifyInBrowser } from './verify-in-browser.ts';
import type { Verification } from './verify-in-browser.ts';

type PublicCertificate = Awaited<ReturnType<Client['certificates']['verifyByToken']>>;

/** What the code on a certificate leads to: the record, checked again in the visitor's own browser. */
export function CertificatePage() {
  const { token } = tokenRoute.useParams();
  const t = useTexts(verifyTexts);
  const load = useCallback(async () => {
    const certificate = await callPublic<PublicCertificate>(
      `/public/certificates/${encodeURIComponent(token)}`,
    );
    return { certificate, verification: await verifyInBrowser(certificate.bundle) };
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

function Result({
  certificate,
  verification,
}: {
  certificate: PublicCertificate;
  verification: Verification;
}) {
  const t = useTexts(verifyTexts);
  const { verdict, lines, checkedAt } = verification;
  // What a forged file says is not repeated as if it had been certified.
  const record = verdict.genuine ? verdict.record : null;
  return (
    <article className="certificate">
      <VerdictBanner
        kind={kindOf(verdict, certificate.state)}
        checkedAt={checkedAt}
        stateAt={certificate.stateAt}
      />
      {record && <CertificateFields record={record} />}
      {record && <IssueFacts certificate={certificate} issuedOn={record.issuedOn} />}
      <CheckLines lines={lines} checkedAt={checkedAt} fingerprint={verdict.fingerprint} />
      <HowChecked />
      <p className="certificate-acts">
        <button type="button" className="public-button" onClick={() => window.print()}>
          {t('print')}
        </button>
        {record && (
          <a
            className="public-button public-button-quiet"
            download={`${record.certificateNumber}.json`}
            href={`data:application/json;charset=utf-8,${encodeURIComponent(certificate.bundle)}`}
          >
            {t('save')}
          </a>
        )}
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
