import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryItem } from '../exchange/arbitrary-items.ts';
import type { ExchangeItem } from '../exchange/exchange-item.ts';
import { readQti } from '../qti/content.ts';
import { exchangeOfQti } from './exchange-of-qti.ts';
import { resolverOf } from './item-files.ts';
import { writeQtiItem } from './qti-item.ts';
import { writeQtiDocument } from './qti-xml.ts';

const kinds = [
  'choice',
  'judgement',
  'text',
  'number',
  'match',
  'essay',
  'description',
  'order',
  'words',
  'cloze',
] as const;

function back(item: ExchangeItem) {
  const document = writeQtiDocument(writeQtiItem(item));
  const { items, problems } = readQti({
    kind: 'file',
    name: 'x.xml',
    bytes: new TextEncoder().encode(document),
  });
  const [read] = items;
  return { document, problems, item: read ? exchangeOfQti(read.root, resolverOf(item)).item : null };
}

describe('an item written as QTI 3.0', () => {
  it('comes back as it was, whatever its kind, and its own document has no error', () => {
    fc.assert(
      fc.property(arbitraryItem({ kinds, full: true }), (item) => {
        const { item: read, problems, document } = back(item);
        expect({ problems: problems.filter(({ severity }) => severity === 'error'), document }).toEqual({
          problems: [],
          document,
        });
        expect(read).toEqual(item);
      }),
      { numRuns: 300 },
    );
  });

  it('of plain choices and judgements says everything without a copy of itself', () => {
    const plainKinds = ['choice', 'judgement'] as const;
    fc.assert(
      fc.property(arbitraryItem({ kinds: plainKinds, formats: ['plain'], lines: false }), (item) => {
        const { document, item: read } = back(item);
        expect(document).not.toContain('"copy"');
        expect(read).toEqual(item);
      }),
      { numRuns: 200 },
    );
  });
});
