import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { Criterion } from '@jiangping/domain/items/vetting-criteria';
import { criteria } from '@jiangping/domain/items/vetting-criteria';
import {
  Done,
  Id,
  Instant,
  LevelName,
  listOf,
  listQuery,
  OccupationRef,
  Paragraph,
  Part,
  PersonRef,
} from './values.ts';

const ItemState = z.enum(['draft', 'vetting', 'approved', 'in_use', 'retired']);
const ItemKind = z.enum(['single', 'multiple', 'judgement', 'practical']);

/** One line of a vetting sheet. */
const VettingLine = z.strictObject({
  criterion: z.enum(Object.keys(criteria) as Criterion[]),
  holds: z.boolean(),
  remark: z.string().trim().max(1000).default(''),
});

export const ItemRow = z.object({
  versionId: Id,
  code: z.string(),
  version: z.number().int(),
  part: Part,
  interaction: ItemKind,
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

const ItemText = z.string().max(4000);
const OptionText = z.strictObject({ id: z.string().max(4), text: z.string().max(1000) });

/** A theory item as its writer writes it; a draft may be unfinished, so only the shape is asked here. */
const TheoryContent = z.strictObject({
  interaction: z.enum(['single', 'multiple', 'judgement']),
  point: z.string().max(30),
  stem: ItemText,
  options: z.array(OptionText).max(10),
  correct: z.array(z.string().max(5)).max(10),
  difficulty: z.number(),
  angoff: z.number(),
  seconds: z.number().int(),
  source: z.string().max(500),
  rationale: z.string().max(2000),
});

/** What writing an item answers: the version, and what it resembles, by ids. */
const Written = Done.extend({
  code: z.string(),
  version: z.number().int(),
  resembles: z.array(z.object({ code: z.string(), similarity: z.number() })),
});

const BankFile = z.strictObject({
  occupationId: Id,
  level: LevelName,
  part: Part,
  fileName: z.string().trim().min(1).max(200),
  items: z.array(z.record(z.string(), z.unknown())).min(1).max(5000),
});

const ImportReport = z.object({
  accepted: z.number().int(),
  refused: z.number().int(),
  problems: z.array(ItemProblem),
  nearDuplicates: z.array(z.object({ a: z.string(), b: z.string(), similarity: z.number() })),
});

/** The items of one occupation, level and part. */
const Bank = z.object({ occupation: OccupationRef, level: LevelName, part: Part });

export const items = {
  importItems: oc
    .route({
      method: 'POST',
      path: '/items/import',
      summary: 'Import a bank file; every item is accepted or refused by itself',
    })
    .input(BankFile)
    .output(ImportReport.extend({ factId: Id })),
  checkItems: oc
    .route({
      method: 'POST',
      path: '/items/check',
      summary: 'What an import of a bank file would report; nothing is written',
    })
    .input(BankFile)
    .output(ImportReport),
  listBanks: oc
    .route({ method: 'GET', path: '/item-banks', summary: 'The banks that hold items, with counts by state' })
    .output(z.array(Bank.extend({ counts: z.record(ItemState, z.number().int()) }))),
  getBank: oc
    .route({
      method: 'GET',
      path: '/item-banks/{occupationId}',
      summary: 'A bank in figures: its content specification and how many items hang where; no item is shown',
    })
    .input(z.strictObject({ occupationId: Id, level: LevelName, part: Part }))
    .output(
      Bank.extend({
        spec: z.object({ id: Id, standardId: Id, body: z.record(z.string(), z.unknown()) }).nullable(),
        counts: z.array(
          z.object({
            point: z.string().nullable(),
            interaction: ItemKind,
            difficulty: z.number().int().nullable(),
            state: ItemState,
            count: z.number().int(),
          }),
        ),
      }),
    ),
  writeItem: oc
    .route({
      method: 'POST',
      path: '/items',
      summary: 'Write a theory item, as a draft or straight to vetting',
    })
    .input(
      z.strictObject({
        occupationId: Id,
        level: LevelName,
        code: z
          .string()
          .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u)
          .optional(),
        item: TheoryContent,
        send: z.boolean(),
      }),
    )
    .output(Written),
  reviseItem: oc
    .route({
      method: 'POST',
      path: '/items/{versionId}/revise',
      summary:
        'Revise the newest version: a draft nobody vetted in place, everything else by the next version',
    })
    .input(z.strictObject({ versionId: Id, item: TheoryContent, send: z.boolean() }))
    .output(Written),
  sendToVetting: oc
    .route({ method: 'POST', path: '/items/{versionId}/send', summary: 'Send the own draft to vetting' })
    .input(z.strictObject({ versionId: Id }))
    .output(Done),
  compareItem: oc
    .route({
      method: 'POST',
      path: '/items/compare',
      summary:
        'What a text resembles in its bank, side by side; a reading on record, nothing else is written',
    })
    .input(
      z.strictObject({
        occupationId: Id,
        level: LevelName,
        /** The version that is being revised: its item is not compared with itself. */
        versionId: Id.optional(),
        item: z.strictObject({ stem: ItemText, options: z.array(OptionText).max(10) }),
      }),
    )
    .output(
      z.object({
        resembles: z.array(
          z.object({
            versionId: Id,
            code: z.string(),
            stem: z.string(),
            options: z.array(OptionText),
            similarity: z.number(),
          }),
        ),
        readFactId: Id.nullable(),
      }),
    ),
  vetItems: oc
    .route({
      method: 'POST',
      path: '/items/vet',
      summary:
        'Vet item versions that another person wrote, by a sheet each or one for all; the outcome follows from it',
    })
    .input(
      z.strictObject({
        versionIds: z.array(Id).min(1).max(5000),
        sheet: z.array(VettingLine).min(1).max(30),
        /** Sheets of single versions, in place of the one above. */
        sheets: z.record(Id, z.array(VettingLine).min(1).max(30)).optional(),
        remarks: Paragraph.optional(),
      }),
    )
    .output(
      z.object({
        factId: Id,
        vetted: z.number().int(),
        approved: z.number().int(),
        returned: z.number().int(),
      }),
    ),
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
        interaction: ItemKind.optional(),
        difficulty: z.coerce.number().int().min(1).max(5).optional(),
      }),
    )
    .output(listOf(ItemRow).extend({ readFactId: Id.nullable() })),
  getItem: oc
    .route({ method: 'GET', path: '/items/{versionId}', summary: 'One item version with its key' })
    .input(z.strictObject({ versionId: Id }))
    .output(
      ItemRow.extend({
        occupation: OccupationRef,
        level: LevelName,
        /** The way down the content specification to the point: ranges, then the point itself. */
        place: z.array(z.object({ code: z.string(), name: z.string() })),
        versions: z.array(
          z.object({ versionId: Id, version: z.number().int(), state: ItemState, writtenAt: Instant }),
        ),
        /** The items before and after it by code, and the next that the caller may vet. */
        neighbours: z.object({
          previous: Id.nullable(),
          next: Id.nullable(),
          nextToVet: Id.nullable(),
          waiting: z.number().int(),
        }),
        readFactId: Id.nullable(),
        body: z.record(z.string(), z.unknown()),
        vettings: z.array(
          z.object({
            vetter: PersonRef,
            outcome: z.enum(['approved', 'returned']),
            sheet: z.array(VettingLine),
            remarks: z.string(),
            vettedAt: Instant,
          }),
        ),
        retirement: z.object({ retiredBy: PersonRef, reason: z.string(), retiredAt: Instant }).nullable(),
      }),
    ),
  retireItem: oc
    .route({ method: 'POST', path: '/items/{versionId}/retire', summary: 'Retire an item version' })
    .input(z.strictObject({ versionId: Id, reason: Paragraph }))
    .output(Done),
};
