// What each type of Moodle question says beside its text.
import { childrenOf, findChild } from '../qti/xml-tree.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import { letterOf } from '../exchange/exchange-item.ts';
import type { Answer, NumberAnswer, RichText, TextFormat } from '../exchange/exchange-item.ts';
import { readCloze } from './cloze.ts';
import { innerText, readFlag, readNumber, readOptionalRich, readRich, readText } from './moodle-text.ts';
import type { ProblemCode } from '../problem-wording.ts';

export interface MoodleAnswer {
  readonly answer: Answer;
  /** Only where the type keeps something of its own in the text. */
  readonly stemText?: string;
}

export type Tell = (severity: 'error' | 'warning' | 'info', code: ProblemCode, message: string) => void;

const fractionOf = (element: XmlElement, tell: Tell): number => {
  const value = readNumber(element.attributes.get('fraction') ?? '0');
  if (value === null || value < -100 || value > 100) {
    tell(
      'error',
      'moodle_fraction',
      `Fraction “${element.attributes.get('fraction') ?? ''}” is no percentage.`,
    );
    return 0;
  }
  return value;
};

const feedbackOf = (element: XmlElement, format: TextFormat): RichText | null =>
  readOptionalRich(element, 'feedback', format);

function readChoice(question: XmlElement, format: TextFormat, tell: Tell): Answer {
  const options = childrenOf(question, 'answer').map((element, i) => ({
    id: letterOf(i),
    text: readRich(element, format),
    fraction: fractionOf(element, tell),
    feedback: feedbackOf(element, format),
  }));
  const isSingle = readFlag(question, 'single', true);
  if (options.length < 2) tell('error', 'moodle_too_few_answers', 'A choice needs two answers.');
  if (!options.some(({ fraction }) => fraction > 0)) tell('error', 'answer_missing', 'No answer is right.');
  else if (isSingle && !options.some(({ fraction }) => fraction > 99.99))
    tell('warning', 'moodle_no_full_answer', 'No answer gives the full grade.');
  return {
    kind: 'choice',
    isSingle,
    scoring: 'sum',
    shuffle: readFlag(question, 'shuffleanswers', true),
    numbering: readText(question, 'answernumbering').trim(),
    options,
  };
}

function readJudgement(question: XmlElement, format: TextFormat, tell: Tell): Answer {
  const answers = childrenOf(question, 'answer');
  const find = (word: string) =>
    answers.find((element) => innerText(element).trim().toLowerCase() === word) ?? null;
  const [yes, no] = [find('true') ?? answers[0] ?? null, find('false') ?? answers[1] ?? null];
  const [forYes, forNo] = [yes, no].map((element) => (element ? fractionOf(element, tell) : 0)) as [
    number,
    number,
  ];
  if (forYes > 0 === forNo > 0)
    tell('error', 'answer_missing', 'Exactly one of true and false must be right.');
  return {
    kind: 'judgement',
    correct: forYes > 0,
    feedbackTrue: yes ? feedbackOf(yes, format) : null,
    feedbackFalse: no ? feedbackOf(no, format) : null,
  };
}

function readShort(question: XmlElement, format: TextFormat, tell: Tell): Answer {
  const answers = childrenOf(question, 'answer').map((element) => ({
    text: innerText(element),
    fraction: fractionOf(element, tell),
    feedback: feedbackOf(element, format),
  }));
  if (!answers.some(({ text, fraction }) => text !== '' && fraction > 0))
    tell('error', 'answer_missing', 'No answer is right.');
  return { kind: 'text', isCaseSensitive: readFlag(question, 'usecase', false), answers };
}

function readNumerical(question: XmlElement, format: TextFormat, tell: Tell): Answer {
  const answers: NumberAnswer[] = [];
  for (const element of childrenOf(question, 'answer')) {
    const text = innerText(element).trim();
    const value = text === '*' ? null : readNumber(text);
    if (text !== '*' && value === null)
      tell('error', 'moodle_number', `“${text.slice(0, 40)}” is no number.`);
    else {
      const tolerance = readNumber(readText(element, 'tolerance')) ?? 0;
      answers.push({
        value,
        tolerance,
        fraction: fractionOf(element, tell),
        feedback: feedbackOf(element, format),
      });
    }
  }
  if (!answers.some(({ fraction }) => fraction > 0)) tell('error', 'answer_missing', 'No answer is right.');
  const units = childrenOf(findChild(question, 'units') ?? question, 'unit').map((unit) => ({
    name: readText(unit, 'unit_name'),
    multiplier: readNumber(readText(unit, 'multiplier')) ?? 1,
  }));
  return { kind: 'number', answers, units };
}

