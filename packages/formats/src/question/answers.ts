// Answers to a question: lines `<response identifier>=<value>` as the save journal keeps them, and what they score.
import type { OutcomeValue, ResponseInput } from '../check.ts';
import type { Item } from '../qti/model.ts';
import { maxScoreOf } from '../qti/max-score.ts';
import { outcomesOf } from '../qti/check-qti.ts';
import type { Problems } from '../qti/problems.ts';
import { processResponses, startItem } from '../qti/response-processing.ts';
import { keepGivable } from './givable.ts';

/**
 * The responses that lines say, by response identifier: one value for a single response, else all in order as far as the
 * interaction can give them (`keepGivable`). A line without `=`, or of a response the item does not have, is left out.
 */
export function responsesOf(item: Item, lines: readonly string[]): Readonly<Record<string, ResponseInput>> {
  const byId = new Map<string, string[]>();
  for (const line of lines) {
    const at = line.indexOf('=');
    if (at < 0) continue;
    const id = line.slice(0, at);
    byId.set(id, [...(byId.get(id) ?? []), line.slice(at + 1)]);
  }
  const responses: Record<string, ResponseInput> = {};
  for (const { id, cardinality } of item.responses) {
    const values = byId.get(id);
    // Of two lines for a single response the later was written later.
    if (!values) continue;
    const interaction = item.interactions.find((each) => each.id === id);
    if (cardinality === 'single') responses[id] = values.at(-1) ?? null;
    else responses[id] = interaction ? keepGivable(interaction, values) : values;
  }
  return responses;
}

export interface QuestionScore {
  /** Share of the most points, 0–1; null where the rules did not end or gave no number. */
  readonly share: number | null;
  /** SCORE as the rules gave it. */
  readonly score: number | null;
  readonly outcomes: Readonly<Record<string, OutcomeValue>>;
}

/**
 * Scores one answer by the item's own response processing, for the clone of the seed. The share is SCORE over the most
 * points, no less than 0 and no more than 1: a wrong answer never costs points of other items (国家题库开发指南).
 */
export function scoreQuestion(
  item: Item,
  lines: readonly string[],
  seed: number,
  problems: Problems,
): QuestionScore {
  const options = { seed, problems };
  const start = startItem(item, options);
  const most = maxScoreOf(item, start, options);
  const after = processResponses(item, start, responsesOf(item, lines), options);
  const outcomes = outcomesOf(item, after);
  const { SCORE: score } = outcomes;
  const isUsable = after.isSound && typeof score === 'number' && Number.isFinite(score);
  return {
    share: isUsable && most !== null && most > 0 ? Math.min(1, Math.max(0, score / most)) : null,
    score: isUsable ? score : null,
    outcomes,
  };
}
