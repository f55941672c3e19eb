import { oc } from '@orpc/contract';
import { paperStates } from '@jiangping/domain/papers/paper-state';
import { z } from 'zod';
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
  RuleCheck,
} from './values.ts';

export const PaperRow = z.object({
  id: Id,
  blueprintId: Id,
  occupation: OccupationRef,
  level: LevelName,
  part: Part,
  minutes: z.number().int(),
  forms: z.number().int(),
  itemsPerForm: z.number().int(),
  state: z.enum(paperStates),
  rulesHold: z.boolean(),
  assembledBy: PersonRef,
  assembledAt: Instant,
  sealedBy: PersonRef.nullable(),
  sealedAt: Instant.nullable(),
  unsealedBy: PersonRef.nullable(),
  unsealedAt: Instant.nullable(),
});

export const Solution = z.object({
  status: z.enum(['optimal', 'feasible', 'infeasible', 'fixed']),
  objective: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  seconds: z.number(),
});

const Fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const BlueprintRow = z.object({
  id: Id,
  occupation: OccupationRef,
  level: LevelName,
  part: Part,
  body: z.record(z.string(), z.unknown()),
  createdBy: PersonRef,
  createdAt: Instant,
});

/** An assembly under way or just over; figures are the solver's, null while it knows none. */
const Assembly = z.object({
  id: Id,
  startedBy: PersonRef,
  startedAt: Instant,
  seconds: z.number(),
  phase: z.enum(['preparing', 'searching', 'explaining', 'writing']),
  objective: z.number().nullable(),
  bound: z.number().nullable(),
  gap: z.number().nullable(),
  /** The gap at which the search is done. */
  wantedGap: z.number().nullable(),
  end: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('assembled'), paperId: Id }),
      z.object({ kind: z.literal('cancelled'), by: PersonRef }),
      z.object({ kind: z.literal('refused'), code: z.string(), facts: z.record(z.string(), Fact) }),
      z.object({ kind: z.literal('failed') }),
    ])
    .nullable(),
});