function readMatching(question: XmlElement, format: TextFormat, tell: Tell): Answer {
  const pairs = childrenOf(question, 'subquestion').map((element) => {
    const prompt = readRich(element, format);
    return { prompt: prompt.text.trim() === '' ? null : prompt, answer: readText(element, 'answer') };
  });
  if (pairs.filter(({ prompt }) => prompt).length < 2)
    tell('error', 'moodle_too_few_answers', 'A matching question needs two pairs.');
  if (pairs.some(({ answer }) => answer.trim() === ''))
    tell('error', 'answer_missing', 'A pair has no answer.');
  return { kind: 'match', shuffle: readFlag(question, 'shuffleanswers', true), pairs };
}

function readEssay(question: XmlElement, format: TextFormat): Answer {
  const numberOf = (name: string, otherwise: number) => readNumber(readText(question, name)) ?? otherwise;
  return {
    kind: 'essay',
    responseFormat: readText(question, 'responseformat').trim() || 'editor',
    isRequired: readFlag(question, 'responserequired', true),
    lines: numberOf('responsefieldlines', 15),
    attachments: numberOf('attachments', 0),
    attachmentsRequired: numberOf('attachmentsrequired', 0),
    graderInfo: readOptionalRich(question, 'graderinfo', format),
    template: readOptionalRich(question, 'responsetemplate', format),
  };
}

function readOrdering(question: XmlElement, format: TextFormat, tell: Tell): Answer {
  // The fraction of an element is its place, from 1.
  const placed = childrenOf(question, 'answer').map((element, i) => ({
    place: readNumber(element.attributes.get('fraction') ?? '') ?? i + 1,
    text: readRich(element, format),
  }));
  if (placed.length < 2) tell('error', 'moodle_too_few_answers', 'An order needs two elements.');
  const select = readText(question, 'selecttype').trim();
  if (select !== '' && !['0', 'ALL'].includes(select.toUpperCase()))
    tell('info', 'moodle_element_ignored', 'All elements are asked: selecttype is not followed.');
  return {
    kind: 'order',
    elements: placed.toSorted((a, b) => a.place - b.place).map(({ text }) => text),
    layout: readText(question, 'layouttype').trim(),
    grading: readText(question, 'gradingtype').trim(),
  };
}

function readWords(question: XmlElement, stem: string, isDragged: boolean, tell: Tell): Answer {
  const choices = childrenOf(question, isDragged ? 'dragbox' : 'selectoption').map((element) => ({
    text: readText(element, 'text'),
    group: readNumber(readText(element, 'group')) ?? 1,
    isInfinite: findChild(element, 'infinite') !== null && readFlag(element, 'infinite', false),
  }));
  const places = Array.from(stem.matchAll(/\[\[(\d{1,3})\]\]/g), ([, place]) => Number(place));
  if (places.length === 0) tell('error', 'answer_missing', 'The text has no place [[1]].');
  for (const place of places)
    if (!choices[place - 1]) tell('error', 'answer_missing', `Place [[${place}]] has no choice.`);
  return { kind: 'words', isDragged, shuffle: readFlag(question, 'shuffleanswers', false), choices };
}

/** Reads one type, or answers null for a type that is not known. */
export function readMoodleAnswer(
  question: XmlElement,
  type: string,
  stem: RichText,
  tell: Tell,
): MoodleAnswer | null {
  const { format, text } = stem;
  switch (type) {
    case 'multichoice':
      return { answer: readChoice(question, format, tell) };
    case 'truefalse':
      return { answer: readJudgement(question, format, tell) };
    case 'shortanswer':
      return { answer: readShort(question, format, tell) };
    case 'numerical':
      return { answer: readNumerical(question, format, tell) };
    case 'matching':
    case 'match':
      return { answer: readMatching(question, format, tell) };
    case 'essay':
      return { answer: readEssay(question, format) };
    case 'description':
      return { answer: { kind: 'description' } };
    case 'ordering':
      return { answer: readOrdering(question, format, tell) };
    case 'ddwtos':
      return { answer: readWords(question, text, true, tell) };
    case 'gapselect':
      return { answer: readWords(question, text, false, tell) };
    case 'cloze':
    case 'multianswer': {
      const cloze = readCloze(text, format === 'html');
      for (const fault of cloze.faults) tell('error', 'moodle_cloze', fault);
      if (cloze.gaps.length === 0) tell('error', 'answer_missing', 'The text has no embedded answer.');
      return { answer: { kind: 'cloze', gaps: cloze.gaps }, stemText: cloze.stem };
    }
    default:
      return null;
  }
}
