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
 * of the program itself), `member` which entry of a rule that is a list, `count` how many times the rule's own
 * limits the row's are. The engine reads none of them.
 */
export interface Row {
  rule: string;
  member: string[];
  count: number;
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
  /** A solution to begin with. */
  start?: Float64Array | undefined;
  /** Stop at the first solution at least this good. */
  target?: number | undefined;
  /** How far a row or an integer column may be off; default 1e-6. */
  tolerance?: number | undefined;
  /** Branches to search at most: a limit that, unlike time, is the same on every machine. */
  maxNodes?: number | undefined;
  /** Asked while the solve runs; true ends it with the best found so far. */
  isStopped?: (() => boolean) | undefined;
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
      /** Of a relaxed question: how much a unit of each column would change the objective (0 for a basic one). */
      reducedCosts?: Float64Array;
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
      ...(options.tolerance === undefined
        ? {}
        : {
            mip_feasibility_tolerance: options.tolerance,
            primal_feasibility_tolerance: options.tolerance,
          }),
      ...(options.maxNodes === undefined ? {} : { mip_max_nodes: options.maxNodes }),
      ...(options.target === undefined ? {} : { objective_target: options.target }),
      // Presolving costs more than it saves on a relaxation of a few hundred dense rows.
      ...(options.relaxed ? { presolve: 'off' } : {}),
    });
    if (options.start) model.setSolution({ colValue: options.start });
    // The logging channel is silent without output; the interrupt ones are a heartbeat some hundred times a second.
    const { mipInterrupt, simplexInterrupt } = highs.constants.callbackType;
    const { onProgress: report, isStopped } = options;
    let reportAt = 0;
    model.run(
      (report ?? isStopped) && {
        [simplexInterrupt](event): undefined {
          if (isStopped?.()) event.interrupt();
        },
        [mipInterrupt](event): undefined {
          if (isStopped?.()) event.interrupt();
          const { running_time = 0, mip_primal_bound, mip_dual_bound } = event.data;
          if (!report || running_time < reportAt) return;
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
    if (options.relaxed && !optimal) return { status: 'unknown', seconds };
    const { colValue: values, colDual } = model.getSolution();
    if (!options.relaxed) {
      program.columns.forEach((column, at) => {
        if (column.integer) values[at] = Math.round(values[at] ?? 0);
      });
    }
    const objective = model.getObjectiveValue();
    if (options.relaxed) {
      return { status: 'optimal', values, objective, bound: objective, seconds, reducedCosts: colDual };
    }
    const bound = Number(model.info.get('mip_dual_bound'));
    return { status: optimal ? 'optimal' : 'feasible', values, objective, bound, seconds };
  });
}

function packProgram(highs: Highs, program: Program, relaxed: boolean): ModelData {
  const { columns, rows } = program;
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, at) => (starts[at + 1] = (starts[at] ?? 0) + row.columns.length));
  const entries = starts[rows.length] ?? 0;
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries);
  const factors = rows.map(findRowFactor);
  rows.forEach((row, at) => {
    indices.set(row.columns, starts[at]);
    values.set(
      row.values.map((value) => value * (factors[at] ?? 1)),
      starts[at],
    );
  });
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
    rowLower: rows.map((row, at) => row.lower * (factors[at] ?? 1)),
    rowUpper: rows.map((row, at) => row.upper * (factors[at] ?? 1)),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices,
      values,
    },
  };
  if (relaxed) return data;
  return { ...data, integrality: Int32Array.from(columns, (column) => (column.integer ? 1 : 0)) };
}

/** Tolerances are absolute, so rows of small values are multiplied up; by a power of two, which rounds nothing. */
function findRowFactor({ values }: Row): number {
  const largest = values.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  return largest === 0 || largest >= 0.25 ? 1 : 2 ** -Math.floor(Math.log2(largest));
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
