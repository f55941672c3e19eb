import { describe, expect, it } from 'vitest';
import { decodeText } from '../exchange/text-bytes.ts';
import { readGift } from './gift-reader.ts';
import { writeGift } from './gift-writer.ts';

const read = (text: string) => readGift(text, 'x.gift');
const only = (text: string) => {
  const { items, problems } = read(text);
  expect(problems).toEqual([]);
  expect(items).toHaveLength(1);
  return items[0];
};
const codes = (text: string) =>
  read(text).problems.map(({ severity, code, where }) => `${severity} ${code} ${where}`);

const file = `// 品酒师题库导出
// [id:PJ-1] [tag:嗅觉] [tag:difficulty=2]
$CATEGORY: $course$/四级/理论

::嗅觉疲劳::长时间嗅闻同一气味后敏感度下降，称为嗅觉
{
  =疲劳#对
  ~增强#不对
  ~%-25%遗忘
  ####[html]<b>见教材</b>
}

白酒的主要香型不包括{~浓香型 ~酱香型 =苦香型 ~清香型}。

// a comment in between
::TF::酒的度数用质量分数表示{F#应为体积分数#正确}

Two plus {=two =%50%2 =2.0} equals four.

::Year::When was the standard issued?{#
  =2010:0
  =%50%2010:2#close
  ~#far off
}

Range {#1..5}

[markdown]Match *these*{
  =白酒 -> 蒸馏
  =葡萄酒 -> 发酵
  = -> 冷冻
}

Write an essay. {}

::Info::[html]<p>Read this \\{carefully\\}.</p>
`;

