// The rules of a paper counted anew on its forms as they stand, before it is written and again before it is sealed.
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { findNearDuplicates } from '@jiangping/domain/items/near-duplicate';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { checkForms } from '@jiangping/domain/papers/paper-rules';
import type { PaperRule } from '@jiangping/domain/papers/paper-rules';
import { checkPracticalForms } from '@jiangping/domain/papers/practical-blueprint';
import type { PracticalBlueprint } from '@jiangping/domain/papers/practical-blueprint';
import type { DB } from '../base/schema.types.ts';
import { textOfItem } from '../items/items.ts';
import { findPolicies } from '../people/people.ts';

/** An item in its place, with its content. */
export interface FormContent {
  versionId: string;
  points: number;
  body: TheoryItem | PracticalItem;
}

/** One rule as the pages show it; `form` is a label, null for the forms together. */
export interface RuleCheck {
  name: string;
  form: string | null;
  value: number;
  min: number | null;
  max: number | null;
  ok: boolean;
}

/** Pairs beyond which a bank is a copy of itself; a solver asked about more of them would not come back. */
const ENEMIES = 20_000;

/** Every rule of the blueprint on these forms; near duplicates from this similarity on are enemies. */
export function rulesOf(
  plan: Blueprint | PracticalBlueprint,
  forms: readonly (readonly FormContent[])[],
  similarity: number,
): readonly PaperRule[] {
  if (plan.part === 'practical') {
    const bodyOf = ({ points, body }: FormContent) => {
      const { id, minutes } = body as PracticalItem;
      return { id, weight: points, minutes };
    };
    return checkPracticalForms(
      plan,
      forms.map((form) => form.map(bodyOf)),
    );
  }
  const theory = forms.map((form) =>
    form.map(({ versionId, body }) => ({ versionId, body: body as TheoryItem })),
  );
  return checkForms(
    plan,
    theory.map((form) =>
      form.map(({ versionId, body: { interaction, point, difficulty, angoff, seconds } }) => ({
        id: versionId,
        interaction,
        point,
        difficulty,
        angoff,
        seconds,
      })),
    ),
    findEnemies(theory.flat(), similarity),
  );
}

/** Pairs of versions too alike to stand in one form. */
export function findEnemies(
  versions: readonly { versionId: string; body: TheoryItem }[],
  similarity: number,
): (readonly [string, string])[] {
  const texts = versions.map(({ versionId, body }) => ({ id: versionId, text: textOfItem(body) }));
  return findNearDuplicates(texts, similarity, { most: ENEMIES }).map(
    ({ item, other }) => [item, other] as const,
  );
}

/** From which similarity on two items are enemies on a day. */
export async function findSimilarity(db: Kysely<DB>, now: Date): Promise<number> {
  return (await findPolicies(db, shanghaiDateOf(now.getTime()))).get('items.near_duplicate');
}

/** The label of a form by its place from 0: A, B, C … */
export function labelOf(place: number): string {
  return String.fromCharCode(65 + place);
}

/** A rule as the pages show it: `2.angoff` becomes `angoff` of form B. */
export function toRuleCheck({ name, ...rest }: PaperRule): RuleCheck {
  const numbered = /^(\d+)\.(.+)$/.exec(name);
  return numbered
    ? { name: numbered[2] ?? '', form: labelOf(Number(numbered[1]) - 1), ...rest }
    : { name, form: null, ...rest };
}
