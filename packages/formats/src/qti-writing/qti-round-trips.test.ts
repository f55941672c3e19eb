import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryItem, everyKind } from '../exchange/arbitrary-items.ts';
import { makeItem } from '../exchange/exchange-item.ts';
import type { ExchangeItem } from '../exchange/exchange-item.ts';
import { readQti } from '../qti/content.ts';
import { exchangeOfQti } from './exchange-of-qti.ts';
import { resolverOf } from './item-files.ts';
import { writeQtiItem } from './qti-item.ts';
import { writeQtiDocument } from './qti-xml.ts';

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
      fc.property(arbitraryItem({ kinds: everyKind, full: true }), (item) => {
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
      fc.property(
        arbitraryItem({ kinds: plainKinds, formats: ['plain'], lines: false, without: / {2}/ }),
        (item) => {
          const { document, item: read } = back(item);
          expect(document).not.toContain('"copy"');
          expect(read).toEqual(item);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('of HTML keeps its elements, also those that QTI has no name for, without a copy of itself', () => {
    const texts = [
      '<p>a <u>b</u> <s class="x">c</s></p><p>d</p>',
      'words only, <b>bold</b><br>and &lt;more&gt;',
      '<table class="t"><tr><td colspan="2">1</td></tr></table>',
      '<main><ul><li>一</li><li>二</li></ul></main>',
    ];
    for (const text of texts) {
      const item = makeItem({
        id: 'h',
        title: 't',
        stem: { format: 'html', text },
        answer: { kind: 'description' },
      });
      const { document, item: read, problems } = back(item);
      expect(problems).toEqual([]);
      expect(document).not.toContain('"copy"');
      expect(document).not.toMatch(/<(?:u|s|main)[ >]/);
      expect(read).toEqual(item);
    }
  });
});
