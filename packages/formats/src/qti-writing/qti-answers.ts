// The declarations, interactions and rules of an item by its kind of answer.
import type { Answer, ExchangeItem, RichText } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { formatNumber } from '../qti/values.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import {
  choiceElement,
  declare,
  judgeWhole,
  lengthOf,
  mapped,
  mappingOf,
  nothing,
  round,
  values,
} from './answer-parts.ts';
import type { Drop, Written } from './answer-parts.ts';
import { writeChoice, writeJudgement } from './choice-answer.ts';
import { writeCloze, writeWords } from './gap-answers.ts';
import { blockOf, nodesOf } from './rich-nodes.ts';
import { base, conditions, isNumber, isText, setOutcome, showFeedback } from './rules.ts';

interface Branch {
  readonly test: XmlElement | null;
  readonly fraction: number;
  readonly feedback: RichText | null;
}

/** The first answer that fits gives its share and its feedback. */
function chain(branches: readonly Branch[], grade: number): Pick<Written, 'template' | 'rules' | 'feedback'> {
  const named = branches.map((branch, i) => ({ ...branch, id: `FB_${i + 1}` }));
  const ordered = [
    ...named.filter(({ test }) => test !== null),
    ...named.filter(({ test }) => test === null).slice(0, 1),
  ];
  return {
    template: null,
    rules: conditions(
      ordered.map(({ test, fraction, feedback, id }) => ({
        test,
        rules: [
          setOutcome('SCORE', base('float', round((fraction / 100) * grade))),
          ...(feedback ? [showFeedback(id)] : []),
        ],
      })),
    ),
    feedback: named.flatMap(({ id, feedback }) => (feedback ? [{ id, text: feedback }] : [])),
  };
}

const inline = (node: XmlElement) => element('p', {}, [node]);

function writeMatch(
  answer: Answer & { kind: 'match' },
  grade: number,
  drop: Drop,
): Omit<Written, 'body'> & { interaction: XmlElement } {
  const prompts = answer.pairs.flatMap(({ prompt, answer: right }) => (prompt ? [{ prompt, right }] : []));
  const rights = [...new Set(answer.pairs.map(({ answer: right }) => right))];
  const pairs = prompts.map(({ right }, i) => `P${i + 1} A${rights.indexOf(right) + 1}`);
  const share = round(grade / Math.max(1, pairs.length));
  const left = prompts.map(({ prompt }, i) =>
    choiceElement('qti-simple-associable-choice', `P${i + 1}`, prompt, drop, { 'match-max': 1 }),
  );
  const right = rights.map((text, i) =>
    element('qti-simple-associable-choice', { identifier: `A${i + 1}`, 'match-max': 0 }, [text]),
  );
  return {
    ...nothing,
    responses: [
      declare(
        'RESPONSE',
        'multiple',
        'directedPair',
        pairs,
        mappingOf(
          pairs.map((pair) => [pair, share] as const),
          { upper: grade },
        ),
      ),
    ],
    interaction: element(
      'qti-match-interaction',
      {
        'response-identifier': 'RESPONSE',
        'max-associations': Math.max(1, pairs.length),
        shuffle: answer.shuffle,
      },
      [element('qti-simple-match-set', {}, left), element('qti-simple-match-set', {}, right)],
    ),
    ...mapped(),
  };
}

