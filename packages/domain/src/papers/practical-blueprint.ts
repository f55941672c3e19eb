// The blueprint of a practical assessment: which practical items make up the paper and what each weighs. Nothing is left to
// an assembly, so the rules here are all there are.
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import type { LevelCode } from '../standards/level.ts';
import type { OccupationRef } from '../standards/occupation-code.ts';
import type { PaperRule } from './paper-rules.ts';

export interface PracticalBlueprint {
  readonly occupation: OccupationRef;
  readonly level: LevelCode;
  readonly part: 'practical';
  /** Working time of all items together. */
  readonly minutes: number;
  /** Items by their own ids, in the order of the assessment; the weights add up to 100 and are the points of the paper. */
  readonly items: readonly { readonly id: string; readonly weight: number }[];
}

/** Everything wrong with a practical blueprint: no item, an item twice, weights that do not add up to 100. Empty when sound. */
export function problemsOfPracticalBlueprint(blueprint: PracticalBlueprint): readonly Problem[] {
  const problems: Problem[] = [];
  const unsound = (field: string) => problems.push(problem('blueprint_invalid', { field }));
  const { items } = blueprint;
  if (!(blueprint.minutes > 0)) unsound('minutes');
  if (items.length === 0 || new Set(items.map(({ id }) => id)).size < items.length) unsound('items');
  for (const { id, weight } of items) if (!(weight > 0)) unsound(`items.${id}.weight`);
  if (Math.abs(sumOf(items.map(({ weight }) => weight)) - 100) > 1e-6) unsound('items.weight');
  return problems;
}

/** What the rules look at of a practical item in its place. */
export interface PracticalFormItem {
  readonly id: string;
  readonly weight: number;
  readonly minutes: number;
}

/** Every rule of a practical blueprint: one form, and of it (`1.minutes`) the items in order, their weights, their working time. */
export function checkPracticalForms(
  blueprint: PracticalBlueprint,
  forms: readonly (readonly PracticalFormItem[])[],
): readonly PaperRule[] {
  const rule = (name: string, value: number, min: number, max: number): PaperRule => ({
    name,
    value,
    min,
    max,
    ok: value >= min - 1e-9 && value <= max + 1e-9,
  });
  const count = blueprint.items.length;
  return [
    rule('forms', forms.length, 1, 1),
    ...forms.flatMap((form, at) => {
      const inPlace = form.filter(({ id, weight }, i) => {
        const wanted = blueprint.items[i];
        return wanted?.id === id && wanted.weight === weight;
      });
      return [
        rule('items', form.length, count, count),
        rule('items.order', inPlace.length, count, count),
        rule('weight', sumOf(form.map(({ weight }) => weight)), 100, 100),
        rule('minutes', sumOf(form.map(({ minutes }) => minutes)), 0, blueprint.minutes),
      ].map((each) => ({ ...each, name: `${at + 1}.${each.name}` }));
    }),
  ];
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
