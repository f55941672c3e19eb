// Seeded item banks and blueprints for measuring optimal assembly: the same name gives the same instance for ever. The
// items follow a two-parameter logistic model (Birnbaum, 1968) and carry the attributes a usual blueprint asks about.
import type { AssemblyConstraint, AssemblyItem, AssemblyModel } from '@jiangping/measure/assembly-model';
import { createPrng, drawBelow, drawFraction } from '@jiangping/measure/prng';
import type { Prng } from '@jiangping/measure/prng';

export interface InstanceSize {
  items: number;
  forms: number;
  /** Items in every form. */
  size: number;
  /** Pairs of items that may not meet. */
  enemyPairs: number;
  /** Shared stimuli, each of 3 items. */
  sets: number;
  seed: number;
}

/** One form of 100 from 1,000 items under about 320 rules. */
export const oneForm: InstanceSize = { items: 1000, forms: 1, size: 100, enemyPairs: 250, sets: 0, seed: 41 };

/** Five parallel forms of 100 from 2,000 items under about 4,900 rules, one for every item among them. */
export const fiveForms: InstanceSize = {
  items: 2000,
  forms: 5,
  size: 100,
  enemyPairs: 510,
  sets: 0,
  seed: 42,
};

/** Three forms of 100 from 1,000 items, any two of which may share 20. */
export const sharingForms: InstanceSize = {
  items: 1000,
  forms: 3,
  size: 100,
  enemyPairs: 250,
  sets: 0,
  seed: 7,
};

/** Two forms of 60 from 200 groups of five that stay whole. */
export const wholeGroups: InstanceSize = { items: 1000, forms: 2, size: 60, enemyPairs: 0, sets: 0, seed: 3 };

const topics = 24;
const kinds = ['single', 'multiple', 'judgement', 'gap'];
const thinking = ['recall', 'apply', 'analyse'];
const keys = ['A', 'B', 'C', 'D'];
const abilities = [-1, 0, 1];

/** A bank and the rules for forms of it: maximin information, as parallel forms ask for it, with rules every form can keep. */
export function makeInstance(size: InstanceSize): AssemblyModel {
  const prng = createPrng(size.seed);
  const items = Array.from({ length: size.items }, (_, at) => makeItem(prng, at));
  addEnemies(prng, items, size.enemyPairs);
  for (let set = 0; set < size.sets; set += 1) {
    const first = drawBelow(prng, items.length - 3);
    for (const item of items.slice(first, first + 3)) item.set ??= `stimulus ${set}`;
  }
  return {
    items,
    forms: size.forms,
    size: size.size,
    objective: { kind: size.forms === 1 ? 'max-sum' : 'maximin', of: 'info' },
    constraints: makeConstraints(items, size.size),
    overlap: { max: 0 },
    angoffBand: { center: 0.6 * size.size, width: 1 },
    gap: 1e-4,
    timeLimit: 600,
    seed: size.seed,
  };
}

/** The same model with its bank in groups of five that enter a form whole, under limits wide enough for them. */
export function groupItems(model: AssemblyModel): AssemblyModel {
  const items = model.items.map((item, at) => ({ ...item, set: `case ${Math.floor(at / 5)}` }));
  return {
    ...model,
    items,
    allOrNone: [...new Set(items.map(({ set }) => set))],
    constraints: model.constraints.map((one) =>
      one.sum === undefined
        ? {
            ...one,
            ...(one.min === undefined ? {} : { min: Math.max(0, one.min - 3) }),
            ...(one.max === undefined ? {} : { max: one.max + 3 }),
          }
        : one,
    ),
  };
}

/** How many rows the rules of a model are, counted as a solver meets them. */
export function countRules(model: AssemblyModel): number {
  const pairs = model.items.reduce((sum, item) => sum + (item.enemies?.length ?? 0), 0);
  const ofForm = 1 + (model.angoffBand ? 1 : 0) + model.constraints.length + pairs;
  return model.forms * ofForm + (model.forms > 1 ? model.items.length : 0);
}

