import type { ComponentChildren } from 'preact';
import { changePreferences, usePreferences } from './preferences.ts';

/** The two switches that every page has: language and size. */
export function Switches() {
  const { lang, isElder, t } = usePreferences();
  return (
    <div class="switches">
      <button
        type="button"
        class="switch"
        aria-pressed={isElder}
        onClick={() => changePreferences({ isElder: !isElder })}
      >
        {t(isElder ? 'normalText' : 'largeText')}
      </button>
      <button
        type="button"
        class="switch"
        lang={lang === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => changePreferences({ lang: lang === 'zh' ? 'en' : 'zh' })}
      >
        {t('switchLanguage')}
      </button>
    </div>
  );
}

/** A page outside the running exam: name of the system, switches, and one column. */
export function Page({ children }: { children: ComponentChildren }) {
  const { t } = usePreferences();
  return (
    <div class="page">
      <header class="page-head">
        <span class="brand">
          <span class="brand-mark" aria-hidden="true">
            匠
          </span>
          <span>
            {t('productShort')}
            <span class="brand-rest"> · {t('productRest')}</span>
          </span>
        </span>
        <Switches />
      </header>
      <main class="column">{children}</main>
    </div>
  );
}

/** A line that asks for attention; the sign and the frame carry the meaning as well as the colour. */
export function Notice({
  kind,
  children,
}: {
  kind: 'info' | 'warning' | 'danger';
  children: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <span class="notice-sign" aria-hidden="true">
        {kind === 'info' ? 'i' : '!'}
      </span>
      <div>{children}</div>
    </div>
  );
}
