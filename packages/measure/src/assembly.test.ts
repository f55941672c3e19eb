import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkForms, scoreForms } from './assembly-check.ts';
import type { AssemblyConstraint, AssemblyItem, AssemblyModel } from './assembly-model.ts';
import { buildProgram } from './assembly-milp.ts';
import { assemble } from './assembly.ts';
import type { AssemblyProgress } from './assembly.ts';
import { loadEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { loadHighs } from './highs-loader.ts';
import { createPrng, drawBelow, drawFraction } from './prng.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine(loadHighs);
});

const base = {
  forms: 1,
  objective: { kind: 'max-sum', of: 'info' },
  constraints: [],
  overlap: { max: 0 },
  gap: 0,
  timeLimit: 20,
  seed: 1,
} satisfies Omit<AssemblyModel, 'items'>;

/** Every way to fill the forms, tried one by one. */
function findBestByTrying(model: AssemblyModel): number | null {
  const { items, forms, objective } = model;
  const subsets = Array.from({ length: 2 ** items.length }, (_, bits) =>
    items.filter((_item, at) => (bits >> at) & 1).map((item) => item.id),
  );
  const ways =
    forms === 1
      ? subsets.map((one) => [one])
      : subsets.flatMap((one) => subsets.map((other) => [one, other]));
  const scores = ways
    .filter((way) => checkForms(model, way).every((check) => check.ok))
    .map((way) => scoreForms(model, way));
  if (scores.length === 0) return null;
  return objective.kind === 'min-deviation' ? Math.min(...scores) : Math.max(...scores);
}

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const small = (max: number) => fc.integer({ min: 0, max });
const arbitraryModel: fc.Arbitrary<AssemblyModel> = fc
  .constantFrom(1, 2)
  .chain((forms) =>
    fc.integer({ min: 2, max: forms === 1 ? 7 : 4 }).chain((count) => {
      const known = ids.slice(0, count);
      const some = (chance: number) =>
        fc.option(fc.subarray(known, { maxLength: 2 }), { freq: chance, nil: [] });
      const item = (id: string): fc.Arbitrary<AssemblyItem> =>
        fc.record({
          id: fc.constant(id),
          info: fc.tuple(small(12), small(12)).map((pair) => pair.map((value) => value / 4 - 0.5)),
          attributes: fc.record({
            content: fc.constantFrom('x', 'y'),
            tags: fc.subarray(['p', 'q']),
            length: small(5),
          }),
          angoff: small(4).map((value) => value / 4),
          points: fc.constantFrom(1, 2),
          seconds: small(9),
          enemies: some(1).map((enemies) => enemies.filter((enemy) => enemy !== id)),
          set: fc.constantFrom('s', 't'),
        });
      const limits = fc.tuple(small(3), small(4)).map(([min, more]) => ({ min, max: min + more }));
      const constraint = fc
        .tuple(
          fc.constantFrom<AssemblyConstraint['where'][]>(
            { content: 'x' },
            { tags: ['p', 'q'] },
            { content: ['x', 'y'], tags: 'p' },
            { id: 'a' },
            {},
          ),
          limits,
          fc.constantFrom({}, { sum: 'points' }, { sum: 'length' }, { sum: 'seconds' }),
          fc.constantFrom({}, { form: forms - 1 }),
        )
        .map(([where, limit, sum, form]) => ({ where, ...limit, ...sum, ...form }));
      return fc.record(
        {
          items: fc.tuple(...known.map(item)),
          forms: fc.constant(forms),
          size: small(2).map((less) => Math.max(1, Math.ceil(count / 2) - less)),
          objective: fc.constantFrom<AssemblyModel['objective'][]>(
            { kind: 'max-sum', of: 'info' },
            { kind: 'max-sum', of: 'length' },
            { kind: 'maximin', of: 'info', target: [1, 2] },
            { kind: 'maximin', of: 'seconds' },
            { kind: 'min-deviation', of: 'info', target: [2, 3] },
            { kind: 'min-deviation', of: 'points', target: 4 },
          ),
          constraints: fc
            .array(constraint, { maxLength: 2 })
            .map((list) => list.map((one, at) => ({ ...one, name: `rule ${at}` }))),
          include: some(3).map((list) => list.slice(0, 1)),
          exclude: some(3),
          allOrNone: fc
            .tuple(fc.subarray(['s']), some(3))
            .map(([sets, list]) => [...sets, ...(list.length > 1 ? [list] : [])]),
          overlap: fc.record({ max: small(2) }),
          angoffBand: fc.record({
            center: small(6).map((value) => value / 2),
            width: small(4).map((value) => value / 2),
          }),
          gap: fc.constant(0),
          timeLimit: fc.constant(20),
          seed: small(1000),
        },
        {
          requiredKeys: ['items', 'forms', 'objective', 'constraints', 'overlap', 'gap', 'timeLimit', 'seed'],
        },
      );
    }),
  )
  .map((model) => ({
    ...model,
    allOrNone: (model.allOrNone ?? []).filter(
      (entry) => typeof entry !== 'string' || model.items.some((item) => item.set === entry),
    ),
  }));

