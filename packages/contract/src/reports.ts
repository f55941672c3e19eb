import { oc } from '@orpc/contract';
import { z } from 'zod';
import { DateText, Id, Line } from './values.ts';

export const reports = {
  getWorkbench: oc
    .route({ method: 'GET', path: '/workbench', summary: 'What waits for me today, by role' })
    .output(
      z.array(
        z.object({
          /** The act that waits, named as in the timeline: `batch.announce`, `paper.seal` … */
          task: z.string(),
          count: z.number().int(),
          /** Where the console shows the rows behind the number. */
          link: z.string(),
          dueOn: DateText.nullable(),
          rows: z.array(z.object({ title: z.string(), link: z.string() })).max(5),
        }),
      ),
    ),
  recordItemStatistics: oc
    .route({
      method: 'POST',
      path: '/items/statistics',
      summary:
        'Bring what closed sittings tell back to the item bank now; what is on record is not counted again',
    })
    .output(
      z.object({
        /** Sittings that waited, and the records made of them: exposure and statistics each count one. */
        sittings: z.number().int(),
        recorded: z.number().int(),
      }),
    ),
  importFigures: oc
    .route({
      method: 'POST',
      path: '/figures/import',
      summary: 'Import counted figures of the years before this system, with their source',
    })
    .input(
      z.strictObject({
        figures: z
          .array(
            z.strictObject({
              key: z.string().regex(/^[a-z_]{3,60}$/),
              value: z.number(),
              unit: Line,
              nameZh: Line,
              nameEn: Line,
              asOf: DateText,
              source: Line,
            }),
          )
          .min(1)
          .max(100),
      }),
    )
    .output(z.object({ factId: Id })),
  getFigures: oc
    .route({
      method: 'GET',
      path: '/public/figures',
      summary: 'Public figures: counted from facts, and imported history marked as such',
    })
    .output(
      z.array(
        z.object({
          key: z.string(),
          value: z.number(),
          unit: z.string(),
          nameZh: z.string(),
          nameEn: z.string(),
          imported: z.boolean(),
          asOf: DateText,
          source: z.string(),
        }),
      ),
    ),
};