function writeEssay(
  answer: Answer & { kind: 'essay' },
  drop: Drop,
): Omit<Written, 'body'> & { before: XmlElement[]; interactions: XmlElement[] } {
  const { graderInfo, template, lines, attachments, responseFormat } = answer;
  const guide = graderInfo ? nodesOf(graderInfo) : null;
  if (guide) drop('answer.graderInfo', guide.dropped);
  const response = element(
    'qti-response-declaration',
    { identifier: 'RESPONSE', cardinality: 'single', 'base-type': 'string' },
    [template ? values('qti-default-value', [template.text]) : null],
  );
  const upload =
    attachments === 0 ? [] : [declare('FILES', attachments === 1 ? 'single' : 'multiple', 'file', [])];
  return {
    ...nothing,
    isMarkedByPerson: true,
    responses: [response, ...upload],
    before:
      graderInfo && guide
        ? [
            element('qti-rubric-block', { use: 'scoring', view: 'scorer' }, [
              element('qti-content-body', {}, [blockOf(graderInfo, guide.nodes)]),
            ]),
          ]
        : [],
    interactions: [
      element('qti-extended-text-interaction', {
        'response-identifier': 'RESPONSE',
        'expected-lines': lines,
        format: responseFormat.startsWith('editor') ? 'xhtml' : 'plain',
      }),
      ...(upload.length === 0 ? [] : [element('qti-upload-interaction', { 'response-identifier': 'FILES' })]),
    ],
  };
}

/** Writes the part of an item that hangs on its kind of answer. */
export function writeQtiAnswer(item: ExchangeItem, drop: Drop): Written {
  const { answer, grade, stem } = item;
  const { nodes, dropped } = nodesOf(stem);
  drop('stem', dropped);
  const before = blockOf(stem, nodes);
  switch (answer.kind) {
    case 'choice': {
      const { interaction, ...rest } = writeChoice(answer, grade, drop);
      return { ...rest, body: [before, interaction] };
    }
    case 'judgement': {
      const { interaction, ...given } = writeJudgement(answer, grade, drop);
      return { ...given, body: [before, interaction] };
    }
    case 'text':
    case 'number': {
      const isWord = answer.kind === 'text';
      const branches = isWord
        ? answer.answers.map(({ text, ...each }) => ({
            ...each,
            test: text === '*' ? null : isText('RESPONSE', text, answer.isCaseSensitive),
          }))
        : answer.answers.map(({ value, tolerance, ...each }) => ({
            ...each,
            test: value === null ? null : isNumber('RESPONSE', value, tolerance),
          }));
      const texts = isWord
        ? answer.answers.map(({ text }) => text)
        : answer.answers.flatMap(({ value }) => (value === null ? [] : [formatNumber(value)]));
      const fullAt = answer.answers.findIndex(({ fraction }) => fraction === 100);
      const full = isWord ? answer.answers[fullAt]?.text : formatFull(answer.answers[fullAt]?.value);
      const correct = full === undefined || (isWord && full.includes('*')) ? [] : [full];
      return {
        ...nothing,
        responses: [declare('RESPONSE', 'single', isWord ? 'string' : 'float', correct)],
        body: [
          before,
          inline(
            element('qti-text-entry-interaction', {
              'response-identifier': 'RESPONSE',
              'expected-length': lengthOf(texts),
            }),
          ),
        ],
        ...chain(branches, grade),
      };
    }
    case 'match': {
      const { interaction, ...rest } = writeMatch(answer, grade, drop);
      return { ...rest, body: [before, interaction] };
    }
    case 'order': {
      const ids = answer.elements.map((_, i) => `E${i + 1}`);
      const choices = answer.elements.map((text, i) =>
        choiceElement('qti-simple-choice', ids[i] ?? '', text, drop),
      );
      return {
        ...nothing,
        responses: [declare('RESPONSE', 'ordered', 'identifier', ids)],
        body: [
          before,
          element('qti-order-interaction', { 'response-identifier': 'RESPONSE', shuffle: true }, choices),
        ],
        ...judgeWhole(grade),
      };
    }
    case 'essay': {
      const { before: guide, interactions, ...rest } = writeEssay(answer, drop);
      return { ...rest, body: [...guide, before, ...interactions] };
    }
    case 'description':
      return { ...nothing, responses: [], body: [before] };
    case 'cloze':
      return writeCloze(answer.gaps, nodes, stem);
    case 'words':
      return writeWords(answer, nodes, stem, grade);
  }
}

function formatFull(value: number | null | undefined): string | undefined {
  return value === null || value === undefined ? undefined : formatNumber(value);
}
