import { useEffect, useState } from 'preact/hooks';
import type { Lang, TextKey } from './texts.ts';
import { say } from './texts.ts';

interface Preferences {
  readonly lang: Lang;
  readonly isElder: boolean;
}

const KEY = 'jiangping-player';
const listeners = new Set<() => void>();
let current: Preferences = read();

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Preferences>;
    return { lang: kept.lang === 'en' ? 'en' : 'zh', isElder: kept.isElder === true };
  } catch {
    // Storage may be forbidden or hold anything: Chinese and the normal size are the start.
    return { lang: 'zh', isElder: false };
  }
}

/** Sets language and size of the whole document as they are now. */
export function applyPreferences(): void {
  const root = document.documentElement;
  root.lang = current.lang === 'zh' ? 'zh-CN' : 'en';
  root.toggleAttribute('data-elder', current.isElder);
  document.title = `${say(current.lang, 'productShort')} · ${say(current.lang, 'productRest')}`;
}

/** Changes language or size everywhere at once, for this page only. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  applyPreferences();
  for (const listener of listeners) listener();
}

/** Changes language or size everywhere at once and remembers it in this browser. */
export function changePreferences(change: Partial<Preferences>): void {
  setPreferences(change);
  try {
    localStorage.setItem(KEY, JSON.stringify(current));
  } catch {
    // Not remembered, still in effect.
  }
}

/** The preferences and a `t` that speaks the language; the component is drawn again when they change. */
export function usePreferences(): Preferences & {
  t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
} {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((count) => count + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  const { lang } = current;
  return { ...current, t: (key, values) => say(lang, key, values) };
}
