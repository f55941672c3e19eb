import { describe, expect, it } from 'vitest';
import { makeItem, plain } from '../exchange/exchange-item.ts';
import { readAiken, writeAiken } from './aiken.ts';

const codes = (text: string) =>
  readAiken(text, 'x.txt').problems.map(({ severity, code, where }) => `${severity} ${code} ${where}`);

describe('an Aiken file', () => {
  it('is read with both marks of options, stems of several lines and answers in any case', () => {
    const text = '第一题\n第二行\nA. 甲\nB. 乙\nANSWER: B\n\nWhat?\nA) yes\nB) no\nanswer: a\n';
    const { items, problems } = readAiken(text, 'x.txt');
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        id: 'q1',
        stem: { format: 'plain', text: '第一题\n第二行' },
        answer: { options: [{ fraction: 0 }, { id: 'B', fraction: 100, text: { text: '乙' } }] },
      },
      { id: 'q2', answer: { options: [{ fraction: 100 }, { fraction: 0 }] } },
    ]);
  });

  it('with full-width letters and marks is read and the form told', () => {
    const { items, problems } = readAiken('题干\nＡ．甲\nＢ、乙\nANSWER：Ａ\n', 'x.txt');
    expect(items).toMatchObject([
      { answer: { options: [{ fraction: 100, text: { text: '甲' } }, { text: { text: '乙' } }] } },
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['aiken_option_form', 'aiken_option_form']);
  });

  it.each([
    ['Q\nA. a\nB. b\n\nR\nA. a\nB. b\nANSWER: A', ['error answer_missing x.txt:1']],
    ['Q\nA. a\nB. b\nANSWER:', ['error answer_missing x.txt:1']],
    ['Q\nA. a\nB. b\nANSWER: A, B', ['error aiken_several_answers x.txt:1']],
    ['Q\nA. a\nB. b\nANSWER: D', ['error answer_unknown x.txt:1']],
    ['Q\nA. a\nANSWER: A', ['error aiken_too_few_options x.txt:1']],
    ['Q\nA. a\nA. b\nANSWER: A', ['error aiken_option_repeated x.txt:3']],
    ['A. a\nB. b\nANSWER: A', ['error aiken_too_few_options x.txt:1']],
    ['only words', ['error aiken_no_options x.txt:1']],
  ])('of %j tells what is wrong and where', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('tells what it has no place for, and leaves out what it cannot hold', () => {
    const judgement = makeItem({
      id: 'j',
      stem: plain('对。'),
      answer: { kind: 'judgement', correct: true, feedbackTrue: null, feedbackFalse: null },
      facts: { point: 'A1', difficulty: 1, angoff: null, seconds: null, source: null, rationale: null },
    });
    const essay = { ...judgement, id: 'e', answer: { kind: 'description' as const } };
    const { content, problems } = writeAiken({
      items: [judgement, essay],
      points: [{ code: 'A1', name: '一', importance: 'X' }],
    });
    expect(content).toBe('对。\nA. 正确\nB. 错误\nANSWER: A\n');
    expect(problems.map(({ severity, where }) => `${severity} ${where}`)).toEqual([
      'warning j.answer.kind',
      'warning j.point',
      'warning j.difficulty',
      'warning j.id',
      'error e',
      'warning bank.points',
    ]);
  });
});
