import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rosterColumns } from '@jiangping/domain/batches/roster-columns';
import { checkCharacterOf } from '@jiangping/domain/people/resident-id';
import { readRosterSheet } from './roster-sheet.ts';
import type { SheetCell } from './roster-sheet.ts';

const rule = { on: '2026-05-18', clauses: ['4-1', '4-2', '4-4'], mostRows: 100 };
const heading = Object.values(rosterColumns).map(({ zh }) => zh);
const sound: SheetCell[] = [
  '张三丰',
  '居民身份证',
  '11010519491231002X',
  '女',
  null,
  '大专',
  '某酒业有限公司',
  '13812345678',
  '4-1',
  60,
  null,
  null,
  null,
];
const other = sound
  .with(0, '李四')
  .with(2, `11010519900307001${checkCharacterOf('11010519900307001')}`)
  .with(3, '男');
const codes = (sheet: readonly (readonly SheetCell[])[]) =>
  readRosterSheet(sheet, rule).problems.map(({ row, column, code }) => [row, column, code]);

describe('a roster sheet', () => {
  it('becomes entries with the evidence that the eligibility engine asks for', () => {
    const { rows, rowsRead, problems } = readRosterSheet([heading, sound], rule);
    expect([rowsRead, problems]).toEqual([1, []]);
    expect(rows[0]?.evidence).toEqual({
      birth: '1949-12-31',
      work: [{ from: '2021-05-18', to: null }],
      held: [],
      titles: [],
      graduations: [],
      trainingHours: 0,
      awards: [],
      education: 'college',
      employer: '某酒业有限公司',
      heldNumber: null,
    });
  });

  it('takes headings and words as clerks write them, and needs no document type beside 身份证号', () => {
    const clerk = [
      '考生姓名*',
      '身份证号码(必填)',
      '学历',
      '单 位',
      '联系电话',
      '申报条件',
      '从业年限(月)',
      '备注',
    ];
    const row = ['张三丰', '11010519491231002x', '中专', '某酒业', 13812345678, '4-1', 60, '来电'];
    const { rows, problems } = readRosterSheet([clerk, row], rule);
    expect(problems).toEqual([]);
    expect(rows[0]?.entry).toMatchObject({
      idType: 'resident_id',
      idNumber: '11010519491231002X',
      education: 'vocational',
      phone: '13812345678',
    });
  });

  it('reads dates as dates, as a clerk types them, and held levels by any of their names', () => {
    const held = (on: SheetCell) =>
      sound.with(4, new Date('1949-12-31')).with(10, '初级工').with(11, 's1').with(12, on);
    for (const on of [new Date('2021-03-01'), '2021/3/1', '2021年3月1日']) {
      const { rows, problems } = readRosterSheet([heading, held(on)], rule);
      expect(problems).toEqual([]);
      expect(rows[0]?.evidence.held).toEqual([{ level: 'junior', on: '2021-03-01' }]);
    }
  });

  it('reads diplomas, final-year students, titles and training from columns of their own', () => {
    const proofs = ['毕业院校类别', '是否专业对口', '毕业时间', '职称', '职称取得时间', '培训学时'];
    const told = (...cells: SheetCell[]) =>
      readRosterSheet(
        [
          [...heading, ...proofs],
          [...sound, ...cells],
        ],
        rule,
      ).rows[0]?.evidence;
    expect(told('大专', '是', '2014/6/22', '中级', '2020-01-01', 80)).toMatchObject({
      graduations: [{ type: 'college', inField: true, on: '2014-06-22' }],
      titles: [{ grade: 'mid', on: '2020-01-01' }],
      trainingHours: 80,
    });
    expect(told('技校', '否', '应届', null, null, null)).toMatchObject({
      graduations: [{ type: 'vocational', inField: false, on: null }],
      titles: [],
    });
    const faulty = [...sound, '夜校', '是', null, '顶级', null, '很多'];
    expect(codes([[...heading, ...proofs], faulty])).toEqual([
      [2, 'graduation', 'roster_choice_unknown'],
      [2, 'title', 'roster_choice_unknown'],
      [2, 'trainingHours', 'roster_number_wrong'],
    ]);
  });

  it('refuses every row by itself and takes the others', () => {
    const sheet = [heading, sound, other.with(2, 110105199003070020), [], sound, other];
    expect(codes(sheet)).toEqual([
      [3, 'idNumber', 'id_number_lost_digits'],
      [5, 'idNumber', 'roster_person_repeated'],
    ]);
    const { rows, rowsRead } = readRosterSheet(sheet, rule);
    expect(rowsRead).toBe(4);
    expect(rows.map(({ entry }) => entry.row)).toEqual([2, 6]);
  });

  it('tells a number that the spreadsheet wrote with an exponent', () => {
    expect(codes([heading, sound.with(2, '1.10105E+17')])).toEqual([
      [2, 'idNumber', 'id_number_lost_digits'],
    ]);
  });

  it.each<[string, SheetCell[][], string]>([
    ['without a required column', [heading.slice(1), sound.slice(1)], 'sheet_column_missing'],
    [
      'with a column twice',
      [
        [...heading, '名字'],
        [...sound, '甲'],
      ],
      'sheet_column_repeated',
    ],
    ['without rows', [heading], 'roster_empty'],
    ['of blanks only', [heading, [' ', null], []], 'roster_empty'],
    ['with nothing at all', [], 'sheet_column_missing'],
    ['with too many rows', [heading, ...Array.from({ length: 101 }, () => sound)], 'sheet_too_long'],
  ])('%s is refused as a whole', (_, sheet, code) => {
    expect(() => readRosterSheet(sheet, rule)).toThrow(expect.objectContaining({ code }));
  });

  it('of any content ends in rows, problems or a refusal, and never takes a row that it also refuses', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.double(),
      fc.boolean(),
      fc.date({ noInvalidDate: false }),
      fc.constant(null),
      fc.constantFrom(...sound),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 20 }), { maxLength: 8 }), (rows) => {
        const { rows: taken, problems } = readRosterSheet([heading, sound, ...rows], rule);
        const refused = new Set(problems.map(({ row }) => row));
        expect(taken.some(({ entry }) => refused.has(entry.row))).toBe(false);
        expect(taken[0]?.entry.row).toBe(2);
      }),
      { numRuns: 300 },
    );
  });
});
