// Items as candidates meet them, and what their answers score: the door for sittings and marking.
import { createHash } from 'node:crypto';
import { scoredInteractions } from '@jiangping/domain/items/interactions';
import type { ItemQuestion, TheoryItem } from '@jiangping/domain/items/item';
import { scoreResponse } from '@jiangping/domain/items/scoring';
import { Refusal } from '@jiangping/domain/refusal';
import { partWords } from '@jiangping/formats/problem-parts';
import { scoreQuestion } from '@jiangping/formats/question/answers';
import { presentQuestion } from '@jiangping/formats/question/presentation';
import type { PresentedNode } from '@jiangping/formats/question/presented';
import { openQuestion } from '@jiangping/formats/question/question';
import type { Item } from '@jiangping/formats/qti/model';
import { collectProblems } from '@jiangping/formats/qti/problems';
import { startItem } from '@jiangping/formats/qti/response-processing';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { findStored } from './questions.ts';

/** One item of a form in the hands of one candidate. */
export interface AnsweredItem {
  position: number;
  points: number;
  versionId: string;
  body: TheoryItem;
}

/**
 * What the candidate's device may see, named field by field: no key slips through with the rest of the body. A question
 * document is shown as the clone and in the order that are this attempt's, the same after every reload and at marking.
 */
export function toPlayerItem({ position, points, versionId, body }: AnsweredItem, attemptId: string) {
  const interaction = scoredInteractions.find((each) => each === body.interaction);
  // The blueprint takes no other into a paper.
  if (!interaction) throw new Refusal('not_found');
  const { question } = body;
  return {
    position,
    interaction,
    points,
    stem: body.stem,
    options: question ? [] : body.options.map(({ id, text }) => ({ id, text })),
    content: question
      ? presentFor(openedOf(versionId, question), question, seedOf(attemptId, versionId))
      : null,
  };
}

/** The points of an answer: by key, or by the document's own rules for the clone of this attempt; an unanswered item gives none. */
export function scoreAnswer(
  { points, versionId, body }: AnsweredItem,
  response: readonly string[] | null,
  attemptId: string,
): number {
  if (!body.question) return scoreResponse(body, response, points);
  if (!response || response.length === 0) return 0;
  const silent = collectProblems('', []);
  const { share } = scoreQuestion(
    openedOf(versionId, body.question),
    response,
    seedOf(attemptId, versionId),
    silent,
  );
  return Math.round((share ?? 0) * points * 1e6) / 1e6;
}

/**
 * A question document as a candidate sees it, everything wrong with it, and what an answer scores; for those who read items.
 * Nothing is written and no stored item is read.
 */
export async function tryQuestion(
  base: Base,
  caller: Caller | null,
  input: { question: ItemQuestion; seed: number; response?: string[] | undefined },
) {
  requirePost(caller, 'readItem');
  const { question, seed, response } = input;
  const stored = await findStored(
    base.db,
    question.media.map(({ sha256 }) => sha256),
  );
  const media = question.media.filter(({ sha256 }) => stored.has(sha256));
  const { item, reading, problems } = openQuestion(question.document, new Set(media.map(({ href }) => href)));
  const found = [...problems];
  const collector = collectProblems('question.xml', found);
  const score = item && response ? scoreQuestion(item, response, seed, collector) : null;
  return {
    reading: reading && {
      interaction: reading.interaction,
      stem: reading.stem,
      options: reading.options.map((option) => ({ ...option })),
      maxScore: reading.maxScore,
    },
    problems: found.flatMap(({ severity, where, code, message }) =>
      severity === 'info' ? [] : [{ severity, where, code, ...partWords(message) }],
    ),
    content: item ? presentFor(item, { ...question, media }, seed) : [],
    outcome: score && { score: score.score, variables: { ...score.outcomes } },
  };
}

function presentFor(item: Item, { media }: ItemQuestion, seed: number): PresentedNode[] {
  const sources = new Map(media.map(({ href, sha256 }) => [href, `media:${sha256}`]));
  const state = startItem(item, { seed, problems: collectProblems('', []) });
  return presentQuestion(item, state, seed, (href) => sources.get(href) ?? null);
}

/** Documents of papers under way, read once: a version that a paper holds never changes. */
const opened = new Map<string, Item>();
const MOST_OPENED = 500;

function openedOf(versionId: string, { document, media }: ItemQuestion): Item {
  const known = opened.get(versionId);
  if (known) return known;
  const { item } = openQuestion(document, new Set(media.map(({ href }) => href)));
  // Nothing enters the bank that cannot be read.
  if (!item) throw new Error('a stored question document cannot be read');
  if (opened.size >= MOST_OPENED) opened.clear();
  opened.set(versionId, item);
  return item;
}

/** 32 bits that belong to one attempt and one version: another candidate has another clone, the same reload the same one. */
function seedOf(attemptId: string, versionId: string): number {
  return createHash('sha256').update(`question-seed/v1\0${attemptId}\0${versionId}`).digest().readUInt32BE(0);
}
