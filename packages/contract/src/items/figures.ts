// What sittings bring back to an item.
import { z } from 'zod';
import { figureFaults } from '@jiangping/domain/items/item-figures';
import type { FigureFault } from '@jiangping/domain/items/item-figures';
import { DateText } from '../values.ts';

/** Pooled over the sittings: share of points reached 0–1, corrected point-biserial −1 … 1, share without an answer. */
export const ItemStatistics = z.object({
  candidates: z.number().int(),
  sittings: z.number().int(),
  share: z.number(),
  biserial: z.number().nullable(),
  omitted: z.number(),
  /** What needs somebody's attention, by the policies of today. */
  faults: z.array(z.enum(Object.keys(figureFaults) as FigureFault[])),
});

/** How often a version was met in opened papers; what a sealed paper holds is told by nothing. */
export const ItemExposure = z.object({
  papers: z.number().int(),
  sittings: z.number().int(),
  candidates: z.number().int(),
  lastSeenOn: DateText.nullable(),
});
