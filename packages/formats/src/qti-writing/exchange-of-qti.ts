// From a QTI item (a cleaned tree in QTI 3 names) to an item to exchange with formats that know less. What is left behind is
// told; an interaction that no other format knows makes the item as a whole one that cannot be exchanged.
import { makeItem, noFacts } from '../exchange/exchange-item.ts';
import type { Answer, ExchangeItem, Gap, RichText } from '../exchange/exchange-item.ts';
import { childrenOf, elementsOf, findAttribute, findChild, textOf } from '../qti/xml-tree.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { buildQtiItem } from './build-item.ts';
import { readDeclared, weightOf } from './accepted-answers.ts';
import type { AnswerContext } from './accepted-answers.ts';
import { readGap, readSingleAnswer } from './exchange-answers.ts';
import { addressOf, fromPackageAddresses } from './item-files.ts';
import type { Resolve } from './item-files.ts';
import { readRecord } from './item-record.ts';
import { writeQtiDocument } from './qti-xml.ts';
import { richOf } from './rich-nodes.ts';

export interface QtiExchange {
  /** Null where the item cannot be exchanged. */
  readonly item: ExchangeItem | null;
  /** Fields that are left behind, with the reason. */
  readonly lost: readonly { readonly field: string; readonly message: string }[];
}

const isInteraction = ({ name }: XmlElement) => /^qti-.*-interaction$/.test(name);
const isGapKind = ({ name }: XmlElement) =>
  name === 'qti-text-entry-interaction' || name === 'qti-inline-choice-interaction';

/** The body without its interactions: prompts stay, and gaps become marks. */
function stemNodes(nodes: readonly XmlNode[], marks: ReadonlyMap<XmlElement, string>): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (node.kind === 'text') return [node];
    const mark = marks.get(node);
    if (mark !== undefined) return mark === '' ? [] : [{ kind: 'text', text: mark, line: node.line }];
    if (node.name === 'qti-rubric-block' || node.name === 'qti-gap-text' || node.name === 'qti-gap-img')
      return [];
    if (isInteraction(node)) {
      const prompt = findChild(node, 'qti-prompt');
      const inside =
        node.name === 'qti-gap-match-interaction' ? node.children.filter((child) => child !== prompt) : [];
      return [...(prompt ? stemNodes(prompt.children, marks) : []), ...stemNodes(inside, marks)];
    }
    const children = stemNodes(node.children, marks);
    const isHolder =
      node.name === 'p' &&
      node.children.length > 0 &&
      children.every((child) => child.kind === 'text' && child.text.trim() === '');
    return isHolder ? [] : [{ ...node, children }];
  });
}

function readWords(
  interaction: XmlElement,
  context: AnswerContext,
): { answer: Answer; marks: Map<XmlElement, string> } | null {
  const declared = context.declared.find(
    ({ id }) => id === findAttribute(interaction, 'response-identifier'),
  );
  const texts = childrenOf(interaction, 'qti-gap-text');
  if (!declared || childrenOf(interaction, 'qti-gap-img').length > 0) return null;
  const placeOf = new Map(texts.map((text, i) => [findAttribute(text, 'identifier') ?? '', i + 1]));
  const keyOf = new Map(declared.correct.map((pair) => pair.split(' ').toReversed() as [string, string]));
  const gaps = [...elementsOf(interaction)].filter(({ name }) => name === 'qti-gap');
  const marks = new Map<XmlElement, string>();
  for (const gap of gaps) {
    const place = placeOf.get(keyOf.get(findAttribute(gap, 'identifier') ?? '') ?? '');
    if (place === undefined) return null;
    marks.set(gap, `[[${place}]]`);
  }
  const groups = gaps.map((gap) => findAttribute(gap, 'match-group') ?? '');
  const names = [...new Set(groups)];
  return {
    answer: {
      kind: 'words',
      isDragged: true,
      shuffle: findAttribute(interaction, 'shuffle') === 'true',
      choices: texts.map((text) => ({
        text: textOf(text).trim(),
        group:
          Math.max(
            0,
            names.findIndex((name) => name.split(/\s+/).includes(findAttribute(text, 'identifier') ?? '')),
          ) + 1,
        isInfinite: findAttribute(text, 'match-max') === '0',
      })),
    },
    marks,
  };
}