describe('a GIFT file', () => {
  it('is read kind by kind, with categories, titles, formats, feedback and comments', () => {
    const { items, problems } = read(file.replaceAll('\n', '\n'));
    expect(problems).toEqual([]);
    expect(items.map(({ answer }) => answer.kind)).toEqual([
      'choice',
      'choice',
      'judgement',
      'text',
      'number',
      'number',
      'match',
      'essay',
      'description',
    ]);
    const [first, second, third, fourth, fifth, sixth, seventh, , last] = items;
    expect(first).toMatchObject({
      id: 'PJ-1',
      title: '嗅觉疲劳',
      category: '$course$/四级/理论',
      tags: ['嗅觉'],
      facts: { difficulty: 2, point: null },
      feedback: { format: 'html', text: '<b>见教材</b>' },
      answer: {
        isSingle: true,
        options: [
          { id: 'A', text: { text: '疲劳' }, fraction: 100, feedback: { text: '对' } },
          { id: 'B', fraction: 0, feedback: { text: '不对' } },
          { id: 'C', fraction: -25, feedback: null },
        ],
      },
    });
    expect(second?.stem.text).toBe('白酒的主要香型不包括_____。');
    expect(third?.answer).toEqual({
      kind: 'judgement',
      correct: false,
      feedbackTrue: { format: 'moodle', text: '应为体积分数' },
      feedbackFalse: { format: 'moodle', text: '正确' },
    });
    expect(fourth).toMatchObject({
      stem: { text: 'Two plus _____ equals four.' },
      answer: { answers: [{ text: 'two', fraction: 100 }, { text: '2', fraction: 50 }, { text: '2.0' }] },
    });
    expect(fifth?.answer).toMatchObject({
      answers: [
        { value: 2010, tolerance: 0, fraction: 100 },
        { value: 2010, tolerance: 2, fraction: 50, feedback: { text: 'close' } },
        { value: null, fraction: 0, feedback: { text: 'far off' } },
      ],
    });
    expect(sixth?.answer).toMatchObject({ answers: [{ value: 3, tolerance: 2 }] });
    expect(seventh).toMatchObject({
      stem: { format: 'markdown' },
      answer: { pairs: [{ answer: '蒸馏' }, { answer: '发酵' }, { prompt: null, answer: '冷冻' }] },
    });
    expect(last).toMatchObject({
      title: 'Info',
      stem: { format: 'html', text: '<p>Read this {carefully}.</p>' },
      grade: 0,
    });
  });

  it('unescapes its control characters and nothing else', () => {
    const item = only('::a\\:b::What is \\{x\\} \\= \\~ \\# \\\\ in $\\frac12$?\\nNext{=a\\=b ~c\\~d#e\\#f}');
    expect(item?.title).toBe('a:b');
    expect(item?.stem.text).toBe('What is {x} = ~ # \\ in $\\frac12$?\nNext');
    expect(item?.answer).toMatchObject({
      options: [{ text: { text: 'a=b' } }, { text: { text: 'c~d' }, feedback: { text: 'e#f' } }],
    });
  });

  it('takes several answers where none has =, and one where any has', () => {
    expect(only('Q{~%50%a ~%50%b ~%-100%c}')?.answer).toMatchObject({ isSingle: false });
    expect(only('Q{=a ~%50%b ~c}')?.answer).toMatchObject({ isSingle: true });
  });

  it('is read with a byte order mark, CRLF, and in the encodings of Chinese and Western Windows', () => {
    const decode = (bytes: number[]) => decodeText(Uint8Array.from(bytes));
    const utf8 = [...new TextEncoder().encode('\uFEFF酒{=对\r\n~错}\r\n')];
    expect(read(decode(utf8)?.text ?? '').items).toMatchObject([
      { stem: { text: '酒' }, answer: { options: [{ text: { text: '对' } }, {}] } },
    ]);
    // 白酒是{=酒 ~水} in GBK
    const gbk = [0xb0, 0xd7, 0xbe, 0xc6, 0xca, 0xc7, 0x7b, 0x3d, 0xbe, 0xc6, 0x20, 0x7e, 0xcb, 0xae, 0x7d];
    expect(decode(gbk)).toEqual({ text: '白酒是{=酒 ~水}', encoding: 'gb18030' });
    // Où est le château?{=là ~ici} in windows-1252
    const western = Array.from('Où est le château?{=là ~ici}', (character) => character.charCodeAt(0));
    expect(decode(western)).toEqual({ text: 'Où est le château?{=là ~ici}', encoding: 'windows-1252' });
    expect(decode([0x41, 0, 0x42])).toBeNull();
  });

  it.each([
    ['Q {=a ~b', ['error gift_braces x.gift:1']],
    ['Q =a ~b}', ['error gift_braces x.gift:1']],
    ['\n\n::T Q {=a}', ['error gift_title x.gift:3']],
    ['Q {~a ~b}', ['error answer_missing x.gift:1']],
    ['Q {=a ~}', ['error option_empty x.gift:1']],
    ['Q {#abc}', ['error gift_number x.gift:1', 'error answer_missing x.gift:1']],
    ['Q {#}', ['error answer_missing x.gift:1']],
    ['Q {=a->b =c d}', ['error gift_pair x.gift:1', 'warning gift_too_few_answers x.gift:1']],
    ['{=a ~b}', ['error stem_missing x.gift:1']],
    ['问题｛＝甲 ～乙｝', ['warning gift_full_width x.gift:1']],
    ['a {=b ~c} d {=e}', ['warning gift_second_answer x.gift:1']],
    ['Q{\n=a\n\n~b}', ['warning gift_blank_line x.gift:3']],
    ['Q{hello ~a =b}', ['warning gift_mark_missing x.gift:1']],
    ['// [id:a]\nQ{=a ~b}\n\n// [id:a]\nR{=a ~b}', ['error item_duplicate_id x.gift:5']],
  ])('of %j tells what is wrong and where', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('with an open brace loses one question, not those after it', () => {
    const { items, problems } = read('::A::Broken {=a\n\n::B::Sound {=a ~b}\n');
    expect(problems.map(({ code }) => code)).toEqual(['gift_braces']);
    expect(items.map(({ title }) => title)).toEqual(['B']);
  });

  it('tells what it has no place for, by item and field', () => {
    const { items } = read('// [id:k]\nQ{=a ~b}');
    const [item] = items;
    const changed = {
      ...item!,
      grade: 3,
      penalty: 0.5,
      hints: [{ text: { format: 'html' as const, text: 'h' }, showsCount: false, clearsWrong: false }],
    };
    const order = {
      ...item!,
      id: 'o',
      answer: { kind: 'order' as const, elements: [], layout: '', grading: '' },
    };
    const { problems, content } = writeGift({ items: [changed, order], points: [] });
    expect(problems.map(({ severity, where }) => `${severity} ${where}`)).toEqual([
      'warning k.grade',
      'warning k.penalty',
      'warning k.hints',
      'error o',
    ]);
    expect(read(content).items).toHaveLength(1);
  });

  it('of hostile length is read in no time', () => {
    // Time of the processor, so that other work on the machine decides nothing.
    const before = process.cpuUsage();
    read('{'.repeat(200_000));
    read(`Q{${'~%'.repeat(200_000)}}`);
    read('\\'.repeat(200_000));
    read('[id:\\'.repeat(20_000));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
  });
});
