// An item to exchange as a QTI 3.0 item: what QTI has a place for stands there; what only banks know stands in a context
// declaration of its own, `JIANGPING`, a record that other programs pass over.
import { languageOf, titleOf } from '../exchange/exchange-item.ts';
import type { ExchangeItem, ItemFacts } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { formatNumber } from '../qti/values.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { identifierOf, toPackageAddresses } from './item-files.ts';
import { contextId } from './item-record.ts';
import { rulesOfTemplate } from './answer-parts.ts';
import { writeQtiAnswer } from './qti-answers.ts';
import { blockOf, nodesOf } from './rich-nodes.ts';
import { base, condition, showFeedback, variable } from './rules.ts';
import type { LossList } from '../exchange/reading.ts';

type Field = readonly [
  name: string,
  type: 'string' | 'integer' | 'float' | 'boolean',
  value: string | number | boolean | null,
];

function valuesOf(fields: readonly Field[]): XmlElement[] {
  return fields.flatMap(([name, type, value]) =>
    value === null
      ? []
      : [
          element('qti-value', { 'field-identifier': name, 'base-type': type }, [
            typeof value === 'number' ? formatNumber(value) : String(value),
          ]),
        ],
  );
}

function fieldsOfFacts(facts: ItemFacts): Field[] {
  const whole = facts.difficulty !== null && Number.isInteger(facts.difficulty);
  return [
    ['point', 'string', facts.point],
    ['difficulty', whole ? 'integer' : 'float', facts.difficulty],
    ['angoff', 'float', facts.angoff],
    ['seconds', 'float', facts.seconds],
    ['source', 'string', facts.source],
    ['rationale', 'string', facts.rationale],
  ];
}

/** The record that an item's document carries of its id, where QTI could not hold it as it is, and its facts. */
export function recordValues(id: string, facts: ItemFacts): XmlElement[] {
  return valuesOf([['id', 'string', identifierOf(id) === id ? null : id], ...fieldsOfFacts(facts)]);
}

/** The declaration of a record; null for one without values. */
export function declareRecord(values: readonly XmlElement[]): XmlElement | null {
  if (values.length === 0) return null;
  return element('qti-context-declaration', { identifier: contextId, cardinality: 'record' }, [
    element('qti-default-value', {}, values),
  ]);
}

function recordOf(item: ExchangeItem, copy: string | null): XmlElement | null {
  const { facts, answer } = item;
  const values = valuesOf([
    ['id', 'string', identifierOf(item.id) === item.id ? null : item.id],
    ['isTitleMade', 'boolean', item.title === '' ? true : null],
    ...fieldsOfFacts(facts),
    ['category', 'string', item.category || null],
    ['penalty', 'float', item.penalty],
    ['scoring', 'string', answer.kind === 'choice' && answer.scoring === 'all' ? 'all' : null],
    ['tags', 'string', item.tags.length === 0 ? null : JSON.stringify(item.tags)],
    ['copy', 'string', copy],
  ]);
  return declareRecord(values);
}

/** Feedback on the item as a whole: shown always, or by how much of the grade was reached. */
function generalFeedback(item: ExchangeItem) {
  const { combined, feedback, grade } = item;
  const all = [
    ['FB_CORRECT', combined?.correct ?? null],
    ['FB_PARTIAL', combined?.partial ?? null],
    ['FB_INCORRECT', combined?.incorrect ?? null],
    ['FB_GENERAL', feedback],
  ] as const;
  const score = (name: string, value: number) => element(name, {}, [variable('SCORE'), base('float', value)]);
  const rules = [
    ...(combined
      ? [
          condition([
            { test: score('qti-gte', grade), rules: combined.correct ? [showFeedback('FB_CORRECT')] : [] },
            { test: score('qti-gt', 0), rules: combined.partial ? [showFeedback('FB_PARTIAL')] : [] },
            { test: null, rules: combined.incorrect ? [showFeedback('FB_INCORRECT')] : [] },
          ]),
        ]
      : []),
    ...(feedback ? [showFeedback('FB_GENERAL')] : []),
  ];
  return { rules, feedback: all.flatMap(([id, text]) => (text ? [{ id, text }] : [])) };
}

function outcomesOf(item: ExchangeItem, isMarkedByPerson: boolean, hasFeedback: boolean): XmlElement[] {
  const number = (id: string, value: number, more: Readonly<Record<string, string | number>> = {}) =>
    element(
      'qti-outcome-declaration',
      { identifier: id, cardinality: 'single', 'base-type': 'float', ...more },
      [element('qti-default-value', {}, [element('qti-value', {}, [formatNumber(value)])])],
    );
  return [
    number('SCORE', 0, {
      'normal-maximum': formatNumber(item.grade),
      ...(isMarkedByPerson ? { 'external-scored': 'human' } : {}),
    }),
    number('MAXSCORE', item.grade),
    ...(hasFeedback
      ? [
          element('qti-outcome-declaration', {
            identifier: 'FEEDBACK',
            cardinality: 'multiple',
            'base-type': 'identifier',
          }),
        ]
      : []),
  ];
}

/**
 * The item as a tree of QTI 3.0 ASI, children in the order of the schema; `copy` is kept in the record, what QTI takes no
 * markup for is told.
 */
export function buildQtiItem(item: ExchangeItem, copy: string | null, losses: LossList | null): XmlElement {
  const written = writeQtiAnswer(item, (field, dropped) => {
    if (dropped.length > 0) losses?.lose(item.id, field, `QTI takes no ${dropped.join(', ')}.`);
  });
  const general = generalFeedback(item);
  const feedback = [...written.feedback, ...general.feedback];
  const template = general.rules.length === 0 ? written.template : null;
  const rules = [
    ...(written.template !== null && template === null ? rulesOfTemplate(written.template) : written.rules),
    ...general.rules,
  ];
  const processing =
    template !== null
      ? element('qti-response-processing', { template })
      : rules.length > 0
        ? element('qti-response-processing', {}, rules)
        : null;
  const root = element(
    'qti-assessment-item',
    {
      identifier: identifierOf(item.id),
      title: titleOf(item),
      adaptive: false,
      'time-dependent': false,
      'xml:lang': languageOf(item),
    },
    [
      recordOf(item, copy),
      ...written.responses,
      ...outcomesOf(item, written.isMarkedByPerson, feedback.length > 0),
      element('qti-item-body', {}, written.body),
      processing,
      ...feedback.map(({ id, text }) =>
        element(
          'qti-modal-feedback',
          { 'outcome-identifier': 'FEEDBACK', identifier: id, 'show-hide': 'show' },
          [element('qti-content-body', {}, [blockOf(text, nodesOf(text).nodes)])],
        ),
      ),
    ],
  );
  return toPackageAddresses(root, item.id);
}
