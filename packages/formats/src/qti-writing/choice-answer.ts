// Choices and judgements as choice interactions.
import type { Answer, RichText } from '../exchange/exchange-item.ts';
import { element } from '../exchange/xml-text.ts';
import type { XmlElement } from '../qti/xml-tree.ts';
import {
  choiceElement,
  declare,
  judgeWhole,
  mapped,
  mappingOf,
  round,
  withFeedback,
} from './answer-parts.ts';
import type { Drop, Written } from './answer-parts.ts';
import { base, condition, showFeedback, variable } from './rules.ts';

/** A choice: judged whole by the standard template, or by the shares of its options. */
export function writeChoice(
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

/** A judgement: a choice between 正确 and 错误, with the identifiers `true` and `false`. */
export function writeJudgement(
  answer: Answer & { kind: 'judgement' },
  grade: number,
  drop: Drop,
): ReturnType<typeof writeChoice> {
  const optionOf = (id: string, words: string, feedback: RichText | null, isKey: boolean) => ({
    id,
    text: { format: 'plain' as const, text: words },
    fraction: isKey ? 100 : 0,
    feedback,
  });
  const options = [
    optionOf('true', '正确', answer.feedbackTrue, answer.correct),
    optionOf('false', '错误', answer.feedbackFalse, !answer.correct),
  ];
  const choice = {
    kind: 'choice',
    isSingle: true,
    scoring: 'sum',
    shuffle: false,
    numbering: '',
    options,
  } as const;
  return writeChoice(choice, grade, drop);
}
