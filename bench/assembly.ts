// Optimal assembly against HiGHS alone, and against CBC and GLPK where the machine has them, on the same models.
import { assemble } from '@jiangping/measure/assembly';
import { checkForms, scoreForms } from '@jiangping/measure/assembly-check';
import { buildProgram } from '@jiangping/measure/assembly-milp';
import type { AssemblyModel, AssemblyResult } from '@jiangping/measure/assembly-model';
import { loadEngine } from '@jiangping/measure/engine';
import type { Engine, EngineAnswer } from '@jiangping/measure/engine';
import { loadHighs } from '@jiangping/measure/highs-loader';
import {
  countRules,
  fiveForms,
  groupItems,
  makeInstance,
  oneForm,
  sharingForms,
  wholeGroups,
} from './assembly-instances.ts';
import { listSolvers, runSolver } from './assembly-solvers.ts';
import type { SolverRun } from './assembly-solvers.ts';
import { formatTrials, timeTrials } from './trials.ts';
import type { Suite, Trials } from './trials.ts';

/** Seconds each solver gets for the model of several forms; its gap of 1 % must not be reached by HiGHS alone. */
const LIMIT = 45;
/** Seconds for forms bound to each other or in groups. */
const BOUND_LIMIT = 30;
const AGREED = 1e-6;
const nothing: Trials = { median: NaN, least: NaN, most: NaN };

export const assembly: Suite = {
  summary: 'optimal forms: the assembler against HiGHS alone and other solvers, same models, same run',
  async run(say) {
    const engine = await loadEngine(loadHighs);
    const solvers = listSolvers();
    say(`other solvers found: ${solvers.join(', ') || 'none'}`);
    const exact = compareExactly(engine, solvers);
    say(exact.line);
    const one = await compareOneForm(engine, solvers, say);
    const several = await compareSeveralForms(engine, solvers, say);
    const bound = timeBoundForms(engine, say);
    return {
      ok: one.ok && several.ok && bound.ok,
      lines: [exact.line, ...one.lines, ...several.lines, ...bound.lines],
      figures: {
        exact: exact.figures,
        oneForm: one.figures,
        fiveForms: several.figures,
        boundForms: bound.figures,
      },
    };
  },
};

/** Small models at gap 0: everybody must find the same value. Throws where they do not. */
function compareExactly(engine: Engine, solvers: readonly string[]) {
  const figures = [61, 62, 63].map((seed) => {
    const small = makeInstance({ items: 120, forms: 1, size: 24, enemyPairs: 20, sets: 0, seed });
    const model: AssemblyModel = { ...small, gap: 0, angoffBand: { center: 14.4, width: 1 } };
    const objective = valueOf(assemble(model, engine));
    const values = Object.fromEntries(
      solvers.map((solver) => [solver, runSolver(solver, writePlainly(model), 0, 60).objective]),
    );
    values['HiGHS alone'] = objectiveOf(solveAlone(engine, model, 0, 60));
    for (const [solver, value] of Object.entries(values)) {
      if (value === null || Math.abs(value - objective) > AGREED * Math.abs(objective))
        throw new Error(`${solver} finds ${value}, the assembler ${objective}, on seed ${seed}`);
    }
    return { seed, objective, values };
  });
  return { figures, line: `gap 0 on ${figures.length} small models: all solvers agree` };
}

async function compareOneForm(engine: Engine, solvers: readonly string[], say: (line: string) => void) {
  const model = { ...makeInstance(oneForm), gap: 1e-4, timeLimit: 60 };
  const title = `1 form of 100 from 1,000 items, ${countRules(model)} rules, 0.01 %`;
  let result: AssemblyResult | undefined;
  let answer: EngineAnswer | undefined;
  const [own = nothing, alone = nothing] = await timeTrials([
    () => (result = assemble(model, engine)),
    () => (answer = solveAlone(engine, model, 1e-4, 60)),
  ]);
  const gap = checkResult(model, result);
  say(`${title}: assembler ${formatTrials(own)}, HiGHS alone ${formatTrials(alone)}`);
  const objective = result?.objective ?? 0;
  const other = objectiveOf(answer);
  if (other === null || Math.abs(other - objective) > 2e-4 * objective)
    throw new Error(`HiGHS alone finds ${other}, the assembler ${objective}`);
  const others = solvers.map((solver) => runSolver(solver, writePlainly(model), 1e-4, 60));
  const ratio = own.median / alone.median;
  const ok = ratio <= 1 && gap <= 1e-4;
  return {
    ok,
    figures: { own, alone, ratio, gap, objective, others },
    lines: [
      title,
      `  assembler    ${formatTrials(own)}, gap ${percent(gap)}, proven`,
      `  HiGHS alone  ${formatTrials(alone)}; ratio ${ratio.toFixed(2)} (target ≤ 1)`,
      ...others.map(formatRun),
    ],
  };
}

