import { findTargets, findValues } from './assembly-items.ts';
import type { AssemblyModel } from './assembly-model.ts';

/** Values of this magnitude stand clear of the engine's absolute tolerances. */
const CLEAR = 0.25;

/** A model as it is searched, and what its objective is multiplied by there: a power of two, so nothing is rounded. */
export interface ScaledModel {
  searched: AssemblyModel;
  factor: number;
}

/**
 * The same question in a unit the engine can tell apart: its tolerances are absolute, so an objective in millionths
 * would be lost in them. The rules stay as they are. The model must have no problems.
 */
export function scaleObjective(model: AssemblyModel): ScaledModel {
  const { kind } = model.objective;
  const values = model.items.map((item) => findValues(model, item));
  const targets = findTargets(model);
  const ofValues = findFactor(values.flat());
  const ofTargets = kind === 'maximin' ? findFactor(targets) : ofValues;
  if (ofValues === 1 && ofTargets === 1) return { searched: model, factor: 1 };
  const scaled = targets.map((target) => target * ofTargets);
  return {
    searched: {
      ...model,
      items: model.items.map(({ info: _, ...item }, at) => {
        const own = values[at] ?? [];
        return own.length === 0 ? item : { ...item, info: own.map((value) => value * ofValues) };
      }),
      objective: { kind, of: 'info', ...(kind === 'max-sum' ? {} : { target: scaled }) },
    },
    factor: kind === 'maximin' ? ofValues / ofTargets : ofValues,
  };
}

/** What brings the largest of these to between 1 and 2 where it is too small; else 1. */
function findFactor(values: readonly number[]): number {
  const largest = values.reduce((found, value) => Math.max(found, Math.abs(value)), 0);
  return largest === 0 || largest >= CLEAR ? 1 : 2 ** -Math.floor(Math.log2(largest));
}
