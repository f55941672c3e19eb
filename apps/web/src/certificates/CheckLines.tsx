import type { ReactNode } from 'react';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { checkNames } from './check-names.ts';
import { verifyTexts } from './public-texts.ts';
import type { Check } from './verify-in-browser.ts';

/** One line of a check: a sign, whether it holds in words, the sentence. */
export function CheckLine({ ok, note, children }: { ok: boolean; note?: string; children: ReactNode }) {
  const t = useTexts(verifyTexts);
  return (
    <li className={ok ? 'check check-ok' : 'check check-bad'}>
      <span className="check-sign" aria-hidden="true">
        {ok ? '✓' : '✕'}
      </span>
      <div>
        <span className="visually-hidden">{t(ok ? 'passed' : 'notPassed')}: </span>
        {children}
        {note !== undefined && <span className="check-note">{note}</span>}
      </div>
    </li>
  );
}

interface CheckLinesProps {
  checks: readonly Check[];
  checkedAt: string;
  leaves: readonly { readonly path: string; readonly text: string }[];
}

/** The checks of the visitor's browser, each a sentence, with technical details on demand. */
export function CheckLines({ checks, checkedAt, leaves }: CheckLinesProps) {
  const t = useTexts(verifyTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <section className="public-card">
      <h2>{t('checks')}</h2>
      <p className="public-small">{t('checksSay', { time: formats.instant(checkedAt, true) })}</p>
      <ul className="checks">
        {checks.map(({ name, ok, detail }) => (
          <CheckLine key={name} ok={ok}>
            {word(checkNames[name]?.[ok ? 'ok' : 'bad'], name)}
            {detail !== '' && (
              <details className="check-details">
                <summary>{t('details')}</summary>
                <code>
                  {name}: {detail}
                </code>
              </details>
            )}
          </CheckLine>
        ))}
      </ul>
      {leaves.length > 0 && (
        <details className="signed-leaves">
          <summary>{t('allSigned')}</summary>
          <dl>
            {leaves.map(({ path, text }) => (
              <div key={path}>
                <dt>{path}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
