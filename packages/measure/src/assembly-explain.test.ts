import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { findMinimalConflict } from './assembly-explain.ts';
import type { AssemblyExplanation, AssemblyItem, AssemblyModel } from './assembly-model.ts';
import { applyRelaxations, keepRuleParts, listRuleParts } from './assembly-rules.ts';
import { assemble } from './assembly.ts';
import { loadEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { loadHighs } from './highs-loader.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine(loadHighs);
});

const item = (id: string, content: string, more: Partial<AssemblyItem> = {}): AssemblyItem => ({
  id,
  info: [1],
  attributes: { content },
  angoff: 0.5,
  seconds: 60,
  ...more,
});
const model: AssemblyModel = {
  items: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id, at) => item(id, at < 3 ? 'x' : 'y')),
  forms: 1,
  size: 4,
  objective: { kind: 'max-sum', of: 'info' },
  constraints: [{ name: 'harmless', where: { content: 'y' }, max: 8 }],
  overlap: { max: 0 },
  timeLimit: 10,
  seed: 3,
};

/** Explains an impossible model and asserts what every explanation promises. */
function explain(impossible: AssemblyModel): AssemblyExplanation {
  const { status, explanation, forms } = assemble(impossible, engine);
  expect([status, forms]).toEqual(['infeasible', []]);
  expect(explanation).toBeDefined();
  const { conflict, minimal, relaxations, together } = explanation!;
  expect(minimal).toBe(true);
  const parts = listRuleParts(impossible).filter((part) => conflict.includes(part.name));
  expect(assemble(keepRuleParts(impossible, parts), engine).status).toBe('infeasible');
  for (const name of conflict) {
    const fewer = keepRuleParts(
      impossible,
      parts.filter((part) => part.name !== name),
    );
    expect(assemble(fewer, engine).status).toBe('optimal');
  }
  for (const relaxation of relaxations) {
    expect(assemble(applyRelaxations(impossible, [relaxation]), engine).status).toBe('optimal');
  }
  if (together.length > 0)
    expect(assemble(applyRelaxations(impossible, together), engine).status).toBe('optimal');
  return explanation!;
}

