import { Refusal } from '@jiangping/domain/refusal';
import { requireRules } from '@jiangping/domain/papers/paper-rules';
import { commitValue } from '@jiangping/log/commitment';
import type { Assembler } from '@jiangping/measure/worker-client';
import { act, findAnswer } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { getItemBodies, requireUsable } from '../items/items.ts';
import { getBlueprint } from './blueprints.ts';
import { encryptContent } from './contents.ts';
import { draftPractical, draftTheory } from './drafts.ts';
import type { PlacedItem, Solution } from './drafts.ts';
import { openingOf } from './forms.ts';
import { findUsedItems } from './item-uses.ts';
import { findSimilarity, labelOf, rulesOf, toRuleCheck } from './paper-checks.ts';
import type { FormContent, RuleCheck } from './paper-checks.ts';

export interface Assembled {
  id: string;
  factId: string;
  solution: Solution;
  checks: RuleCheck[];
}

/** Where an assembly stands; the figures are the solver's. */
export interface AssemblyStep {
  phase: 'preparing' | 'searching' | 'explaining' | 'writing';
  objective?: number | null;
  bound?: number | null;
  gap?: number | null;
  wantedGap?: number;
}

export interface AssemblyWatch {
  /** Aborted before the writing begins: the solver ends, nothing is written, `assembly_cancelled`. */
  signal?: AbortSignal;
  onStep?: (step: AssemblyStep) => void;
}

/**
 * Assembles the parallel forms of a blueprint and writes them once every rule was counted anew and every item is still
 * free. The solver works before the transaction begins; a retry under the same key gets the first paper, not a second one.
 * The seed chooses between equally good papers; without one it is drawn.
 */
export async function assemblePaper(
  base: Base,
  assembler: Assembler,
  caller: Caller | null,
  input: { blueprintId: string; seed?: string | undefined },
  { signal, onStep }: AssemblyWatch = {},
): Promise<Assembled> {
  const earlier = await findAnswer<Assembled>(base, caller, 'assemblePaper', input);
  if (earlier) return earlier;
  const blueprint = await getBlueprint(base.db, input.blueprintId);
  const { plan } = blueprint;
  const seed = input.seed ?? base.ambient.randomBytes(8).toString('hex');
  const draft =
    plan.part === 'practical'
      ? await draftPractical(base, blueprint, plan, seed)
      : await draftTheory(base, assembler, blueprint, plan, {
          seed,
          ...(signal ? { signal } : {}),
          ...(onStep ? { onProgress: onStep } : {}),
        });

  return act(base, caller, 'assemblePaper', input, async (scope) => {
    if (signal?.aborted) throw new Refusal('assembly_cancelled');
    onStep?.({ ...draft.solution, phase: 'writing' });
    const { tx, now, personId, newId, record } = scope;
    const versionIds = draft.forms.flat().map(({ versionId }) => versionId);
    await requireUsable(tx, versionIds);
    if (plan.part === 'theory' && (await findUsedItems(tx, base.keys, versionIds)).size > 0)
      throw new Refusal('paper_overlaps_sealed');
    const bodies = await getItemBodies(tx, versionIds);
    const forms = draft.forms.map((form) => form.map((item) => withBody(item, bodies)));
    const rules = rulesOf(plan, forms, await findSimilarity(tx, now));
    requireRules(rules);
    const checks = rules.map(toRuleCheck);
    const id = newId();
    await tx
      .insertInto('papers')
      .values({
        id,
        blueprint_id: blueprint.id,
        occupation_id: blueprint.occupationId,
        level: blueprint.level,
        part: plan.part,
        minutes: plan.minutes,
        state: 'assembled',
        solution: JSON.stringify(draft.solution),
        checks: JSON.stringify(checks),
        assembled_by: personId,
        assembled_at: now,
      })
      .execute();
    await writeForms(scope, id, seed, forms);
    const factId = await record({
      kind: 'paper.assembled',
      subject: { type: 'paper', id },
      stream: id,
      data: {
        blueprint: blueprint.id,
        level: blueprint.level,
        part: plan.part,
        forms: draft.forms.length,
        items: versionIds.length,
        status: draft.solution.status,
      },
    });
    return { id, factId, solution: draft.solution, checks };
  });
}

function withBody(item: PlacedItem, bodies: ReadonlyMap<string, FormContent['body']>): FormContent {
  const body = bodies.get(item.versionId);
  if (!body) throw new Refusal('not_found');
  return { ...item, body };
}

/** Only the number of each form's items is written in clear. */
async function writeForms(
  { tx, base, newId }: ActScope,
  paperId: string,
  seed: string,
  drafted: readonly (readonly FormContent[])[],
): Promise<void> {
  const forms = drafted.map((items, i) => ({ id: newId(), label: labelOf(i), items }));
  await tx
    .insertInto('paper_forms')
    .values(forms.map(({ id, label, items }) => ({ id, paper_id: paperId, label, items: items.length })))
    .execute();
  const salt = base.ambient.randomBytes(32);
  const placed = forms.map(({ items, ...form }) => ({
    ...form,
    items: items.map((item, i) => ({ ...item, position: i + 1 })),
  }));
  const content = {
    salt: salt.toString('hex'),
    seed,
    forms: forms.map(({ id, label, items }) => ({
      id,
      label,
      items: items.map(({ versionId, points }) => ({ version: versionId, points })),
    })),
  };
  const digest = commitValue(openingOf(paperId, placed, salt));
  await tx
    .insertInto('paper_contents')
    .values(encryptContent(base.keys, base.ambient, { paperId, digest, content }))
    .execute();
}
