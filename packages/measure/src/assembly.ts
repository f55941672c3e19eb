/**
 * Optimal test assembly: from a bank, rules and an objective to forms that are proven best, or to the reason why
 * there are none. It promises that no forms leave it which break a rule by an independent count, that the bound
 * holds for every selection there is, and that the same model gives the same forms unless time runs out.
 */
import { checkForms, scoreForms } from './assembly-check.ts';
import { explainInfeasible } from './assembly-explain.ts';
import { buildProgram, findTargets } from './assembly-milp.ts';
import type { AssemblyModel, AssemblyResult } from './assembly-model.ts';
import { findModelProblems } from './assembly-problem.ts';
import type { Solve } from './assembly-relaxation.ts';
import type { Engine, EngineOptions, EngineProgress } from './engine.ts';

export interface AssemblyProgress extends EngineProgress {
  phase: 'searching' | 'explaining';
}

export interface AssembleOptions {
  /** Seconds since any fixed moment; without it the engine's own clock is reported. */
  clock?: () => number;
  onProgress?: (progress: AssemblyProgress) => void;
}

/**
 * Assembles the forms of a model. Blocks until done, at most twice `timeLimit`. Throws, with the problems as the
 * cause, on a model that `findModelProblems` refuses, and on an answer of the engine that does not survive the
 * independent count: that would be a defect, not a result.
 */
export function assemble(
  model: AssemblyModel,
  engine: Engine,
  options: AssembleOptions = {},
): AssemblyResult {
  const problems = findModelProblems(model);
  if (problems.length > 0) throw new Error('not a model that can be assembled', { cause: problems });
  const started = options.clock?.() ?? 0;
  let engineSeconds = 0;
  const elapsed = (): number => (options.clock ? options.clock() - started : engineSeconds);
  const report = (phase: AssemblyProgress['phase']) => (progress: EngineProgress) =>
    options.onProgress?.({ ...progress, phase, seconds: engineSeconds + progress.seconds });

  const { program, readForms } = buildProgram(model, { objective: true });
  const answer = engine.solve(program, {
    ...findGaps(model),
    timeLimit: model.timeLimit,
    seed: model.seed,
    onProgress: options.onProgress && report('searching'),
  });
  engineSeconds += answer.seconds;

  if (!('values' in answer)) {
    const result: AssemblyResult = {
      status: answer.status,
      objective: null,
      bound: null,
      gap: null,
      seconds: 0,
      forms: [],
      checks: [],
    };
    if (answer.status === 'infeasible') {
      const deadline = engineSeconds + model.timeLimit;
      const solve: Solve = (question, { relaxed, gap }) => {
        const timeLimit = deadline - engineSeconds;
        if (timeLimit <= 0) return { status: 'unknown', seconds: 0 };
        report('explaining')({ seconds: 0, objective: null, bound: null });
        const found = engine.solve(question, {
          relaxed: relaxed ?? false,
          gap,
          absoluteGap: 1e-7,
          timeLimit,
          seed: model.seed,
        });
        engineSeconds += found.seconds;
        return found;
      };
      result.explanation = explainInfeasible(model, solve);
    }
    return { ...result, seconds: elapsed() };
  }

  const forms = readForms(answer.values);
  const checks = checkForms(model, forms);
  const broken = checks.filter((check) => !check.ok);
  if (broken.length > 0) throw new Error('the engine returned forms that break a rule', { cause: broken });
  const objective = scoreForms(model, forms);
  const distance = Math.abs(answer.bound - objective);
  return {
    status: answer.status,
    objective,
    bound: answer.bound,
    // So small a distance is the engine's tolerance of 1e-6 on a row, not room for better forms.
    gap: distance <= 2e-6 * Math.max(1, Math.abs(objective)) ? 0 : distance / findGapUnit(model, objective),
    seconds: elapsed(),
    forms,
    checks,
  };
}

function findGaps(model: AssemblyModel): Pick<EngineOptions, 'gap' | 'absoluteGap'> {
  const gap = model.gap ?? 1e-4;
  if (model.objective.kind !== 'min-deviation') return { gap, absoluteGap: 1e-7 };
  return { gap: 0, absoluteGap: Math.max(1e-7, gap * findGapUnit(model, 0)) };
}

/** A deviation near 0 has no useful relative distance to its bound, so there the target is the unit. */
function findGapUnit(model: AssemblyModel, objective: number): number {
  const unit =
    model.objective.kind === 'min-deviation'
      ? Math.max(...findTargets(model).map(Math.abs))
      : Math.abs(objective);
  return unit === 0 ? 1 : unit;
}
