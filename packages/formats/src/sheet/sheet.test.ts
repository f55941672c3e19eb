import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '@jiangping/domain/refusal';
import { packArchive } from '../archive/zip-writer.ts';
import { arbitraryItem } from '../exchange/arbitrary-items.ts';
import { makeItem } from '../exchange/exchange-item.ts';
import { readJsonBank, theoryItemOf } from '../exchange/json-bank.ts';
import type { SheetCell } from '../roster-sheet.ts';
import { writeItemRows } from './item-rows.ts';
import { readItemSheet } from './item-sheet.ts';
import { readItemWorkbook, writeItemWorkbook } from './item-workbook.ts';

const heading = [
  '题号',
  '题型*',
  '考点',
  '题 干',
  '选项A',
  'B',
  '选项C',
  '选项Ｄ',
  '答案',
  '难度',
  '用时（秒）',
  '备注',
];
const row = (kind: string, options: SheetCell[], answer: SheetCell, stem: SheetCell = '问') => [
  null,
  kind,
  'A1',
  stem,
  ...[0, 1, 2, 3].map((i) => options[i] ?? null),
  answer,
  2,
  null,
  null,
];
const read = (...rows: SheetCell[][]) => readItemSheet([heading, ...rows]);
const answerOf = (kind: string, options: SheetCell[], answer: SheetCell) => {
  const { items, problems } = read(row(kind, options, answer));
  expect(problems.filter(({ isRefused }) => isRefused)).toEqual([]);
  return items[0]?.answer;
};

