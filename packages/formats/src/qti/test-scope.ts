// What expressions of a test see: its own outcomes, `Q1.SCORE` of its items, and subsets of items by section and category.
import type { TestItemVariables, TestVariables, Variables } from './evaluation.ts';
import type { ItemState } from './item-state.ts';
import type { Item, MaybeValue } from './model.ts';
import type { PlannedItem } from './test-model.ts';
import { isSameValue } from './values.ts';
import { findAttribute } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

/** A planned item and what became of it; the run fills it in. */
export interface Met {
  readonly planned: PlannedItem;
  /** Null where the file is not there or cannot be read. */
  readonly item: Item | null;
  state: ItemState | null;
  isPresented: boolean;
}

function listOf(at: XmlElement, name: string): readonly string[] {
  return (findAttribute(at, name) ?? '').split(/\s+/).filter((word) => word !== '');
}

function isInSubset({ planned }: Met, at: XmlElement): boolean {
  const section = findAttribute(at, 'section-identifier');
  const [include, exclude] = [listOf(at, 'include-category'), listOf(at, 'exclude-category')];
  const { categories } = planned.ref;
  return (
    (section === null || planned.sections.some(({ id }) => id === section)) &&
    (include.length === 0 || include.some((c) => categories.includes(c))) &&
    !exclude.some((c) => categories.includes(c))
  );
}

function findValue({ planned, state }: Met, name: string): MaybeValue | undefined {
  return state?.values.get(planned.ref.variableMappings.get(name) ?? name);
}

function isResponded({ item, state }: Met): boolean {
  return (item?.responses ?? []).some(({ id }) => {
    const [value, initial] = [state?.values.get(id) ?? null, state?.defaults.get(id) ?? null];
    // An untouched button is false, not an answer.
    if (value === null || (value.baseType === 'boolean' && value.values[0] === false)) return false;
    return initial === null || !isSameValue(value, initial);
  });
}

/** Null where no response has a correct value to compare with. */
function isCorrect({ item, state }: Met): boolean | null {
  const judged = (item?.responses ?? []).filter(({ id }) => (state?.corrects.get(id) ?? null) !== null);
  if (judged.length === 0) return null;
  return judged.every(({ id }) => {
    const [value, correct] = [state?.values.get(id) ?? null, state?.corrects.get(id) ?? null];
    return value !== null && correct !== null && isSameValue(value, correct);
  });
}

function variablesOfMet(met: Met): TestItemVariables {
  const outcomeOf = (id: string) =>
    met.item?.outcomes.find((o) => o.id === (met.planned.ref.variableMappings.get(id) ?? id));
  return {
    itemRef: met.planned.key,
    isPresented: met.isPresented,
    // Asked for by few expressions, and dear: told when asked.
    get isResponded() {
      return isResponded(met);
    },
    get isCorrect() {
      return isCorrect(met);
    },
    find: (id) => findValue(met, id),
    normalMaximumOf: (id) => outcomeOf(id)?.normalMaximum ?? null,
    normalMinimumOf: (id) => outcomeOf(id)?.normalMinimum ?? null,
    weightOf: (weight) => met.planned.ref.weights.get(weight) ?? null,
  };
}

/** The variables of a run; reads through to the lists given, so that it sees what happens later. */
export function testScope(
  items: readonly Met[],
  values: ReadonlyMap<string, MaybeValue>,
): { readonly variables: Variables; readonly test: TestVariables } {
  const metOf = (id: string) =>
    items.find(({ planned }) => planned.key === id) ?? items.findLast(({ planned }) => planned.ref.id === id);
  const split = (id: string): readonly [string, string] => [
    id.slice(0, id.lastIndexOf('.')),
    id.slice(id.lastIndexOf('.') + 1),
  ];
  return {
    variables: {
      find: (id) => {
        if (values.has(id)) return values.get(id);
        const [ref, name] = split(id);
        const met = ref === '' ? undefined : metOf(ref);
        if (met) return met.state && name !== '' ? (findValue(met, name) ?? null) : null;
        // Durations of parts and sections are not measured here.
        return name === 'duration' ? null : undefined;
      },
      findCorrect: (id) => metOf(split(id)[0])?.state?.corrects.get(split(id)[1]),
      findDefault: (id) => metOf(split(id)[0])?.state?.defaults.get(split(id)[1]),
      findResponse: (id) => metOf(split(id)[0])?.item?.responses.find((r) => r.id === split(id)[1]),
    },
    test: {
      select: (at) => items.filter((met) => isInSubset(met, at)).map(variablesOfMet),
      weightOf: (itemRef, weight) => metOf(itemRef)?.planned.ref.weights.get(weight) ?? null,
    },
  };
}
