import { Refusal } from '@jiangping/domain/refusal';
import { requireRules } from '@jiangping/domain/papers/paper-rules';
import type { Assembler } from '@jiangping/measure/worker-client';
import { act, findAnswer } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { getItemBodies, holdUsable } from '../items/items.ts';
import { getBlueprint } from './blueprints.ts';
import { draftPractical, draftTheory } from './drafts.ts';
import type { Draft, PlacedItem, Solution } from './drafts.ts';
import { findSimilarity, labelOf, rulesOf, toRuleCheck } from './paper-checks.ts';
import type { FormContent, RuleCheck } from './paper-checks.ts';

interface Assembled {
  id: string;
  factId: string;
  solution: Solution;
  checks: RuleCheck[];
}

/**
 * Assembles the parallel forms of a blueprint and writes them once every rule was counted anew and every item is still
 * free. The solver works before the transaction begins; a retry under the same key gets the first paper, not a second one.
 * The seed chooses between equally good papers; without one it is drawn. A caller who hangs up while the solver works
 * (`signal`) ends it: then nothing is written.
 */
export async function assemblePaper(
  base: Base,
  assembler: Assembler,
  caller: Caller | null,
  input: { blueprintId: string; seed?: string | undefined },
  signal?: AbortSignal,
): Promise<Assembled> {
  const earlier = await findAnswer<Assembled>(base, caller, 'assemblePaper', input);
  if (earlier) return earlier;
  const blueprint = await getBlueprint(base.db, input.blueprintId);
  const { plan } = blueprint;
  const seed = input.seed ?? base.ambient.randomBytes(8).toString('hex');
  const draft =
    plan.part === 'practical'
      ? await draftPractical(base.db, blueprint, plan)
      : await draftTheory(base, assembler, blueprint, plan, { seed, ...(signal ? { signal } : {}) });

  return act(base, caller, 'assemblePaper', input, async (scope) => {
    const { tx, now, personId, newId, record } = scope;
    const versionIds = draft.forms.flat().map(({ versionId }) => versionId);
    await holdUsable(tx, versionIds);
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
        seed,
        solution: JSON.stringify(draft.solution),
        checks: JSON.stringify(checks),
        assembled_by: personId,
        assembled_at: now,
      })
      .execute();
    await writeForms(scope, id, draft);
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

async function writeForms({ tx, newId }: ActScope, paperId: string, { forms }: Draft): Promise<void> {
  const rows = forms.map((items, i) => ({ id: newId(), label: labelOf(i), items }));
  await tx
    .insertInto('paper_forms')
    .values(rows.map(({ id, label }) => ({ id, paper_id: paperId, label })))
    .execute();
  const placed = rows.flatMap(({ id, items }) =>
    items.map(({ versionId, points }, i) => ({
      form_id: id,
      paper_id: paperId,
      position: i + 1,
      item_version_id: versionId,
      points,
    })),
  );
  for (const portion of portionsOf(placed)) {
    await tx.insertInto('paper_form_items').values(portion).execute();
  }
}
