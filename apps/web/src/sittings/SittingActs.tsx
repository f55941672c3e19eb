import { ActButton } from '../shell/ActButton.tsx';
import { api } from '../shell/api.ts';
import { useTexts } from '../shell/language.ts';
import { useFormats } from '../shell/times.ts';
import { endOf } from './sitting.ts';
import type { Sitting } from './sitting.ts';
import { sittingTexts } from './texts.ts';

/** What an act in a sitting makes old. */
export const sittingRefreshes = [['sittings'], ['marking'], ['batches'], ['reports']] as const;

interface SittingActProps {
  sitting: Sitting;
  /** Milliseconds on the server's clock. */
  now: number;
}

/** Opens a sitting that is ready; warns where it is long before the planned start. */
export function OpenSittingButton({ sitting, now }: SittingActProps) {
  const t = useTexts(sittingTexts);
  const formats = useFormats();
  const isEarly = now < Date.parse(sitting.startsAt);
  return (
    <ActButton
      label={t('open')}
      say={
        <>
          {t(sitting.part === 'theory' ? 'openSay' : 'openPracticalSay', {
            count: sitting.candidates.length,
          })}
          {isEarly && (
            <>
              <br />
              {t('openEarly', { at: formats.instant(sitting.startsAt) })}
            </>
          )}
        </>
      }
      refreshes={sittingRefreshes}
      run={(_, options) => api.sittings.openSitting({ sittingId: sitting.id }, options)}
      done={() => t('opened')}
    />
  );
}

/** Closes a sitting; while candidates still have time it asks why. */
export function CloseSittingButton({ sitting, now }: SittingActProps) {
  const t = useTexts(sittingTexts);
  const running = sitting.candidates.filter(({ state }) => state === 'in_progress').length;
  const isEarly = running > 0 && now < endOf(sitting);
  return (
    <ActButton
      label={t('closeSitting')}
      say={running === 0 ? t('closeSay') : t(isEarly ? 'closeEarly' : 'closeRunning', { count: running })}
      isDanger={isEarly}
      refreshes={sittingRefreshes}
      run={({ reason }, options) =>
        api.sittings.closeSitting({ sittingId: sitting.id, ...(isEarly ? { reason } : {}) }, options)
      }
      done={({ ended }) => t('closed', { count: ended })}
    />
  );
}
