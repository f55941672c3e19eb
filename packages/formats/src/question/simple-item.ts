// Which items of a file are so plain that stem, options and key say everything: the bank keeps those in its own form, by which
// they are edited, printed and compared most simply. Every other one becomes a question document.
import { problemsOfTheoryItem } from '@jiangping/domain/items/item';
import type { ItemOption } from '@jiangping/domain/items/item';
import type { KeyedInteraction } from '@jiangping/domain/items/interactions';
import { letterOf } from '../exchange/exchange-item.ts';
import type { ExchangeItem, RichText } from '../exchange/exchange-item.ts';
import { plainOf, readHtml } from '../exchange/html.ts';
import type { XmlNode } from '../qti/xml-tree.ts';

/** A question that stem, options and key say. */
export interface SimpleQuestion {
  readonly interaction: KeyedInteraction;
  readonly stem: string;
  readonly options: readonly ItemOption[];
  readonly correct: readonly string[];
}

const bareElements = new Set(['p', 'br', 'div', 'span']);

function isBare(nodes: readonly XmlNode[]): boolean {
  return nodes.every(
    (node) =>
      node.kind === 'text' ||
      (bareElements.has(node.name) &&
        [...node.attributes.keys()].every((key) => ['class', 'dir', 'xml:lang'].includes(key)) &&
        isBare(node.children)),
  );
}

/** The words of a text that has nothing but words, or null. */
export function wordsAlone(rich: RichText): string | null {
  const { format, text } = rich;
  if (format === 'plain') return text;
  if (format === 'markdown') return /[*_`#[\]!>|~\\]|^\s*(?:[-+]|\d+\.)\s/m.test(text) ? null : text;
  if (format === 'moodle' && !/<[a-z]/i.test(text)) return text;
  return isBare(readHtml(text).nodes) ? plainOf(rich) : null;
}

function choiceOf(answer: ExchangeItem['answer'] & { kind: 'choice' }, stem: string): SimpleQuestion | null {
  const { isSingle, scoring, options } = answer;
  const texts = options.map(({ text }) => wordsAlone(text));
  const isPlain = texts.every((text) => text !== null) && options.every(({ feedback }) => feedback === null);
  const isWhole = options.every(({ fraction }) => fraction === 0 || fraction === 100);
  if (!isPlain || !isWhole || (!isSingle && scoring !== 'all')) return null;
  return {
    interaction: isSingle ? 'single' : 'multiple',
    stem,
    options: texts.map((text, i) => ({ id: letterOf(i), text })),
    correct: options.flatMap(({ fraction }, i) => (fraction === 100 ? [letterOf(i)] : [])),
  };
}

/** True where nothing but the bank's rule on options and keys could object. */
function fitsRules(question: SimpleQuestion): boolean {
  const facts = { point: 'A', difficulty: 1, angoff: 0.5, seconds: 1, source: 'A', rationale: 'A' };
  return problemsOfTheoryItem({ id: 'A', ...facts, ...question }).every(
    ({ code }) => !/option|key/.test(code),
  );
}

/**
 * The item in the bank's own form, or null where that would lose something of the question. With `isTrade` – the sheets and
 * banks of the trade – a choice with the wrong number of options is kept in that form too, so that the bank's rule is told
 * to who filled in the sheet; from elsewhere it becomes a document, which may have any number.
 */
export function simpleQuestionOf(item: ExchangeItem, isTrade: boolean): SimpleQuestion | null {
  const { answer, files } = item;
  const words = wordsAlone(item.stem);
  if (words === null || files.length > 0) return null;
  const stem = words.trim();
  if (answer.kind === 'judgement') {
    const { correct, feedbackTrue, feedbackFalse } = answer;
    if (feedbackTrue !== null || feedbackFalse !== null) return null;
    return { interaction: 'judgement', stem, options: [], correct: [String(correct)] };
  }
  if (answer.kind !== 'choice') return null;
  const question = choiceOf(answer, stem);
  return question && (isTrade || fitsRules(question)) ? question : null;
}
