// A roster (报名名册) from a sheet: every cell is checked, every fault is told with its row and column, and the rows are
// taken all together or not at all.
import { addMonths, isIsoDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { normalisePersonName } from '../people/name.ts';
import { educationNames, findChoice, idTypeNames, sexNames } from '../people/person-choices.ts';
import type { Education, IdType, Sex } from '../people/person-choices.ts';
import { normalisePhone } from '../people/phone.ts';
import { parseIdNumber } from '../people/resident-id.ts';
import type { IdNumber, IdRule } from '../people/resident-id.ts';
import { isRefusal, problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import { levelNames, levelOfCode } from '../standards/level.ts';
import type { Level } from '../standards/level.ts';
import { rosterColumns } from './roster-columns.ts';
import type { RosterColumn } from './roster-columns.ts';

/** What a spreadsheet reader hands over; dates as ISO text. */
export type Cell = string | number | boolean | null | undefined;

export interface RosterEntry {
  /** Row of the sheet, the header being row 1. */
  readonly row: number;
  readonly name: string;
  readonly idType: IdType;
  readonly idNumber: string;
  readonly sex: Sex;
  readonly birth: IsoDate;
  readonly education: Education;
  readonly employer: string;
  readonly phone: string;
  readonly clause: string;
  readonly workMonths: number;
  readonly held: { readonly level: Level; readonly number: string; readonly on: IsoDate } | null;
}

export interface RosterProblem extends Problem {
  readonly row: number;
  readonly column: RosterColumn | null;
}

export interface RosterRule extends IdRule {
  /** Ids of the clauses that may be claimed at the batch's level. */
  readonly clauses: readonly string[];
  readonly mostRows: number;
}

const columns = Object.keys(rosterColumns) as RosterColumn[];
const longestCell = 100;

function textOf(cell: Cell): string {
  return cell === null || cell === undefined ? '' : String(cell).normalize('NFC').trim();
}

/** Where each column stands. Headers may be Chinese or English, in any order, with a star or spaces; others are ignored. */
export function readRosterHeader(header: readonly Cell[]): {
  places: ReadonlyMap<RosterColumn, number>;
  problems: readonly RosterProblem[];
} {
  const places = new Map<RosterColumn, number>();
  const problems: RosterProblem[] = [];
  header.forEach((cell, i) => {
    const column = findChoice(rosterColumns, textOf(cell).replace(/[*＊\s]+$/u, ''));
    if (!column) return;
    if (places.has(column))
      problems.push({ row: 1, column, ...problem('sheet_column_repeated', { column }) });
    else places.set(column, i);
  });
  for (const column of columns) {
    if (rosterColumns[column].required && !places.has(column)) {
      problems.push({ row: 1, column, ...problem('sheet_column_missing', { column }) });
    }
  }
  return { places, problems };
}

/** Reads the cells of one row, collecting the faults instead of stopping at the first. */
function readRow(row: number, cellOf: (column: RosterColumn) => Cell, rule: RosterRule) {
  const problems: RosterProblem[] = [];
  const add = (column: RosterColumn, found: Problem) => {
    problems.push({ row, column, ...found });
  };
  /** The value of a cell, or undefined when it is empty or faulty. */
  const read = <T>(column: RosterColumn, parse: (text: string) => T): T | undefined => {
    const text = textOf(cellOf(column));
    if (text === '') {
      if (rosterColumns[column].required) add(column, problem('roster_cell_missing', { column }));
      return undefined;
    }
    if (text.length > longestCell) {
      add(column, problem('roster_cell_too_long', { column, limit: longestCell }));
      return undefined;
    }
    try {
      return parse(text);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      add(column, error);
      return undefined;
    }
  };
  const choose = <K extends string>(
    column: RosterColumn,
    table: Readonly<Record<K, { zh: string; en: string }>>,
  ) => {
    const choice = read(column, (text) => findChoice(table, text) ?? null);
    if (choice === null) {
      add(column, problem('roster_choice_unknown', { column, choices: Object.keys(table).join(',') }));
    }
    return choice ?? undefined;
  };
  const readDate = (column: RosterColumn): IsoDate | undefined => {
    const date = read(column, (text) => text.replace(/^(\d{4})[/.年]?(\d{2})[/.月]?(\d{2})日?$/, '$1-$2-$3'));
    if (date === undefined || (isIsoDate(date) && date <= rule.on)) return date;
    add(column, problem('date_invalid', {}));
    return undefined;
  };

  const name = read('name', normalisePersonName);
  const idType = choose('idType', idTypeNames);
  const number = cellOf('idNumber');
  let id: IdNumber | undefined;
  // A spreadsheet keeps fifteen significant digits of a number: a longer one in a numeric cell is already wrong.
  if (typeof number === 'number' && number > 999_999_999_999_999)
    add('idNumber', problem('id_number_lost_digits', {}));
  else id = read('idNumber', (text) => (idType ? parseIdNumber(idType, text, rule) : undefined));

  const sex = choose('sex', sexNames) ?? id?.sex;
  if (id?.sex && sex !== id.sex) add('sex', problem('roster_sex_differs', {}));
  const birth = readDate('birth') ?? id?.birth;
  if (id?.birth && birth !== id.birth) add('birth', problem('roster_birth_differs', {}));
  if (id && !sex) add('sex', problem('roster_cell_missing', { column: 'sex' }));
  if (id && !birth && textOf(cellOf('birth')) === '')
    add('birth', problem('roster_cell_missing', { column: 'birth' }));

  const education = choose('education', educationNames);
  const employer = read('employer', (text) => text);
  const phone = read('phone', normalisePhone);
  const clause = read('clause', (text) => text);
  if (clause !== undefined && !rule.clauses.includes(clause)) {
    add('clause', problem('roster_choice_unknown', { column: 'clause', choices: rule.clauses.join(',') }));
  }
  const workMonths = read('workMonths', (text) => (/^\d{1,3}$/.test(text) ? Number(text) : NaN));
  if (workMonths !== undefined && !(workMonths <= 840)) {
    add('workMonths', problem('roster_number_wrong', { column: 'workMonths', max: 840 }));
  } else if (workMonths !== undefined && birth && addMonths(rule.on, -workMonths) < birth) {
    add('workMonths', problem('roster_number_wrong', { column: 'workMonths', max: 840 }));
  }

  const heldLevel = read('heldLevel', (text) => levelOfCode(text) ?? findChoice(levelNames, text) ?? null);
  if (heldLevel === null)
    add('heldLevel', problem('roster_choice_unknown', { column: 'heldLevel', choices: '5,4,3,2,1' }));
  const heldNumber = read('heldNumber', (text) => text.toUpperCase());
  const heldOn = readDate('heldOn');
  const heldCells = (['heldLevel', 'heldNumber', 'heldOn'] as const).filter(
    (column) => textOf(cellOf(column)) !== '',
  );
  if (heldCells.length === 1 || heldCells.length === 2)
    add('heldNumber', problem('roster_held_incomplete', {}));

  if (problems.length > 0 || !name || !idType || !id || !sex || !birth) return { problems };
  if (!education || !employer || !phone || !clause || workMonths === undefined) return { problems };
  const held =
    heldLevel && heldNumber && heldOn ? { level: heldLevel, number: heldNumber, on: heldOn } : null;
  const idNumber = id.number;
  const entry = {
    row,
    name,
    idType,
    idNumber,
    sex,
    birth,
    education,
    employer,
    phone,
    clause,
    workMonths,
    held,
  };
  return { entry: entry satisfies RosterEntry, problems };
}

/**
 * Checks a whole roster sheet, header row first. Empty rows are skipped. `entries` holds the sound rows; import them
 * only when `problems` is empty. The same document twice in the sheet is told at the later row with the number of the
 * first. Facts carry columns and limits, never a cell's content.
 */
export function checkRoster(
  sheet: readonly (readonly Cell[])[],
  rule: RosterRule,
): { entries: readonly RosterEntry[]; problems: readonly RosterProblem[] } {
  const [header = [], ...rows] = sheet;
  const { places, problems: headerProblems } = readRosterHeader(header);
  if (headerProblems.length > 0) return { entries: [], problems: headerProblems };
  if (rows.length > rule.mostRows) {
    const found = problem('sheet_too_long', { rows: rows.length, limit: rule.mostRows });
    return { entries: [], problems: [{ row: 1, column: null, ...found }] };
  }
  const entries: RosterEntry[] = [];
  const problems: RosterProblem[] = [];
  const rowOfId = new Map<string, number>();
  rows.forEach((cells, i) => {
    if (cells.every((cell) => textOf(cell) === '')) return;
    const cellOf = (column: RosterColumn): Cell => {
      const place = places.get(column);
      return place === undefined ? null : cells[place];
    };
    const { entry, problems: found } = readRow(i + 2, cellOf, rule);
    problems.push(...found);
    if (!entry) return;
    const key = `${entry.idType} ${entry.idNumber}`;
    const first = rowOfId.get(key);
    if (first === undefined) rowOfId.set(key, entry.row);
    else
      problems.push({ row: entry.row, column: 'idNumber', ...problem('roster_person_repeated', { first }) });
    entries.push(entry);
  });
  if (entries.length === 0 && problems.length === 0) {
    problems.push({ row: 1, column: null, ...problem('roster_empty', {}) });
  }
  return { entries, problems };
}
