// Other solvers of mixed-integer programs, for comparison where the machine has them: CBC, GLPK and a native HiGHS.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from '@jiangping/measure/engine';

export interface SolverRun {
  solver: string;
  seconds: number;
  /** Null where it found nothing in time. */
  objective: number | null;
  /** Whether it ended by itself, the gap reached. */
  isDone: boolean;
}

interface Solver {
  name: string;
  binary: string;
  arguments: (model: string, solution: string, gap: number, seconds: number) => string[];
  /** The objective, from what it wrote to its standard output and its solution file. */
  readObjective: (output: string, solution: string) => number | null;
  isDone: (output: string, solution: string) => boolean;
}

const solvers: Solver[] = [
  {
    name: 'CBC',
    binary: 'cbc',
    arguments: (model, solution, gap, seconds) => [
      model,
      ...['-seconds', String(seconds), '-ratio', String(gap), '-allow', '0'],
      ...['-solve', '-solution', solution],
    ],
    readObjective: (_output, solution) => readNumber(/objective value\s+(\S+)/, solution),
    isDone: (_output, solution) => solution.startsWith('Optimal'),
  },
  {
    name: 'GLPK',
    binary: 'glpsol',
    arguments: (model, solution, gap, seconds) => [
      ...['--freemps', model, '--mipgap', String(gap), '--tmlim', String(Math.ceil(seconds))],
      ...['--cuts', '-o', solution],
    ],
    readObjective: (_output, solution) =>
      /Status:\s+INTEGER (OPTIMAL|NON-OPTIMAL)/.test(solution)
        ? readNumber(/Objective:\s+\S+ = (\S+)/, solution)
        : null,
    isDone: (output) => /INTEGER OPTIMAL SOLUTION FOUND|MIP GAP TOLERANCE REACHED/i.test(output),
  },
  {
    name: 'HiGHS native',
    binary: 'highs',
    arguments: (model, solution, _gap, seconds) => [
      model,
      '--time_limit',
      String(seconds),
      '--solution_file',
      solution,
    ],
    readObjective: (output) => readNumber(/Primal bound\s+(\S+)/, output),
    isDone: (output) => /Status\s+Optimal/.test(output),
  },
];

/** The names of the other solvers that this machine has. */
export function listSolvers(): string[] {
  return solvers
    .filter(({ binary }) => spawnSync(binary, ['--version'], { input: '' }).error === undefined)
    .map(({ name }) => name);
}

/** One run of one solver in a process of its own, reading the model included; its objective as the model means it. */
export function runSolver(name: string, program: Program, gap: number, limit: number): SolverRun {
  const solver = solvers.find((one) => one.name === name);
  if (!solver) throw new Error(`no solver ${name}`);
  const folder = mkdtempSync(join(tmpdir(), 'jiangping-perf-'));
  try {
    const model = join(folder, 'model.mps');
    const file = join(folder, 'solution.txt');
    writeFileSync(model, formatMps(program));
    writeFileSync(file, '');
    const started = performance.now();
    const { stdout } = spawnSync(solver.binary, solver.arguments(model, file, gap, limit), {
      encoding: 'utf8',
      timeout: (limit + 60) * 1000,
      maxBuffer: 1 << 28,
    });
    const seconds = (performance.now() - started) / 1000;
    const solution = readFileSync(file, 'utf8');
    const found = solver.readObjective(stdout, solution);
    const sign = program.sense === 'max' ? -1 : 1;
    return {
      solver: name,
      seconds,
      objective: found === null ? null : sign * found,
      isDone: solver.isDone(stdout, solution),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readNumber(pattern: RegExp, text: string): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined || !Number.isFinite(Number(found)) ? null : Number(found);
}

/** A program as free-format MPS, a maximum turned into a minimum, which all of them read alike. */
export function formatMps({ sense, columns, rows }: Program): string {
  const sign = sense === 'max' ? -1 : 1;
  const kinds = rows.map(({ lower, upper }) => (lower === upper ? 'E' : upper === Infinity ? 'G' : 'L'));
  const entries = columns.map(({ cost }): string[] => (cost === 0 ? [] : [`cost ${sign * cost}`]));
  rows.forEach((row, at) => {
    row.columns.forEach((column, nth) => entries[column]?.push(`r${at} ${row.values[nth] ?? 0}`));
  });
  const lines = [
    'NAME model FREE',
    'ROWS',
    ' N cost',
    ...kinds.map((kind, at) => ` ${kind} r${at}`),
    'COLUMNS',
  ];
  for (const integer of [true, false]) {
    lines.push(` M${Number(integer)} 'MARKER' '${integer ? 'INTORG' : 'INTEND'}'`);
    columns.forEach((column, at) => {
      if (column.integer !== integer) return;
      for (const entry of entries[at]?.length ? (entries[at] ?? []) : ['cost 0'])
        lines.push(` x${at} ${entry}`);
    });
  }
  lines.push('RHS');
  rows.forEach(({ lower, upper }, at) => {
    const limit = kinds[at] === 'G' ? lower : upper;
    if (limit !== 0) lines.push(` rhs r${at} ${limit}`);
  });
  lines.push('RANGES');
  rows.forEach(({ lower, upper }, at) => {
    if (kinds[at] === 'L' && lower !== -Infinity) lines.push(` rng r${at} ${upper - lower}`);
  });
  lines.push('BOUNDS');
  columns.forEach(({ lower, upper }, at) => {
    if (lower !== 0) lines.push(` LO bnd x${at} ${lower}`);
    lines.push(` UP bnd x${at} ${upper}`);
  });
  return `${[...lines, 'ENDATA'].join('\n')}\n`;
}
