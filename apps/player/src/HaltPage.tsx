import { usePreferences } from './preferences.ts';
import type { SaverState } from './saver-state.ts';
import { Notice, Page } from './Shell.tsx';
import type { TextKey } from './texts.ts';

type Halt = 'fenced' | 'expired' | 'elsewhere';

const words: Readonly<Record<Halt, readonly [title: TextKey, hint: TextKey, action: TextKey]>> = {
  fenced: ['fencedTitle', 'fencedHint', 'enterAgain'],
  expired: ['expiredTitle', 'expiredHint', 'enterAgain'],
  elsewhere: ['elsewhereTitle', 'elsewhereHint', 'continueHere'],
};

/** Why this window takes no more answers, what became of the given ones, and the way on. */
export function HaltPage({ halt, state, onGo }: { halt: Halt; state: SaverState; onGo: () => void }) {
  const { t, lang } = usePreferences();
  const [title, hint, action] = words[halt];
  return (
    <Page>
      <section class="card calm" role="alert">
        <h1>{t(title)}</h1>
        {state.refusal && (
          <Notice kind="warning">
            <p>{state.refusal[lang]}</p>
            <p>{state.refusal.do[lang]}</p>
          </Notice>
        )}
        <p>{t(hint)}</p>
        {state.pending > 0 && halt !== 'elsewhere' && <p>{t('keptHere', { n: state.pending })}</p>}
        <button type="button" class="button button-main" onClick={onGo}>
          {t(action)}
        </button>
      </section>
    </Page>
  );
}