describe('a sheet of items', () => {
  it('is read by headings as clerks write them, and unknown columns are told', () => {
    const { items, problems, rowsRead } = read(
      row('单选题', ['甲', '乙'], 'ｂ'),
      [null, null],
      row('判断', [], '×'),
    );
    expect(rowsRead).toBe(2);
    expect(problems.map(({ code, column, isRefused }) => [code, column, isRefused])).toEqual([
      ['sheet_column_unknown', '备注', false],
    ]);
    expect(items).toMatchObject([
      {
        id: 'q1',
        facts: { point: 'A1', difficulty: 2 },
        answer: { kind: 'choice', options: [{ fraction: 0 }, { id: 'B', fraction: 100 }] },
      },
      { id: 'q2', answer: { kind: 'judgement', correct: false } },
    ]);
  });

  it('takes every kind in the forms that clerks use', () => {
    expect(answerOf('多选', ['甲', '乙', '丙'], 'A、C')).toMatchObject({
      scoring: 'all',
      options: [{ fraction: 100 }, { fraction: 0 }, { fraction: 100 }],
    });
    expect(answerOf('单选题', ['甲', '乙'], '乙')).toMatchObject({
      options: [{ fraction: 0 }, { fraction: 100 }],
    });
    expect(answerOf('判断题', ['正确', '错误'], 'A')).toMatchObject({ correct: true });
    expect(answerOf('判断题', [], true)).toMatchObject({ correct: true });
    expect(answerOf('填空题', [], '酒；白酒')).toMatchObject({ answers: [{ text: '酒' }, { text: '白酒' }] });
    expect(answerOf('数值题', [], 40)).toMatchObject({ answers: [{ value: 40, tolerance: 0 }] });
    expect(answerOf('数值题', [], '40±0.5；-1～1')).toMatchObject({
      answers: [
        { value: 40, tolerance: 0.5 },
        { value: 0, tolerance: 1 },
      ],
    });
    expect(answerOf('匹配题', ['甲→1', '乙 => 2', '→3'], null)).toMatchObject({
      pairs: [{ answer: '1' }, { answer: '2' }, { prompt: null, answer: '3' }],
    });
    expect(answerOf('排序题', ['二', '一'], 'BA')).toMatchObject({
      elements: [{ text: '一' }, { text: '二' }],
    });
    expect(answerOf('简答题', [], null)).toMatchObject({ kind: 'essay' });
  });

  it.each<[SheetCell[], string, string]>([
    [row('单选题', ['甲', '乙'], null), '答案', 'answer_missing'],
    [row('单选题', ['甲', '乙'], 'E'), '答案', 'answer_unknown'],
    [row('单选题', ['甲', '乙'], 'AB'), '答案', 'answer_too_many'],
    [row('多选题', ['甲', '乙'], 'A'), '答案', 'answer_too_few'],
    [row('单选题', ['甲'], 'A'), '选项A', 'options_too_few'],
    [row('单选题', ['甲', null, '丙'], 'A'), '选项B', 'option_gap'],
    [row('单选题', ['甲', '甲 '], 'A'), '选项B', 'option_repeated'],
    [row('判断题', [], '也许'), '答案', 'answer_unknown'],
    [row('选错题', ['甲', '乙'], 'A'), '题型', 'kind_unknown'],
    [row('数值题', [], '四十'), '答案', 'number_wrong'],
    [row('匹配题', ['甲→1', '乙'], null), '选项B', 'pair_wrong'],
    [row('判断题', [], '对', null), '题干', 'stem_missing'],
    [row('判断题', [], '对', new Date(0)), '题干', 'cell_not_text'],
    [row('判断题', [], '对').with(9, 9), '难度', 'number_out_of_range'],
  ])(
    '%# with a fault names row, column and reason in both languages, and leaves the row out',
    (given, column, code) => {
      const { items, problems } = readItemSheet([heading.slice(0, -1), row('判断题', [], '对', '好'), given]);
      expect(items).toHaveLength(1);
      expect(problems.map((each) => [each.row, each.column, each.code])).toContainEqual([3, column, code]);
      for (const { zh, en } of problems) expect([zh, en].join()).not.toMatch(/\{value\}/);
    },
  );

  it('without a required column, or with one twice, gives nothing', () => {
    expect(
      readItemSheet([
        ['题型', '题干'],
        ['判断题', '问'],
      ]),
    ).toMatchObject({ items: [], problems: [{ code: 'sheet_column_missing', column: '答案' }] });
    expect(readItemSheet([['题型', '题干', '答案', '答案']])).toMatchObject({
      problems: [{ code: 'sheet_column_repeated' }],
    });
    expect(readItemSheet([])).toMatchObject({ rowsRead: 0, items: [] });
  });

  it('holds what it holds: items come back as they were', () => {
    const kinds = [
      'choice',
      'judgement',
      'text',
      'number',
      'match',
      'essay',
      'description',
      'order',
    ] as const;
    // A choice with equal options, or a pair with an arrow in it, is none that the sheet can hold.
    const fits = arbitraryItem({
      kinds,
      formats: ['plain'],
      lines: false,
      without: /[→;；]|=>|->|——/u,
    }).filter(({ answer, stem }) => {
      const texts =
        answer.kind === 'choice'
          ? answer.options.map(({ text }) => text.text)
          : answer.kind === 'order'
            ? answer.elements.map(({ text }) => text)
            : [];
      const keys = texts.map((text) => text.normalize('NFKC').replace(/\s/g, ''));
      const isClean = answer.kind !== 'order' || (answer.layout === '' && answer.grading === '');
      const isAll =
        answer.kind !== 'choice' ||
        answer.isSingle ||
        (answer.scoring === 'all' && answer.options.filter(({ fraction }) => fraction > 0).length > 1);
      return new Set(keys).size === keys.length && isClean && isAll && stem.text !== '';
    });
    fc.assert(
      fc.property(fits, (item) => {
        const { content, problems } = writeItemRows({ items: [item], points: [] });
        expect(problems).toEqual([]);
        expect(readItemSheet(content)).toEqual({ rowsRead: 1, items: [item], problems: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('tells what it has no place for, by item and field', () => {
    const item = makeItem({
      id: 'x',
      stem: { format: 'html', text: '<p>a<br>b</p>' },
      answer: { kind: 'text', isCaseSensitive: true, answers: [{ text: 'a', fraction: 50, feedback: null }] },
      penalty: 1,
    });
    const { content, problems } = writeItemRows({ items: [item], points: [] });
    expect(problems.map(({ where }) => where)).toEqual([
      'x.answer.isCaseSensitive',
      'x.answer.answers.fraction',
      'x.penalty',
      'x.stemFormat',
    ]);
    expect(content[1]?.[3]).toBe('a\nb');
  });
});

describe('a workbook of items', () => {
  const folder = new URL('../../../../demo/banks/6-02-06-07-level-4/', import.meta.url);
  const banks = readdirSync(folder).filter((name) => name.startsWith('theory-'));

  it('holds the demo banks whole, with their testable points', async () => {
    for (const name of banks) {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const bank = readJsonBank(text, name);
      expect(bank.problems).toEqual([]);
      const { content, problems } = await writeItemWorkbook(bank);
      expect(problems).toEqual([]);
      expect(await readItemWorkbook(content, 'x.xlsx')).toEqual({ ...bank, problems: [] });
      expect(bank.items.map(theoryItemOf)).toEqual((JSON.parse(text) as { items: unknown[] }).items);
    }
  });

  it('writes what begins like a formula as words', async () => {
    const stem = '=HYPERLINK("http://example.org","点")';
    const item = makeItem({
      id: '+1',
      stem: { format: 'plain', text: stem },
      answer: { kind: 'description' },
      title: '@x',
    });
    const { content } = await writeItemWorkbook({ items: [item], points: [] });
    const { items } = await readItemWorkbook(content, 'x.xlsx');
    expect(items[0]).toMatchObject({ id: '+1', title: '@x', stem: { text: stem } });
  });

  it('that is something else, or names cells far out, is refused', async () => {
    const code = async (bytes: Uint8Array) => {
      try {
        await readItemWorkbook(bytes, 'x.xlsx');
      } catch (error) {
        return isRefusal(error) ? error.code : error;
      }
      return null;
    };
    const entry = (name: string, text: string) => ({ name, content: new TextEncoder().encode(text) });
    const workbook = entry('xl/workbook.xml', '<workbook/>');
    expect(await code(new TextEncoder().encode('题型,题干'))).toBe('file_wrong_type');
    expect(await code(packArchive([entry('word/document.xml', '<w/>')]))).toBe('file_wrong_type');
    expect(await code(packArchive([workbook, entry('xl/worksheets/sheet1.xml', '<row r="1000000"/>')]))).toBe(
      'sheet_too_long',
    );
    expect(await code(packArchive([workbook, entry('xl/worksheets/sheet1.xml', '<c r="ZZZ1"/>')]))).toBe(
      'sheet_too_wide',
    );
    expect(await code(packArchive([workbook]))).toBe('file_unreadable');
  });
});
