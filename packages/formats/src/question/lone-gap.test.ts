import { describe, expect, it } from 'vitest';
import { makeItem, plain } from '../exchange/exchange-item.ts';
import type { Answer } from '../exchange/exchange-item.ts';
import { withGapInLine, withLineForGap } from './lone-gap.ts';

const words = (...texts: string[]): Answer => ({
  kind: 'text',
  isCaseSensitive: false,
  answers: texts.map((text) => ({ text, fraction: 100, feedback: null })),
});
const number: Answer = {
  kind: 'number',
  answers: [{ value: 36, tolerance: 0.5, fraction: 100, feedback: null }],
  units: [],
};
const item = (stem: string, answer: Answer) => makeItem({ id: 'Q', stem: plain(stem), answer });

describe('a question with one line to write on', () => {
  it.each([
    ['颜色是____。', words('红色', '红')],
    ['颜色是____', words('红')],
    ['电压不超过____伏。', number],
  ])('has its entry in the line, and its line again: %s', (stem, answer) => {
    const given = item(stem, answer);
    const gapped = withGapInLine(given);
    expect(gapped.answer.kind).toBe('cloze');
    expect(gapped.stem.text).toBe(stem.replace('____', '{#1}'));
    expect(withLineForGap(gapped)).toEqual(given);
  });

  it('may have it as brackets with space', () => {
    expect(withGapInLine(item('颜色是（　　）。', words('红'))).stem.text).toBe('颜色是{#1}。');
  });

  it('stays as it is with two lines or none, and with what a gap cannot hold', () => {
    const told: Answer = {
      kind: 'number',
      answers: [{ value: 1, tolerance: 0, fraction: 100, feedback: plain('对') }],
      units: [],
    };
    for (const same of [item('__和__', words('红')), item('颜色', words('红')), item('得____', told)])
      expect(withGapInLine(same)).toBe(same);
    const cloze = item('{#1}和{#2}', {
      kind: 'cloze',
      gaps: [1, 2].map(() => ({ kind: 'text', weight: 1, shuffle: false, answers: [] })),
    });
    expect(withLineForGap(cloze)).toBe(cloze);
  });
});
