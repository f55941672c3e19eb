import { useState } from 'react';
import type { DragEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../shell/language.ts';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { CertificateFields } from './CertificateFields.tsx';
import { CheckLines } from './CheckLines.tsx';
import { findToken } from './find-certificate.ts';
import { verifyTexts } from './public-texts.ts';
import { VerdictBanner } from './VerdictBanner.tsx';
import { kindOf } from './verdict-kind.ts';
import { verifyInBrowser } from './verify-in-browser.ts';
import type { Verification } from './verify-in-browser.ts';

type State =
  | { step: 'empty' | 'too-large' }
  | { step: 'checking'; file: string }
  | { step: 'done'; file: string; verification: Verification };

/** A certificate file, checked entirely in the browser; it never leaves the device. */
export function VerifyFile() {
  const t = useTexts(verifyTexts);
  const [state, setState] = useState<State>({ step: 'empty' });
  const [isOver, setOver] = useState(false);
  const check = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > 1_048_576) {
      setState({ step: 'too-large' });
      return;
    }
    setState({ step: 'checking', file: file.name });
    const verification = await verifyInBrowser(await file.text());
    setState({ step: 'done', file: file.name, verification });
  };
  const drop = (domEvent: DragEvent) => {
    domEvent.preventDefault();
    setOver(false);
    void check(domEvent.dataTransfer.files[0]);
  };
  return (
    <>
      <section
        className={isOver ? 'public-card drop drop-over' : 'public-card drop'}
        onDragOver={(domEvent) => {
          domEvent.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <h2>{t('byFile')}</h2>
        <p>{t('byFileSay')}</p>
        <label className="public-button public-button-quiet">
          {t('choose')}
          <input
            type="file"
            accept=".json,application/json"
            className="visually-hidden"
            onChange={(domEvent) => {
              void check(domEvent.target.files?.[0]);
              // The same file may be chosen again after it was mended.
              domEvent.target.value = '';
            }}
          />
        </label>
        {state.step === 'too-large' && (
          <p className="field-fault" role="alert">
            {t('fileTooLarge')}
          </p>
        )}
        {state.step === 'checking' && <p role="status">{t('checkingFile', { file: state.file })}</p>}
      </section>
      {state.step === 'done' && <FileVerdict file={state.file} verification={state.verification} />}
    </>
  );
}

function FileVerdict({ file, verification }: { file: string; verification: Verification }) {
  const t = useTexts(verifyTexts);
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const { verdict, lines, checkedAt } = verification;
  const record = verdict.genuine ? verdict.record : null;
  const openPage = async (number: string, name: string) => {
    try {
      const token = await findToken(number, name);
      await navigate({ to: '/v/$token', params: { token } });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="certificate file-result">
      <p className="public-small">{t('fileResult', { file })}</p>
      <VerdictBanner kind={kindOf(verdict)} checkedAt={checkedAt} />
      {record && <CertificateFields record={record} />}
      {record && (
        <section className="public-card">
          <p>{t('fileStatus')}</p>
          {error !== null && <PublicTrouble error={error} />}
          <button
            type="button"
            className="public-button public-button-quiet"
            onClick={() => void openPage(record.certificateNumber, record.name)}
          >
            {t('askStatus')}
          </button>
        </section>
      )}
      <CheckLines lines={lines} checkedAt={checkedAt} fingerprint={verdict.fingerprint} />
    </div>
  );
}
