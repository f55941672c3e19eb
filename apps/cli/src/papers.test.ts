import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jiangping-papers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const items = Array.from({ length: 12 }, (_, at) => ({
  id: `i${at}`,
  info: [1 + at],
  attributes: { topic: at % 2 ? 'x' : 'y' },
  angoff: 0.5,
  seconds: 60,
  enemies: at === 11 ? ['i10'] : [],
  set: `s${Math.floor(at / 3)}`,
}));
const model = {
  items,
  forms: 2,
  size: 3,
  objective: { kind: 'max-sum', of: 'info' },
  constraints: [{ name: '主题甲', where: { topic: 'x' }, min: 1, max: 2 }],
  include: [],
  exclude: ['i9'],
  allOrNone: [['i0', 'i1']],
  overlap: { max: 0 },
  angoffBand: { center: 1.5, width: 0.1 },
  gap: 0,
  timeLimit: 20,
  seed: 1,
};

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** A process of its own, as a paper maker runs it. */
const run = (...args: string[]) =>
  new Promise<{ status: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [program, 'papers', ...args], (_error, out, err) =>
      resolve({ status: child.exitCode ?? -1, out, err }),
    );
  });
const lastLine = (out: string): unknown => JSON.parse(out.trimEnd().split('\n').at(-1) ?? '');

describe('jiangping papers assemble', () => {
  it('prints the best forms as one object with every rule counted anew', async () => {
    const { status, out } = await run('assemble', write('model.json', model), '--json');
    expect(status).toBe(0);
    const result = lastLine(out) as { forms: string[][]; checks: { name: string; ok: boolean }[] };
    // 12, 11, 9, 8, 7 and 6: the two enemies each in a form of its own, 10 excluded.
    expect(result).toMatchObject({ status: 'optimal', objective: 53, bound: 53, gap: 0 });
    expect(result.forms.flat().sort()).toEqual(['i10', 'i11', 'i5', 'i6', 'i7', 'i8']);
    expect(result.checks.every(({ ok }) => ok)).toBe(true);
    expect(new Set(result.checks.map(({ name }) => name))).toContain('主题甲');
  });

  it('explains in the words of the model why no forms can keep its rules', async () => {
    const impossible = {
      ...model,
      constraints: [...model.constraints, { name: '主题乙不少于三题', where: { topic: 'y' }, min: 3 }],
    };
    const { status, out } = await run('assemble', write('impossible.json', impossible), '--json');
    expect(status).toBe(1);
    expect(lastLine(out)).toMatchObject({
      status: 'infeasible',
      forms: [],
      explanation: { conflict: ['主题甲', '主题乙不少于三题', 'size'] },
    });
    const told = await run('assemble', join(folder, 'impossible.json'));
    expect(told.out).toContain('主题乙不少于三题 (min): 3 → 2');
  });

  it('reads null as a field that is left out', async () => {
    const written = {
      ...model,
      include: null,
      constraints: [{ ...model.constraints[0], sum: null, form: null }],
      items: [...items.slice(0, 11), { ...items[11], enemies: null }],
    };
    const { status, out } = await run('assemble', write('nulls.json', written), '--json');
    expect([status, lastLine(out)]).toMatchObject([0, { status: 'optimal', objective: 53 }]);
    const vague = { ...model, constraints: [{ name: 'vague', where: { topic: null }, max: 1 }] };
    expect((await run('assemble', write('vague.json', vague))).status).toBe(2);
    const holed = write('hole.json', { ...model, exclude: [null] });
    const refused = await run('assemble', holed, '--json');
    expect(lastLine(refused.out)).toMatchObject({
      problems: [{ at: 'exclude[0]', code: 'not_a_short_text' }],
    });
  });

  it.each([
    ['a field nobody knows', { ...model, colour: 'red' }, 'model.colour', 'unknown_field'],
    ['an id twice', { ...model, items: [...items, items[0]] }, 'items[12].id', 'repeated'],
    ['too many forms', { ...model, forms: 21 }, 'forms', 'not_a_number_in_range'],
    ['text that is no JSON', '{"items":', undefined, 'not_json'],
  ])('refuses %s and says where', async (_what, content, at, code) => {
    const file = write('bad.json', content);
    const { status, out, err } = await run('assemble', file, '--json');
    expect(status).toBe(2);
    expect(lastLine(out)).toMatchObject({ status: 'unusable', problems: [{ at: at ?? file, code }] });
    expect(err).toContain(code);
  });

  it('tells how it is used', async () => {
    const { status, out } = await run('--help');
    expect([status, out.includes('papers assemble MODEL.json')]).toEqual([0, true]);
    expect((await run('assemble')).status).toBe(2);
  });

  it('ends on an interrupt with the best forms found so far', async () => {
    const many = Array.from({ length: 200 }, (_, at) => ({
      id: `i${at}`,
      info: [0, 1, 2, 3, 4].map((point) => ((at + 1) * (7919 + 104729 * point)) % 1009),
      attributes: {},
    }));
    const endless = {
      items: many,
      forms: 4,
      size: 40,
      objective: { kind: 'min-deviation', of: 'info', target: [20_001, 20_002, 20_003, 20_004, 20_005] },
      overlap: { max: 0 },
      gap: 0,
      timeLimit: 300,
      seed: 1,
    };
    const child = spawn(process.execPath, [
      program,
      'papers',
      'assemble',
      write('endless.json', endless),
      '--json',
    ]);
    let out = '';
    let isAsked = false;
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      // A line of progress that already knows an objective.
      if (!isAsked && /s · [0-9]/.test(chunk.toString())) isAsked = child.kill('SIGINT');
    });
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect([isAsked, status]).toEqual([true, 0]);
    const result = lastLine(out) as { status: string; forms: string[][]; checks: { ok: boolean }[] };
    expect(result.status).toBe('feasible');
    expect(result.forms.map((form) => form.length)).toEqual([40, 40, 40, 40]);
    expect(result.checks.every(({ ok }) => ok)).toBe(true);
  }, 60_000);
});
