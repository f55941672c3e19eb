import type { CheckName, OutcomeOf } from './words.ts';
import { findOutcome } from './words.ts';

/** One thing that was looked at, and what was found. */
export interface Check {
  /** Stable for programs, for instance `ledger.inclusion`. */
  readonly name: CheckName;
  readonly ok: boolean;
  /** What was found, as one English sentence; it may quote the file, with everything unprintable taken out. */
  readonly detail: string;
  /** Stable word for what was found; with `facts` it gives the sentence in either language (`sayCheck`). */
  readonly outcome: string;
  readonly facts: Readonly<Record<string, string>>;
}

// Control and direction characters would let a hostile file rewrite the reader's screen.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const LONGEST_FACT = 200;

/** The check of a name with what was found; whether that is good stands in the table of words, not with the caller. */
export function makeCheck<Name extends CheckName>(
  name: Name,
  outcome: OutcomeOf<Name>,
  facts: Readonly<Record<string, string | number | bigint>> = {},
): Check {
  const shown = Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, toPrintable(String(value))]),
  );
  const { ok, en } = findOutcome(name, outcome);
  return { name, ok, detail: fillSentence(en, shown), outcome, facts: shown };
}

/** The name of a check and what it found, as a layman reads it. */
export function sayCheck(check: Check, language: 'zh' | 'en'): { title: string; sentence: string } {
  const { title, ...outcome } = findOutcome(check.name, check.outcome);
  return { title: title[language], sentence: fillSentence(outcome[language], check.facts) };
}

/** A text of a stranger made fit for a line on a screen: no control or direction characters, at most 200 letters. */
export function toPrintable(text: string): string {
  return text.slice(0, LONGEST_FACT).replaceAll(UNPRINTABLE, '\u00b7');
}

function fillSentence(sentence: string, facts: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, key: string) => facts[key] ?? '');
}
