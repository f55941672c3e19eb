import { useMemo } from 'react';
import { useLanguage } from './language.ts';
import type { Language } from './language.ts';

const zone = 'Asia/Shanghai';

/** An instant as people here read it: `2026年11月23日 09:05` or `23 Nov 2026, 09:05`, always Beijing time. */
export function formatInstant(instant: string, language: Language, withSeconds = false): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    dateStyle: language === 'zh' ? 'long' : 'medium',
    timeStyle: withSeconds ? 'medium' : 'short',
  }).format(new Date(instant));
}

/** A calendar date `2026-11-23` in words, without any shift of zone. */
export function formatDate(date: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'UTC',
    dateStyle: language === 'zh' ? 'long' : 'medium',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** A number with separators of thousands. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 4 }).format(
    value,
  );
}

/** Today in Beijing as `2026-11-23`, for the first value of date fields. */
export function todayInShanghai(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());
}

/** The three formats in the current language. */
export function useFormats() {
  const language = useLanguage();
  return useMemo(
    () => ({
      instant: (instant: string, withSeconds = false) => formatInstant(instant, language, withSeconds),
      date: (date: string) => formatDate(date, language),
      number: (value: number) => formatNumber(value, language),
    }),
    [language],
  );
}
