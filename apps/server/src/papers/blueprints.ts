import type { Kysely } from 'kysely';
import { problemsOfBlueprint } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { problemsOfPracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import { Refusal } from '@jiangping/domain/refusal';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import type { Level } from '@jiangping/domain/standards/level';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { findStream } from '../base/facts.ts';
import { digestText } from '../base/fields.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { findContentSpec, getOccupation, toOccupationRef } from '../standards/standards.ts';
import { readBlueprint } from './blueprint-shape.ts';

/** The parts that have papers. */
export type PaperPart = 'theory' | 'practical';

/** Stores the plan of a paper; refuses one that no bank could satisfy or that the content specification forbids. */
export async function createBlueprint(
  base: Base,
  caller: Caller | null,
  input: { occupationId: string; level: Level; part: PaperPart; body: Record<string, unknown> },
) {
  return act(base, caller, 'createBlueprint', input, async ({ tx, now, today, personId, newId, record }) => {
    const occupation = await getOccupation(tx, input.occupationId);
    const blueprint = readBlueprint(input.body);
    const { edition, code } = blueprint.occupation;
    if (occupation.code !== code || occupation.edition !== edition)
      throw new Refusal('blueprint_invalid', { field: 'occupation' });
    if (blueprint.part !== input.part) throw new Refusal('blueprint_invalid', { field: 'part' });
    if (blueprint.level !== codeOfLevel(input.level))
      throw new Refusal('blueprint_invalid', { field: 'level' });
    const spec = await findContentSpec(tx, input.occupationId, input.level, input.part, today);
    if (!spec && blueprint.part === 'theory')
      throw new Refusal('content_spec_missing', { level: input.level, part: input.part });
    const problems =
      blueprint.part === 'practical'
        ? problemsOfPracticalBlueprint(blueprint)
        : problemsOfBlueprint(blueprint, spec?.body ?? { ...blueprint, ranges: [] });
    const first = problems[0];
    // The problem carries the facts its own code asks for.
    if (first) throw new Refusal(first.code as 'blueprint_invalid', first.facts as { field: string });
    const id = newId();
    await tx
      .insertInto('blueprints')
      .values({
        id,
        occupation_id: input.occupationId,
        level: input.level,
        part: input.part,
        content_spec_id: spec?.id ?? null,
        body: JSON.stringify(blueprint),
        created_by: personId,
        created_at: now,
      })
      .execute();
    const factId = await record({
      kind: 'blueprint.created',
      subject: { type: 'blueprint', id },
      stream: id,
      data: {
        occupation: `${edition}:${code}`,
        level: input.level,
        part: input.part,
        sha256: digestText(canonicalJson(blueprint)),
      },
    });
    return { id, factId };
  });
}

/** A stored blueprint; refuses `not_found`. */
export async function getBlueprint(
  db: Kysely<DB>,
  id: string,
): Promise<{ id: string; occupationId: string; level: Level; plan: Blueprint | PracticalBlueprint }> {
  const row = await db.selectFrom('blueprints').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return {
    id,
    occupationId: row.occupation_id,
    level: row.level as Level,
    plan: row.body as Blueprint | PracticalBlueprint,
  };
}

/** A blueprint for its page, with the specification it was checked against and the fact of its making. */
export async function findBlueprintPage(base: Base, caller: Caller | null, id: string) {
  requirePost(caller, 'readPaper');
  const row = await base.db
    .selectFrom('blueprints')
    .innerJoin('persons', 'persons.id', 'blueprints.created_by')
    .leftJoin('content_specs', 'content_specs.id', 'blueprints.content_spec_id')
    .selectAll('blueprints')
    .select(['persons.name', 'content_specs.standard_id', 'content_specs.body as spec'])
    .where('blueprints.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  const [made] = await findStream(base.db, id);
  return {
    id,
    occupation: await getOccupation(base.db, row.occupation_id),
    level: row.level as Level,
    part: row.part as PaperPart,
    body: row.body as Record<string, unknown>,
    createdBy: { id: row.created_by, name: row.name },
    createdAt: row.created_at.toISOString(),
    spec: row.standard_id ? { standardId: row.standard_id, body: row.spec as Record<string, unknown> } : null,
    factId: made?.fact.id ?? null,
  };
}

/** Blueprints, newest first; `q` looks for an occupation's name or code. */
export async function listBlueprints(
  base: Base,
  caller: Caller | null,
  query: PageQuery & { q?: string | undefined; occupationId?: string | undefined },
) {
  requirePost(caller, 'readPaper');
  let blueprints = base.db
    .selectFrom('blueprints')
    .innerJoin('persons', 'persons.id', 'blueprints.created_by')
    .innerJoin('occupations', 'occupations.id', 'blueprints.occupation_id');
  if (query.occupationId) blueprints = blueprints.where('blueprints.occupation_id', '=', query.occupationId);
  if (query.q) {
    const like = `%${query.q}%`;
    blueprints = blueprints.where((eb) =>
      eb.or([eb('occupations.name_zh', 'like', like), eb('occupations.code', 'like', like)]),
    );
  }
  const rows = await blueprints
    .selectAll('blueprints')
    .select(['occupations.edition', 'occupations.code', 'occupations.name_zh', 'occupations.name_en'])
    .select(['persons.name', totalOf])
    .orderBy('blueprints.id', 'desc')
    .$call(pageOf(query))
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      occupation: toOccupationRef({ ...row, id: row.occupation_id }),
      level: row.level as Level,
      part: row.part as PaperPart,
      body: row.body as Record<string, unknown>,
      createdBy: { id: row.created_by, name: row.name },
      createdAt: row.created_at.toISOString(),
    })),
  };
}
