import { usePreferences } from './preferences.ts';
import type { Saver, SaverState } from './saver-state.ts';
import { Notice, Page } from './Shell.tsx';

/** Between the end of input and the server's word: what has arrived, what is awaited, and never “handed in” too soon. */
export function EndingPage({ saver, state }: { saver: Saver; state: SaverState }) {
  const { t, lang } = usePreferences();
  const isSent = state.pending === 0;
  return (
    <Page>
      <section class="card calm" aria-live="polite">
        <h1>{t(state.endedBy === 'time' ? 'endingTime' : 'endingTitle')}</h1>
        <ol class="steps">
          <li class={isSent ? 'step step-done' : 'step'}>
            {t('endingSend')}{' '}
            <span class="quiet">{isSent ? t('endingDone') : t('endingLeft', { n: state.pending })}</span>
          </li>
          <li class="step">{t('endingConfirm')}</li>
        </ol>
        {state.refusal ? (
          <Notice kind="warning">
            <p>{state.refusal[lang]}</p>
            <p>{state.refusal.do[lang]}</p>
          </Notice>
        ) : (
          state.link === 'waiting' && (
            <Notice kind="warning">{t(isSent ? 'endingUnconfirmed' : 'endingOffline')}</Notice>
          )
        )}
        {state.link === 'waiting' && state.endedBy === 'candidate' && !state.isHandedIn && (
          <button type="button" class="button" onClick={() => saver.recall()}>
            {t('recall')}
          </button>
        )}
      </section>
    </Page>
  );
}