describe('explaining an infeasible model', () => {
  it('names one rule that the bank cannot fill, its items and the limit it could have', () => {
    const short = { name: 'five of x', where: { content: 'x' }, min: 5 };
    expect(explain({ ...model, size: 6, constraints: [...model.constraints, short] })).toEqual({
      conflict: ['five of x'],
      minimal: true,
      items: ['a', 'b', 'c'],
      relaxations: [{ name: 'five of x', part: 'min', from: 5, to: 3 }],
      together: [],
    });
  });

  it('names rules that conflict only together, and loosens each as little as suffices', () => {
    const constraints = [
      ...model.constraints,
      { name: 'x', where: { content: 'x' }, min: 2 },
      { name: 'y', where: { content: 'y' }, min: 4 },
    ];
    const { conflict, relaxations } = explain({ ...model, constraints });
    expect([...conflict].sort()).toEqual(['size', 'x', 'y']);
    expect(relaxations).toEqual([
      { name: 'y', part: 'min', from: 4, to: 2 },
      { name: 'size', part: 'max', from: 4, to: 6 },
      { name: 'x', part: 'min', from: 2, to: 0 },
    ]);
  });

  it('finds conflicts that show only in whole items', () => {
    const items = model.items.map((one) => ({ ...one, angoff: 0.4 }));
    const { size: _, ...unsized } = model;
    const { conflict, relaxations } = explain({ ...unsized, items, angoffBand: { center: 1, width: 0.1 } });
    expect(conflict).toEqual(['angoff']);
    expect(relaxations).toEqual([{ name: 'angoff', part: 'width', from: 0.1, to: 0.2 }]);
  });

  it('names the two enemies among many that both must stand in', () => {
    const items = model.items.map((one, at) => ({
      ...one,
      enemies: at < 7 ? [model.items[at + 1]!.id] : [],
    }));
    const { conflict, items: about, relaxations } = explain({ ...model, items, include: ['a', 'c', 'd'] });
    expect([...conflict].sort()).toEqual(['enemies', 'include']);
    expect(about).toEqual(['c', 'd']);
    expect(relaxations).toContainEqual({
      name: 'enemies',
      part: 'members',
      from: 7,
      to: 6,
      drop: [['c', 'd']],
    });
    const include = relaxations.find((relaxation) => relaxation.name === 'include');
    expect(include).toMatchObject({ from: 3, to: 2 });
    expect([[['c']], [['d']]]).toContainEqual(include?.drop);
  });

  it('explains an anchor that no overlap is left for', () => {
    const { conflict, relaxations } = explain({ ...model, forms: 2, include: ['a'] });
    expect([...conflict].sort()).toEqual(['include', 'overlap']);
    expect(relaxations).toEqual([
      { name: 'overlap', part: 'max', from: 0, to: 1 },
      { name: 'include', part: 'members', from: 1, to: 0, drop: [['a']] },
    ]);
  });

  it('explains a set that neither fits nor can be broken, and an excluded anchor', () => {
    const items = model.items.map((one) => (one.attributes['content'] === 'y' ? { ...one, set: 's' } : one));
    const cramped = explain({ ...model, items, size: 3, include: ['d'], allOrNone: ['s'] });
    expect([...cramped.conflict].sort()).toEqual(['allOrNone', 'include', 'size']);
    expect(cramped.relaxations).toContainEqual({ name: 'size', part: 'max', from: 3, to: 5 });
    expect(cramped.relaxations).toContainEqual({
      name: 'allOrNone',
      part: 'members',
      from: 1,
      to: 0,
      drop: [['s']],
    });
    const forbidden = explain({ ...model, include: ['a'], exclude: ['a', 'b'] });
    expect([...forbidden.conflict].sort()).toEqual(['exclude', 'include']);
    expect(forbidden.items).toEqual(['a']);
    expect(forbidden.relaxations).toContainEqual({
      name: 'exclude',
      part: 'members',
      from: 2,
      to: 1,
      drop: [['a']],
    });
  });

  it('leaves out a rule without which the others conflict as wholes', () => {
    const impossible = {
      ...model,
      size: 2,
      include: ['a', 'b', 'c'],
      constraints: [{ name: 'one of y', where: { content: 'y' }, min: 1 }],
    };
    expect([...explain(impossible).conflict].sort()).toEqual(['include', 'size']);
  });

  it('counts the items that longer forms would share, and those that come in for a dropped anchor', () => {
    const items = [2, 1, 0.5, 0.5, 0.5, 0.5].map((points, at) => item(`i${at}`, 'x', { points }));
    const constraints = [{ name: 'three points', where: {}, sum: 'points', min: 3 }];
    const short = { ...model, items, forms: 2, size: 1, overlap: { max: 1 }, constraints };
    expect(explain(short).relaxations).toContainEqual({ name: 'size', part: 'max', from: 1, to: 3 });
    const barred = {
      ...model,
      items: model.items.slice(0, 6),
      forms: 2,
      size: 2,
      overlap: { max: 1 },
      include: ['a'],
      constraints: [{ name: 'no x', where: { content: 'x' }, max: 0 }],
    };
    expect(explain(barred).relaxations).toContainEqual({
      name: 'include',
      part: 'members',
      from: 1,
      to: 0,
      drop: [['a']],
    });
  });

  it('moves sums of millions and of millionths as little as suffices', () => {
    for (const unit of [1e7, 1, 1e-7]) {
      const items = model.items.map((one, at) => ({
        ...one,
        attributes: { ...one.attributes, length: at * unit },
      }));
      const constraints = [{ name: 'length', where: { content: 'x' }, sum: 'length', min: 9 * unit }];
      const { relaxations } = explain({ ...model, items, constraints });
      expect(relaxations).toMatchObject([{ name: 'length', part: 'min', from: 9 * unit }]);
      expect((relaxations[0]?.to ?? 0) / unit).toBeCloseTo(3, 5);
    }
  });

  it('never proposes to move a firm rule, and finds another way out', () => {
    const impossible = {
      ...model,
      forms: 2,
      size: 2,
      constraints: [{ name: 'two of x', where: { content: 'x' }, min: 2 }],
    };
    expect(
      explain(impossible)
        .relaxations.map(({ name }) => name)
        .sort(),
    ).toEqual(['overlap', 'two of x']);
    expect(explain({ ...impossible, firm: ['overlap'] }).relaxations).toEqual([
      { name: 'two of x', part: 'min', from: 2, to: 1 },
    ]);
    const { relaxations, together } = explain({ ...impossible, firm: ['overlap', 'two of x', 'size'] });
    expect([relaxations, together]).toEqual([[], []]);
  });

  it('loosens several rules together where no single one suffices', () => {
    const constraints = [
      { name: 'five of x', where: { content: 'x' }, min: 5 },
      { name: 'seven of y', where: { content: 'y' }, min: 7 },
    ];
    const { size: _, ...unsized } = model;
    const { relaxations, together } = explain({ ...unsized, constraints });
    expect(relaxations).toEqual([]);
    expect(together).toEqual([
      { name: 'five of x', part: 'min', from: 5, to: 3 },
      { name: 'seven of y', part: 'min', from: 7, to: 5 },
    ]);
  });

  it('keeps its promises on random impossible models', () => {
    const limit = fc.integer({ min: 0, max: 5 });
    const constraint = fc.record({
      content: fc.constantFrom('x', 'y'),
      min: limit,
      sum: fc.constantFrom(undefined, 'points', 'angoff'),
    });
    let seen = 0;
    fc.assert(
      fc.property(
        fc.array(constraint, { minLength: 1, maxLength: 4 }),
        limit,
        limit,
        fc.record({
          include: fc.subarray(['a', 'b', 'd'], { maxLength: 2 }),
          exclude: fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 3 }),
          allOrNone: fc.subarray([
            ['a', 'b'],
            ['c', 'd', 'e'],
          ]),
          overlap: fc.record({ max: fc.integer({ min: 0, max: 3 }) }),
        }),
        (rules, less, center, lists) => {
          const random: AssemblyModel = {
            ...model,
            ...lists,
            forms: 2,
            size: 1 + less,
            constraints: rules.map(({ content, min, sum }, at) => ({
              name: `rule ${at}`,
              where: { content },
              min,
              ...(sum ? { sum } : {}),
            })),
            angoffBand: { center: center / 2, width: 0.5 },
          };
          if (assemble(random, engine).status !== 'infeasible') return;
          seen += 1;
          explain(random);
        },
      ),
      { numRuns: 25, seed: 4 },
    );
    expect(seen).toBeGreaterThan(5);
  });
});

describe('the search for a minimal conflict', () => {
  it('returns one of the hidden conflicts exactly and asks few questions', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(199), { minLength: 1, maxLength: 4 }), (hidden) => {
        let questions = 0;
        const list = Array.from({ length: 200 }, (_, at) => at);
        const found = findMinimalConflict(list, (kept) => {
          questions += 1;
          return hidden.every((one) => kept.includes(one));
        });
        expect([...found].sort()).toEqual([...hidden].sort());
        expect(questions).toBeLessThanOrEqual(2 * hidden.length * (Math.log2(200 / hidden.length) + 2));
      }),
    );
  });
});
