// Pieces of an item that every kind of answer is made of: declarations, mappings, choices, and how the whole is judged.
import type { RichText } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { formatNumber } from '../qti/values.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { choiceNodes } from './rich-nodes.ts';
import { base, condition, isAnswered, isCorrect, setOutcome, templates } from './rules.ts';

export interface Written {
  readonly responses: readonly XmlElement[];
  /** The stem with what is placed in it, and the interactions after it. */
  readonly body: readonly XmlNode[];
  /** A standard template where it does all, else rules. */
  readonly template: string | null;
  readonly rules: readonly XmlElement[];
  readonly feedback: readonly { readonly id: string; readonly text: RichText }[];
  readonly isMarkedByPerson: boolean;
}

/** Tells what of a text could not be written. */
export type Drop = (field: string, dropped: readonly string[]) => void;

/** Values one below the other: of a correct response or a default. */
export const values = (name: string, list: readonly string[]) =>
  element(
    name,
    {},
    list.map((value) => element('qti-value', {}, [value])),
  );

/** A response declaration with its correct values and mapping. */
export function declare(
  id: string,
  cardinality: string,
  baseType: string,
  correct: readonly string[],
  mapping: XmlElement | null = null,
): XmlElement {
  return element('qti-response-declaration', { identifier: id, cardinality, 'base-type': baseType }, [
    correct.length === 0 ? null : values('qti-correct-response', correct),
    mapping,
  ]);
}

/** What responses are worth; anything else is worth nothing. */
export function mappingOf(
  entries: readonly (readonly [string, number])[],
  bounds: { readonly lower?: number; readonly upper?: number },
): XmlElement | null {
  if (entries.length === 0) return null;
  return element(
    'qti-mapping',
    { 'default-value': 0, 'lower-bound': bounds.lower, 'upper-bound': bounds.upper },
    entries.map(([key, value]) =>
      element('qti-map-entry', { 'map-key': key, 'mapped-value': formatNumber(value) }),
    ),
  );
}

/** Seven decimals, so that shares of thirds add up as Moodle writes them. */
export const round = (value: number) => Number(value.toFixed(7));

/** What an answer has that says nothing more. */
export const nothing = { template: null, rules: [], feedback: [], isMarkedByPerson: false } as const;

/** A choice with its words; what of them is left out is told. */
export function choiceElement(
  name: string,
  id: string,
  rich: RichText,
  drop: Drop,
  more: Readonly<Record<string, string | number>> = {},
): XmlElement {
  const { nodes, dropped } = choiceNodes(rich);
  drop(`option ${id}`, dropped);
  return element(name, { identifier: id, ...more }, nodes);
}

/** Match-correct by the standard template where the grade is 1, else by a rule that gives the grade. */
export function judgeWhole(grade: number): Pick<Written, 'template' | 'rules'> {
  if (grade === 1) return { template: templates.matchCorrect, rules: [] };
  return {
    template: null,
    rules: [condition([{ test: isCorrect('RESPONSE'), rules: [setOutcome('SCORE', base('float', grade))] }])],
  };
}

/** The standard template that adds what the mapping says. */
export function mapped(): Pick<Written, 'template' | 'rules'> {
  return { template: templates.mapResponse, rules: [] };
}

/** Where feedback must be set too, the standard template is written out as rules. */
export function withFeedback(
  judged: Pick<Written, 'template' | 'rules'>,
  more: readonly XmlElement[],
): Pick<Written, 'template' | 'rules'> {
  if (more.length === 0) return judged;
  return {
    template: null,
    rules: [...(judged.template ? rulesOfTemplate(judged.template) : judged.rules), ...more],
  };
}

/** The rules that the standard templates stand for. */
export function rulesOfTemplate(template: string): XmlElement[] {
  return template === templates.matchCorrect
    ? [
        condition([
          { test: isCorrect('RESPONSE'), rules: [setOutcome('SCORE', base('float', 1))] },
          { test: null, rules: [setOutcome('SCORE', base('float', 0))] },
        ]),
      ]
    : [
        condition([
          {
            test: isAnswered('RESPONSE'),
            rules: [setOutcome('SCORE', element('qti-map-response', { identifier: 'RESPONSE' }))],
          },
        ]),
      ];
}

/** Characters that the longest of the texts needs. */
export const lengthOf = (texts: readonly string[]) =>
  Math.max(1, ...texts.map((text) => Array.from(text).length));
