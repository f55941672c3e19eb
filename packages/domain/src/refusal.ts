import type { Fact, Facts, FactsOf, RefusalCode } from './refusals.ts';

/** One expected refusal as data: what a row of a bad sheet, a readiness gate or an answer over HTTP carries. */
export interface Problem {
  readonly code: RefusalCode;
  readonly facts: Facts;
}

/**
 * A rule said no: the one kind of error that is part of the promise. Everything else that is thrown is a defect.
 * The compiler asks for every fact that the sentences of the code name; facts must hold no personal data, since
 * they reach logs and screens of third persons.
 */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error implements Problem {
  readonly code: RefusalCode;
  readonly facts: Facts;

  constructor(
    code: C,
    ...[facts]: [keyof FactsOf<C>] extends [never] ? [facts?: Facts] : [facts: FactsOf<C> & Facts]
  ) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts ?? {};
  }
}

/** True for a refusal, also for one thrown by a second copy of this module (as in a bundled worker). */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Refusal || (error instanceof Error && error.name === 'Refusal' && 'code' in error);
}

/** Makes a problem without throwing it, with the same check of its facts: for checks that report every fault at once. */
export function problem<C extends RefusalCode>(code: C, facts: FactsOf<C> & Facts): Problem {
  return { code, facts };
}

/** Runs a check and returns its refusal as a problem, or null when it passed; any other error goes on upwards. */
export function problemOf(check: () => unknown): Problem | null {
  try {
    check();
    return null;
  } catch (error) {
    if (isRefusal(error)) return { code: error.code, facts: error.facts };
    throw error;
  }
}

export type { Fact, Facts, RefusalCode };