describe('small models', () => {
  it('reach exactly the best of all selections, or are infeasible exactly when there is none', () => {
    const seen = { solved: 0, infeasible: 0 };
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const best = findBestByTrying(model);
        const result = assemble(model, engine);
        if (best === null) {
          seen.infeasible += 1;
          expect(result.status).toBe('infeasible');
          return;
        }
        seen.solved += 1;
        expect(result.status).toBe('optimal');
        expect(result.objective).toBeCloseTo(best, 6);
        expect(result.bound).toBeCloseTo(best, 5);
        expect(result.gap).toBe(0);
      }),
      { numRuns: 150, seed: 20 },
    );
    // Both ends must really have been reached, or the property says nothing.
    expect(Math.min(seen.solved, seen.infeasible)).toBeGreaterThan(20);
  });
});

/** A bank of `count` items over contents, interactions and difficulties, drawn from a seed. */
function makeBank(count: number, seed: number): AssemblyItem[] {
  const prng = createPrng(seed);
  return Array.from({ length: count }, (_, at): AssemblyItem => {
    const kind = at % 16;
    const interaction = kind < 10 ? 'single' : kind < 13 ? 'judgement' : 'multiple';
    const points = interaction === 'multiple' ? 2 : 1;
    const slope = 0.6 + drawFraction(prng);
    const place = 3 * drawFraction(prng) - 1.5;
    const info = [-0.5, 0, 0.5].map((ability) => {
      const chance = 1 / (1 + Math.exp(slope * (place - ability)));
      return points * slope * slope * chance * (1 - chance);
    });
    const difficulty = 1 + Math.min(4, Math.floor((place + 1.5) / 0.6));
    const attributes = { content: `range ${drawBelow(prng, 13)}`, interaction, difficulty };
    const angoff = (35 + drawBelow(prng, 50)) / 100;
    return { id: `item ${at}`, info, attributes, angoff, points, seconds: 40 + drawBelow(prng, 60) };
  });
}

/** Two parallel forms of 100 points as a usual blueprint asks for them; content in proportion to the bank. */
function makeBlueprint(items: AssemblyItem[], seed: number): AssemblyModel {
  const points = (list: AssemblyItem[]) => list.reduce((sum, item) => sum + (item.points ?? 1), 0);
  const contents = [...new Set(items.map((item) => item.attributes['content'] as string))];
  const counts = { single: 60, judgement: 20, multiple: 10 };
  return {
    ...base,
    items,
    forms: 2,
    size: 90,
    constraints: [
      ...Object.entries(counts).map(([interaction, n]) => ({
        name: interaction,
        where: { interaction },
        min: n,
        max: n,
      })),
      ...contents.map((content) => {
        const own = items.filter((item) => item.attributes['content'] === content);
        const share = Math.round((100 * points(own)) / points(items));
        return { name: content, where: { content }, sum: 'points', min: share - 1, max: share + 1 };
      }),
      ...[1, 2, 3, 4, 5].map((difficulty) => ({
        name: `difficulty ${difficulty}`,
        where: { difficulty },
        min: 8,
        max: 30,
      })),
    ],
    angoffBand: { center: 60, width: 1 },
    gap: 1e-4,
    timeLimit: 60,
    seed,
  };
}

