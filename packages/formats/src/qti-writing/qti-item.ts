import type { ExchangeItem } from '../exchange/exchange-item.ts';
import type { LossList } from '../exchange/reading.ts';
import { encodeBase64 } from '../moodle/moodle-text.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { buildQtiItem } from './build-item.ts';
import { exchangeOfQti } from './exchange-of-qti.ts';
import { resolverOf } from './item-files.ts';

/** What the copy does not hold: the record says the facts, the package keeps the bytes. */
function copyOf(item: ExchangeItem): string {
  const { files, ...rest } = item;
  return JSON.stringify({ ...rest, files: files.map(({ name, path }) => ({ name, path })) });
}

/**
 * The item as a tree of QTI 3.0 ASI, children in the order of the schema. Where QTI cannot give every field back, the record
 * holds a copy of the item that the reader takes only while the rest of the document is as it was written.
 */
export function writeQtiItem(item: ExchangeItem, losses: LossList | null = null): XmlElement {
  const bare = buildQtiItem(item, null, losses);
  const { item: back } = exchangeOfQti(bare, resolverOf(item));
  return isSame(back, item) ? bare : buildQtiItem(item, copyOf(item), null);
}

function isSame(a: ExchangeItem | null, b: ExchangeItem): boolean {
  return a !== null && canonical(a) === canonical(b);
}

function canonical(item: ExchangeItem): string {
  return JSON.stringify(
    sortKeys({ ...item, files: item.files.map((file) => ({ ...file, bytes: encodeBase64(file.bytes) })) }),
  );
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