function gradeOf(root: XmlElement): number | null {
  const outcomes = childrenOf(root, 'qti-outcome-declaration');
  const find = (id: string) => outcomes.find((each) => findAttribute(each, 'identifier') === id);
  const maximum = Number(findAttribute(find('SCORE') ?? root, 'normal-maximum') ?? Number.NaN);
  if (Number.isFinite(maximum)) return maximum;
  const declared = find('MAXSCORE');
  const value = declared ? Number(textOf(declared).trim() || Number.NaN) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

function mappedMaximum(context: Pick<AnswerContext, 'declared' | 'isMapped'>): number {
  const [first] = context.declared;
  if (!context.isMapped || !first?.mapping) return 1;
  const values = [...first.mapping.values()].filter((value) => value > 0);
  const most = first.isSingle ? Math.max(0, ...values) : values.reduce((sum, value) => sum + value, 0);
  return most > 0 ? most : 1;
}

const textTags = (text: string | undefined): string[] => {
  try {
    const tags: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [];
  }
};

/** The copy that the writer left, taken only where the document is still the one that it stands for. */
function readCopy(root: XmlElement, copy: string, resolve: Resolve): ExchangeItem | null {
  try {
    const given = JSON.parse(copy) as ExchangeItem;
    const files = given.files.map((file) => ({ ...file, bytes: resolve(addressOf(given.id, file)) }));
    const item = {
      ...given,
      files: files.flatMap((file) => (file.bytes ? [{ ...file, bytes: file.bytes }] : [])),
    };
    if (item.files.length < files.length) return null;
    return writeQtiDocument(buildQtiItem(item, copy, null)) === writeQtiDocument(root) ? item : null;
  } catch {
    return null;
  }
}

/** Reads an item; `resolve` finds the files that it names. */
export function exchangeOfQti(given: XmlElement, resolve: Resolve): QtiExchange {
  const record = readRecord(given);
  const copy = record.get('copy');
  const own = copy === undefined ? null : readCopy(given, copy, resolve);
  if (own) return { item: own, lost: [] };
  const lost: { field: string; message: string }[] = [];
  const lose = (field: string, message: string) => void lost.push({ field, message });
  const id = record.get('id') ?? findAttribute(given, 'identifier') ?? '';
  const { root, files, missing } = fromPackageAddresses(given, id, resolve);
  for (const href of missing) lose('files', `The file ${href.slice(0, 80)} is missing.`);
  const body = findChild(root, 'qti-item-body');
  const processing = findChild(root, 'qti-response-processing');
  const interactions = body ? [...elementsOf(body)].filter(isInteraction) : [];
  const texts = new Map(
    childrenOf(root, 'qti-modal-feedback').map((each): [string, RichText] => [
      findAttribute(each, 'identifier') ?? '',
      richOf((findChild(each, 'qti-content-body') ?? each).children),
    ]),
  );
  const isMapped =
    /map_response/.test(findAttribute(processing ?? root, 'template') ?? '') ||
    (processing ? [...elementsOf(processing)].some(({ name }) => name === 'qti-map-response') : false);
  const declared = childrenOf(root, 'qti-response-declaration').map(readDeclared);
  const grade = gradeOf(root) ?? mappedMaximum({ declared, isMapped });
  const context: AnswerContext = {
    declared,
    rules: processing ? childrenOf(processing) : [],
    grade,
    isMapped,
    isAllOrNothing: record.get('scoring') === 'all',
    takeFeedback(name) {
      const text = texts.get(name) ?? null;
      texts.delete(name);
      return text;
    },
    lose,
  };
  if (findAttribute(root, 'adaptive') === 'true')
    lose('adaptive', 'Only the question is carried over, not its steps.');
  if (findChild(root, 'qti-template-processing'))
    lose('templates', 'Only one form of the question can be carried over.');
  const reading = readAnswer(interactions, context);
  if (!reading) {
    const kinds = [...new Set(interactions.map(({ name }) => name.slice(4, -12)))].join(', ');
    return {
      item: null,
      lost: [{ field: 'answer', message: `No other format knows ${kinds || 'this'} as it is set here.` }],
    };
  }
  const stem = richOf(stemNodes(body?.children ?? [], reading.marks));
  const feedback = context.takeFeedback('FB_GENERAL');
  const combined = {
    correct: context.takeFeedback('FB_CORRECT'),
    partial: context.takeFeedback('FB_PARTIAL'),
    incorrect: context.takeFeedback('FB_INCORRECT'),
  };
  if (texts.size > 0) lose('feedback', `Feedback ${[...texts.keys()].join(', ')} is not carried over.`);
  const numberIn = (field: string) => (record.has(field) ? Number(record.get(field)) : null);
  const isCombined = Object.values(combined).some((text) => text !== null);
  const item = makeItem({
    id,
    title: record.get('isTitleMade') === 'true' ? '' : (findAttribute(root, 'title') ?? ''),
    category: record.get('category') ?? '',
    stem,
    answer: reading.answer,
    feedback,
    combined: isCombined ? { ...combined, showsCount: false } : null,
    grade: reading.answer.kind === 'description' ? 0 : grade,
    penalty: numberIn('penalty'),
    tags: textTags(record.get('tags')),
    facts: {
      ...noFacts,
      point: record.get('point') ?? null,
      difficulty: numberIn('difficulty'),
      angoff: numberIn('angoff'),
      seconds: numberIn('seconds'),
      source: record.get('source') ?? null,
      rationale: record.get('rationale') ?? null,
    },
    files,
  });
  return { item, lost };
}

interface AnswerReading {
  readonly answer: Answer;
  readonly marks: ReadonlyMap<XmlElement, string>;
}

function readAnswer(interactions: readonly XmlElement[], context: AnswerContext): AnswerReading | null {
  const [first] = interactions;
  if (first?.name === 'qti-gap-match-interaction' && interactions.length === 1)
    return readWords(first, context);
  const isInText =
    first !== undefined && (interactions.length > 1 || first.name === 'qti-inline-choice-interaction');
  if (isInText && interactions.every(isGapKind)) {
    const marks = new Map<XmlElement, string>();
    const gaps: Gap[] = [];
    for (const interaction of interactions) {
      const declared = context.declared.find(
        ({ id }) => id === findAttribute(interaction, 'response-identifier'),
      );
      if (!declared) return null;
      const weight =
        weightOf(declared, context.rules) ?? Number((context.grade / interactions.length).toFixed(5));
      gaps.push(readGap(interaction, declared, context, weight));
      marks.set(interaction, `{#${gaps.length}}`);
    }
    return { answer: { kind: 'cloze', gaps }, marks };
  }
  const answer = readSingleAnswer(interactions, context);
  return answer ? { answer, marks: new Map(interactions.filter(isGapKind).map((each) => [each, ''])) } : null;
}
