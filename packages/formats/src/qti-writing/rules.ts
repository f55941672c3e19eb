// Response processing in the few forms that items of a bank need, as trees.
import { element } from '../exchange/xml-text.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { formatNumber } from '../qti/values.ts';

/** Addresses of the standard response processing templates of QTI 3.0. */
export const templates = {
  matchCorrect: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml',
  mapResponse: 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml',
} as const;

/** The value of a variable. */
export const variable = (id: string) => element('qti-variable', { identifier: id });
/** A value written out. */
export const base = (type: string, value: string | number | boolean) =>
  element('qti-base-value', { 'base-type': type }, [
    typeof value === 'number' ? formatNumber(value) : String(value),
  ]);
/** Sets an outcome. */
export const setOutcome = (id: string, value: XmlElement) =>
  element('qti-set-outcome-value', { identifier: id }, [value]);
/** True where the response is the correct one. */
export const isCorrect = (id: string) =>
  element('qti-match', {}, [variable(id), element('qti-correct', { identifier: id })]);
/** Adds to the score. */
export const addScore = (value: XmlElement) =>
  setOutcome('SCORE', element('qti-sum', {}, [variable('SCORE'), value]));
/** True where there is a response. */
export const isAnswered = (id: string) =>
  element('qti-not', {}, [element('qti-is-null', {}, [variable(id)])]);

/** The first branch whose test holds is taken; a branch without test comes last, and holds always where it is alone. */
export function condition(
  branches: readonly { readonly test: XmlElement | null; readonly rules: readonly XmlElement[] }[],
): XmlElement {
  return element(
    'qti-response-condition',
    {},
    branches.map(({ test, rules }, i) =>
      test === null && i === 0
        ? element('qti-response-if', {}, [base('boolean', true), ...rules])
        : test === null
          ? element('qti-response-else', {}, rules)
          : element(i === 0 ? 'qti-response-if' : 'qti-response-else-if', {}, [test, ...rules]),
    ),
  );
}

/** A condition as a rule; none where there are no branches. */
export const conditions = (branches: Parameters<typeof condition>[0]): XmlElement[] =>
  branches.length === 0 ? [] : [condition(branches)];

/** Shows a feedback in addition to those shown already. */
export function showFeedback(id: string): XmlElement {
  return setOutcome('FEEDBACK', element('qti-multiple', {}, [variable('FEEDBACK'), base('identifier', id)]));
}

/** A short answer with `*` for any text, as a pattern of XML Schema. */
export function patternOf(answer: string, isCaseSensitive: boolean): string {
  return Array.from(answer)
    .map((character) => {
      if (character === '*') return '.*';
      const [low, high] = [character.toLowerCase(), character.toUpperCase()];
      if (!isCaseSensitive && low !== high && low.length === 1 && high.length === 1) return `[${low}${high}]`;
      return /[\\|.?*+(){}[\]^$-]/.test(character) ? `\\${character}` : character;
    })
    .join('');
}

/** True where the response is the accepted answer, white space at its ends and letter case aside where asked. */
export function isText(id: string, answer: string, isCaseSensitive: boolean): XmlElement {
  return answer.includes('*')
    ? element('qti-pattern-match', { pattern: patternOf(answer, isCaseSensitive) }, [variable(id)])
    : element('qti-string-match', { 'case-sensitive': isCaseSensitive }, [
        variable(id),
        base('string', answer),
      ]);
}

/** True where the response lies within the tolerance, in the unit of the value. */
export function isNumber(id: string, value: number, tolerance: number): XmlElement {
  const mode =
    tolerance === 0
      ? { 'tolerance-mode': 'exact' }
      : { 'tolerance-mode': 'absolute', tolerance: `${formatNumber(tolerance)} ${formatNumber(tolerance)}` };
  return element('qti-equal', mode, [variable(id), base('float', value)]);
}
