// The independent check of assembled forms: written from the blueprint alone and sharing no code with the assembly, so
// that a fault of the solver or of its model shows here before a paper can be sealed.
import type { Interaction } from '../items/interactions.ts';
import { Refusal } from '../refusal.ts';
import { boundsOf, countsFor, itemCountOf, totalPointsOf } from './blueprint.ts';
import type { Blueprint } from './blueprint.ts';

/** What of an item the rules look at. */
export interface FormItem {
  readonly id: string;
  readonly interaction: Interaction;
  readonly point: string;
  readonly difficulty: number;
  readonly angoff: number;
  readonly seconds: number;
}

/** One rule and how the form stands to it. */
export interface PaperRule {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly ok: boolean;
}

function rule(name: string, value: number, min: number, max: number): PaperRule {
  // A billionth of slack: sums of shares are not exact in binary.
  return { name, value, min, max, ok: value >= min - 1e-9 && value <= max + 1e-9 };
}

/**
 * Every rule of the blueprint for one form: items in all and by section, points by content range, share by difficulty, the
 * Angoff sum out of 100, expected time, no item twice, and no two enemies together.
 */
export function checkForm(
  blueprint: Blueprint,
  form: readonly FormItem[],
  enemies: readonly (readonly [string, string])[] = [],
): readonly PaperRule[] {
  const pointsOf = new Map<Interaction, number>(
    blueprint.sections.map((section) => [section.interaction, section.points]),
  );
  const points = (item: FormItem) => pointsOf.get(item.interaction) ?? 0;
  const sum = (items: readonly FormItem[], value: (item: FormItem) => number) =>
    items.reduce((total, item) => total + value(item), 0);
  const ids = new Set(form.map(({ id }) => id));
  const count = itemCountOf(blueprint);
  const { center, width } = blueprint.angoff;
  const expected = (sum(form, (item) => points(item) * item.angoff) / totalPointsOf(blueprint)) * 100;
  const together = enemies.filter(([a, b]) => ids.has(a) && ids.has(b)).length;

  return [
    rule('items', form.length, count, count),
    rule('repeated', form.length - ids.size, 0, 0),
    rule('enemies', together, 0, 0),
    ...blueprint.sections.map(({ interaction, count: wanted }) => {
      const found = form.filter((item) => item.interaction === interaction).length;
      return rule(`section.${interaction}`, found, wanted, wanted);
    }),
    ...blueprint.content.map((bound) => {
      const { min, max } = boundsOf(bound);
      const inRange = form.filter((item) => countsFor(item.point, bound));
      return rule(`content.${bound.range}`, sum(inRange, points), min, max);
    }),
    ...blueprint.difficulty.map(({ level, min, max }) => {
      const share = form.filter((item) => item.difficulty === level).length / Math.max(1, form.length);
      return rule(`difficulty.${level}`, share, min, max);
    }),
    rule('angoff', expected, center - width, center + width),
    rule(
      'seconds',
      sum(form, (item) => item.seconds),
      0,
      blueprint.secondsMax,
    ),
  ];
}

/** The rules of all forms of a paper: those of each (`1.angoff`), their number, and the items that each two share (`overlap.1.2`). */
export function checkForms(
  blueprint: Blueprint,
  forms: readonly (readonly FormItem[])[],
  enemies: readonly (readonly [string, string])[] = [],
): readonly PaperRule[] {
  const rules = [rule('forms', forms.length, blueprint.forms, blueprint.forms)];
  forms.forEach((form, i) => {
    for (const each of checkForm(blueprint, form, enemies))
      rules.push({ ...each, name: `${i + 1}.${each.name}` });
    const ids = new Set(form.map(({ id }) => id));
    forms.slice(i + 1).forEach((other, j) => {
      const common = other.filter(({ id }) => ids.has(id)).length;
      rules.push(rule(`overlap.${i + 1}.${i + j + 2}`, common, 0, blueprint.overlap.max));
    });
  });
  return rules;
}

/** Refuses (`paper_rule_broken`) at the first rule that does not hold. */
export function requireRules(rules: readonly PaperRule[]): void {
  const broken = rules.find(({ ok }) => !ok);
  if (broken) {
    const { name, value, min, max } = broken;
    throw new Refusal('paper_rule_broken', { rule: name, value: Math.round(value * 1e4) / 1e4, min, max });
  }
}
