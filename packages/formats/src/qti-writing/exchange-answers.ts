// From interactions and declarations of a QTI item to the kinds of answer that banks and other formats know.
import { plainEssay } from '../exchange/exchange-item.ts';
import type {
  Answer,
  ChoiceOption,
  Gap,
  NumberAnswer,
  RichText,
  TextAnswer,
} from '../exchange/exchange-item.ts';
import { childrenOf, elementsOf, findAttribute, findChild, textOf, wordsOf } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { richOf } from './rich-nodes.ts';

export interface Declared {
  readonly id: string;
  readonly isSingle: boolean;
  readonly baseType: string;
  readonly correct: readonly string[];
  readonly defaultText: string | null;
  /** Null without a mapping. */
  readonly mapping: ReadonlyMap<string, number> | null;
  readonly isMappingCaseSensitive: boolean;
}

const valuesOf = (element: XmlElement | null) =>
  element ? childrenOf(element, 'qti-value').map((value) => textOf(value)) : [];

export function readDeclared(element: XmlElement): Declared {
  const mapping = findChild(element, 'qti-mapping');
  const entries = mapping ? childrenOf(mapping, 'qti-map-entry') : [];
  const correct = valuesOf(findChild(element, 'qti-correct-response'));
  const baseType = findAttribute(element, 'base-type') ?? '';
  return {
    id: findAttribute(element, 'identifier') ?? '',
    isSingle: findAttribute(element, 'cardinality') === 'single',
    baseType,
    correct: baseType === 'string' ? correct : correct.map((value) => value.replace(/\s+/g, ' ').trim()),
    defaultText: valuesOf(findChild(element, 'qti-default-value'))[0] ?? null,
    mapping: mapping
      ? new Map(
          entries.map((entry) => [
            entry.attributes.get('map-key') ?? '',
            Number(findAttribute(entry, 'mapped-value') ?? 0),
          ]),
        )
      : null,
    isMappingCaseSensitive: entries.some(
      (entry) => (findAttribute(entry, 'case-sensitive') ?? 'true') === 'true',
    ),
  };
}

/** One branch of a chain of rules that gives points to an answer. */
interface Branch {
  readonly test: XmlElement | null;
  readonly score: number | null;
  readonly feedbackId: string | null;
}

function branchOf(element: XmlElement): Branch {
  const isElse = element.name === 'qti-response-else';
  const [first, ...rest] = childrenOf(element);
  const rules = isElse ? [...(first ? [first] : []), ...rest] : rest;
  const set = (id: string) =>
    rules.find((rule) => rule.name === 'qti-set-outcome-value' && findAttribute(rule, 'identifier') === id);
  const baseIn = (rule: XmlElement | undefined) =>
    rule ? [...elementsOf(rule)].find(({ name }) => name === 'qti-base-value') : undefined;
  const score = baseIn(set('SCORE'));
  const feedback = baseIn(set('FEEDBACK'));
  return {
    test: isElse ? null : (first ?? null),
    score: score ? Number(textOf(score)) : null,
    feedbackId: feedback ? textOf(feedback).trim() : null,
  };
}

/** The branches of every condition whose tests look at one response; of the others none. */
function chainFor(rules: readonly XmlElement[], response: string): Branch[] {
  return rules
    .filter(({ name }) => name === 'qti-response-condition')
    .flatMap((rule) => {
      const branches = childrenOf(rule).map(branchOf);
      const looksAt = branches.some(
        ({ test }) =>
          test && [...elementsOf(test)].some((each) => findAttribute(each, 'identifier') === response),
      );
      return looksAt ? branches : [];
    });
}

export interface AnswerContext {
  readonly declared: readonly Declared[];
  readonly rules: readonly XmlElement[];
  readonly grade: number;
  readonly isMapped: boolean;
  readonly isAllOrNothing: boolean;
  /** Text of a modal feedback by its identifier; reading one marks it as placed. */
  takeFeedback(id: string): RichText | null;
  lose(field: string, message: string): void;
}

const percent = (value: number) => Number((value * 100).toFixed(5));
const shareOf = (score: number, grade: number) => (grade === 0 ? 0 : percent(score / grade));
const isYes = (element: XmlElement, name: string) =>
  ['true', '1'].includes(findAttribute(element, name) ?? '');
const contentOf = (choice: XmlElement): RichText =>
  richOf(choice.children.filter((node) => node.kind === 'text' || !/^qti-feedback/.test(node.name)));

