import type { AssemblyCheck, AssemblyConstraint, AssemblyItem, AssemblyModel } from './assembly-model.ts';

/**
 * Counts every rule of the model anew on finished forms, made by whatever means. It shares no code with the
 * program that is solved, so that a mistake there cannot hide here. Sums are held to a relative 1e-6 (floating
 * point and the engine's own tolerance). Forms of unknown or repeated items fail the check 'items'.
 */
export function checkForms(model: AssemblyModel, forms: readonly (readonly string[])[]): AssemblyCheck[] {
  const bank = new Map(model.items.map((item) => [item.id, item]));
  const checks: AssemblyCheck[] = [];
  // What "close enough" means for a sum of thousandths is not what it means for a sum of hundreds.
  const largest = new Map(
    model.constraints.map((constraint) => [
      constraint,
      Math.max(0, ...model.items.map((item) => Math.abs(count([item], constraint)))),
    ]),
  );
  const check = (
    name: string,
    form: number | null,
    value: number,
    min: number | null,
    max: number | null,
    magnitude = 1,
  ) => {
    const one: AssemblyCheck = { name, form, value, min, max, ok: isWithin(value, min, max, magnitude) };
    checks.push(one);
    return one;
  };

  check('forms', null, forms.length, model.forms, model.forms);
  forms.forEach((ids, form) => {
    const chosen = new Set(ids);
    const items = [...chosen].flatMap((id) => bank.get(id) ?? []);
    check('items', form, ids.length - items.length, 0, 0);
    if (model.size !== undefined) check('size', form, ids.length, model.size, model.size);
    for (const constraint of model.constraints) {
      if (constraint.form !== undefined && constraint.form !== form) continue;
      const { name, min = null, max = null } = constraint;
      check(name, form, count(items, constraint), min, max, largest.get(constraint));
    }
    if (model.angoffBand) {
      let expected = 0;
      for (const item of items) expected += (item.points ?? 1) * (item.angoff ?? NaN);
      const { center, width } = model.angoffBand;
      check('angoff', form, expected, center - width, center + width);
    }
    if (model.items.some((item) => item.enemies?.length)) {
      const met = new Set<string>();
      for (const item of items) {
        for (const enemy of item.enemies ?? []) {
          if (chosen.has(enemy)) met.add(JSON.stringify([item.id, enemy].sort()));
        }
      }
      check('enemies', form, met.size, null, 0);
    }
    if (model.allOrNone) {
      const broken = model.allOrNone.filter((entry) => {
        const whole = model.items.filter(({ id, set }) =>
          typeof entry === 'string' ? set === entry : entry.includes(id),
        );
        const taken = whole.filter((item) => chosen.has(item.id));
        return taken.length > 0 && taken.length < whole.length;
      });
      check('allOrNone', form, broken.length, null, 0);
    }
    if (model.include) {
      const standing = model.include.filter((id) => chosen.has(id)).length;
      check('include', form, standing, model.include.length, null);
    }
    if (model.exclude) check('exclude', form, model.exclude.filter((id) => chosen.has(id)).length, null, 0);
  });
  forms.forEach((one, form) => {
    forms.slice(form + 1).forEach((other, offset) => {
      const common = new Set(one.filter((id) => other.includes(id))).size;
      check('overlap', form, common, null, model.overlap.max).other = form + 1 + offset;
    });
  });
  return checks;
}

/** The objective of the model on finished forms, by plain adding up. The model must have no problems. */
export function scoreForms(model: AssemblyModel, forms: readonly (readonly string[])[]): number {
  const { kind, of, target } = model.objective;
  const bank = new Map(model.items.map((item) => [item.id, item]));
  const pointCount = of === 'info' ? Math.max(...model.items.map((item) => item.info?.length ?? 0)) : 1;
  const reached: number[] = [];
  const targets: number[] = [];
  for (const form of forms) {
    for (let point = 0; point < pointCount; point += 1) {
      let sum = 0;
      for (const id of form) {
        const item = bank.get(id);
        if (item) sum += of === 'info' ? (item.info?.[point] ?? 0) : measure(item, of);
      }
      reached.push(sum);
      targets.push((Array.isArray(target) ? target[point] : target) ?? 1);
    }
  }
  if (kind === 'max-sum') return reached.reduce((total, sum) => total + sum, 0);
  if (kind === 'maximin') return Math.min(...reached.map((sum, at) => sum / (targets[at] ?? 1)));
  return Math.max(...reached.map((sum, at) => Math.abs(sum - (targets[at] ?? 0))));
}

function count(items: readonly AssemblyItem[], constraint: AssemblyConstraint): number {
  let total = 0;
  for (const item of items) {
    let wanted = true;
    for (const [name, asked] of Object.entries(constraint.where)) {
      const held: unknown[] = [describe(item, name)].flat();
      if (![asked].flat().some((value) => held.includes(value))) wanted = false;
    }
    if (wanted) total += constraint.sum === undefined ? 1 : measure(item, constraint.sum);
  }
  return total;
}

function describe(item: AssemblyItem, name: string): unknown {
  if (name === 'id') return item.id;
  if (name === 'set') return item.set;
  return new Map(Object.entries(item.attributes)).get(name);
}

function measure(item: AssemblyItem, name: string): number {
  const attributes = new Map(Object.entries(item.attributes));
  if (name === 'points' && !attributes.has('points')) return item.points ?? 1;
  if (name === 'angoff') return item.angoff ?? NaN;
  if (name === 'seconds') return item.seconds ?? NaN;
  return Number(attributes.get(name));
}

function isWithin(value: number, min: number | null, max: number | null, magnitude: number): boolean {
  const above = min === null || value >= min - 1e-6 * Math.max(magnitude, Math.abs(min));
  const below = max === null || value <= max + 1e-6 * Math.max(magnitude, Math.abs(max));
  return above && below;
}
