import { afterEach, describe, expect, it } from 'vitest';
import type { AssemblyProgress } from './assembly.ts';
import type { AssemblyModel } from './assembly-model.ts';
import { createPrng, drawFraction } from './prng.ts';
import { openAssembler } from './worker-client.ts';
import type { Assembler } from './worker-client.ts';

const quick: AssemblyModel = {
  items: ['a', 'b', 'c'].map((id, at) => ({ id, info: [at], attributes: {}, angoff: 0.5, seconds: 60 })),
  forms: 1,
  size: 2,
  objective: { kind: 'max-sum', of: 'info' },
  constraints: [],
  overlap: { max: 0 },
  timeLimit: 10,
  seed: 1,
};

/** Exact balance of four forms at five points: far more than a minute's work for any solver. */
function makeEndless(): AssemblyModel {
  const prng = createPrng(9);
  const items = Array.from({ length: 200 }, (_, at) => ({
    id: `i${at}`,
    info: Array.from({ length: 5 }, () => drawFraction(prng)),
    attributes: {},
    angoff: 0.5,
    seconds: 60,
  }));
  return {
    ...quick,
    items,
    forms: 4,
    size: 40,
    gap: 0,
    timeLimit: 300,
    objective: { kind: 'min-deviation', of: 'info', target: [20, 20.1, 20.2, 20.3, 20.4] },
  };
}

let assembler: Assembler;
afterEach(() => assembler.close());

describe('assembling in a worker thread', () => {
  it('answers one model after another and fills in the seconds', async () => {
    assembler = openAssembler();
    const outcomes = await Promise.all([assembler.run(quick), assembler.run({ ...quick, size: 1 })]);
    expect(outcomes.map((outcome) => ('result' in outcome ? outcome.result.forms : null))).toEqual([
      [['b', 'c']],
      [['c']],
    ]);
    for (const outcome of outcomes) expect('result' in outcome && outcome.result.seconds > 0).toBe(true);
  });

  it('hands back the problems of a model it refuses', async () => {
    assembler = openAssembler();
    expect(await assembler.run({ ...quick, seed: -1 })).toEqual({
      problems: [{ at: 'seed', code: 'not_a_number_in_range' }],
    });
  });

  it('posts progress, stops in the middle of a solve when aborted, and serves the next model', async () => {
    assembler = openAssembler();
    const abort = new AbortController();
    const run = assembler.run(makeEndless(), {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('enough')),
    });
    await expect(run).rejects.toThrow('enough');
    expect(await assembler.run(quick)).toMatchObject({ result: { status: 'optimal' } });
  });

  it('rejects a run that still waits for another as soon as it is aborted', async () => {
    assembler = openAssembler();
    const first = new AbortController();
    const endless = assembler.run(makeEndless(), { signal: first.signal });
    const abort = new AbortController();
    const waiting = assembler.run(quick, { signal: abort.signal });
    abort.abort(new Error('no longer'));
    await expect(waiting).rejects.toThrow('no longer');
    first.abort(new Error('enough'));
    await expect(endless).rejects.toThrow('enough');
  });

  it('hands over the best forms found so far when asked to finish', async () => {
    assembler = openAssembler();
    const finish = new AbortController();
    const seen: AssemblyProgress[] = [];
    const outcome = await assembler.run(makeEndless(), {
      finish: finish.signal,
      onProgress: (progress) => {
        if (progress.objective !== null) finish.abort();
        seen.push(progress);
      },
    });
    for (const { objective, bound, gap, wantedGap } of seen) {
      expect(gap === null).toBe(objective === null || bound === null);
      expect(gap ?? 0).toBeGreaterThanOrEqual(0);
      expect(wantedGap).toBe(0);
    }
    expect(seen.some(({ gap }) => gap !== null && gap > 0)).toBe(true);
    expect(outcome).toMatchObject({ result: { status: 'feasible' } });
    if (!('result' in outcome)) return;
    expect(outcome.result.forms.map((form) => form.length)).toEqual([40, 40, 40, 40]);
    expect(outcome.result.checks.every(({ ok }) => ok)).toBe(true);
  });

  it('rejects the run under way and every later one once it is closed', async () => {
    assembler = openAssembler();
    const run = assembler.run(makeEndless(), { onProgress: () => void assembler.close() });
    await expect(run).rejects.toThrow('ended before its answer');
    await expect(assembler.run(quick)).rejects.toThrow('closed');
  });
});
