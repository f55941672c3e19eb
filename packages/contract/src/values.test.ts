import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findUnsoundText } from './values.ts';

describe('the check of texts', () => {
  it('lets whole texts pass: newlines, tabs, emoji, rare characters, and what is no text', () => {
    for (const input of [
      '一行\n二行\r\n三行\t四',
      '𠮷野家 😀 e\u0301 \u200d',
      null,
      undefined,
      7,
      true,
      [],
      { a: ['x', { b: '' }] },
      new File(['\0'], 'x'),
    ])
      expect(findUnsoundText(input)).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/\p{Cc}/u.test(text));
        expect(findUnsoundText({ rows: [{ text }] })).toBeNull();
      }),
    );
  });

  it.each(['\ud800', 'a\udc00', '\udc00\ud800', '\0', 'a\rb', '\x1b[2J', '\x7f', '\u0085'])(
    'names the place of %j, also in the name of a member',
    (text) => {
      expect(findUnsoundText(text)).toBe('');
      expect(findUnsoundText({ rows: [{ name: 'x' }, { name: text }] })).toBe('rows.1.name');
      expect(findUnsoundText({ facts: { [text]: 1 } })).toBe('facts');
    },
  );

  it('goes as deep as an input goes', () => {
    let deep: unknown = '\0';
    for (let i = 0; i < 200_000; i += 1) deep = [deep];
    expect(findUnsoundText(deep)).toMatch(/^0\.0/);
  });
});
