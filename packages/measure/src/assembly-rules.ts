import { findEnemyPairs, findWholeGroups } from './assembly-items.ts';
import type { AssemblyModel, AssemblyRelaxation } from './assembly-model.ts';

/** The smallest thing that can be taken out of a model: a rule, or one entry of a rule that is a list. */
export interface RulePart {
  name: string;
  /** [id], [id, id] of enemies, the ids or the [set] of an entry of allOrNone; empty for a rule that is no list. */
  member: string[];
}

/** Every part of every rule that can forbid anything, the user's own constraints first. */
export function listRuleParts(model: AssemblyModel): RulePart[] {
  const { items } = model;
  const parts: RulePart[] = model.constraints.map(({ name }) => ({ name, member: [] }));
  if (model.size !== undefined) parts.push({ name: 'size', member: [] });
  if (model.forms > 1) parts.push({ name: 'overlap', member: [] });
  if (model.angoffBand) parts.push({ name: 'angoff', member: [] });
  for (const id of model.include ?? []) parts.push({ name: 'include', member: [id] });
  for (const id of model.exclude ?? []) parts.push({ name: 'exclude', member: [id] });
  for (const { member } of findWholeGroups(model)) parts.push({ name: 'allOrNone', member });
  for (const pair of findEnemyPairs(items)) {
    parts.push({ name: 'enemies', member: pair.map((at) => items[at]?.id ?? '') });
  }
  return parts;
}

/** The model with the same bank and objective under these parts of its rules only. */
export function keepRuleParts(model: AssemblyModel, parts: readonly RulePart[]): AssemblyModel {
  const names = new Set(parts.map((part) => part.name));
  const members = (name: string): string[] =>
    parts.flatMap((part) => (part.name === name && part.member[0] !== undefined ? [part.member[0]] : []));
  const enemies = new Map<string, string[]>();
  for (const { name, member } of parts) {
    const [one, other] = member;
    if (name === 'enemies' && one !== undefined && other !== undefined) {
      enemies.set(one, [...(enemies.get(one) ?? []), other]);
    }
  }
  const { size, angoffBand, firm, ...rest } = model;
  const whole = new Set(
    parts.flatMap(({ name, member }) => (name === 'allOrNone' ? [JSON.stringify(member)] : [])),
  );
  const dropped = new Set(model.constraints.map(({ name }) => name).filter((name) => !names.has(name)));
  return {
    ...rest,
    items: model.items.map((item) => ({ ...item, enemies: enemies.get(item.id) ?? [] })),
    ...(size !== undefined && names.has('size') ? { size } : {}),
    ...(angoffBand && names.has('angoff') ? { angoffBand } : {}),
    ...(firm ? { firm: firm.filter((name) => !dropped.has(name)) } : {}),
    constraints: model.constraints.filter((constraint) => names.has(constraint.name)),
    overlap: names.has('overlap') ? model.overlap : { max: model.items.length },
    include: members('include'),
    exclude: members('exclude'),
    allOrNone: (model.allOrNone ?? []).filter((entry) => whole.has(JSON.stringify([entry].flat()))),
  };
}

/** The model with these rules loosened and nothing else changed. Names the model does not know change nothing. */
export function applyRelaxations(
  model: AssemblyModel,
  relaxations: readonly AssemblyRelaxation[],
): AssemblyModel {
  return relaxations.reduce(applyRelaxation, model);
}

function applyRelaxation(model: AssemblyModel, { name, part, to, drop }: AssemblyRelaxation): AssemblyModel {
  if (part === 'members') {
    const given = new Set((drop ?? []).map((member) => JSON.stringify(member)));
    return keepRuleParts(
      model,
      listRuleParts(model).filter((kept) => kept.name !== name || !given.has(JSON.stringify(kept.member))),
    );
  }
  if (name === 'size') return { ...model, size: to };
  if (name === 'overlap') return { ...model, overlap: { max: to } };
  if (name === 'angoff')
    return model.angoffBand ? { ...model, angoffBand: { ...model.angoffBand, width: to } } : model;
  return {
    ...model,
    constraints: model.constraints.map((one) => (one.name === name ? { ...one, [part]: to } : one)),
  };
}