export const papers = {
  createBlueprint: oc
    .route({ method: 'POST', path: '/blueprints', summary: 'Store the plan a paper is assembled from' })
    .input(
      z.strictObject({
        occupationId: Id,
        level: LevelName,
        part: Part,
        body: z.record(z.string(), z.unknown()),
      }),
    )
    .output(Done),
  listBlueprints: oc
    .route({ method: 'GET', path: '/blueprints', summary: 'Blueprints' })
    .input(z.strictObject({ ...listQuery, occupationId: Id.optional() }))
    .output(listOf(BlueprintRow)),
  getBlueprint: oc
    .route({
      method: 'GET',
      path: '/blueprints/{blueprintId}',
      summary: 'A blueprint with the content specification it was checked against',
    })
    .input(z.strictObject({ blueprintId: Id }))
    .output(
      BlueprintRow.extend({
        spec: z.object({ standardId: Id, body: z.record(z.string(), z.unknown()) }).nullable(),
        factId: Id.nullable(),
      }),
    ),
  listPracticalItems: oc
    .route({
      method: 'GET',
      path: '/practical-items',
      summary: 'The practical items that a paper may hold; a reading on record',
    })
    .input(z.strictObject({ occupationId: Id, level: LevelName }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            versionId: Id,
            code: z.string(),
            title: z.string(),
            minutes: z.number(),
            weight: z.number(),
            required: z.boolean(),
          }),
        ),
        readFactId: Id.nullable(),
      }),
    ),
  assemblePaper: oc
    .route({
      method: 'POST',
      path: '/papers',
      summary: 'Assemble parallel forms by the solver and re-check every rule',
    })
    .input(z.strictObject({ blueprintId: Id, seed: z.string().min(1).max(64).optional() }))
    .output(Done.extend({ solution: Solution, checks: z.array(RuleCheck) })),
  findAssembly: oc
    .route({
      method: 'GET',
      path: '/blueprints/{blueprintId}/assembly',
      summary: 'The assembly of a blueprint that is under way, or how the last one ended',
    })
    .input(z.strictObject({ blueprintId: Id }))
    .output(z.object({ limitSeconds: z.number(), assembly: Assembly.nullable() })),
  cancelAssembly: oc
    .route({
      method: 'POST',
      path: '/assemblies/{assemblyId}/cancel',
      summary: 'End an assembly that is under way; nothing is written',
    })
    .input(z.strictObject({ assemblyId: Id }))
    .output(Assembly),
  sealPaper: oc
    .route({
      method: 'POST',
      path: '/papers/{paperId}/seal',
      summary: 'Seal a paper that another person assembled',
    })
    .input(z.strictObject({ paperId: Id }))
    .output(Done.extend({ digest: z.string() })),
  withdrawPaper: oc
    .route({
      method: 'POST',
      path: '/papers/{paperId}/withdrawal',
      summary: 'Withdraw a paper that no candidate has met, as leaked or for another reason',
    })
    .input(z.strictObject({ paperId: Id, isLeaked: z.boolean(), reason: Paragraph }))
    .output(Done),
  listPapers: oc
    .route({ method: 'GET', path: '/papers', summary: 'Papers' })
    .input(
      z.strictObject({
        ...listQuery,
        occupationId: Id.optional(),
        level: LevelName.optional(),
        part: Part.optional(),
        state: z.enum(paperStates).optional(),
        blueprintId: Id.optional(),
      }),
    )
    .output(listOf(PaperRow)),
  getPaperCover: oc
    .route({
      method: 'GET',
      path: '/papers/{paperId}/cover',
      summary: 'What may be seen of a paper without reading an item: rules, solver result, seal',
    })
    .input(z.strictObject({ paperId: Id }))
    .output(
      PaperRow.extend({
        solution: Solution,
        checks: z.array(RuleCheck),
        digest: z.string().nullable(),
        salt: z.string().nullable(),
        assembledFactId: Id.nullable(),
        sealedFactId: Id.nullable(),
        unsealedFactId: Id.nullable(),
        withdrawal: z
          .object({
            withdrawnBy: PersonRef,
            withdrawnAt: Instant,
            isLeaked: z.boolean(),
            reason: z.string(),
            factId: Id.nullable(),
          })
          .nullable(),
      }),
    ),
  findOverlaps: oc
    .route({
      method: 'GET',
      path: '/papers/{paperId}/overlaps',
      summary: 'How many items each form shares with the other papers whose items the caller may see',
    })
    .input(z.strictObject({ paperId: Id }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            paperId: Id,
            state: z.enum(paperStates),
            assembledBy: PersonRef,
            assembledAt: Instant,
            shared: z.array(z.object({ label: z.string(), items: z.number().int() })),
          }),
        ),
        /** Papers of the bank that are sealed or withdrawn: with them nothing is counted. */
        hidden: z.number().int(),
        /** Older papers beyond those counted. */
        left: z.number().int(),
      }),
    ),
  getPaper: oc
    .route({
      method: 'GET',
      path: '/papers/{paperId}',
      summary:
        'A paper with its forms, rule check and solver result; sealed ones only after they were unsealed',
    })
    .input(z.strictObject({ paperId: Id }))
    .output(
      PaperRow.extend({
        seed: z.string(),
        solution: Solution,
        checks: z.array(RuleCheck),
        digest: z.string().nullable(),
        readFactId: Id.nullable(),
        opening: z
          .object({ domain: z.string(), salt: z.string(), value: z.record(z.string(), z.unknown()) })
          .nullable(),
        formItems: z.array(
          z.object({
            label: z.string(),
            items: z.array(
              z.object({
                position: z.number().int(),
                versionId: Id,
                code: z.string(),
                interaction: z.string(),
                point: z.string().nullable(),
                title: z.string(),
                points: z.number(),
                difficulty: z.number().nullable(),
                angoff: z.number().nullable(),
                seconds: z.number().nullable(),
              }),
            ),
          }),
        ),
      }),
    ),
};
