import { oc } from '@orpc/contract';
import { z } from 'zod';
import { Done, Id, Instant, LevelName, listOf, listQuery, Paragraph, Part, PersonRef } from './values.ts';

const ItemState = z.enum(['draft', 'vetting', 'approved', 'in_use', 'retired']);

export const ItemRow = z.object({
  versionId: Id,
  code: z.string(),
  version: z.number().int(),
  part: Part,
  interaction: z.enum(['single', 'multiple', 'judgement', 'practical']),
  point: z.string().nullable(),
  title: z.string(),
  difficulty: z.number().int().nullable(),
  angoff: z.number().nullable(),
  seconds: z.number().int().nullable(),
  state: ItemState,
  writer: PersonRef,
  writtenAt: Instant,
});

/** Why one item of a file was refused; `where` is its code or its place in the file. */
export const ItemProblem = z.object({ where: z.string(), code: z.string(), zh: z.string(), en: z.string() });

export const items = {
  importItems: oc
    .route({
      method: 'POST',
      path: '/items/import',
      summary: 'Import a bank file; every item is accepted or refused by itself',
    })
    .input(
      z.strictObject({
        occupationId: Id,
        level: LevelName,
        part: Part,
        fileName: z.string().trim().min(1).max(200),
        items: z.array(z.record(z.string(), z.unknown())).min(1).max(5000),
      }),
    )
    .output(
      z.object({
        factId: Id,
        accepted: z.number().int(),
        refused: z.number().int(),
        problems: z.array(ItemProblem),
        nearDuplicates: z.array(z.object({ a: z.string(), b: z.string(), similarity: z.number() })),
      }),
    ),
  vetItems: oc
    .route({ method: 'POST', path: '/items/vet', summary: 'Vet item versions that another person wrote' })
    .input(
      z.strictObject({
        versionIds: z.array(Id).min(1).max(5000),
        outcome: z.enum(['approved', 'returned']),
        remarks: Paragraph.optional(),
      }),
    )
    .output(z.object({ factId: Id, vetted: z.number().int() })),
  listItems: oc
    .route({
      method: 'GET',
      path: '/items',
      summary: 'The item bank; reading it is itself an act in the ledger',
    })
    .input(
      z.strictObject({
        ...listQuery,
        occupationId: Id.optional(),
        level: LevelName.optional(),
        part: Part.optional(),
        state: ItemState.optional(),
        point: z.string().max(30).optional(),
      }),
    )
    .output(listOf(ItemRow)),
  getItem: oc
    .route({ method: 'GET', path: '/items/{versionId}', summary: 'One item version with its key' })
    .input(z.strictObject({ versionId: Id }))
    .output(
      ItemRow.extend({
        body: z.record(z.string(), z.unknown()),
        vettings: z.array(
          z.object({ vetter: PersonRef, outcome: z.string(), remarks: z.string(), vettedAt: Instant }),
        ),
        retirement: z.object({ retiredBy: PersonRef, reason: z.string(), retiredAt: Instant }).nullable(),
      }),
    ),
  retireItem: oc
    .route({ method: 'POST', path: '/items/{versionId}/retire', summary: 'Retire an item version' })
    .input(z.strictObject({ versionId: Id, reason: Paragraph }))
    .output(Done),
};
