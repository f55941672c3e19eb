import type { Highs, InitOptions, ModelData } from 'highs';

/** One decision variable of a program. Both limits are finite, so no program is unbounded. */
export interface Column {
  cost: number;
  lower: number;
  upper: number;
  integer: boolean;
}

/**
 * lower ≤ Σ values × columns ≤ upper. `rule` says which rule of the model the row stands for ('' for the grammar
 * of the program itself), `member` which entry of a rule that is a list. The engine reads neither.
 */
export interface Row {
  rule: string;
  member: string[];
  lower: number;
  upper: number;
  columns: number[];
  values: number[];
}

/** A mixed-integer linear program. No row names a column twice. */
export interface Program {
  sense: 'max' | 'min';
  columns: Column[];
  rows: Row[];
}

/** What the engine knows while it still works; null where it knows nothing yet. */
export interface EngineProgress {
  seconds: number;
  objective: number | null;
  bound: number | null;
}

export interface EngineOptions {
  /** Relative distance between incumbent and bound at which a solution counts as optimal. */
  gap: number;
  /** The same as an absolute distance. */
  absoluteGap: number;
  /** Seconds of wall-clock time. */
  timeLimit: number;
  /** An integer in 0 … 2³¹ − 1. */
  seed: number;
  /** Ask for the continuous relaxation: a far cheaper question, and "infeasible" is still a proof. */
  relaxed?: boolean;
  /** Called at most four times a second, from inside the blocking solve. */
  onProgress?: ((progress: EngineProgress) => void) | undefined;
}

/** `values` are present exactly when `status` is optimal or feasible. `seconds` is the engine's own clock. */
export type EngineAnswer =
  | {
      status: 'optimal' | 'feasible';
      values: Float64Array;
      objective: number;
      bound: number;
      seconds: number;
    }
  | { status: 'infeasible' | 'unknown'; seconds: number };

/**
 * A solver of mixed-integer linear programs. It must prove what it calls optimal or infeasible, must give the
 * same answer to the same program, options and seed unless time runs out, and must keep nothing between calls.
 */
export interface Engine {
  solve(program: Program, options: EngineOptions): EngineAnswer;
}

/** Loads HiGHS with the loader the caller imported (so this file needs no environment) and wraps it as an engine. */
export async function loadEngine(
  loadHighs: (options?: InitOptions) => Promise<Highs>,
  options?: InitOptions,
): Promise<Engine> {
  return createEngine(await loadHighs(options));
}

/**
 * HiGHS as an engine. A solve blocks the thread until it ends: run it in a worker wherever something else must
 * stay responsive. Integer columns come back as exact integers.
 */
export function createEngine(highs: Highs): Engine {
  return { solve: (program, options) => solveWithHighs(highs, program, options) };
}

function solveWithHighs(highs: Highs, program: Program, options: EngineOptions): EngineAnswer {
  const data = packProgram(highs, program, options.relaxed ?? false);
  return highs.withModel<EngineAnswer>(data, (model): EngineAnswer => {
    model.options.set({
      output_flag: false,
      random_seed: options.seed,
      time_limit: options.timeLimit,
      // Off by default; it halves the time to a good first answer on banks of some hundred items.
      mip_heuristic_run_shifting: true,
      mip_rel_gap: options.gap,
      mip_abs_gap: options.absoluteGap,
    });
    // The logging channel is silent without output; the interrupt one is a heartbeat some hundred times a second.
    const { mipInterrupt } = highs.constants.callbackType;
    const report = options.onProgress;
    let reportAt = 0;
    model.run(
      report && {
        [mipInterrupt](event): undefined {
          const { running_time = 0, mip_primal_bound, mip_dual_bound } = event.data;
          if (running_time < reportAt) return;
          reportAt = running_time + 0.25;
          report({
            seconds: running_time,
            objective: finiteOrNull(mip_primal_bound),
            bound: finiteOrNull(mip_dual_bound),
          });
        },
      },
    );
    const seconds = model.getRunTime();
    const { modelStatus, solutionStatus } = highs.constants;
    const status = model.getModelStatus();
    // Every column has finite limits, so "unbounded or infeasible" can only be infeasible.
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
      return { status: 'infeasible', seconds };
    }
    if (model.info.get('primal_solution_status') !== solutionStatus.feasible)
      return { status: 'unknown', seconds };
    const optimal = status === modelStatus.optimal;
    const values = model.getSolution().colValue;
    if (!options.relaxed) {
      program.columns.forEach((column, at) => {
        if (column.integer) values[at] = Math.round(values[at] ?? 0);
      });
    }
    const objective = model.getObjectiveValue();
    const bound = options.relaxed ? objective : Number(model.info.get('mip_dual_bound'));
    return { status: optimal ? 'optimal' : 'feasible', values, objective, bound, seconds };
  });
}

function packProgram(highs: Highs, program: Program, relaxed: boolean): ModelData {
  const { columns, rows } = program;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => (starts[at + 1] = (starts[at] ?? 0) + row.columns.length));
  const data: ModelData = {
    numCols: columns.length,
    numRows: rows.length,
    sense:
      program.sense === 'max'
        ? highs.constants.objectiveSense.maximize
        : highs.constants.objectiveSense.minimize,
    colCost: columns.map((column) => column.cost),
    colLower: columns.map((column) => column.lower),
    colUpper: columns.map((column) => column.upper),
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: rows.flatMap((row) => row.columns),
      values: rows.flatMap((row) => row.values),
    },
  };
  if (relaxed) return data;
  return { ...data, integrality: Int32Array.from(columns, (column) => (column.integer ? 1 : 0)) };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
