// A paper before it is written down: its forms, found by the solver for theory, and for practical named by the blueprint and
// drawn where it leaves a choice.
import type { Kysely } from 'kysely';
import type { TheoryItem } from '@jiangping/domain/items/item';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { drawPracticalItems } from '@jiangping/domain/papers/practical-blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { checkForms as recountForms } from '@jiangping/measure/assembly-check';
import type { AssemblyExplanation, AssemblyRelaxation } from '@jiangping/measure/assembly-model';
import { createPrng, shuffle } from '@jiangping/measure/prng';
import type { Assembler, WorkerOptions } from '@jiangping/measure/worker-client';
import type { Base } from '../base/act.ts';
import { digestField } from '../base/fields.ts';
import type { Keys } from '../base/keys.ts';
import type { DB } from '../base/schema.types.ts';
import { findApprovedItems } from '../items/items.ts';
import type { UsableVersion } from '../items/items.ts';
import { findUsedItems } from './item-uses.ts';
import { findEnemies, findSimilarity } from './paper-checks.ts';
import { buildModel, pointsBySection } from './theory-model.ts';

/** Seconds the solver may search; explaining an impossible blueprint may take as long again. */
export const SEARCH_SECONDS = 30;

export interface Solution {
  status: 'optimal' | 'feasible' | 'fixed';
  objective: number | null;
  bound: number | null;
  gap: number | null;
  seconds: number;
}

/** One item of a form, in its place. */
export interface PlacedItem {
  versionId: string;
  points: number;
}

export interface Draft {
  forms: PlacedItem[][];
  solution: Solution;
}

interface Place {
  occupationId: string;
  level: Level;
}

/** The usable versions of a bank's practical items by the items' ids; of an item with several the newest. */
export async function findPracticalItems(db: Kysely<DB>, { occupationId, level }: Place) {
  // They come in the order of their versions.
  const usable = await findApprovedItems(db, occupationId, level, 'practical');
  return new Map(usable.map((version) => [version.code, version]));
}

/**
 * The items that a practical blueprint asks for, those left open drawn by the seed; refuses `item_not_vetted`,
 * `practical_choice_short` and `practical_minutes_short`.
 */
export async function draftPractical(
  base: Base,
  place: Place,
  plan: PracticalBlueprint,
  seed: string,
): Promise<Draft> {
  const usable = await findPracticalItems(base.db, place);
  const prng = createPrng(seedNumber(base.keys, seed));
  const minutes = new Map([...usable].map(([code, { body }]) => [code, body.minutes]));
  const form = drawPracticalItems(plan, minutes, (ids) => shuffle(prng, ids)).flatMap(({ id, weight }) => {
    const versionId = usable.get(id)?.versionId;
    return versionId === undefined ? [] : [{ versionId, points: weight }];
  });
  return {
    forms: [form],
    solution: { status: 'fixed', objective: null, bound: null, gap: null, seconds: 0 },
  };
}

/**
 * Assembles the forms of a theory blueprint from the approved items, near duplicates never in one form, each form's Angoff
 * sum as close to the centre of its band as can be. Refuses `bank_empty`, `paper_infeasible` with the rules that conflict,
 * `paper_unfinished`, and `assembly_cancelled` once `signal` is given. Must run outside a transaction: it takes seconds.
 */
export async function draftTheory(
  base: Base,
  assembler: Assembler,
  { occupationId, level }: Place,
  plan: Blueprint,
  { seed, ...watch }: { seed: string } & Pick<WorkerOptions, 'signal' | 'onProgress'>,
): Promise<Draft> {
  const usable = await findFreeItems(base, occupationId, level);
  const enemies = findEnemies(usable, await findSimilarity(base.db, base.ambient.now()));
  const model = buildModel(plan, usable, enemies, {
    seed: seedNumber(base.keys, seed),
    timeLimit: SEARCH_SECONDS,
  });
  if (model.items.length === 0) throw new Refusal('bank_empty');
  const outcome = await assembler.run(model, watch).catch((error: unknown) => {
    throw watch.signal?.aborted ? new Refusal('assembly_cancelled') : error;
  });
  if ('problems' in outcome)
    throw new Refusal('blueprint_invalid', { field: outcome.problems[0]?.at ?? 'body' });
  const { result } = outcome;
  if (result.status === 'infeasible') throw refuseInfeasible(result.explanation);
  if (result.status === 'unknown') throw new Refusal('paper_unfinished', { seconds: SEARCH_SECONDS });
  // Counted again on this side of the thread, by code that shares nothing with the program that was solved.
  const broken = recountForms(model, result.forms).filter(({ ok }) => !ok);
  if (broken.length > 0) throw new Error('the assembly gave forms that break a rule', { cause: broken });
  const { status, objective, bound, gap, seconds } = result;
  return {
    forms: result.forms.map((ids) => placeItems(plan, usable, new Set(ids))),
    solution: {
      status,
      objective: round(objective),
      bound: round(bound),
      gap: round(gap),
      seconds: Math.round(seconds * 1000) / 1000,
    },
  };
}

/** The approved items that no sealed paper has taken. */
async function findFreeItems(base: Base, occupationId: string, level: Level) {
  const approved = await findApprovedItems(base.db, occupationId, level, 'theory');
  const used = await findUsedItems(
    base.db,
    base.keys,
    approved.map(({ versionId }) => versionId),
  );
  return approved.filter(({ versionId }) => !used.has(versionId));
}

/** The items of a form in the order a candidate meets them: section by section, in each by testable point. */
function placeItems(
  plan: Blueprint,
  usable: readonly UsableVersion<TheoryItem>[],
  chosen: ReadonlySet<string>,
): PlacedItem[] {
  const points = pointsBySection(plan);
  const items = usable.filter(({ versionId }) => chosen.has(versionId));
  return plan.sections.flatMap(({ interaction }) =>
    items
      .filter(({ body }) => body.interaction === interaction)
      .sort((a, b) => compareText(a.body.point, b.body.point) || compareText(a.code, b.code))
      .map(({ versionId }) => ({ versionId, points: points.get(interaction) ?? 0 })),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A seed text as the solver's number, 0 … 2³¹ − 1, under a key: a person's seed could be guessed, and with the bank it would
 * give the paper again.
 */
function seedNumber(keys: Keys, seed: string): number {
  return digestField(keys, 'assembly-seed', seed).readUInt32BE(0) >>> 1;
}

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6) / 1e6;
}

/** The refusal in the words of the blueprint: the rules that conflict, and what would make the paper possible. */
function refuseInfeasible(explanation: AssemblyExplanation | undefined): Refusal {
  const { conflict = [], relaxations = [], together = [] } = explanation ?? {};
  const tell = ({ name, part, from, to }: AssemblyRelaxation) => `${name}:${part}:${from}:${to}`;
  // Each single one suffices; where none does, the group does together.
  const ways = relaxations.length > 0 ? relaxations.slice(0, 5).map(tell) : [together.map(tell).join('+')];
  return new Refusal('paper_infeasible', {
    rule: conflict.join(','),
    relaxation: ways.join(',') || null,
  });
}
