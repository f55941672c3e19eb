import { useState } from 'react';
import type { DragEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../shell/language.ts';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { readRecord } from './bundle-record.ts';
import type { SignedRecord } from './bundle-record.ts';
import { CertificateRecord } from './CertificateRecord.tsx';
import { CheckLines } from './CheckLines.tsx';
import { findToken } from './find-certificate.ts';
import { verifyTexts } from './public-texts.ts';
import { Verdict } from './Verdict.tsx';
import { loadTrustedKeys, verifyInBrowser } from './verify-in-browser.ts';
import type { Verification } from './verify-in-browser.ts';

interface FileResult {
  file: string;
  verification: Verification;
  record: SignedRecord | null;
  checkedAt: string;
}

type State = { step: 'empty' | 'too-large' } | { step: 'checking'; file: string } | { step: 'done'; result: FileResult };

/** A certificate file, checked entirely in the browser; it never leaves the device. */
export function VerifyFile() {
  const t = useTexts(verifyTexts);
  const [state, setState] = useState<State>({ step: 'empty' });
  const [isOver, setOver] = useState(false);
  const check = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > 1_048_576) return setState({ step: 'too-large' });
    setState({ step: 'checking', file: file.name });
    const [text, keys] = await Promise.all([file.text(), loadTrustedKeys()]);
    const verification = await verifyInBrowser(text, keys);
    setState({
      step: 'done',
      result: { file: file.name, verification, record: readRecord(text), checkedAt: new Date().toISOString() },
    });
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
      {state.step === 'done' && <FileVerdict {...state.result} />}
    </>
  );
}

function FileVerdict({ file, verification, record, checkedAt }: FileResult) {
  const t = useTexts(verifyTexts);
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const askStatus = async ({ certificateNumber, name }: SignedRecord) => {
    try {
      const token = await findToken(certificateNumber, name);
      await navigate({ to: '/v/$token', params: { token } });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div className="certificate file-result">
      <p className="public-small">{t('fileResult', { file })}</p>
      <Verdict kind={record === null ? 'noRecord' : verification.valid ? 'fileValid' : 'failed'} checkedAt={checkedAt} />
      {record && verification.valid && (
        <section className="public-card">
          <p>{t('fileStatus')}</p>
          {error !== null && <PublicTrouble error={error} />}
          <button type="button" className="public-button" onClick={() => void askStatus(record)}>
            {t('askStatus')}
          </button>
        </section>
      )}
      {record && verification.valid && <CertificateRecord record={record} />}
      <CheckLines checks={verification.checks} checkedAt={checkedAt} leaves={verification.valid ? (record?.leaves ?? []) : []} />
    </div>
  );
}
