// The standard response processing templates of 1EdTech as rules, with the names their addresses end in (the same in 2.x and
// 3.0). Other templates are known only where the package holds the file they name.
import { readXml } from './xml.ts';
import { childrenOf } from './xml-tree.ts';
import type { XmlElement } from './xml-tree.ts';

const set = (id: string, expression: string) =>
  `<qti-set-outcome-value identifier="${id}">${expression}</qti-set-outcome-value>`;
const number = (value: number) => `<qti-base-value base-type="float">${value}</qti-base-value>`;
const word = (value: string) => `<qti-base-value base-type="identifier">${value}</qti-base-value>`;
const condition = (test: string, then: string, otherwise: string) =>
  `<qti-response-condition><qti-response-if>${test}${then}</qti-response-if><qti-response-else>${otherwise}</qti-response-else></qti-response-condition>`;
const response = '<qti-variable identifier="RESPONSE"/>';
const isCorrect = `<qti-match>${response}<qti-correct identifier="RESPONSE"/></qti-match>`;
const isUnanswered = `<qti-is-null>${response}</qti-is-null>`;
const isFull =
  '<qti-equal tolerance-mode="exact"><qti-variable identifier="MAXSCORE"/><qti-variable identifier="SCORE"/></qti-equal>';
const matched = condition(isCorrect, set('SCORE', number(1)), set('SCORE', number(0)));
const mapped = condition(
  isUnanswered,
  set('SCORE', number(0)),
  set('SCORE', '<qti-map-response identifier="RESPONSE"/>'),
);

const sources: Readonly<Record<string, string>> = {
  match_correct: matched,
  map_response: mapped,
  map_response_point: condition(
    isUnanswered,
    set('SCORE', number(0)),
    set('SCORE', '<qti-map-response-point identifier="RESPONSE"/>'),
  ),
  cc2_match: matched,
  cc2_match_basic: condition(
    isCorrect,
    set('SCORE', '<qti-variable identifier="MAXSCORE"/>') + set('FEEDBACKBASIC', word('correct')),
    set('FEEDBACKBASIC', word('incorrect')),
  ),
  cc2_map_response:
    mapped + condition(isFull, set('FEEDBACK', word('correct')), set('FEEDBACK', word('incorrect'))),
};

const read = new Map<string, readonly XmlElement[]>();

/** The rules of a standard template by its name, or null. Each is read once. */
export function rulesOfTemplate(name: string): readonly XmlElement[] | null {
  const key = name.toLowerCase();
  const known = read.get(key);
  if (known) return known;
  const source = Object.hasOwn(sources, key) ? sources[key] : undefined;
  if (source === undefined) return null;
  const document = readXml(`<rules>${source}</rules>`);
  const rules = 'root' in document ? childrenOf(document.root) : [];
  read.set(key, rules);
  return rules;
}
