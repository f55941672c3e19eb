import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAiken, writeAiken } from '../aiken/aiken.ts';
import { readGift } from '../gift/gift-reader.ts';
import { writeGift } from '../gift/gift-writer.ts';
import { readMoodleXml } from '../moodle/moodle-reader.ts';
import { writeMoodleXml } from '../moodle/moodle-writer.ts';
import { arbitraryItem, everyKind } from './arbitrary-items.ts';
import type { ExchangeItem } from './exchange-item.ts';

const runs = { numRuns: 300 };
const bank = (item: ExchangeItem) => ({ items: [item], points: [] });

describe('an item that a format can hold', () => {
  it('comes back from GIFT as it was', () => {
    const kinds = ['choice', 'judgement', 'text', 'number', 'match', 'essay', 'description'] as const;
    fc.assert(
      fc.property(arbitraryItem({ kinds, full: true }), (item) => {
        const { content, problems } = writeGift(bank(item));
        expect(problems).toEqual([]);
        const read = readGift(content, 'x.gift');
        expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(read.items).toEqual([item]);
      }),
      runs,
    );
  });

  it('comes back from Moodle XML as it was, whatever its kind', () => {
    fc.assert(
      fc.property(arbitraryItem({ kinds: everyKind, full: true }), (item) => {
        const { content, problems } = writeMoodleXml(bank(item));
        expect(problems).toEqual([]);
        const read = readMoodleXml(content, 'x.xml');
        expect(read.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(read.items).toEqual([item]);
      }),
      runs,
    );
  });

  it('comes back from Aiken as it was', () => {
    const scope = {
      kinds: ['choice'],
      formats: ['plain'],
      lines: false,
      without: /^.\s*[).．。、:：]|^\s*ANSWER/iu,
    } as const;
    const single = arbitraryItem(scope).filter(({ answer }) => answer.kind === 'choice' && answer.isSingle);
    fc.assert(
      fc.property(single, (item) => {
        const { content, problems } = writeAiken(bank(item));
        expect(problems).toEqual([]);
        expect(readAiken(content, 'x.txt')).toEqual({ items: [item], points: [], problems: [] });
      }),
      runs,
    );
  });
});
