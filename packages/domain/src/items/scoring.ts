import type { TheoryItem } from './item.ts';

/**
 * The points of a response: all of them when exactly the keyed options are chosen, in any order, else none. So a judgement
 * or single choice is right or wrong, a multiple choice all or nothing, and a wrong answer never costs points (国家题库开发
 * 指南). An empty response, or one with an option twice, scores none.
 */
export function scoreResponse(
  { correct }: Pick<TheoryItem, 'correct'>,
  response: readonly string[] | null,
  points: number,
): number {
  if (!response || response.length !== correct.length) return 0;
  const chosen = new Set(response);
  return chosen.size === correct.length && correct.every((id) => chosen.has(id)) ? points : 0;
}
