import { oc } from '@orpc/contract';
import { z } from 'zod';
import { programme } from './programme.ts';
import { DateText, Done, Id, LevelName, Line, listOf, listQuery, OccupationRef, Part } from './values.ts';

const CatalogueSet = z.enum(['pilot', 'autonomous', 'other']);

const WorkType = z.object({ id: Id, nameZh: z.string(), nameEn: z.string(), levels: z.array(LevelName) });

export const OccupationRow = OccupationRef.extend({
  industry: z.string(),
  catalogueSet: CatalogueSet,
  levels: z.array(LevelName),
  workTypes: z.array(WorkType),
  standardInForce: z.boolean(),
});

export const standards = {
  ...programme,
  registerOccupations: oc
    .route({ method: 'POST', path: '/occupations', summary: 'Register occupations of the catalogue' })
    .input(
      z.strictObject({
        occupations: z
          .array(
            z.strictObject({
              edition: z.string().regex(/^\d{4}$/),
              code: z.string().max(12),
              nameZh: Line,
              nameEn: Line,
              industry: Line,
              catalogueSet: CatalogueSet,
              levels: z.array(LevelName).min(1),
              workTypes: z
                .array(z.strictObject({ nameZh: Line, nameEn: Line, levels: z.array(LevelName).min(1) }))
                .max(100),
            }),
          )
          .min(1)
          .max(500),
      }),
    )
    .output(z.object({ ids: z.array(Id), factId: Id })),
  listOccupations: oc
    .route({ method: 'GET', path: '/occupations', summary: 'The occupation catalogue' })
    .input(z.strictObject({ ...listQuery, set: CatalogueSet.optional() }))
    .output(listOf(OccupationRow)),
  publishStandard: oc
    .route({ method: 'POST', path: '/standards', summary: 'Publish an occupation standard' })
    .input(
      z.strictObject({ occupationId: Id, inForceFrom: DateText, body: z.record(z.string(), z.unknown()) }),
    )
    .output(Done),
  publishContentSpec: oc
    .route({
      method: 'POST',
      path: '/content-specs',
      summary: 'Publish a content specification under a standard',
    })
    .input(
      z.strictObject({
        standardId: Id,
        level: LevelName,
        part: Part,
        body: z.record(z.string(), z.unknown()),
      }),
    )
    .output(Done),
  getStandard: oc
    .route({
      method: 'GET',
      path: '/standards/{standardId}',
      summary: 'A standard with its content specifications',
    })
    .input(z.strictObject({ standardId: Id }))
    .output(
      z.object({
        id: Id,
        occupation: OccupationRef,
        edition: z.string(),
        inForceFrom: DateText,
        inForceTo: DateText.nullable(),
        body: z.record(z.string(), z.unknown()),
        contentSpecs: z.array(
          z.object({ id: Id, level: LevelName, part: Part, body: z.record(z.string(), z.unknown()) }),
        ),
      }),
    ),
  listStandards: oc
    .route({ method: 'GET', path: '/standards', summary: 'Published standards' })
    .input(z.strictObject(listQuery))
    .output(
      listOf(
        z.object({
          id: Id,
          occupation: OccupationRef,
          edition: z.string(),
          inForceFrom: DateText,
          inForceTo: DateText.nullable(),
        }),
      ),
    ),
};
