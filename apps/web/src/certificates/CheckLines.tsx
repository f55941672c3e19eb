import type { ReactNode } from 'react';
import { useTexts, useWord } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { verifyTexts } from './public-texts.ts';
import type { CheckedLine } from './verify-in-browser.ts';

const looks = {
  ok: { sign: '✓', word: 'passed' },
  bad: { sign: '✕', word: 'notPassed' },
  open: { sign: '!', word: 'notKnown' },
} as const;

interface CheckLineProps {
  /** Null where it cannot be known. */
  holds: boolean | null;
  title?: string;
  note?: string;
  children: ReactNode;
}

/** One line of a check: a sign, whether it holds in words, the sentence. */
export function CheckLine({ holds, title, note, children }: CheckLineProps) {
  const t = useTexts(verifyTexts);
  const look = holds === null ? 'open' : holds ? 'ok' : 'bad';
  return (
    <li className={`check check-${look}`}>
      <span className="check-sign" aria-hidden="true">
        {looks[look].sign}
      </span>
      <div>
        <span className="visually-hidden">{t(looks[look].word)} · </span>
        {title !== undefined && <strong className="check-title">{title}</strong>}
        {children}
        {note !== undefined && <span className="check-note">{note}</span>}
      </div>
    </li>
  );
}

interface CheckLinesProps {
  lines: readonly CheckedLine[];
  checkedAt: string;
  fingerprint: string | null;
}

/** The checks of the visitor's browser: what was looked at; what exactly was found opens on demand. */
export function CheckLines({ lines, checkedAt, fingerprint }: CheckLinesProps) {
  const t = useTexts(verifyTexts);
  const word = useWord();
  const formats = useFormats();
  return (
    <section className="public-card">
      <h2>{t('checks')}</h2>
      <p className="public-small">{t('checksSay', { time: formats.instant(checkedAt, true) })}</p>
      <ul className="checks">
        {lines.map(({ name, holds, title, sentence }) => (
          <CheckLine key={name} holds={holds} title={word(title)}>
            {word(sentence)}
          </CheckLine>
        ))}
      </ul>
      <details className="check-details">
        <summary>{t('details')}</summary>
        <ul>
          {lines.map(({ name, outcome }) => (
            <li key={name}>
              <code>{`${name}: ${outcome}`}</code>
            </li>
          ))}
        </ul>
      </details>
      {fingerprint !== null && <p className="public-small">{t('fingerprint', { fingerprint })}</p>}
    </section>
  );
}
