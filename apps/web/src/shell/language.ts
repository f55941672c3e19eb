// The language of the page and the words in it. Each capability keeps its words in its own `texts.ts`; a catalogue is
// registered when the chunk that uses it arrives, so the public pages never load the words of the console.
import { useCallback } from 'react';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** One thing named in both languages, as the tables of `domain` and the server's rows have it. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

type Group = Readonly<Record<string, string>>;
type Catalogue = Readonly<Record<string, string | Group>>;
type SameKeys<T extends Catalogue> = {
  readonly [K in keyof T]: T[K] extends string ? string : { readonly [P in keyof T[K]]: string };
};

/** The keys of a catalogue: `heading`, and `states.draft` for a group. */
export type KeyOf<T extends Catalogue> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${keyof T[K] & string}`;
}[keyof T & string];

export interface Texts<T extends Catalogue = Catalogue> {
  readonly name: string;
  readonly zh: T;
  readonly en: SameKeys<T>;
}

/** Looks a word up; values fill `{{placeholders}}`. */
export type Translate<T extends Catalogue> = (
  key: KeyOf<T>,
  values?: Readonly<Record<string, string | number>>,
) => string;

const storageKey = 'language';

void i18next.use(initReactI18next).init({
  lng: 'zh',
  fallbackLng: false,
  resources: {},
  nsSeparator: false,
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** A catalogue in both languages, registered under its name. The compiler refuses a key that only one of them has. */
export function defineTexts<const T extends Catalogue>(
  name: string,
  texts: { zh: T; en: SameKeys<T> },
): Texts<T> {
  i18next.addResourceBundle('zh', name, texts.zh, true, true);
  i18next.addResourceBundle('en', name, texts.en, true, true);
  return { name, ...texts };
}

/** The words of a catalogue in the current language; the component is drawn again when the language changes. */
export function useTexts<T extends Catalogue>(texts: Texts<T>): Translate<T> {
  const { t } = useTranslation(texts.name);
  return useCallback((key, values) => t(key as string, { ...values }), [t]);
}

/** The current language. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'zh';
}

/** Picks from `{zh, en}` or from a row with `nameZh` and `nameEn`; a name that is missing falls back to `other`. */
export function useWord(): (
  words: Words | { nameZh: string; nameEn: string } | undefined,
  other?: string,
) => string {
  const language = useLanguage();
  return useCallback(
    (words, other = '') => {
      if (!words) return other;
      if ('zh' in words) return words[language];
      return language === 'zh' ? words.nameZh : words.nameEn || words.nameZh;
    },
    [language],
  );
}

/** Puts several names in a row as the language does it: `四川、重庆` or `Sichuan, Chongqing`. */
export function useJoin(): (names: readonly string[]) => string {
  const separator = useLanguage() === 'zh' ? '、' : ', ';
  return useCallback((names) => names.join(separator), [separator]);
}

/** Changes the language of the page and keeps the choice in this browser. */
export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing still shows the chosen language until it is closed.
  }
  applyLanguage(language);
}

/** Takes the language kept from the last visit, Chinese at the first. */
export function startLanguage(): void {
  let kept: string | null = null;
  try {
    kept = localStorage.getItem(storageKey);
  } catch {
    // Storage may be forbidden.
  }
  applyLanguage(kept === 'en' ? 'en' : 'zh');
}

function applyLanguage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  void i18next.changeLanguage(language);
}
