import type { Goal } from './assembly-goal.ts';
import { buildProgram } from './assembly-milp.ts';
import type { AssemblyProgram } from './assembly-milp.ts';
import type { AssemblyModel } from './assembly-model.ts';
import type { EngineAnswer, EngineOptions, Program } from './engine.ts';

/** Solves a program in the time that is left; 'unknown' once there is none. */
export type Solve = (program: Program, options: SolveOptions) => EngineAnswer;
export type SolveOptions = Pick<EngineOptions, 'relaxed' | 'start' | 'target' | 'maxNodes' | 'tolerance'> & {
  /** The program is the whole question, so that what the engine reports on its way is progress of the search. */
  whole?: boolean;
  /** Absolute distance between incumbent and bound at which the solve may end; default exact. */
  slack?: number;
};

export interface SearchOptions {
  /** Whether time has run out or somebody wants the best found so far. */
  isOver?: () => boolean;
  /** False: any forms that keep the rules. */
  objective: boolean;
  /** Called with every better answer or bound. */
  onStep?: (step: { objective: number | null; bound: number | null }) => void;
}

/** Forms as positions of items. `bound` is null where no objective was asked for. */
export type Found =
  | { status: 'optimal' | 'feasible'; forms: number[][]; bound: number | null }
  | { status: 'infeasible' | 'unknown' };

/** What every stage of the search works with. */
export interface Stage {
  model: AssemblyModel;
  goal: Goal;
  solve: Solve;
  options: SearchOptions;
  isOver: () => boolean;
}

/** The model as one program, from the best forms known if there are any. */
export function solveWhole(stage: Stage, known?: { forms: number[][]; bound: number | null }): Found {
  const { model, goal, solve, options } = stage;
  const built = buildProgram(model, { objective: options.objective });
  const best = known ? goal.score(known.forms) : 0;
  const answer = solve(built.program, {
    whole: true,
    slack: known ? goal.findSlack(best) : findFirstSlack(stage),
    start: known && writeStart(model, built, known.forms, best),
  });
  if (!('values' in answer)) return known ? { status: 'feasible', ...known } : { status: answer.status };
  const forms = built.readGroups(answer.values);
  if (!options.objective) return { status: 'optimal', forms, bound: null };
  const found = goal.score(forms);
  const bound = tighten(goal, answer.bound, known?.bound ?? null);
  const better = known && goal.isBetter(best, found) ? known.forms : forms;
  const status = goal.isClose(goal.score(better), bound) ? 'optimal' : 'feasible';
  return { status, forms: better, bound };
}

/** The tighter of two bounds. */
export function tighten(goal: Goal, one: number, other: number | null): number {
  return other === null || goal.best(one, other) === other ? one : other;
}

/** Without an answer nobody knows its size, so the gap is left to the engine, relative to what it finds. */
function findFirstSlack({ model, goal }: Stage): number | undefined {
  return model.objective.kind === 'min-deviation' ? goal.findSlack(0) : undefined;
}

/** A solution as the engine takes it; undefined where the program has columns of its own that would be unknown. */
export function writeStart(
  model: AssemblyModel,
  { program, columnOf }: AssemblyProgram,
  forms: readonly (readonly number[])[],
  level: number,
): Float64Array | undefined {
  const start = new Float64Array(program.columns.length);
  const levels = model.objective.kind === 'max-sum' ? 0 : 1;
  const known = program.columns.length - levels;
  if (program.columns.some((column, at) => !column.integer && at < known)) return undefined;
  forms.forEach((form, group) => {
    for (const item of form) {
      const column = columnOf(item, group);
      if (column !== undefined) start[column] = 1;
    }
  });
  if (levels > 0) start[known] = level;
  return start;
}
