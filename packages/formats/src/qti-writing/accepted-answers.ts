// Accepted answers from declarations and rules: what a mapping, a correct response or a chain of conditions says.
import type { NumberAnswer, RichText, TextAnswer } from '../exchange/exchange-item.ts';
import { childrenOf, elementsOf, findAttribute, findChild, textOf } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';

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

/** Reads a response declaration. */
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
    // QTI 3.0's schema disregards case where nothing is said; the upgrade of a QTI 2.x document says what its schema means.
    isMappingCaseSensitive: entries.some((entry) => isYes(entry, 'case-sensitive')),
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

/** What answers are read from. */
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

/** Percent of the grade. */
export const shareOf = (score: number, grade: number) => (grade === 0 ? 0 : percent(score / grade));

/** True for an attribute that says so. */
export const isYes = (element: XmlElement, name: string) =>
  ['true', '1'].includes(findAttribute(element, name) ?? '');

/** The pattern of a wildcard answer as the writer makes it, back to the answer. */
function answerOfPattern(pattern: string): string {
  return pattern
    .replace(/\.\*/g, '*')
    .replace(/\[(.)(?:.)?\]/gu, '$1')
    .replace(/\\(.)/g, '$1');
}

/** Accepted texts: of the rules, else of the mapping, else the correct ones. */
export function textAnswers(
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

/** Accepted numbers: of the rules, else the correct ones. */
export function numberAnswers(declared: Declared, context: AnswerContext): NumberAnswer[] {
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

/** The most that the rules or the mapping of one response give, or null where they say nothing. */
export function weightOf({ id, mapping }: Declared, rules: readonly XmlElement[]): number | null {
  const scores = mapping ? [...mapping.values()] : chainFor(rules, id).flatMap(({ score }) => score ?? []);
  const most = Math.max(0, ...scores.filter(Number.isFinite));
  return most > 0 ? most : null;
}