describe('a bank of 320 items and a blueprint of two forms', () => {
  it('is solved to a proven optimum in which every rule holds', () => {
    const model = makeBlueprint(makeBank(320, 11), 5);
    const result = assemble(model, engine);
    expect(result.status).toBe('optimal');
    expect(result.gap).toBeLessThanOrEqual(1e-4);
    expect(result.bound).toBeGreaterThanOrEqual(result.objective! - 1e-6);
    expect(result.forms.map((form) => form.length)).toEqual([90, 90]);
    expect(new Set(result.forms.flat()).size).toBe(180);
    // 3 + 13 + 5 constraints, size, angoff and items for each form, and forms and overlap once.
    expect(result.checks).toHaveLength(2 * 24 + 2);
    expect(result.checks.filter((check) => !check.ok)).toEqual([]);
    for (const check of result.checks.filter(({ name }) => name === 'angoff')) {
      expect(Math.abs(check.value - 60)).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  it('is solved for the worst point of the worst form too', () => {
    const model = makeBlueprint(makeBank(320, 11), 5);
    const result = assemble({ ...model, objective: { kind: 'maximin', of: 'info' }, gap: 2e-3 }, engine);
    expect(result.status).toBe('optimal');
    expect(result.gap).toBeLessThanOrEqual(2e-3);
    expect(result.checks.every((check) => check.ok)).toBe(true);
  });
});

describe('the search for larger models', () => {
  it('finds what the engine alone finds at gap 0, for one form', () => {
    for (const seed of [1, 2, 3]) {
      const bank = makeBank(480, seed).map((item, at) => ({
        ...item,
        enemies: at % 9 === 0 ? [`item ${at + 1}`, `item ${at + 2}`] : [],
      }));
      const model: AssemblyModel = { ...makeBlueprint(bank, seed), forms: 1, gap: 0 };
      const { program } = buildProgram(model, { objective: true, plain: true });
      const alone = engine.solve(program, { gap: 0, absoluteGap: 1e-7, timeLimit: 60, seed });
      const result = assemble(model, engine);
      expect(result.status).toBe('optimal');
      expect('values' in alone && alone.objective).toBeCloseTo(result.objective!, 5);
      expect(result.bound).toBeCloseTo(result.objective!, 5);
    }
  });

  it('bounds the best forms from the right side, whatever the objective and the overlap', () => {
    const bank = makeBank(240, 3);
    const objectives: AssemblyModel['objective'][] = [
      { kind: 'max-sum', of: 'info' },
      { kind: 'maximin', of: 'info' },
      { kind: 'min-deviation', of: 'info', target: [6, 6.5, 6] },
    ];
    const others: Partial<AssemblyModel>[] = [
      {},
      { overlap: { max: 1 }, include: ['item 3'] },
      { overlap: { max: 4 } },
      { overlap: { max: 300 } },
    ];
    for (const objective of objectives) {
      for (const more of others) {
        const model: AssemblyModel = {
          ...base,
          items: bank,
          forms: 3,
          size: 20,
          objective,
          constraints: [{ name: 'single', where: { interaction: 'single' }, min: 10, max: 14 }],
          angoffBand: { center: 14, width: 1 },
          gap: 0.02,
          timeLimit: 20,
          ...more,
        };
        const result = assemble(model, engine);
        expect(result.status).toBe('optimal');
        expect(result.checks.every((check) => check.ok)).toBe(true);
        const worse = objective.kind === 'min-deviation' ? -1 : 1;
        expect(worse * (result.bound! - result.objective!)).toBeGreaterThan(-1e-5);
        expect(result.gap).toBeLessThanOrEqual(0.02);
      }
    }
  });

  it('gives the same forms for the same seed and others, as good, for another', () => {
    const model = { ...makeBlueprint(makeBank(400, 8), 1), forms: 3, size: 60, gap: 0.02 };
    const loose: AssemblyModel = {
      ...model,
      constraints: [{ name: 'single', where: { interaction: 'single' }, min: 30, max: 40 }],
      angoffBand: { center: 42, width: 2 },
      objective: { kind: 'maximin', of: 'info' },
    };
    const [one, again, other] = [1, 1, 2].map((seed) => assemble({ ...loose, seed }, engine));
    expect(again?.forms).toEqual(one?.forms);
    expect(other?.forms).not.toEqual(one?.forms);
    for (const result of [one, other]) {
      expect(result?.status).toBe('optimal');
      expect(result?.gap).toBeLessThanOrEqual(0.02);
    }
  });

  it.each<[string, Partial<AssemblyModel>, number?]>([
    ['forms that may share some items', { forms: 2, overlap: { max: 4 } }],
    [
      'groups that stay whole',
      {
        allOrNone: Array.from({ length: 80 }, (_, at) => [0, 1, 2].map((nth) => `item ${3 * at + nth}`)),
        gap: 0.05,
      },
    ],
    [
      'groups beside single items',
      {
        forms: 2,
        allOrNone: Array.from({ length: 30 }, (_, at) => [`item ${4 * at}`, `item ${4 * at + 2}`]),
      },
    ],
    ['forms of no fixed size', {}, 0],
  ])('gives every seed its own paper, as good, of %s', (_what, more, size = 18) => {
    const model: AssemblyModel = {
      ...base,
      items: makeBank(240, 6),
      ...(size > 0 ? { size } : {}),
      constraints: [{ name: 'single', where: { interaction: 'single' }, min: 6, max: 14 }],
      angoffBand: { center: 13, width: 1 },
      gap: 0.02,
      ...more,
    };
    const results = [1, 2, 3, 1].map((seed) => assemble({ ...model, seed }, engine));
    for (const result of results) {
      expect(result.status).toBe('optimal');
      expect(result.gap).toBeLessThanOrEqual(model.gap ?? 0);
      expect(result.checks.every((check) => check.ok)).toBe(true);
    }
    expect(new Set(results.map((result) => JSON.stringify(result.forms))).size).toBe(3);
    expect(results[3]?.forms).toEqual(results[0]?.forms);
  });

  it('sees that forms of different rules are different', () => {
    const bank = makeBank(240, 4);
    const model: AssemblyModel = {
      ...base,
      items: bank,
      forms: 3,
      size: 20,
      objective: { kind: 'maximin', of: 'info' },
      constraints: [
        { name: 'first', where: { interaction: 'multiple' }, min: 8, form: 0 },
        { name: 'last', where: { interaction: 'multiple' }, max: 0, form: 2 },
      ],
      gap: 0.02,
    };
    const result = assemble(model, engine);
    expect(result.status).toBe('optimal');
    const value = (name: string) => result.checks.filter((check) => check.name === name);
    expect(value('first').map(({ form, ok }) => [form, ok])).toEqual([[0, true]]);
    expect(value('last').map(({ form, ok, value: held }) => [form, ok, held])).toEqual([[2, true, 0]]);
  });
});

describe('assembling', () => {
  const plain = (id: string, value: number, more: Partial<AssemblyItem> = {}): AssemblyItem => ({
    id,
    info: [value],
    attributes: {},
    angoff: 0.5,
    seconds: 60,
    ...more,
  });

  it('makes two parallel forms without a common item and splits the best items evenly', () => {
    const items = [9, 8, 7, 6, 5, 4, 1, 1].map((value, at) => plain(`i${at}`, value));
    const model: AssemblyModel = {
      ...base,
      items,
      forms: 2,
      size: 2,
      objective: { kind: 'maximin', of: 'info' },
    };
    const { status, objective, forms } = assemble(model, engine);
    expect([status, objective]).toEqual(['optimal', 15]);
    expect(forms.map((form) => [...form].sort()).sort()).toEqual([
      ['i0', 'i3'],
      ['i1', 'i2'],
    ]);
  });

  it('tells values and sums apart however small their unit is', () => {
    const items = [3, 9, 7, 5].map((value, at) =>
      plain(`i${at}`, value * 1e-8, { attributes: { length: [4, 4, 3, 2][at]! * 1e-8 } }),
    );
    const constraints = [{ name: 'length', where: {}, sum: 'length', max: 6e-8 }];
    const objectives: AssemblyModel['objective'][] = [
      { kind: 'max-sum', of: 'info' },
      { kind: 'maximin', of: 'info', target: 1e-6 },
      { kind: 'min-deviation', of: 'info', target: 15e-8 },
    ];
    for (const objective of objectives) {
      const { status, forms } = assemble({ ...base, items, size: 2, constraints, objective }, engine);
      expect([status, forms]).toEqual(['optimal', [['i1', 'i3']]]);
    }
  });

  it('prefers a worse total over leaving the Angoff band', () => {
    const items = [
      plain('hard', 9, { angoff: 0.2, points: 2 }),
      plain('fair', 5, { angoff: 0.6, points: 2 }),
      plain('easy', 4, { angoff: 1 }),
    ];
    const model: AssemblyModel = { ...base, items, size: 2, angoffBand: { center: 2, width: 0.25 } };
    expect(assemble(model, engine).forms).toEqual([['fair', 'easy']]);
  });

  it('gives the same forms for the same seed, and other forms of equal objective for other seeds', () => {
    const items = Array.from({ length: 40 }, (_, at) =>
      plain(`i${at}`, 1 + (at % 4), { attributes: { content: at % 5 } }),
    );
    const constraints = [0, 1, 2, 3, 4].map((content) => ({
      name: `content ${content}`,
      where: { content },
      min: 2,
      max: 2,
    }));
    const model: AssemblyModel = { ...base, items, forms: 2, constraints };
    const results = [1, 1, 2, 3, 4].map((seed) => assemble({ ...model, seed }, engine));
    expect(new Set(results.map((result) => result.objective)).size).toBe(1);
    expect(results[0]?.forms).toEqual(results[1]?.forms);
    expect(new Set(results.map((result) => JSON.stringify(result.forms))).size).toBe(4);
  });

  it('says so when time runs out before anything is known', () => {
    const model = makeBlueprint(makeBank(320, 11), 5);
    let now = 0;
    const result = assemble({ ...model, timeLimit: 0.001 }, engine, { clock: () => (now += 0.002) });
    expect(result).toMatchObject({ status: 'unknown', objective: null, forms: [], checks: [] });
    expect(result.explanation).toBeUndefined();
  });

  it('ends with the best forms found so far when it is stopped, and every rule holds in them', () => {
    const model = { ...makeBlueprint(makeBank(320, 11), 5), gap: 0 };
    let found: number | null = null;
    const result = assemble({ ...model, objective: { kind: 'maximin', of: 'info' } }, engine, {
      onProgress: ({ objective }) => (found ??= objective),
      isStopped: () => found !== null,
    });
    expect(result.status).toBe('feasible');
    expect(result.checks.every((check) => check.ok)).toBe(true);
    expect(result.objective).toBeGreaterThanOrEqual(found! - 1e-9);
    expect(result.bound).toBeGreaterThan(result.objective!);
  });

  it('refuses a model with problems and names them', () => {
    const items = [plain('a', 1), plain('a', 2)];
    let cause: unknown;
    try {
      assemble({ ...base, items }, engine);
    } catch (error) {
      cause = (error as Error).cause;
    }
    expect(cause).toEqual([{ at: 'items[1].id', code: 'repeated' }]);
  });

  it('needs no more of a model than items, forms and an objective', () => {
    const items = [{ id: 'a', info: [1] }, { id: 'b', info: [-1] }, { id: 'c' }];
    const result = assemble({ items, forms: 1, objective: { kind: 'max-sum', of: 'info' } }, engine);
    expect(result).toMatchObject({ status: 'optimal', objective: 1 });
    expect(result.forms[0]).toContain('a');
    expect(result.forms[0]).not.toContain('b');
  });

  it('keeps lists of items and named sets whole', () => {
    const items = [9, 1, 5, 4, 6, 2].map((value, at) => plain(`i${at}`, value, { set: at < 2 ? 's' : 't' }));
    const model: AssemblyModel = { ...base, items, size: 2 };
    expect(assemble({ ...model, allOrNone: [['i0', 'i1']] }, engine).forms).toEqual([['i2', 'i4']]);
    expect(assemble({ ...model, allOrNone: ['s', ['i2', 'i3']] }, engine).forms).toEqual([['i0', 'i1']]);
    expect(assemble(model, engine).forms).toEqual([['i0', 'i4']]);
  });

  it('asks for attributes that are true or false, and adds up an attribute called points', () => {
    const items = [9, 8, 7].map((value, at) =>
      plain(`i${at}`, value, { attributes: { media: at > 0, points: at } }),
    );
    const constraints: AssemblyConstraint[] = [
      { name: 'media', where: { media: true }, min: 1, max: 1 },
      { name: 'worth', where: {}, sum: 'points', min: 2 },
    ];
    expect(assemble({ ...base, items, size: 2, constraints }, engine).forms).toEqual([['i0', 'i2']]);
  });

  it('refuses forms of an engine that breaks a rule', () => {
    const careless: Engine = {
      solve: (program) => {
        const values = Float64Array.from(program.columns, () => 1);
        return { status: 'optimal', values, objective: 0, bound: 0, seconds: 0 };
      },
    };
    const items = [plain('a', 1), plain('b', 2)];
    expect(() => assemble({ ...base, items, size: 1 }, careless)).toThrow('break a rule');
  });

  it('reports the time of the clock it was given and progress while it searches', () => {
    let now = 100;
    const reports: AssemblyProgress[] = [];
    const model: AssemblyModel = {
      ...makeBlueprint(makeBank(320, 11), 5),
      objective: { kind: 'maximin', of: 'info' },
      gap: 0.02,
      timeLimit: 600,
    };
    const result = assemble(model, engine, {
      clock: () => (now += 3),
      onProgress: (progress) => reports.push(progress),
    });
    expect(result.seconds).toBe(now - 103);
    expect(reports.length).toBeGreaterThan(0);
    expect(reports.every((progress) => progress.phase === 'searching' && progress.seconds >= 0)).toBe(true);
  });
});
