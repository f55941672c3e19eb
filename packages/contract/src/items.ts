import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { Criterion } from '@jiangping/domain/items/vetting-criteria';
import { criteria } from '@jiangping/domain/items/vetting-criteria';
import {
  base64,
  DateText,
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
import { ItemText, OptionText, PracticalContent, TheoryContent } from './items/content.ts';
import { ItemExposure, ItemStatistics } from './items/figures.ts';
import {
  ItemKind,
  PresentedNode,
  Question,
  QuestionReading,
  ResponseValue,
  Sha256,
} from './items/question.ts';

const ItemState = z.enum(['draft', 'vetting', 'approved', 'in_use', 'retired']);

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
  statistics: ItemStatistics.nullable(),
  exposure: ItemExposure,
});

/** Why one item of a file was refused; `where` is its code or its place in the file. */
export const ItemProblem = z.object({ where: z.string(), code: z.string(), zh: z.string(), en: z.string() });

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
      summary: 'Write a theory or practical item, as a draft or straight to vetting',
    })
    .input(
      z.strictObject({
        occupationId: Id,
        level: LevelName,
        code: z
          .string()
          .regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u)
          .optional(),
        item: z.union([TheoryContent, PracticalContent]),
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
    .input(
      z.strictObject({ versionId: Id, item: z.union([TheoryContent, PracticalContent]), send: z.boolean() }),
    )
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
        minShare: z.coerce.number().min(0).max(1).optional(),
        maxShare: z.coerce.number().min(0).max(1).optional(),
        maxBiserial: z.coerce.number().min(-1).max(1).optional(),
        /** Only what somebody should look at, by the policies of today; or only what was (not) used in a sitting. */
        use: z.enum(['attention', 'used', 'unused']).optional(),
        sort: z.enum(['code', 'share', 'biserial', 'candidates', 'exposure']).default('code'),
        order: z.enum(['asc', 'desc']).default('asc'),
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
        /** Sitting by sitting, newest first. */
        sittings: z.array(
          z.object({
            heldOn: DateText,
            candidates: z.number().int(),
            share: z.number(),
            biserial: z.number().nullable(),
            omitted: z.number(),
          }),
        ),
        /** Staff who have read this version by name of the ledger. */
        readers: z.number().int(),
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
  storeMedia: oc
    .route({
      method: 'POST',
      path: '/item-media',
      summary:
        'Store a picture, recording or film of an item, freed of its metadata; the same file is stored once',
    })
    .input(z.strictObject({ name: z.string().trim().min(1).max(200), content: base64(7_000_000) }))
    .output(
      z.object({
        sha256: Sha256,
        type: z.string(),
        bytes: z.number().int(),
        width: z.number().int().nullable(),
        height: z.number().int().nullable(),
        factId: Id.nullable(),
      }),
    ),
  tryQuestion: oc
    .route({
      method: 'POST',
      path: '/items/try',
      summary:
        'A question document as a candidate sees it, and what an answer to it scores; nothing is written',
    })
    .input(
      z.strictObject({
        question: Question,
        /** Chooses the clone of a templated item and the order of shuffled options. */
        seed: z.number().int().min(0).max(0xffffffff),
        response: ResponseValue.optional(),
      }),
    )
    .output(
      z.object({
        reading: QuestionReading.nullable(),
        problems: z.array(ItemProblem.extend({ severity: z.enum(['error', 'warning']) })),
        content: z.array(PresentedNode),
        /** Points of the answer given and what the rules made of it; null without one. */
        outcome: z
          .object({ score: z.number().nullable(), variables: z.record(z.string(), z.unknown()) })
          .nullable(),
      }),
    ),
  exportItems: oc
    .route({
      method: 'POST',
      path: '/item-banks/{occupationId}/export',
      summary:
        'A bank, or some of its items, whole and with keys and media; the act and its digest stand in the ledger',
    })
    .input(
      z.strictObject({
        occupationId: Id,
        level: LevelName,
        part: Part,
        versionIds: z.array(Id).min(1).max(5000).optional(),
        states: z.array(ItemState).min(1).optional(),
        reason: Paragraph,
      }),
    )
    .output(
      z.object({
        factId: Id,
        items: z.array(z.record(z.string(), z.unknown())),
        points: z.array(z.object({ code: z.string(), name: z.string(), importance: z.string() })),
        media: z.array(z.object({ sha256: Sha256, type: z.string() })),
      }),
    ),
  traceLeak: oc
    .route({
      method: 'POST',
      path: '/items/trace',
      summary: 'Whose copy of the bank a leaked text is, by the wording every reader sees; an act on record',
    })
    .input(z.strictObject({ text: z.string().trim().min(10).max(200_000) }))
    .output(
      z.object({
        factId: Id,
        verdict: z.enum(['nothing_found', 'too_few', 'named', 'canonical', 'open']),
        /** Places that could be read in the copy, and the readers they were compared with. */
        places: z.number().int(),
        readers: z.number().int(),
        /** The chance that nobody may exceed to be named. */
        limit: z.number(),
        items: z.array(
          z.object({
            versionId: Id,
            code: z.string(),
            version: z.number().int(),
            /** Share of the stem that stands in the copy. */
            found: z.number(),
            places: z.number().int(),
          }),
        ),
        /** How well the copy agrees with the unmarked text. */
        canonical: z.object({ agreeing: z.number().int(), disagreeing: z.number().int() }),
        suspects: z.array(
          z.object({
            person: PersonRef,
            posts: z.array(z.string()),
            agreeing: z.number().int(),
            disagreeing: z.number().int(),
            /** Logarithm to base 2 of the likelihood ratio. */
            bits: z.number(),
            /** The chance, at most, that any of the readers agrees this well by coincidence. */
            chance: z.number(),
            isNamed: z.boolean(),
            /** Readings that name one of the versions, newest first, and how many there are. */
            readings: z.array(z.object({ factId: Id, at: Instant, items: z.number().int() })),
            readingCount: z.number().int(),
            /** Readings of whole papers, which the ledger does not take apart. */
            paperReadings: z.number().int(),
          }),
        ),
      }),
    ),
  retireItem: oc
    .route({ method: 'POST', path: '/items/{versionId}/retire', summary: 'Retire an item version' })
    .input(z.strictObject({ versionId: Id, reason: Paragraph }))
    .output(Done),
};
