// How forms are found. One form: a core of the bank that the relaxation leaves open, solved exactly, with a proof that the
// rest cannot matter. Several: a relaxation in which forms alike are one column an item gives the bound; then form after
// form is assembled beside the sum of those to come ("shadow", van der Linden, Linear Models for Optimal Test Design, 2005,
// section 6.3), pairs of forms are solved anew, and only what is left open after that goes to the engine as a whole.
import { findOneForm } from './assembly-core.ts';
import { varyForms } from './assembly-exchange.ts';
import { findGoal } from './assembly-goal.ts';
import type { AssemblyModel } from './assembly-model.ts';
import { findParallelForms } from './assembly-parallel.ts';
import { solveWhole } from './assembly-whole.ts';
import type { Found, SearchOptions, Solve, Stage } from './assembly-whole.ts';

/** Sizes up to which the engine alone is quickest, in columns. */
const SMALL = 400;

/**
 * The best forms of a model, or a proof that there are none. Only the time limit behind `solve` can make two runs differ.
 */
export function findForms(model: AssemblyModel, solve: Solve, options: SearchOptions): Found {
  const stage: Stage = {
    model,
    goal: findGoal(model),
    solve,
    options,
    isOver: options.isOver ?? (() => false),
  };
  const found = search(stage);
  if (!('forms' in found) || found.bound === null) return found;
  const forms = varyForms(stage, found.forms, found.bound);
  return { ...found, forms: forms.map((form) => [...form].sort((one, other) => one - other)) };
}

function search(stage: Stage): Found {
  const { model, options } = stage;
  if (model.items.length * model.forms <= SMALL) return solveWhole(stage);
  if (model.forms === 1) return options.objective ? findOneForm(stage) : solveWhole(stage);
  return findParallelForms(stage);
}
