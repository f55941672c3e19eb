// From interactions and declarations of a QTI item to the kinds of answer that banks and other formats know.
import { plainEssay } from '../exchange/exchange-item.ts';
import type { Answer, ChoiceOption, Gap, RichText } from '../exchange/exchange-item.ts';
import { childrenOf, elementsOf, findAttribute, wordsOf } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { isYes, numberAnswers, shareOf, textAnswers } from './accepted-answers.ts';
import type { AnswerContext, Declared } from './accepted-answers.ts';
import { richOf } from './rich-nodes.ts';

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
