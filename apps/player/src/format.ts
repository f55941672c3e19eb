import type { Lang } from './texts.ts';

/** Exams are held by Beijing time; the zone of the device has no say. */
const ZONE = 'Asia/Shanghai';
const LOCALES: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** Hours, minutes and seconds in Beijing: `12:03:05`. */
export function formatTime(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'medium' }).format(ms);
}

/** Day and time in Beijing: `2026年5月18日 星期一 09:00`, `Monday 18 May 2026, 09:00`. */
export function formatInstant(instant: string, lang: Lang): string {
  const at = Date.parse(instant);
  const locale = LOCALES[lang];
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(at);
  const day = part({ dateStyle: 'long' });
  const weekday = part({ weekday: 'long' });
  const time = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return lang === 'zh' ? `${day} ${weekday} ${time}` : `${weekday} ${day}, ${time}`;
}

/** A duration as `1:29:59`, `09:05`; never negative. Rounded up, so that zero means over. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** With a capital at its beginning, as a name that stands alone. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first twelve digits of a hash in groups, for reading aloud and copying by hand: `3F9A-22B1-07CE`. */
export function formatCode(hash: string): string {
  return (hash.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-');
}
