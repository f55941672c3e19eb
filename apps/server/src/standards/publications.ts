import type { Kysely } from 'kysely';
import { problemsOfContentSpec } from '@jiangping/domain/standards/content-spec';
import type { ContentSpec, Point } from '@jiangping/domain/standards/content-spec';
import type { Level } from '@jiangping/domain/standards/level';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import { checkAssessable } from '@jiangping/domain/standards/occupation-code';
import { problemsOfStandard } from '@jiangping/domain/standards/standard';
import type { OccupationStandard } from '@jiangping/domain/standards/standard';
import { Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { getOccupation, toOccupationRef } from './occupations.ts';

export type Part = 'theory' | 'practical' | 'panel';

/** A published content specification: the tree of ranges with the testable points under its leaves. */
export type ContentSpecBody = ContentSpec & { points: readonly Point[] };

/** Publishes a standard; refuses one that is unsound, of a blocked class, or already published in this edition. */
export async function publishStandard(
  base: Base,
  caller: Caller | null,
  input: { occupationId: string; inForceFrom: string; body: Record<string, unknown> },
) {
  return act(base, caller, 'publishStandard', input, async ({ tx, now, today, personId, newId, record }) => {
    const occupation = await getOccupation(tx, input.occupationId);
    const classes = (await findPolicies(tx, today)).get('standards.assessable_classes');
    checkAssessable(occupation.code, classes);
    const standard = readBody<OccupationStandard>(input.body, problemsOfStandard);
    if (standard.occupation.code !== occupation.code || standard.occupation.edition !== occupation.edition) {
      throw new Refusal('occupation_unknown', {
        edition: standard.occupation.edition,
        code: standard.occupation.code,
      });
    }
    const taken = await tx
      .selectFrom('occupation_standards')
      .select('id')
      .where('occupation_id', '=', occupation.id)
      .where('edition', '=', standard.edition)
      .executeTakeFirst();
    if (taken) throw new Refusal('standard_duplicate');
    const id = newId();
    await tx
      .insertInto('occupation_standards')
      .values({
        id,
        occupation_id: occupation.id,
        edition: standard.edition,
        body: JSON.stringify(input.body),
        in_force_from: input.inForceFrom,
        in_force_to: null,
        published_by: personId,
        published_at: now,
      })
      .execute();
    const factId = await record({
      kind: 'standard.published',
      subject: { type: 'standard', id },
      data: {
        occupation: `${occupation.edition}:${occupation.code}`,
        edition: standard.edition,
        sha256: digestText(canonicalJson(input.body)),
      },
    });
    return { id, factId };
  });
}

/** Publishes a content specification; its top ranges must be those of the standard's table of weights. */
export async function publishContentSpec(
  base: Base,
  caller: Caller | null,
  input: { standardId: string; level: Level; part: Part; body: Record<string, unknown> },
) {
  return act(base, caller, 'publishStandard', input, async ({ tx, now, personId, newId, record }) => {
    const row = await tx
      .selectFrom('occupation_standards')
      .select('body')
      .where('id', '=', input.standardId)
      .executeTakeFirst();
    if (!row) throw new Refusal('not_found');
    const standard = row.body as OccupationStandard;
    const spec = readBody<ContentSpecBody>(input.body, (body) =>
      problemsOfContentSpec(body, body.points, standard),
    );
    if (spec.level !== codeOfLevel(input.level))
      throw new Refusal('level_not_in_standard', { level: input.level });
    const id = newId();
    const inserted = await tx
      .insertInto('content_specs')
      .values({
        id,
        standard_id: input.standardId,
        level: input.level,
        part: input.part,
        body: JSON.stringify(input.body),
        published_by: personId,
        published_at: now,
      })
      .onConflict((conflict) => conflict.columns(['standard_id', 'level', 'part']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new Refusal('standard_duplicate');
    const factId = await record({
      kind: 'content-spec.published',
      subject: { type: 'content-spec', id },
      data: {
        standard: input.standardId,
        level: input.level,
        part: input.part,
        sha256: digestText(canonicalJson(input.body)),
      },
    });
    return { id, factId };
  });
}

/** Reads a body of a publication; whatever is wrong or missing in it becomes the first problem found. */
function readBody<Body>(body: Record<string, unknown>, problemsOf: (body: Body) => readonly Problem[]): Body {
  let problems: readonly Problem[];
  try {
    // The rules walk the whole body; a part that is missing shows itself as a TypeError.
    problems = problemsOf(body as Body);
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('standard_invalid', { field: 'body' });
    throw error;
  }
  const first = problems[0];
  // The problem carries the facts its own code asks for.
  if (first) throw new Refusal(first.code as 'standard_invalid', first.facts as { field: string });
  return body as Body;
}

/** The standard in force for an occupation on a day, or refuses `standard_not_in_force`. */
export async function getStandardInForce(db: Kysely<DB>, occupationId: string, date: string) {
  const row = await db
    .selectFrom('occupation_standards')
    .select(['id', 'edition', 'body'])
    .where('occupation_id', '=', occupationId)
    .where('in_force_from', '<=', date)
    .where((eb) => eb.or([eb('in_force_to', 'is', null), eb('in_force_to', '>=', date)]))
    .orderBy('in_force_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row)
    throw new Refusal('standard_not_in_force', { code: (await getOccupation(db, occupationId)).code, date });
  return { id: row.id, edition: row.edition, body: row.body as OccupationStandard };
}

/** A published standard by id; refuses `not_found`. */
export async function getStandardBody(db: Kysely<DB>, id: string): Promise<OccupationStandard> {
  const row = await db
    .selectFrom('occupation_standards')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return row.body as OccupationStandard;
}

/** The content specification for an occupation, level and part under the standard in force on a day, or null. */
export async function findContentSpec(
  db: Kysely<DB>,
  occupationId: string,
  level: Level,
  part: Part,
  date: string,
) {
  const standard = await getStandardInForce(db, occupationId, date);
  const row = await db
    .selectFrom('content_specs')
    .select(['id', 'body'])
    .where('standard_id', '=', standard.id)
    .where('level', '=', level)
    .where('part', '=', part)
    .executeTakeFirst();
  return row ? { id: row.id, standardId: standard.id, body: row.body as ContentSpecBody } : null;
}

/** A standard with its content specifications; public. */
export async function getStandard(base: Base, id: string) {
  const row = await base.db
    .selectFrom('occupation_standards')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  const occupation = await getOccupation(base.db, row.occupation_id);
  const specs = await base.db.selectFrom('content_specs').selectAll().where('standard_id', '=', id).execute();
  return {
    id,
    occupation,
    edition: row.edition,
    inForceFrom: row.in_force_from,
    inForceTo: row.in_force_to,
    body: row.body as Record<string, unknown>,
    contentSpecs: specs.map((spec) => ({
      id: spec.id,
      level: spec.level as Level,
      part: spec.part as 'theory' | 'practical',
      body: spec.body as Record<string, unknown>,
    })),
  };
}

/** Published standards, newest first; public. */
export async function listStandards(base: Base, query: PageQuery & { q?: string | undefined }) {
  let standards = base.db
    .selectFrom('occupation_standards')
    .innerJoin('occupations', 'occupations.id', 'occupation_standards.occupation_id');
  if (query.q) standards = standards.where('occupations.name_zh', 'like', `%${query.q}%`);
  const rows = await standards
    .select([
      'occupation_standards.id',
      'occupation_standards.occupation_id',
      'occupation_standards.edition as standard_edition',
      'in_force_from',
      'in_force_to',
      'occupations.edition',
      'occupations.code',
      'occupations.name_zh',
      'occupations.name_en',
      totalOf,
    ])
    .orderBy('occupation_standards.id', 'desc')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      occupation: toOccupationRef({ ...row, id: row.occupation_id }),
      edition: row.standard_edition,
      inForceFrom: row.in_force_from,
      inForceTo: row.in_force_to,
    })),
  };
}
