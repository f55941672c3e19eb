/**
 * Optimal test assembly: from a bank, rules and an objective to forms that are proven best, or to the reason why
 * there are none. It promises that no forms leave it which break a rule by an independent count, that the bound
 * holds for every selection there is, and that the same model gives the same forms unless time runs out.
 */
import { checkForms, scoreForms } from './assembly-check.ts';
import { explainInfeasible } from './assembly-explain.ts';
import { findGoal, wantedGapOf } from './assembly-goal.ts';
import { completeModel } from './assembly-model.ts';
import type { AssemblyResult, WrittenModel } from './assembly-model.ts';
import { findModelProblems } from './assembly-problem.ts';
import { scaleObjective } from './assembly-scale.ts';
import { findForms } from './assembly-search.ts';
import type { Solve } from './assembly-whole.ts';
import type { Engine, EngineProgress } from './engine.ts';

export interface AssemblyProgress extends EngineProgress {
  phase: 'searching' | 'explaining';
  /** Distance between objective and bound as the model's gap counts it; null while one of them is not known. */
  gap: number | null;
  /** The gap at which the search is done. */
  wantedGap: number;
}

export interface AssembleOptions {
  /** Seconds since any fixed moment; without it the engine's own clock is reported. */
  clock?: () => number;
  onProgress?: (progress: AssemblyProgress) => void;
  /** Asked a hundred times a second; true ends the search with the best forms found so far. */
  isStopped?: () => boolean;
}

/**
 * Assembles the forms of a model. Blocks until done, at most twice `timeLimit`. Throws, with the problems as the
 * cause, on a model that `findModelProblems` refuses, and on an answer of the engine that does not survive the
 * independent count: that would be a defect, not a result.
 */
export function assemble(
  written: WrittenModel,
  engine: Engine,
  options: AssembleOptions = {},
): AssemblyResult {
  const problems = findModelProblems(written);
  if (problems.length > 0) throw new Error('not a model that can be assembled', { cause: problems });
  const model = completeModel(written);
  const { clock, onProgress, isStopped } = options;
  const started = clock?.() ?? 0;
  let engineSeconds = 0;
  const elapsed = (): number => (clock ? clock() - started : engineSeconds);
  let phase: AssemblyProgress['phase'] = 'searching';
  let deadline = model.timeLimit;
  const known: Pick<EngineProgress, 'objective' | 'bound'> = { objective: null, bound: null };
  const { searched, factor } = scaleObjective(model);
  const goal = findGoal(searched);
  const tell = (value: number | null): number | null => (value === null ? null : value / factor);
  const report = (progress: Partial<EngineProgress> = {}): void => {
    const { objective, bound } = { ...known, ...progress };
    onProgress?.({
      objective: tell(objective),
      bound: tell(bound),
      gap: objective === null || bound === null ? null : goal.findGap(objective, bound),
      wantedGap: wantedGapOf(model),
      phase,
      seconds: elapsed() + (clock ? 0 : (progress.seconds ?? 0)),
    });
  };

  const isOver = (): boolean => elapsed() >= deadline || (isStopped?.() ?? false);
  const solve: Solve = (program, { whole = false, slack, ...asked }) => {
    const timeLimit = deadline - elapsed();
    if (isOver()) return { status: 'unknown', seconds: 0 };
    report();
    const answer = engine.solve(program, {
      ...asked,
      gap: slack === undefined ? wantedGapOf(model) : 0,
      absoluteGap: Math.max(1e-7, slack ?? 0),
      timeLimit,
      seed: model.seed,
      isStopped,
      onProgress: onProgress && ((progress) => report(whole ? progress : { seconds: progress.seconds })),
    });
    engineSeconds += answer.seconds;
    return answer;
  };

  const found = findForms(searched, solve, {
    objective: true,
    isOver,
    onStep: (step) => {
      Object.assign(known, step);
      report();
    },
  });

  if (!('forms' in found)) {
    const nothing = { objective: null, bound: null, gap: null, forms: [], checks: [] };
    if (found.status === 'unknown') return { status: 'unknown', ...nothing, seconds: elapsed() };
    phase = 'explaining';
    deadline = elapsed() + model.timeLimit;
    const explanation = explainInfeasible(model, solve);
    return { status: 'infeasible', ...nothing, seconds: elapsed(), explanation };
  }

  const forms = found.forms.map((form) => form.map((item) => model.items[item]?.id ?? ''));
  const checks = checkForms(model, forms);
  const broken = checks.filter((check) => !check.ok);
  if (broken.length > 0) throw new Error('the engine returned forms that break a rule', { cause: broken });
  const objective = scoreForms(model, forms);
  const proven = tell(found.bound) ?? objective;
  const gap = goal.findGap(objective * factor, proven * factor);
  // Forms that exist are a bound themselves; a proof to within the engine's tolerance may fall a hair short of them.
  const bound = gap === 0 ? objective : goal.best(objective, proven);
  return { status: found.status, objective, bound, gap, seconds: elapsed(), forms, checks };
}
