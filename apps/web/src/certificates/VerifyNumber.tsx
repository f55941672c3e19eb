import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../shell/language.ts';
import { PublicTrouble } from '../shell/PublicTrouble.tsx';
import { findToken, isCertificateNumber, tidyNumber } from './find-certificate.ts';
import { verifyTexts } from './public-texts.ts';

/** Number and name, as printed on the certificate. */
export function VerifyNumber() {
  const t = useTexts(verifyTexts);
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<'number' | 'name' | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const find = async (domEvent: SubmitEvent) => {
    domEvent.preventDefault();
    const tidy = tidyNumber(number);
    setError(null);
    const wrong = !isCertificateNumber(tidy) ? 'number' : name.trim() === '' ? 'name' : null;
    setFault(wrong);
    if (wrong) return;
    setBusy(true);
    try {
      const token = await findToken(tidy, name.trim());
      await navigate({ to: '/v/$token', params: { token } });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <section className="public-card verify-number">
      <h2>{t('byNumber')}</h2>
      <form onSubmit={(domEvent) => void find(domEvent)} noValidate>
        <label htmlFor="number">{t('number')}</label>
        <input
          id="number"
          className="code"
          value={number}
          onChange={(domEvent) => setNumber(domEvent.target.value)}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          aria-describedby="number-hint"
          aria-invalid={fault === 'number'}
        />
        <p id="number-hint" className={fault === 'number' ? 'field-fault' : 'public-small'}>
          {fault === 'number' ? t('numberRule') : t('numberHint')}
        </p>
        <label htmlFor="name">{t('name')}</label>
        <input
          id="name"
          value={name}
          onChange={(domEvent) => setName(domEvent.target.value)}
          autoComplete="off"
          maxLength={100}
          aria-describedby="name-hint"
          aria-invalid={fault === 'name'}
        />
        <p id="name-hint" className={fault === 'name' ? 'field-fault' : 'public-small'}>
          {fault === 'name' ? t('nameRule') : t('nameHint')}
        </p>
        {error !== null && <PublicTrouble error={error} />}
        <button type="submit" className="public-button public-button-large" disabled={isBusy}>
          {isBusy ? t('finding') : t('find')}
        </button>
      </form>
    </section>
  );
}
