import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { verifyTexts } from './public-texts.ts';
import type { VerdictKind } from './verdict-kind.ts';

const looks: Readonly<Record<VerdictKind, { tone: 'sound' | 'caution' | 'bad'; sign: string }>> = {
  valid: { tone: 'sound', sign: '✓' },
  told: { tone: 'sound', sign: '✓' },
  fileValid: { tone: 'caution', sign: '!' },
  corrected: { tone: 'caution', sign: '!' },
  suspended: { tone: 'caution', sign: '!' },
  expired: { tone: 'caution', sign: '!' },
  revoked: { tone: 'bad', sign: '✕' },
  annulled: { tone: 'bad', sign: '✕' },
  failed: { tone: 'bad', sign: '✕' },
  noRecord: { tone: 'bad', sign: '✕' },
};

interface VerdictBannerProps {
  kind: VerdictKind;
  checkedAt: string;
  /** When the server knew the status; absent for a file. */
  stateAt?: string;
}

/** The answer in one look: a sign, a sentence and the time; the colour only repeats them. */
export function VerdictBanner({ kind, checkedAt, stateAt }: VerdictBannerProps) {
  const t = useTexts(verifyTexts);
  const formats = useFormats();
  const { tone, sign } = looks[kind];
  return (
    <header className={`verdict verdict-${tone}`} role="status">
      <span className="verdict-sign" aria-hidden="true">
        {sign}
      </span>
      <div>
        <h1>{t(kind)}</h1>
        <p>{t(`${kind}Say`)}</p>
        <p className="public-small">
          {t('checkedAt', { time: formats.instant(checkedAt, true) })}
          {stateAt !== undefined && (
            <>
              <br />
              {t('stateAt', { time: formats.instant(stateAt, true) })}
            </>
          )}
        </p>
      </div>
    </header>
  );
}
