// A question as the bank holds it: one QTI 3 document with its files beside it. What is listed, searched and compared – type,
// stem, options – is read from the document, so that the two can never say different things.
import { interactionOf, scoredInteractions } from '@jiangping/domain/items/interactions';
import type { Interaction } from '@jiangping/domain/items/interactions';
import type { CheckProblem } from '../check.ts';
import { letterOf } from '../exchange/exchange-item.ts';
import { isExternal } from '../qti/active-content.ts';
import { readQti } from '../qti/content.ts';
import { maxScoreOf } from '../qti/max-score.ts';
import type { Item, MaybeValue } from '../qti/model.ts';
import { collectProblems } from '../qti/problems.ts';
import { startItem } from '../qti/response-processing.ts';
import type { XmlNode } from '../qti/xml-tree.ts';

/** What a document says, as lists and searches know an item. */
export interface QuestionReading {
  readonly interaction: Interaction;
  /** The words of the body, gaps as `＿＿` and drawn numbers as `…`, without the options; at most 4,000 characters. */
  readonly stem: string;
  /** What can be chosen, in document order, lettered A, B …; at most 100 of 1,000 characters. */
  readonly options: readonly { readonly id: string; readonly text: string }[];
  /** Letters of the keyed options of a lone choice; empty for every other question. */
  readonly correct: readonly string[];
  /** Most points its rules can give; null where a person marks, or nothing tells. */
  readonly maxScore: number | null;
}

export interface OpenedQuestion {
  /** Null where the document is no single item. */
  readonly item: Item | null;
  readonly reading: QuestionReading | null;
  /** Everything wrong; a question with an `error` may not enter the bank. */
  readonly problems: readonly CheckProblem[];
}

const NAME = 'question.xml';
const utf8 = new TextEncoder();
/** The clone that is looked at; what is asked does not depend on it. */
const READING_SEED = 1;

/**
 * Reads a question document. `media`: the addresses of the files stored with it. It never throws for what the document says;
 * its own problems are `question_not_one_item`, `question_media_missing` (an address without a stored file),
 * `question_address_outside`, `question_stimulus` (its text stands in another document) and `question_unscored` (a type that a
 * rule must score, and no rule does).
 */
export function openQuestion(document: string, media: ReadonlySet<string>): OpenedQuestion {
  const content = readQti({ kind: 'file', name: NAME, bytes: utf8.encode(document) });
  const found: CheckProblem[] = [];
  const problems = collectProblems(NAME, found);
  const [item] = content.items;
  if (!item || content.items.length > 1 || content.tests.length > 0) {
    if (content.problems.length === 0)
      problems.add('error', 'question_not_one_item', null, 'The document is not one item.');
    return { item: null, reading: null, problems: [...content.problems, ...found] };
  }
  for (const { href, line } of item.assets) {
    if (isExternal(href))
      problems.add('error', 'question_address_outside', line, `“${href}” lies outside the bank.`);
    else if (!/^data:/i.test(href) && !media.has(href))
      problems.add('error', 'question_media_missing', line, `The file “${href}” is not stored.`);
  }
  if (item.stimuli.length > 0)
    problems.add('error', 'question_stimulus', null, 'Part of the text stands in another document.');
  const reading = readingOf(item);
  if (isScored(reading.interaction) && !(reading.maxScore !== null && reading.maxScore > 0))
    problems.add('error', 'question_unscored', null, 'No rule of the document gives points.');
  return { item, reading, problems: [...content.problems, ...found] };
}

function isScored(interaction: Interaction): boolean {
  return scoredInteractions.some((each) => each === interaction);
}

function readingOf(item: Item): QuestionReading {
  const silent = { seed: READING_SEED, problems: collectProblems(NAME, []) };
  const state = startItem(item, silent);
  const choices = item.interactions.flatMap((each) => each.choices);
  const [only] = item.interactions;
  const read = interactionOf(
    item.interactions.map(({ kind, max }) => ({ kind, max })),
    item.isAdaptive,
  );
  // QTI has no judgement: it is the choice between `true` and `false` (qti-writing/choice-answer.ts).
  const isJudgement =
    choices.length === 2 && ['true', 'false'].every((id) => choices.some((each) => each.id === id));
  const interaction = read === 'single' && isJudgement ? 'judgement' : read;
  const key = item.interactions.length === 1 && only?.kind === 'choice' ? state.corrects.get(only.id) : null;
  return {
    interaction,
    stem: stemOf(item).slice(0, 4000),
    options: choices.slice(0, 100).map(({ text }, i) => ({ id: letterOf(i), text: text.slice(0, 1000) })),
    correct: keyOf(
      key ?? null,
      choices.map(({ id }) => id),
    ),
    maxScore: maxScoreOf(item, state, silent),
  };
}

function keyOf(key: MaybeValue, ids: readonly string[]): string[] {
  const keyed = new Set(key?.values ?? []);
  return ids.flatMap((id, i) => (keyed.has(id) ? [letterOf(i)] : []));
}

const choiceNames =
  /^qti-(?:simple-choice|simple-match-set|simple-associable-choice|inline-choice|gap-text|gap-img|hotspot-choice|associable-hotspot)$/;
const unread =
  /^qti-(?:modal-feedback|feedback-inline|feedback-block|catalog-info|stylesheet|template-processing)$/;
const breaking =
  /^(?:p|div|li|tr|td|th|h[1-6]|br|dt|dd|blockquote|pre|qti-prompt|qti-.*-interaction|qti-rubric-block)$/;
const gaps = new Set(['qti-text-entry-interaction', 'qti-inline-choice-interaction', 'qti-gap']);

function stemOf({ body, title }: Item): string {
  const parts: string[] = [];
  const visit = (node: XmlNode) => {
    if (node.kind === 'text') {
      parts.push(node.text);
      return;
    }
    if (choiceNames.test(node.name) || unread.test(node.name)) return;
    if (gaps.has(node.name)) {
      parts.push('＿＿');
      return;
    }
    // Every clone has another number there.
    if (node.name === 'qti-printed-variable') parts.push('…');
    if (breaking.test(node.name)) parts.push(' ');
    if (node.name === 'img') parts.push(` ${node.attributes.get('alt') ?? ''} `);
    for (const child of node.children) visit(child);
    if (breaking.test(node.name)) parts.push(' ');
  };
  if (body) visit(body);
  return parts.join('').replace(/\s+/g, ' ').trim() || title;
}
