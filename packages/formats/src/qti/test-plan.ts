// Which items a candidate meets, in which order: selection and ordering of a test, drawn from a seed (QTI ASI, selection and
// ordering). The same test and seed give the same plan.
import { createRandom, seedOf, shuffle } from './random.ts';
import type { Random } from './random.ts';
import type { ItemRef, PlannedItem, Section, Test, TestPart } from './test-model.ts';

type Child = Section | ItemRef;

interface Placed {
  readonly child: Child;
  /** Sections that were dissolved between the section that orders and this child. */
  readonly through: readonly Section[];
}

/** A drawn test beyond this is a fault of its selection. */
const mostItems = 5000;

/** The items of a test in the order of one form. */
export function planTest(test: Test, seed: number): PlannedItem[] {
  const planned: PlannedItem[] = [];
  for (const part of test.parts) {
    for (const child of part.sections)
      place(child, part, [], createRandom(seedOf(seed, `${test.id}/${part.id}/${child.id}`)), planned);
  }
  return withKeys(planned.slice(0, mostItems));
}

function place(
  child: Child,
  part: TestPart,
  sections: readonly Section[],
  random: Random,
  planned: PlannedItem[],
): void {
  if (planned.length >= mostItems) return;
  if (child.kind === 'item') {
    planned.push({ key: child.id, ref: child, part, sections });
    return;
  }
  const here = [...sections, child];
  for (const { child: next, through } of arrange(child, random))
    place(next, part, [...here, ...through], random, planned);
}

/** The chosen children of a section in order; an invisible section that need not stay together mixes with its neighbours. */
function arrange(section: Section, random: Random): Placed[] {
  const chosen = select(section, random);
  if (!section.isShuffled) return chosen.map((child) => ({ child, through: [] }));
  const mixed = chosen.flatMap((child): Placed[] =>
    child.kind === 'section' && !child.isVisible && !child.keepsTogether
      ? arrange(child, random).map(({ child: inner, through }) => ({
          child: inner,
          through: [child, ...through],
        }))
      : [{ child, through: [] }],
  );
  return shuffle(mixed, random, ({ child }) => child.isFixed);
}

/** Required children are always among the chosen; the rest is drawn. The chosen keep the order they have in the section. */
function select({ children, selection }: Section, random: Random): Child[] {
  if (!selection) return [...children];
  const counts = new Map<Child, number>();
  const take = (child: Child) => counts.set(child, (counts.get(child) ?? 0) + 1);
  const required = children.filter(({ isRequired }) => isRequired);
  required.forEach(take);
  const pool = selection.withReplacement ? [...children] : children.filter((c) => !c.isRequired);
  const wanted = Math.min(selection.count, mostItems) - required.length;
  for (let i = 0; i < wanted && pool.length > 0; i++) {
    const at = random.below(pool.length);
    const [child] = selection.withReplacement ? pool.slice(at) : pool.splice(at, 1);
    if (child) take(child);
  }
  return children.flatMap((child) => Array.from({ length: counts.get(child) ?? 0 }, () => child));
}

/** Instances of a reference that occurs several times are numbered from 1 (ASI, "item variables of instances"). */
function withKeys(planned: readonly PlannedItem[]): PlannedItem[] {
  const totals = new Map<string, number>();
  for (const { key } of planned) totals.set(key, (totals.get(key) ?? 0) + 1);
  const seen = new Map<string, number>();
  return planned.map((item) => {
    if ((totals.get(item.key) ?? 0) < 2) return item;
    const number = (seen.get(item.key) ?? 0) + 1;
    seen.set(item.key, number);
    return { ...item, key: `${item.key}.${number}` };
  });
}