async function compareSeveralForms(engine: Engine, solvers: readonly string[], say: (line: string) => void) {
  const model = { ...makeInstance(fiveForms), timeLimit: 60 };
  const title = `5 parallel forms of 100 from 2,000 items, ${countRules(model)} rules`;
  const rows: { asked: number; own: Trials; gap: number; limit: number }[] = [];
  for (const [asked, limit] of [
    [0.01, 30],
    [0.005, 10],
  ] as const) {
    let result: AssemblyResult | undefined;
    const [own = nothing] = await timeTrials([() => (result = assemble({ ...model, gap: asked }, engine))]);
    rows.push({ asked, own, gap: checkResult(model, result), limit });
    say(`${title}: gap ${percent(asked)} in ${formatTrials(own)}`);
  }
  const started = performance.now();
  const answer = solveAlone(engine, model, 0.01, LIMIT);
  const seconds = (performance.now() - started) / 1000;
  const alone =
    'values' in answer ? Math.abs((answer.bound - answer.objective) / answer.objective) : Infinity;
  const isBeaten = seconds >= 40 && alone > 0.01;
  const others = solvers.map((solver) => runSolver(solver, writePlainly(model), 0.01, LIMIT));
  return {
    // The moonshot (10 s at 0.5 %) is reported and not required.
    ok:
      isBeaten && rows.slice(0, 1).every(({ own, gap, asked, limit }) => own.median <= limit && gap <= asked),
    figures: { trials: rows, alone: { seconds, gap: alone }, others },
    lines: [
      title,
      ...rows.map(
        ({ own, gap, limit, asked }) =>
          `  assembler    ${formatTrials(own)} to gap ${percent(gap)} (target ${percent(asked)} in ≤ ${limit} s)`,
      ),
      `  HiGHS alone  ${seconds.toFixed(1)} s, gap ${percent(alone)}: ${isBeaten ? '1 % not reached' : '1 % reached'}`,
      ...others.map(formatRun),
    ],
  };
}

/** Forms that may share some items, and items that stay together: one run each to a gap of 1 %. */
function timeBoundForms(engine: Engine, say: (line: string) => void) {
  const sharing = { ...makeInstance(sharingForms), overlap: { max: 20 } };
  const sum = { kind: 'max-sum', of: 'info' } as const;
  const cases: [string, AssemblyModel][] = [
    ['3 forms of 100 sharing up to 20, worst point', sharing],
    ['3 forms of 100 sharing up to 20, total', { ...sharing, objective: sum }],
    [
      '2 forms of 60 from 200 groups of five, total',
      groupItems({ ...makeInstance(wholeGroups), objective: sum }),
    ],
  ];
  const figures = cases.map(([title, instance]) => {
    const model = { ...instance, gap: 0.01, timeLimit: 60 };
    const started = performance.now();
    const gap = checkResult(model, assemble(model, engine));
    const seconds = (performance.now() - started) / 1000;
    say(`${title}: ${seconds.toFixed(1)} s`);
    return { title, seconds, gap };
  });
  return {
    ok: figures.every(({ seconds, gap }) => seconds <= BOUND_LIMIT && gap <= 0.01),
    figures,
    lines: figures.map(
      ({ title, seconds, gap }) =>
        `${title}: ${seconds.toFixed(1)} s to gap ${percent(gap)} (target 1 % in ≤ ${BOUND_LIMIT} s)`,
    ),
  };
}

/** The model as anybody would write it down: a row for every rule, every pair of enemies and every item. */
function writePlainly(model: AssemblyModel) {
  return buildProgram(model, { objective: true, plain: true }).program;
}

function solveAlone(engine: Engine, model: AssemblyModel, gap: number, timeLimit: number): EngineAnswer {
  return engine.solve(writePlainly(model), { gap, absoluteGap: 1e-7, timeLimit, seed: model.seed });
}

function objectiveOf(answer: EngineAnswer | undefined): number | null {
  return answer && 'values' in answer ? answer.objective : null;
}

function valueOf(result: AssemblyResult): number {
  if (result.objective === null) throw new Error(`the assembler ends ${result.status}`);
  return result.objective;
}

/** The gap of a result all of whose rules hold by a new count and whose objective adds up; throws otherwise. */
function checkResult(model: AssemblyModel, result: AssemblyResult | undefined): number {
  if (!result || result.bound === null) throw new Error(`the assembler ends ${result?.status}`);
  const broken = checkForms(model, result.forms).filter(({ ok }) => !ok);
  if (broken.length > 0) throw new Error(`a rule is broken: ${broken[0]?.name}`);
  const objective = scoreForms(model, result.forms);
  if (Math.abs(objective - valueOf(result)) > 1e-9 * objective)
    throw new Error('the objective does not add up');
  return (result.bound - objective) / objective;
}

function formatRun({ solver, seconds, objective, isDone }: SolverRun): string {
  const found = objective === null ? 'nothing found' : `objective ${objective.toFixed(4)}`;
  return `  ${solver.padEnd(12)} ${seconds.toFixed(1)} s, ${found}, ${isDone ? 'gap reached' : 'gap not reached'}`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(3)} %`;
}
