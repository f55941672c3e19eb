import { letterOf, titleOf } from '../exchange/exchange-item.ts';
import type { ExchangeBank, ExchangeItem, RichText } from '../exchange/exchange-item.ts';
import { tagsWithFacts } from '../exchange/fact-tags.ts';
import { createLossList } from '../exchange/reading.ts';
import type { BankWriting, LossList } from '../exchange/reading.ts';
import { escapeText } from '../exchange/xml-text.ts';
import { writeCloze } from './cloze.ts';
import { fileElement, isNamedIn, moodleFormat, textElement } from './moodle-text.ts';

const types: Readonly<Record<Exclude<ExchangeItem['answer']['kind'], 'words'>, string>> = {
  choice: 'multichoice',
  judgement: 'truefalse',
  text: 'shortanswer',
  number: 'numerical',
  match: 'matching',
  essay: 'essay',
  description: 'description',
  cloze: 'cloze',
  order: 'ordering',
};

type Put = (name: string, rich: RichText | null, attributes?: string, more?: string) => string;

function writeAnswer(item: ExchangeItem, put: Put, losses: LossList): string[] {
  const { answer } = item;
  const simple = (name: string, value: string | number | boolean) =>
    `<${name}>${escapeText(String(value))}</${name}>`;
  const feedback = (rich: RichText | null) => (rich ? put('feedback', rich) : '');
  const answerOf = (fraction: number, text: string, more: string) =>
    `<answer fraction="${String(fraction)}" format="moodle_auto_format">${textElement(text)}${more}</answer>`;
  switch (answer.kind) {
    case 'description':
    case 'cloze':
      return [];
    case 'choice': {
      const right = answer.options.filter(({ fraction }) => fraction > 0).length;
      if (answer.options.some((option, i) => option.id !== letterOf(i)))
        losses.lose(item.id, 'answer.options.id');
      return [
        simple('single', answer.isSingle),
        simple('shuffleanswers', answer.shuffle ? 1 : 0),
        ...(answer.numbering === '' ? [] : [simple('answernumbering', answer.numbering)]),
        ...answer.options.map((option) => {
          const share =
            answer.scoring === 'all'
              ? option.fraction > 0
                ? Math.round(1e7 / right) / 1e5
                : -100
              : option.fraction;
          return put('answer', option.text, ` fraction="${String(share)}"`, feedback(option.feedback));
        }),
      ];
    }
    case 'judgement':
      return [
        answerOf(answer.correct ? 100 : 0, 'true', feedback(answer.feedbackTrue)),
        answerOf(answer.correct ? 0 : 100, 'false', feedback(answer.feedbackFalse)),
      ];
    case 'text':
      return [
        simple('usecase', answer.isCaseSensitive ? 1 : 0),
        ...answer.answers.map((each) => answerOf(each.fraction, each.text, feedback(each.feedback))),
      ];
    case 'number':
      return [
        ...answer.answers.map((each) =>
          answerOf(
            each.fraction,
            each.value === null ? '*' : String(each.value),
            `${simple('tolerance', each.tolerance)}${feedback(each.feedback)}`,
          ),
        ),
        ...(answer.units.length === 0
          ? []
          : [
              `<units>${answer.units.map((unit) => `<unit>${simple('multiplier', unit.multiplier)}${simple('unit_name', unit.name)}</unit>`).join('')}</units>`,
            ]),
      ];
    case 'match':
      return [
        simple('shuffleanswers', answer.shuffle),
        ...answer.pairs.map(({ prompt, answer: right }) =>
          put(
            'subquestion',
            prompt ?? { format: item.stem.format, text: '' },
            '',
            `<answer>${textElement(right)}</answer>`,
          ),
        ),
      ];
    case 'essay':
      return [
        simple('responseformat', answer.responseFormat),
        simple('responserequired', answer.isRequired ? 1 : 0),
        simple('responsefieldlines', answer.lines),
        simple('attachments', answer.attachments),
        simple('attachmentsrequired', answer.attachmentsRequired),
        put('graderinfo', answer.graderInfo ?? { format: 'html', text: '' }),
        put('responsetemplate', answer.template ?? { format: 'html', text: '' }),
      ];
    case 'order':
      return [
        ...(answer.layout === '' ? [] : [simple('layouttype', answer.layout)]),
        simple('selecttype', 'ALL'),
        simple('selectcount', answer.elements.length),
        ...(answer.grading === '' ? [] : [simple('gradingtype', answer.grading)]),
        ...answer.elements.map((text, i) => put('answer', text, ` fraction="${i + 1}"`)),
      ];
    case 'words':
      return [
        simple('shuffleanswers', answer.shuffle ? 1 : 0),
        ...answer.choices.map(({ text, group, isInfinite }) => {
          const name = answer.isDragged ? 'dragbox' : 'selectoption';
          return `<${name}>${textElement(text)}${simple('group', group)}${isInfinite ? '<infinite/>' : ''}</${name}>`;
        }),
      ];
  }
}