function readChoice(interaction: XmlElement, declared: Declared, context: AnswerContext): Answer {
  const { mapping, correct, isSingle } = declared;
  const usesMap = context.isMapped && mapping !== null;
  const options = childrenOf(interaction, 'qti-simple-choice').map((choice): ChoiceOption => {
    const id = findAttribute(choice, 'identifier') ?? '';
    const inline = [...elementsOf(choice)].some(
      ({ name }) => name === 'qti-feedback-inline' || name === 'qti-feedback-block',
    );
    if (inline) context.lose('answer.options.feedback', 'Feedback inside an option is not carried over.');
    return {
      id,
      text: contentOf(choice),
      fraction: usesMap ? shareOf(mapping.get(id) ?? 0, context.grade) : correct.includes(id) ? 100 : 0,
      feedback: context.takeFeedback(`FB_${id}`),
    };
  });
  const [yes, no] = [options.find(({ id }) => id === 'true'), options.find(({ id }) => id === 'false')];
  if (isSingle && options.length === 2 && yes && no && !usesMap)
    return {
      kind: 'judgement',
      correct: yes.fraction > 0,
      feedbackTrue: yes.feedback,
      feedbackFalse: no.feedback,
    };
  return {
    kind: 'choice',
    isSingle,
    scoring: !isSingle && !usesMap ? 'all' : 'sum',
    shuffle: isYes(interaction, 'shuffle'),
    numbering: '',
    options,
  };
}

/** The pattern of a wildcard answer as the writer makes it, back to the answer. */
function answerOfPattern(pattern: string): string {
  return pattern
    .replace(/\.\*/g, '*')
    .replace(/\[(.)(?:.)?\]/gu, '$1')
    .replace(/\\(.)/g, '$1');
}

function textAnswers(
  declared: Declared,
  context: AnswerContext,
): { answers: TextAnswer[]; isCaseSensitive: boolean } {
  const chain = chainFor(context.rules, declared.id);
  let isCaseSensitive = false;
  const fromRules = chain.flatMap(({ test, score, feedbackId }): TextAnswer[] => {
    if (score === null) return [];
    const given = {
      fraction: shareOf(score, context.grade),
      feedback: feedbackId === null ? null : context.takeFeedback(feedbackId),
    };
    if (test?.name === 'qti-string-match') {
      isCaseSensitive ||= isYes(test, 'case-sensitive');
      const base = findChild(test, 'qti-base-value');
      return base ? [{ text: textOf(base), ...given }] : [];
    }
    if (test?.name === 'qti-pattern-match')
      return [{ text: answerOfPattern(test.attributes.get('pattern') ?? ''), ...given }];
    return test === null && given.fraction === 0 && given.feedback === null
      ? []
      : test === null
        ? [{ text: '*', ...given }]
        : [];
  });
  if (fromRules.some(({ text }) => text !== '*')) return { answers: fromRules, isCaseSensitive };
  if (declared.mapping && context.isMapped) {
    return {
      answers: Array.from(declared.mapping, ([text, value]) => ({
        text,
        fraction: shareOf(value, context.grade),
        feedback: null,
      })),
      isCaseSensitive: declared.isMappingCaseSensitive,
    };
  }
  return {
    answers: declared.correct.map((text) => ({ text, fraction: 100, feedback: null })),
    isCaseSensitive: true,
  };
}

function toleranceOf(test: XmlElement): number {
  if (findAttribute(test, 'tolerance-mode') !== 'absolute') return 0;
  return Math.max(...(findAttribute(test, 'tolerance') ?? '0').split(/\s+/).map(Number));
}

function numberAnswers(declared: Declared, context: AnswerContext): NumberAnswer[] {
  const fromRules = chainFor(context.rules, declared.id).flatMap(
    ({ test, score, feedbackId }): NumberAnswer[] => {
      if (score === null) return [];
      const given = {
        fraction: shareOf(score, context.grade),
        feedback: feedbackId === null ? null : context.takeFeedback(feedbackId),
      };
      if (test === null)
        return given.fraction === 0 && given.feedback === null
          ? []
          : [{ value: null, tolerance: 0, ...given }];
      const base = test.name === 'qti-equal' ? findChild(test, 'qti-base-value') : null;
      if (base) return [{ value: Number(textOf(base)), tolerance: toleranceOf(test), ...given }];
      const isKey = test.name === 'qti-equal' && findChild(test, 'qti-correct') !== null;
      return isKey
        ? declared.correct.map((value) => ({ value: Number(value), tolerance: toleranceOf(test), ...given }))
        : [];
    },
  );
  if (fromRules.some(({ value }) => value !== null)) return fromRules;
  return declared.correct.map((value) => ({
    value: Number(value),
    tolerance: 0,
    fraction: 100,
    feedback: null,
  }));
}

