import { plainEssay } from './exchange-item.ts';
import type { ExchangeItem } from './exchange-item.ts';
import type { LossList } from './reading.ts';

const isLost = {
  title: (item) => item.title !== '',
  category: (item) => item.category !== '',
  grade: (item) => item.grade !== (item.answer.kind === 'description' ? 0 : 1),
  penalty: (item) => item.penalty !== null,
  isHidden: (item) => item.isHidden,
  hints: (item) => item.hints.length > 0,
  combined: (item) => item.combined !== null,
  feedback: (item) => item.feedback !== null,
  files: (item) => item.files.length > 0,
  tags: (item) => item.tags.length > 0,
  shuffle: ({ answer }) => 'shuffle' in answer && !answer.shuffle,
  numbering: ({ answer }) => answer.kind === 'choice' && answer.numbering !== '',
  essay: ({ answer }) =>
    answer.kind === 'essay' &&
    JSON.stringify({ ...plainEssay, ...answer }) !== JSON.stringify({ ...plainEssay, kind: 'essay' }),
  answerFeedback: ({ answer }) =>
    (answer.kind === 'judgement' && (answer.feedbackTrue ?? answer.feedbackFalse) !== null) ||
    (answer.kind === 'choice' && answer.options.some(({ feedback }) => feedback !== null)) ||
    ((answer.kind === 'text' || answer.kind === 'number') &&
      answer.answers.some(({ feedback }) => feedback !== null)),
  point: ({ facts }) => facts.point !== null,
  difficulty: ({ facts }) => facts.difficulty !== null,
  angoff: ({ facts }) => facts.angoff !== null,
  seconds: ({ facts }) => facts.seconds !== null,
  source: ({ facts }) => facts.source !== null,
  rationale: ({ facts }) => facts.rationale !== null,
  scoring: ({ answer }) => answer.kind === 'choice' && answer.scoring === 'all',
  stemFormat: ({ stem }) => stem.format !== 'plain',
} satisfies Record<string, (item: ExchangeItem) => boolean>;

/** Tells those of the named fields that say something other than the default, as lost. */
export function loseFields(
  item: ExchangeItem,
  losses: LossList,
  fields: readonly (keyof typeof isLost)[],
): void {
  for (const field of fields) if (isLost[field](item)) losses.lose(item.id, field);
}
