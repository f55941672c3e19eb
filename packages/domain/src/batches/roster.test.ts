import { describe, expect, it } from 'vitest';
import { describeRefusal } from '../refusals.ts';
import { checkRoster } from './roster.ts';
import type { Cell } from './roster.ts';
import { rosterColumns } from './roster-columns.ts';
import type { RosterColumn } from './roster-columns.ts';

const columns = Object.keys(rosterColumns) as RosterColumn[];
const header = columns.map((column) => rosterColumns[column].zh);
const rule = { on: '2026-05-18', clauses: ['4-1', '4-2'], mostRows: 10_000 };
const sound: Record<RosterColumn, Cell> = {
  name: '张三丰',
  idType: '居民身份证',
  idNumber: '11010519491231002x',
  sex: '女',
  birth: '1949-12-31',
  education: '大专',
  employer: '某酒业有限公司',
  phone: '13812345678',
  clause: '4-2',
  workMonths: 60,
  heldLevel: '5',
  heldNumber: 's000123000012265000001',
  heldOn: '2021-03-01',
};
const row = (change: Partial<Record<RosterColumn, Cell>> = {}) => {
  const cells = { ...sound, ...change };
  return columns.map((column) => cells[column]);
};
const check = (...rows: Cell[][]) => checkRoster([header, ...rows], rule);
const codesOf = (change: Partial<Record<RosterColumn, Cell>>) =>
  check(row(change)).problems.map(({ column, code }) => `${column ?? ''} ${code}`);

describe('a roster', () => {
  it('becomes entries with normalised names, numbers and choices', () => {
    expect(check(row())).toEqual({
      problems: [],
      entries: [
        {
          row: 2,
          name: '张三丰',
          idType: 'resident_id',
          idNumber: '11010519491231002X',
          sex: 'female',
          birth: '1949-12-31',
          education: 'college',
          employer: '某酒业有限公司',
          phone: '13812345678',
          clause: '4-2',
          workMonths: 60,
          held: { level: 'junior', number: 'S000123000012265000001', on: '2021-03-01' },
        },
      ],
    });
  });

  it('takes sex and birth from the identity number when the cells are empty', () => {
    const { entries, problems } = check(
      row({ sex: null, birth: '', heldLevel: '', heldNumber: '', heldOn: null }),
    );
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({ sex: 'female', birth: '1949-12-31', held: null });
  });

  it('reads columns in any order, in English, with stars, and dates as Chinese offices write them', () => {
    const reversed = columns.toReversed();
    const english = reversed.map((column) => `${rosterColumns[column].en} *`);
    const cells = { ...sound, heldOn: '2021年03月01日', birth: '1949/12/31' };
    const { entries, problems } = checkRoster([english, reversed.map((column) => cells[column])], rule);
    expect(problems).toEqual([]);
    expect(entries).toHaveLength(1);
  });

  it.each<[string, Partial<Record<RosterColumn, Cell>>, string[]]>([
    ['a wrong check digit', { idNumber: '110105194912310021' }, ['idNumber id_number_check_digit_wrong']],
    ['a number kept as a figure', { idNumber: 110105194912310020 }, ['idNumber id_number_lost_digits']],
    ['an old number', { idNumber: '110105491231002' }, ['idNumber id_number_fifteen_digits']],
    ['an unknown document', { idType: '驾驶证' }, ['idType roster_choice_unknown']],
    ['another sex than the number says', { sex: '男' }, ['sex roster_sex_differs']],
    ['another birth than the number says', { birth: '1949-12-30' }, ['birth roster_birth_differs']],
    [
      'a passport without birth and sex',
      { idType: '护照', idNumber: 'E12345678', sex: '', birth: '' },
      ['sex roster_cell_missing', 'birth roster_cell_missing'],
    ],
    ['no name', { name: ' ' }, ['name roster_cell_missing']],
    ['a name with a hidden character', { name: '张\u200b三' }, ['name person_name_invalid']],
    ['an unknown clause', { clause: '9-9' }, ['clause roster_choice_unknown']],
    ['years instead of months', { workMonths: '5年' }, ['workMonths roster_number_wrong']],
    [
      'more work than life',
      { workMonths: 840, birth: '1999-12-31', idType: '护照', idNumber: 'E12345678' },
      ['workMonths roster_number_wrong'],
    ],
    ['a phone too short', { phone: '1381234567' }, ['phone phone_invalid']],
    ['an unknown education', { education: '博士后' }, ['education roster_choice_unknown']],
    ['half of a held certificate', { heldNumber: '' }, ['heldNumber roster_held_incomplete']],
    ['a held certificate of the future', { heldOn: '2026-05-19' }, ['heldOn date_invalid']],
    ['an unknown held level', { heldLevel: '6' }, ['heldLevel roster_choice_unknown']],
    ['an endless cell', { employer: '酒'.repeat(101) }, ['employer roster_cell_too_long']],
    ['two faults', { phone: '1', education: '' }, ['education roster_cell_missing', 'phone phone_invalid']],
  ])('with %s tells the column and the fault, and takes no entry', (_, change, expected) => {
    expect(codesOf(change)).toEqual(expected);
    expect(check(row(change)).entries).toEqual([]);
  });

  it('tells the row of the first of two equal persons, written in whatever way', () => {
    const { problems } = check(
      row(),
      row({}).map(() => null),
      row({ idNumber: ' 110105 19491231 002X' }),
    );
    expect(problems).toEqual([
      { row: 4, column: 'idNumber', code: 'roster_person_repeated', facts: { first: 2 } },
    ]);
  });

  it('without a required column, or with one twice, is refused before any row', () => {
    const cut = [header, row()].map((cells) => cells.slice(1));
    expect(checkRoster(cut, rule)).toEqual({
      entries: [],
      problems: [{ row: 1, column: 'name', code: 'sheet_column_missing', facts: { column: 'name' } }],
    });
    const doubled = [header, row()].map((cells) => [...cells, cells[0]]);
    expect(checkRoster(doubled, rule).problems[0]?.code).toBe('sheet_column_repeated');
    const facts = { column: 'name' };
    expect(describeRefusal('sheet_column_missing', facts, 'zh').sentence).toBe('表格缺少“姓名”列。');
  });

  it('that is empty or too long is refused', () => {
    expect(check().problems[0]?.code).toBe('roster_empty');
    expect(checkRoster([], rule).problems.length).toBeGreaterThan(0);
    expect(checkRoster([header, row(), row()], { ...rule, mostRows: 1 }).problems[0]?.code).toBe(
      'sheet_too_long',
    );
  });

  it('never puts what a cell holds into the facts of a fault, whatever column it slipped into', () => {
    for (const column of columns) {
      for (const secret of ['张三丰\u200b', '110105194912310021', '99010519491231002X', '138123456789']) {
        const told = JSON.stringify(check(row({ [column]: secret })).problems);
        for (const part of ['张三', '1949', '13812']) expect(told).not.toContain(part);
      }
    }
  });
});