function readMatch(interaction: XmlElement, declared: Declared, context: AnswerContext): Answer | null {
  const [left, right] = childrenOf(interaction, 'qti-simple-match-set').map((set) =>
    childrenOf(set, 'qti-simple-associable-choice'),
  );
  if (!left || !right) return null;
  const idOf = (choice: XmlElement) => findAttribute(choice, 'identifier') ?? '';
  const targets = new Map(right.map((choice) => [idOf(choice), choice]));
  const pairOf = new Map<string, string>();
  for (const pair of declared.correct) {
    const [from = '', to = ''] = pair.split(' ');
    if (pairOf.has(from)) context.lose('answer.pairs', `${from} belongs to several; the first is kept.`);
    else pairOf.set(from, to);
  }
  const words = (choice: XmlElement | undefined) => {
    if (!choice) return '';
    const text = contentOf(choice);
    return text.format === 'html' ? wordsOf(choice) : text.text;
  };
  const unpaired = left.filter((choice) => !pairOf.has(idOf(choice)));
  if (unpaired.length > 0)
    context.lose('answer.pairs', `${unpaired.length} choices belong to none and are left out.`);
  const used = new Set(pairOf.values());
  return {
    kind: 'match',
    shuffle: isYes(interaction, 'shuffle'),
    pairs: [
      ...left
        .filter((choice) => pairOf.has(idOf(choice)))
        .map((choice) => ({
          prompt: contentOf(choice),
          answer: words(targets.get(pairOf.get(idOf(choice)) ?? '')),
        })),
      ...right
        .filter((choice) => !used.has(idOf(choice)))
        .map((choice) => ({ prompt: null, answer: words(choice) })),
    ],
  };
}

function readOrder(interaction: XmlElement, declared: Declared): Answer | null {
  const choices = new Map(
    childrenOf(interaction, 'qti-simple-choice').map((choice) => [
      findAttribute(choice, 'identifier') ?? '',
      choice,
    ]),
  );
  const elements = declared.correct.map((id) => choices.get(id));
  if (elements.length === 0 || elements.some((choice) => !choice)) return null;
  return {
    kind: 'order',
    elements: elements.map((choice) => contentOf(choice ?? interaction)),
    layout: '',
    grading: '',
  };
}

/** The most that the rules or the mapping of one response give, or null where they say nothing. */
export function weightOf({ id, mapping }: Declared, rules: readonly XmlElement[]): number | null {
  const scores = mapping ? [...mapping.values()] : chainFor(rules, id).flatMap(({ score }) => score ?? []);
  const most = Math.max(0, ...scores.filter(Number.isFinite));
  return most > 0 ? most : null;
}

/** A gap inside a text: its kind, answers and weight from its declaration and rules. */
export function readGap(
  interaction: XmlElement,
  declared: Declared,
  context: AnswerContext,
  weight: number,
): Gap {
  if (interaction.name === 'qti-inline-choice-interaction') {
    const answers = childrenOf(interaction, 'qti-inline-choice').map((choice) => {
      const id = findAttribute(choice, 'identifier') ?? '';
      const fraction = declared.mapping
        ? shareOf(declared.mapping.get(id) ?? 0, weight)
        : declared.correct.includes(id)
          ? 100
          : 0;
      return { text: wordsOf(choice), fraction, tolerance: null, feedback: null };
    });
    return { kind: 'choice', weight, shuffle: isYes(interaction, 'shuffle'), answers };
  }
  const own = { ...context, grade: weight, isMapped: declared.mapping !== null };
  if (declared.baseType === 'float' || declared.baseType === 'integer') {
    const answers = numberAnswers(declared, own).map(({ value, tolerance, fraction }) => ({
      text: value === null ? '*' : String(value),
      fraction,
      tolerance: value === null ? null : tolerance,
      feedback: null,
    }));
    return { kind: 'number', weight, shuffle: false, answers };
  }
  const { answers, isCaseSensitive } = textAnswers(declared, own);
  return {
    kind: isCaseSensitive ? 'text-case' : 'text',
    weight,
    shuffle: false,
    answers: answers.map(({ text, fraction }) => ({ text, fraction, tolerance: null, feedback: null })),
  };
}

/** The answer of an item with one interaction (an upload beside an essay apart), or null where no other format knows its kind. */
export function readSingleAnswer(interactions: readonly XmlElement[], context: AnswerContext): Answer | null {
  const [interaction, second] = interactions;
  if (!interaction) return { kind: 'description' };
  const find = (element: XmlElement) =>
    context.declared.find(({ id }) => id === findAttribute(element, 'response-identifier'));
  const declared = find(interaction);
  if (!declared) return null;
  if (interaction.name === 'qti-extended-text-interaction') {
    const files = second ? find(second) : undefined;
    return {
      kind: 'essay',
      ...plainEssay,
      responseFormat: findAttribute(interaction, 'format') === 'xhtml' ? 'editor' : 'plain',
      lines: Number(findAttribute(interaction, 'expected-lines') ?? plainEssay.lines),
      attachments: files ? (files.isSingle ? 1 : -1) : 0,
      template: declared.defaultText === null ? null : { format: 'plain', text: declared.defaultText },
    };
  }
  if (second) return null;
  switch (interaction.name) {
    case 'qti-choice-interaction':
      return readChoice(interaction, declared, context);
    case 'qti-text-entry-interaction':
      return declared.baseType === 'float' || declared.baseType === 'integer'
        ? { kind: 'number', answers: numberAnswers(declared, context), units: [] }
        : { kind: 'text', ...textAnswers(declared, context) };
    case 'qti-match-interaction':
      return readMatch(interaction, declared, context);
    case 'qti-order-interaction':
      return readOrder(interaction, declared);
    default:
      return null;
  }
}
