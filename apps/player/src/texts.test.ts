import { describe, expect, it } from 'vitest';
import { formatCode, formatDuration, formatInstant, formatTime } from './format.ts';
import { say, texts } from './texts.ts';

const sources = import.meta.glob<string>(
  ['./**/*.ts', './**/*.tsx', '!./texts.ts', '!./question/question-texts.ts'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the catalogue', () => {
  it.each(Object.entries(texts))(
    '%s has both languages with the same names to fill in',
    (_key, { zh, en }) => {
      expect(zh.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
      expect(names(zh)).toEqual(names(en));
    },
  );

  it('has Chinese in the Chinese column and none in the English one', () => {
    const { switchLanguage: _switch, ...rest } = texts;
    for (const { zh, en } of Object.values(rest)) {
      expect(zh).toMatch(/\p{Script=Han}|\{n\}/u);
      expect(en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('holds no sentence that no page says', () => {
    const code = Object.values(sources).join('\n');
    expect(Object.keys(texts).filter((key) => !code.includes(`'${key}'`))).toEqual([]);
  });

  it('fills in what it is given and shows what it was not given', () => {
    expect(say('zh', 'submitOpen', { n: 3 })).toBe('还有 3 题未答：');
    expect(say('en', 'submitOpen')).toContain('{n}');
  });
});

describe('times', () => {
  it('are those of Beijing wherever the device is', () => {
    expect(formatTime(Date.parse('2026-05-18T04:03:05Z'))).toBe('12:03:05');
    expect(formatInstant('2026-05-18T01:00:00Z', 'zh')).toBe('2026年5月18日 星期一 09:00');
    expect(formatInstant('2026-05-18T16:30:00Z', 'en')).toBe('Tuesday 19 May 2026, 00:30');
  });

  it('count down to zero and not beyond', () => {
    expect(formatDuration(5_399_001)).toBe('1:30:00');
    expect(formatDuration(59_000)).toBe('00:59');
    expect(formatDuration(1)).toBe('00:01');
    expect(formatDuration(-5)).toBe('00:00');
  });

  it('give a receipt a code that can be read aloud', () => {
    expect(formatCode('3f9a22b107ce99')).toBe('3F9A-22B1-07CE');
  });
});
