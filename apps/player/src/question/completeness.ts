import { readValues } from './answer-lines.ts';
import { entriesOf, listAsked } from './content.ts';
import type { Asked, Content } from './content.ts';

/** Whether an item is open, answered in part, or answered. An item counts as answered as soon as it is not open. */
export type Completeness = 'open' | 'partial' | 'answered';

/** How far an answer goes. Of an item without a question document any answer is the whole. */
export function completenessOf(
  item: { readonly content: Content | null },
  lines: readonly string[],
): Completeness {
  if (lines.length === 0) return 'open';
  if (item.content === null) return 'answered';
  const isShort = (asked: Asked) => countOf(asked, lines) < leastOf(asked);
  return listAsked(item.content).some(isShort) ? 'partial' : 'answered';
}

/** How many values there are; of a recording, how often it was played. */
function countOf({ tag, response }: Asked, lines: readonly string[]): number {
  const values = readValues(lines, response);
  return tag === 'media' ? Number(values[0] ?? 0) : values.length;
}

/** How many values make an answer whole: `min`, else one; an order of everything needs everything, a recording nothing. */
export function leastOf({ tag, min, max, node }: Asked): number {
  if (min > 0 || tag === 'media') return min;
  const isOrder = tag === 'order' || tag === 'graphic-order';
  return isOrder && max === 0 ? entriesOf(node, ['option', 'area']).length : 1;
}