function writeItem(item: ExchangeItem, losses: LossList): string {
  const { answer, stem, facts } = item;
  const waiting = new Set(item.files);
  const put: Put = (name, rich, attributes = '', more = '') => {
    if (rich === null) return '';
    const files = [...waiting].filter((file) => isNamedIn(file, rich.text));
    files.forEach((file) => waiting.delete(file));
    return `<${name}${attributes} format="${moodleFormat(rich.format)}">${textElement(rich.text)}${files.map(fileElement).join('')}${more}</${name}>`;
  };
  const stemText =
    answer.kind === 'cloze' ? writeCloze(stem.text, answer.gaps, stem.format === 'html') : stem.text;
  const question = put('questiontext', { ...stem, text: stemText });
  const combined = item.combined;
  const parts = [
    put('generalfeedback', item.feedback),
    `<defaultgrade>${String(item.grade)}</defaultgrade>`,
    ...(item.penalty === null ? [] : [`<penalty>${String(item.penalty)}</penalty>`]),
    `<hidden>${item.isHidden ? 1 : 0}</hidden>`,
    `<idnumber>${escapeText(item.id)}</idnumber>`,
    ...(combined
      ? [
          put('correctfeedback', combined.correct),
          put('partiallycorrectfeedback', combined.partial),
          put('incorrectfeedback', combined.incorrect),
          combined.showsCount ? '<shownumcorrect/>' : '',
        ]
      : []),
    ...writeAnswer(item, put, losses),
    ...item.hints.map((hint) =>
      put(
        'hint',
        hint.text,
        '',
        `${hint.showsCount ? '<shownumcorrect/>' : ''}${hint.clearsWrong ? '<clearwrong/>' : ''}`,
      ),
    ),
    tagsWithFacts(item).length === 0
      ? ''
      : `<tags>${tagsWithFacts(item)
          .map((tag) => `<tag><text>${escapeText(tag)}</text></tag>`)
          .join('')}</tags>`,
    facts.source === null && facts.rationale === null
      ? ''
      : `<jiangping>${(['source', 'rationale'] as const)
          .map((fact) => (facts[fact] === null ? '' : `<${fact}>${textElement(facts[fact])}</${fact}>`))
          .join('')}</jiangping>`,
  ];
  // Files that no text names still belong to the question.
  const left = [...waiting].map(fileElement).join('');
  const type = answer.kind === 'words' ? (answer.isDragged ? 'ddwtos' : 'gapselect') : types[answer.kind];
  const name = `<name><text>${escapeText(titleOf(item))}</text></name>`;
  const all = [name, question.replace(/<\/questiontext>$/, () => `${left}</questiontext>`), ...parts];
  return `  <question type="${type}">\n${all
    .filter((part) => part !== '')
    .map((part) => `    ${part}\n`)
    .join('')}  </question>\n`;
}

/** Writes Moodle XML that Moodle 4 imports; facts of the bank stand as tags, source and rationale in an element it passes over. */
export function writeMoodleXml(bank: ExchangeBank): BankWriting<string> {
  const losses = createLossList('Moodle XML');
  let category = '';
  const parts = bank.items.map((item) => {
    const change =
      item.category === category
        ? ''
        : `  <question type="category">\n    <category><text>${escapeText(item.category)}</text></category>\n  </question>\n`;
    category = item.category;
    return `${change}${writeItem(item, losses)}`;
  });
  if (bank.points.length > 0) losses.lose('bank', 'points');
  return {
    content: `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${parts.join('')}</quiz>\n`,
    problems: losses.problems,
  };
}
