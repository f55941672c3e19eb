// A theory blueprint and a bank as the question that optimal assembly answers. The names of the constraints are those of
// domain/papers/paper-rules.ts, so that a conflict is told in the same words as a check.
import type { TheoryItem } from '@jiangping/domain/items/item';
import type { Interaction } from '@jiangping/domain/items/interactions';
import {
  boundsOf,
  countsFor,
  itemCountOf,
  itemsOfBand,
  totalPointsOf,
} from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import type { AssemblyConstraint, AssemblyModel } from '@jiangping/measure/assembly-model';

/** Points of an item by its section. */
export function pointsBySection(plan: Blueprint): ReadonlyMap<Interaction, number> {
  return new Map(plan.sections.map(({ interaction, points }) => [interaction, points]));
}

/**
 * The model of a blueprint over these versions; those of interactions without a section are left out. Among the forms that
 * keep every rule it asks for Angoff sums as near to the centre as can be: parallel forms are equally hard.
 */
export function buildModel(
  plan: Blueprint,
  versions: readonly { versionId: string; body: TheoryItem }[],
  enemies: readonly (readonly [string, string])[],
  { seed, timeLimit }: { seed: number; timeLimit: number },
): AssemblyModel {
  const points = pointsBySection(plan);
  const enemiesOf = Map.groupBy(enemies, ([one]) => one);
  // The band is told out of 100, the sum of a form is in its points.
  const scale = totalPointsOf(plan) / 100;
  const center = plan.angoff.center * scale;
  const items = versions.flatMap(({ versionId, body }) => {
    const worth = points.get(body.interaction);
    if (worth === undefined) return [];
    return [
      {
        id: versionId,
        points: worth,
        angoff: body.angoff,
        seconds: body.seconds,
        attributes: {
          interaction: body.interaction,
          difficulty: body.difficulty,
          expected: worth * body.angoff,
          ranges: plan.content.filter((bound) => countsFor(body.point, bound)).map(({ range }) => range),
        },
        enemies: (enemiesOf.get(versionId) ?? []).map(([, other]) => other),
      },
    ];
  });
  const known = new Set(items.map(({ id }) => id));
  return {
    items: items.map((item) => ({ ...item, enemies: item.enemies.filter((id) => known.has(id)) })),
    forms: plan.forms,
    constraints: constraintsOf(plan),
    overlap: { max: plan.overlap.max },
    // The schema lets no two forms share an item, so sharing some is no way out of a conflict.
    firm: ['overlap'],
    angoffBand: { center, width: plan.angoff.width * scale },
    objective: { kind: 'min-deviation', of: 'expected', target: center },
    seed,
    timeLimit,
  };
}

function constraintsOf(plan: Blueprint): AssemblyConstraint[] {
  const count = itemCountOf(plan);
  return [
    ...plan.sections.map(({ interaction, count: wanted }) => ({
      name: `section.${interaction}`,
      where: { interaction },
      min: wanted,
      max: wanted,
    })),
    ...plan.content.map((bound) => {
      const { min, max } = boundsOf(bound);
      return { name: `content.${bound.range}`, where: { ranges: bound.range }, sum: 'points', min, max };
    }),
    ...plan.difficulty.map(({ level, min, max }) => {
      const { least, most } = itemsOfBand({ min, max }, count);
      return { name: `difficulty.${level}`, where: { difficulty: level }, min: least, max: most };
    }),
    { name: 'seconds', where: {}, sum: 'seconds', max: plan.secondsMax },
  ];
}