function makeItem(prng: Prng, at: number): AssemblyItem {
  const slope = Math.exp(0.3 * drawNormal(prng) - 0.1);
  const place = drawNormal(prng);
  const info = abilities.map((ability) => {
    const chance = 1 / (1 + Math.exp(1.7 * slope * (place - ability)));
    return round(1.7 ** 2 * slope ** 2 * chance * (1 - chance));
  });
  const ease = 1 / (1 + Math.exp(place - 0.5 + 0.3 * drawNormal(prng)));
  return {
    id: `item-${String(at + 1).padStart(4, '0')}`,
    info,
    attributes: {
      // Topics are unequally covered, as they are in every real bank.
      topic: `topic ${Math.floor(topics * drawFraction(prng) ** 1.4) + 1}`,
      kind: kinds[drawBelow(prng, kinds.length)] ?? 'single',
      thinking: thinking[drawBelow(prng, thinking.length)] ?? 'recall',
      key: keys[drawBelow(prng, keys.length)] ?? 'A',
      difficulty: place < -0.8 ? 1 : place < -0.2 ? 2 : place < 0.4 ? 3 : place < 1 ? 4 : 5,
      words: 15 + drawBelow(prng, 90),
      year: 2018 + drawBelow(prng, 9),
    },
    angoff: Math.round(20 + 75 * ease) / 100,
    seconds: 30 + drawBelow(prng, 90),
  };
}

/** Near duplicates come in small families, so most pairs stand in triangles. */
function addEnemies(prng: Prng, items: AssemblyItem[], count: number): void {
  const known = new Set<string>();
  while (known.size < count) {
    const family = Array.from({ length: 2 + drawBelow(prng, 3) }, () => drawBelow(prng, items.length));
    for (const one of family) {
      for (const other of family) {
        if (one >= other || known.size >= count || known.has(`${one} ${other}`)) continue;
        known.add(`${one} ${other}`);
        const item = items[one];
        const enemy = items[other];
        if (item && enemy) item.enemies = [...(item.enemies ?? []), enemy.id];
      }
    }
  }
}

function makeConstraints(items: readonly AssemblyItem[], size: number): AssemblyConstraint[] {
  const share = (attribute: string, value: string | number): number =>
    (size * items.filter((item) => item.attributes[attribute] === value).length) / items.length;
  const around = (attribute: string, value: string | number, slack: number): AssemblyConstraint => {
    const wanted = share(attribute, value);
    return {
      name: `${attribute} ${value}`,
      where: { [attribute]: value },
      min: Math.max(0, Math.floor(wanted - slack)),
      max: Math.ceil(wanted + slack),
    };
  };
  const values = (attribute: string): (string | number)[] =>
    [...new Set(items.map((item) => item.attributes[attribute] as string | number))].sort();
  const total = (of: 'words' | 'seconds'): number =>
    (size *
      items.reduce(
        (sum, item) => sum + (of === 'words' ? Number(item.attributes[of]) : (item.seconds ?? 0)),
        0,
      )) /
    items.length;
  return [
    ...values('topic').map((value) => around('topic', value, 0.5)),
    ...values('kind').map((value) => around('kind', value, 2)),
    ...values('thinking').map((value) => around('thinking', value, 2)),
    ...values('key').map((value) => around('key', value, 3)),
    ...values('difficulty').map((value) => around('difficulty', value, 3)),
    ...values('year').map((value) => ({
      name: `year ${value}`,
      where: { year: value },
      max: Math.ceil(1.8 * share('year', value)),
    })),
    { name: 'seconds', where: {}, sum: 'seconds', min: 0.94 * total('seconds'), max: total('seconds') },
    { name: 'words', where: {}, sum: 'words', max: total('words') },
    ...kinds.map((kind) => ({
      name: `judgement of ${kind}`,
      where: { kind, thinking: 'recall' },
      max: Math.ceil((1.5 * size) / (kinds.length * thinking.length)),
    })),
  ];
}

function drawNormal(prng: Prng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - drawFraction(prng)));
  return radius * Math.cos(2 * Math.PI * drawFraction(prng));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
