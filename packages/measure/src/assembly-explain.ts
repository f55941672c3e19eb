import { findFormClasses, findWholeGroups, matchesWhere } from './assembly-items.ts';
import { buildProgram } from './assembly-milp.ts';
import type { FormGroup } from './assembly-building.ts';
import type { AssemblyExplanation, AssemblyItem, AssemblyModel } from './assembly-model.ts';
import { findJointRelaxation, findRelaxations } from './assembly-relaxation.ts';
import { keepRuleParts, listRuleParts } from './assembly-rules.ts';
import type { RulePart } from './assembly-rules.ts';
import { findForms } from './assembly-search.ts';
import type { Solve } from './assembly-whole.ts';
import type { Program } from './engine.ts';

/**
 * Why a model that has been proven infeasible is so: a smallest set of its rules that conflict (none can be left
 * out; another, equally small in this sense, may exist), the items it is about, and the cheapest ways out.
 */
export function explainInfeasible(model: AssemblyModel, solve: Solve): AssemblyExplanation {
  let unanswered = 0;
  const conflicts = (relaxed: boolean, parts: readonly RulePart[]): boolean => {
    const kept = keepRuleParts(model, parts);
    const { status } = relaxed
      ? solve(relaxModel(kept), { relaxed })
      : findForms(kept, solve, { objective: false });
    if (status === 'unknown') unanswered += 1;
    return status === 'infeasible';
  };
  const shrink = <T>(list: readonly T[], partsOf: (kept: readonly T[]) => readonly RulePart[]): T[] => {
    // Most contradictions show in the continuous relaxation already, where a question costs milliseconds.
    const looks = (kept: readonly T[]): boolean => conflicts(true, partsOf(kept));
    const answered = unanswered;
    const suspects = looks(list) ? findMinimalConflict(list, looks) : list;
    // A relaxed question left open costs nothing: the exact ones are asked all the same.
    unanswered = answered;
    return findMinimalConflict(suspects, (kept) => conflicts(false, partsOf(kept)));
  };
  // Whole rules first: a smallest set of entries may come from more rules than conflict as wholes.
  const rules = Map.groupBy(listRuleParts(model), (part) => part.name);
  const conflict = shrink([...rules.keys()], (names) => names.flatMap((name) => rules.get(name) ?? []));
  const parts = shrink(
    conflict.flatMap((name) => rules.get(name) ?? []),
    (kept) => kept,
  );
  const minimal = unanswered === 0;
  const relaxations = findRelaxations(model, conflict, solve);
  return {
    conflict,
    minimal,
    items: findItems(model, parts),
    relaxations,
    together: relaxations.length > 0 ? [] : findJointRelaxation(model, solve),
  };
}

/** The continuous relaxation in which forms alike are counted together. */
function relaxModel(model: AssemblyModel): Program {
  const groups = findFormClasses(model).map((forms): FormGroup => ({
    form: forms[0] ?? 0,
    count: forms.length,
    integer: false,
  }));
  return buildProgram(model, { objective: false, groups }).program;
}

/**
 * A part of a conflicting list that still conflicts, while no proper part of it does. `conflicts` must be
 * monotonic: what conflicts goes on conflicting when more is added. Needs about 2k·log2(n/k) questions for k of n
 * (Junker, QuickXplain: Preferred Explanations and Relaxations for Over-Constrained Problems, AAAI 2004).
 */
export function findMinimalConflict<T>(list: readonly T[], conflicts: (kept: readonly T[]) => boolean): T[] {
  const search = (background: readonly T[], grown: boolean, candidates: readonly T[]): T[] => {
    if (grown && conflicts(background)) return [];
    if (candidates.length <= 1) return [...candidates];
    const half = Math.ceil(candidates.length / 2);
    const first = candidates.slice(0, half);
    const second = search([...background, ...first], true, candidates.slice(half));
    return [...search([...background, ...second], second.length > 0, first), ...second];
  };
  return search([], true, list);
}

/**
 * The items all selective rules of the conflict touch; where there is none, those that any of them touches; none
 * where that is the whole bank.
 */
function findItems(model: AssemblyModel, parts: readonly RulePart[]): string[] {
  const touched = parts.flatMap((part) => {
    const constraint = model.constraints.find((one) => one.name === part.name);
    if (constraint)
      return Object.keys(constraint.where).length > 0
        ? [(item: AssemblyItem) => matchesWhere(item, constraint)]
        : [];
    if (part.name === 'allOrNone') {
      const whole = findWholeGroups(model).find(({ member }) => member.join('\n') === part.member.join('\n'));
      const ids = new Set(whole?.items.map((at) => model.items[at]?.id));
      return [(item: AssemblyItem) => ids.has(item.id)];
    }
    return part.member.length > 0 ? [(item: AssemblyItem) => part.member.includes(item.id)] : [];
  });
  const common = model.items.filter(
    (item) => touched.length > 0 && touched.every((touches) => touches(item)),
  );
  const items =
    common.length > 0 ? common : model.items.filter((item) => touched.some((touches) => touches(item)));
  return items.length === model.items.length ? [] : items.map((item) => item.id);
}
