// The declarations, interactions and rules of an item by its kind of answer.
import type { Answer, ExchangeItem, Gap, RichText } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import { formatNumber } from '../qti/values.ts';
import type { XmlElement, XmlNode } from '../qti/xml-tree.ts';
import { blockOf, choiceNodes, nodesOf } from './rich-nodes.ts';
import {
  addScore,
  base,
  condition,
  isAnswered,
  isCorrect,
  isNumber,
  isText,
  setOutcome,
  showFeedback,
  templates,
  variable,
} from './rules.ts';

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

const values = (name: string, list: readonly string[]) =>
  element(
    name,
    {},
    list.map((value) => element('qti-value', {}, [value])),
  );

function declare(
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

function mappingOf(
  entries: readonly (readonly [string, number])[],
  bounds: { readonly lower?: number; readonly upper?: number },
  more: Readonly<Record<string, string>> = {},
): XmlElement {
  return element(
    'qti-mapping',
    { 'default-value': 0, 'lower-bound': bounds.lower, 'upper-bound': bounds.upper },
    entries.map(([key, value]) =>
      element('qti-map-entry', { 'map-key': key, 'mapped-value': formatNumber(value), ...more }),
    ),
  );
}

const round = (value: number) => Number(value.toFixed(7));
const nothing = { template: null, rules: [], feedback: [], isMarkedByPerson: false } as const;

function choiceElement(
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
function judgeWhole(grade: number): Pick<Written, 'template' | 'rules'> {
  if (grade === 1) return { template: templates.matchCorrect, rules: [] };
  return {
    template: null,
    rules: [condition([{ test: isCorrect('RESPONSE'), rules: [setOutcome('SCORE', base('float', grade))] }])],
  };
}

function mapped(): Pick<Written, 'template' | 'rules'> {
  return { template: templates.mapResponse, rules: [] };
}

function writeChoice(
  answer: Answer & { kind: 'choice' },
  grade: number,
  drop: Drop,
): Omit<Written, 'body'> & { interaction: XmlElement } {
  const { isSingle, scoring, shuffle, options } = answer;
  const full = options.filter(({ fraction }) => fraction === 100);
  const right = isSingle ? full.slice(0, 1) : options.filter(({ fraction }) => fraction > 0);
  const isWhole =
    scoring === 'all' ||
    (isSingle && full.length === 1 && options.every(({ fraction }) => fraction === 0 || fraction === 100));
  const entries = options
    .filter(({ fraction }) => fraction !== 0)
    .map(({ id, fraction }) => [id, round((fraction / 100) * grade)] as const);
  const told = options.filter((option) => option.feedback !== null);
  const test = (id: string) =>
    isSingle
      ? element('qti-match', {}, [variable('RESPONSE'), base('identifier', id)])
      : element('qti-member', {}, [base('identifier', id), variable('RESPONSE')]);
  const rules = told.map(({ id }) => condition([{ test: test(id), rules: [showFeedback(`FB_${id}`)] }]));
  const judged = isWhole ? judgeWhole(grade) : mapped();
  return {
    responses: [
      declare(
        'RESPONSE',
        isSingle ? 'single' : 'multiple',
        'identifier',
        right.map(({ id }) => id),
        isWhole ? null : mappingOf(entries, isSingle ? {} : { lower: 0, upper: grade }),
      ),
    ],
    interaction: element(
      'qti-choice-interaction',
      { 'response-identifier': 'RESPONSE', 'max-choices': isSingle ? 1 : 0, shuffle },
      options.map(({ id, text }) => choiceElement('qti-simple-choice', id, text, drop)),
    ),
    ...withFeedback(judged, rules),
    feedback: told.map(({ id, feedback }) => ({
      id: `FB_${id}`,
      text: feedback ?? { format: 'plain', text: '' },
    })),
    isMarkedByPerson: false,
  };
}

/** Where feedback must be set too, the standard template is written out as rules. */
function withFeedback(
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
    rules: [
      condition(
        ordered.map(({ test, fraction, feedback, id }) => ({
          test,
          rules: [
            setOutcome('SCORE', base('float', round((fraction / 100) * grade))),
            ...(feedback ? [showFeedback(id)] : []),
          ],
        })),
      ),
    ],
    feedback: named.flatMap(({ id, feedback }) => (feedback ? [{ id, text: feedback }] : [])),
  };
}

const inline = (node: XmlElement) => element('p', {}, [node]);
const lengthOf = (texts: readonly string[]) => Math.max(1, ...texts.map((text) => Array.from(text).length));

/** Replaces marks in texts by elements; a mark that stands twice is replaced once. */
function place(
  nodes: readonly XmlNode[],
  mark: RegExp,
  make: (place: number) => XmlElement | null,
): XmlNode[] {
  return nodes.flatMap((node): XmlNode[] => {
    if (node.kind === 'element') return [{ ...node, children: place(node.children, mark, make) }];
    const out: XmlNode[] = [];
    let at = 0;
    for (const match of node.text.matchAll(mark)) {
      const made = make(Number(match[1]));
      if (!made) continue;
      if (match.index > at) out.push({ ...node, text: node.text.slice(at, match.index) });
      out.push(made);
      at = match.index + match[0].length;
    }
    if (at < node.text.length) out.push({ ...node, text: node.text.slice(at) });
    return out;
  });
}

function writeGap(
  gap: Gap,
  id: string,
): { response: XmlElement; inside: XmlElement | null; after: XmlElement | null; rules: XmlElement[] } {
  const { kind, answers, weight, shuffle } = gap;
  const share = (fraction: number) => addScore(base('float', round((fraction / 100) * weight)));
  const full = answers.filter(({ fraction }) => fraction === 100);
  const first = full[0] ?? answers.find(({ fraction }) => fraction > 0);
  if (kind === 'text' || kind === 'text-case' || kind === 'number') {
    const known = answers.filter(({ text }) => kind !== 'number' || text !== '*');
    const other = answers.find(({ text }) => kind === 'number' && text === '*');
    const correct = first && first.text !== '*' ? [first.text] : [];
    return {
      response: declare(id, 'single', kind === 'number' ? 'float' : 'string', correct),
      inside: element('qti-text-entry-interaction', {
        'response-identifier': id,
        'expected-length': lengthOf(answers.map(({ text }) => text)),
      }),
      after: null,
      rules: [
        condition([
          ...known.map(({ text, fraction, tolerance }) => ({
            test:
              kind === 'number'
                ? isNumber(id, Number(text), tolerance ?? 0)
                : isText(id, text, kind === 'text-case'),
            rules: [share(fraction)],
          })),
          ...(other ? [{ test: null, rules: [share(other.fraction)] }] : []),
        ]),
      ],
    };
  }
  const ids = answers.map((_, i) => `${id}_${i + 1}`);
  const entries = answers.flatMap(({ fraction }, i) =>
    fraction === 0 ? [] : [[ids[i] ?? '', round((fraction / 100) * weight)] as const],
  );
  const isMultiple = kind === 'multiple' || kind === 'multiple-horizontal';
  const right = ids.filter((_, i) => (answers[i]?.fraction ?? 0) > 0);
  const rules = [
    condition([{ test: isAnswered(id), rules: [addScore(element('qti-map-response', { identifier: id }))] }]),
  ];
  if (isMultiple) {
    return {
      response: declare(id, 'multiple', 'identifier', right, mappingOf(entries, { lower: 0, upper: weight })),
      inside: null,
      after: element('qti-choice-interaction', { 'response-identifier': id, 'max-choices': 0, shuffle }, [
        element('qti-prompt', {}, [`[${id.replace(/\D/g, '')}]`]),
        ...answers.map(({ text }, i) => element('qti-simple-choice', { identifier: ids[i] }, [text])),
      ]),
      rules,
    };
  }
  const best = ids.filter((_, i) => answers[i] === first);
  return {
    response: declare(id, 'single', 'identifier', best, mappingOf(entries, {})),
    inside: element(
      'qti-inline-choice-interaction',
      { 'response-identifier': id, shuffle },
      answers.map(({ text }, i) => element('qti-inline-choice', { identifier: ids[i] }, [text])),
    ),
    after: null,
    rules,
  };
}

function writeCloze(gaps: readonly Gap[], stem: readonly XmlNode[], rich: RichText): Written {
  const written = gaps.map((gap, i) => writeGap(gap, `RESPONSE_${i + 1}`));
  const used = new Set<number>();
  const nodes = place(stem, /\{#(\d{1,4})\}/g, (at) => {
    const gap = written[at - 1];
    if (!gap || used.has(at)) return null;
    used.add(at);
    return gap.inside ?? element('strong', {}, [`[${at}]`]);
  });
  return {
    ...nothing,
    responses: written.map(({ response }) => response),
    body: [blockOf(rich, nodes), ...written.flatMap(({ after }) => after ?? [])],
    rules: written.flatMap(({ rules }) => rules),
  };
}

function writeWords(
  answer: Answer & { kind: 'words' },
  stem: readonly XmlNode[],
  rich: RichText,
  grade: number,
): Written {
  const { choices, isDragged, shuffle } = answer;
  const places: { id: string; choice: number }[] = [];
  const group = (choice: number) =>
    choices.flatMap((each, i) => (each.group === choices[choice - 1]?.group ? [i + 1] : []));
  const nodes = place(stem, /\[\[(\d{1,3})\]\]/g, (choice) => {
    if (!choices[choice - 1]) return null;
    const id = isDragged ? `G${places.length + 1}` : `RESPONSE_${places.length + 1}`;
    places.push({ id, choice });
    if (isDragged)
      return element('qti-gap', {
        identifier: id,
        'match-group': group(choice)
          .map((each) => `W${each}`)
          .join(' '),
      });
    return element(
      'qti-inline-choice-interaction',
      { 'response-identifier': id, shuffle },
      group(choice).map((each) =>
        element('qti-inline-choice', { identifier: `W${each}` }, [choices[each - 1]?.text ?? '']),
      ),
    );
  });
  const share = round(grade / Math.max(1, places.length));
  if (!isDragged) {
    return {
      ...nothing,
      responses: places.map(({ id, choice }) => declare(id, 'single', 'identifier', [`W${choice}`])),
      body: [blockOf(rich, nodes)],
      rules: places.map(({ id }) =>
        condition([{ test: isCorrect(id), rules: [addScore(base('float', share))] }]),
      ),
    };
  }
  const pairs = places.map(({ id, choice }) => `W${choice} ${id}`);
  const uses = (choice: number) => places.filter((each) => each.choice === choice).length;
  const texts = choices.map(({ text, isInfinite }, i) =>
    element(
      'qti-gap-text',
      { identifier: `W${i + 1}`, 'match-max': isInfinite ? 0 : Math.max(1, uses(i + 1)) },
      [text],
    ),
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
    body: [
      element('qti-gap-match-interaction', { 'response-identifier': 'RESPONSE', shuffle }, [
        ...texts,
        blockOf(rich, nodes),
      ]),
    ],
    ...mapped(),
  };
}

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
      const plainOption = (id: string, words: string, feedback: RichText | null, isKey: boolean) => ({
        id,
        text: { format: 'plain' as const, text: words },
        fraction: isKey ? 100 : 0,
        feedback,
      });
      const options = [
        plainOption('true', '正确', answer.feedbackTrue, answer.correct),
        plainOption('false', '错误', answer.feedbackFalse, !answer.correct),
      ];
      const choice = {
        kind: 'choice',
        isSingle: true,
        scoring: 'sum',
        shuffle: false,
        numbering: '',
        options,
      } as const;
      const { interaction, ...rest } = writeChoice(choice, grade, drop);
      return { ...rest, body: [before, interaction] };
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
