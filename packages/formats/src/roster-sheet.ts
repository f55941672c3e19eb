// From the rows of a spreadsheet to the rows of a roster (报名名册): headings as clerks write them, cells as a reader hands
// them over, and for every row either an entry with its evidence or the reasons why not.
import { spanOfMonths } from '@jiangping/domain/batches/eligibility';
import type { Applicant } from '@jiangping/domain/batches/eligibility';
import { checkRoster } from '@jiangping/domain/batches/roster';
import type { Cell, RosterEntry, RosterRule } from '@jiangping/domain/batches/roster';
import { isIsoDate } from '@jiangping/domain/calendar';
import { findChoice } from '@jiangping/domain/people/person-choices';
import { problem, Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { graduationTypes } from '@jiangping/domain/standards/eligibility-clause';
import type { GraduationType, TitleGrade } from '@jiangping/domain/standards/eligibility-clause';
import {
  graduationCells,
  proofHeadings,
  residentIdHeadings,
  rosterCells,
  rosterHeadings,
  titleCells,
} from './roster-headings.ts';
import type { ProofColumn } from './roster-headings.ts';

/** What a reader of spreadsheets hands over: of a formula its stored result, of a date the midnight in UTC. */
export type SheetCell = string | number | boolean | Date | null;

/** What an entry is judged by: the applicant as the eligibility engine asks for it, and what stood beside it. */
export interface RosterEvidence extends Applicant {
  readonly education: string;
  readonly employer: string;
  readonly heldNumber: string | null;
}

export interface RosterRow {
  readonly entry: RosterEntry;
  readonly evidence: RosterEvidence;
}

export interface SheetProblem extends Problem {
  /** Row of the sheet, the heading being row 1. */
  readonly row: number;
  /** Key of the column, or null where the row as a whole is meant. */
  readonly column: string | null;
}

export interface RosterSheet {
  /** Rows that hold anything, without the heading. */
  readonly rowsRead: number;
  readonly rows: readonly RosterRow[];
  readonly problems: readonly SheetProblem[];
}

/** No cell of a roster is longer; what is cut off here is told as too long, and costs no time before. */
const longestCell = 300;

function keyOf(cell: SheetCell | undefined): string {
  if (typeof cell !== 'string') return '';
  return cell
    .slice(0, longestCell)
    .normalize('NFKC')
    .replace(/[\s*※:]/gu, '');
}

function withoutBrackets(key: string): string {
  return key.replace(/[([【].*$/u, '');
}

/** The heading of the template behind a heading; any other is left as it stands. */
function templateHeading(cell: SheetCell | undefined): string {
  const key = keyOf(cell);
  for (const form of [key, withoutBrackets(key)]) {
    if (residentIdHeadings.includes(form)) return '证件号码';
    for (const [heading, others] of Object.entries(rosterHeadings)) {
      if (heading === form || others.includes(form)) return heading;
    }
  }
  return typeof cell === 'string' ? cell.slice(0, longestCell) : '';
}

const dateHeadings = ['出生日期', '原证书取得日期'];

/** `1985/7/6` and `1985年7月6日` as `1985-07-06`; any other text as it stands. */
function padDate(text: string): string {
  const [, year, month, day] = /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*$/u.exec(text) ?? [];
  return year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
}

/** A cell as the roster's rules take it: dates as ISO text, booleans in words, the clerk's word as the template's. */
function toCell(cell: SheetCell | undefined, heading: string): Cell {
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? null : cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell !== 'string') return cell;
  const text = cell.slice(0, longestCell);
  if (dateHeadings.includes(heading)) return padDate(text);
  const words = rosterCells[heading];
  const key = words ? withoutBrackets(keyOf(text)) : '';
  return words && Object.hasOwn(words, key) ? words[key] : text;
}

function isBlank(row: readonly SheetCell[]): boolean {
  return row.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''));
}

/**
 * Reads a whole sheet. Each row is taken or refused by itself; a person who stands twice is refused at the later row.
 * Refuses the sheet as a whole where a required column is missing or repeated, where it is empty, and where it has more
 * rows than the rule allows.
 */
export function readRosterSheet(sheet: readonly (readonly SheetCell[])[], rule: RosterRule): RosterSheet {
  const [heading = [], ...rows] = sheet;
  const headings = heading.map(templateHeading);
  const cells = rows.map((row) => headings.map((name, i) => toCell(row[i], name)));
  // A heading like 身份证号 has told the type already.
  if (
    heading.some((cell) => residentIdHeadings.includes(withoutBrackets(keyOf(cell)))) &&
    !headings.includes('证件类型')
  ) {
    headings.push('证件类型');
    cells.forEach((row, i) => row.push(isBlank(rows[i] ?? []) ? null : '居民身份证'));
  }
  const checked = checkRoster([headings, ...cells], rule);
  const whole = checked.problems.find(({ row }) => row === 1);
  // The problem carries the facts its own code asks for.
  if (whole) throw new Refusal(whole.code as 'sheet_column_missing', whole.facts as { column: string });

  const problems: SheetProblem[] = [...checked.problems];
  const faulty = new Set(problems.map(({ row }) => row));
  const places = findProofPlaces(heading);
  const taken: RosterRow[] = [];
  for (const entry of checked.entries) {
    if (faulty.has(entry.row)) continue;
    const source = rows[entry.row - 2] ?? [];
    const cellOf = (column: ProofColumn): SheetCell => {
      const place = places.get(column);
      return place === undefined ? null : (source[place] ?? null);
    };
    const proofs = readProofs(cellOf, rule.on);
    if ('problems' in proofs) problems.push(...proofs.problems.map((each) => ({ row: entry.row, ...each })));
    else taken.push({ entry, evidence: { ...evidenceOf(entry, rule.on), ...proofs } });
  }
  problems.sort((a, b) => a.row - b.row);
  return { rowsRead: rows.filter((row) => !isBlank(row)).length, rows: taken, problems };
}

function evidenceOf(entry: RosterEntry, on: string): RosterEvidence {
  return {
    birth: entry.birth,
    work: entry.workMonths > 0 ? [spanOfMonths(entry.workMonths, on)] : [],
    held: entry.held ? [{ level: entry.held.level, on: entry.held.on }] : [],
    titles: [],
    graduations: [],
    trainingHours: 0,
    awards: [],
    education: entry.education,
    employer: entry.employer,
    heldNumber: entry.held?.number ?? null,
  };
}

function findProofPlaces(heading: readonly SheetCell[]): ReadonlyMap<ProofColumn, number> {
  const places = new Map<ProofColumn, number>();
  heading.forEach((cell, i) => {
    const key = withoutBrackets(keyOf(cell));
    const found = (Object.keys(proofHeadings) as ProofColumn[]).find((column) =>
      proofHeadings[column].some((name) => name === key),
    );
    if (found && !places.has(found)) places.set(found, i);
  });
  return places;
}

type Proofs = Pick<Applicant, 'graduations' | 'titles' | 'trainingHours'>;

/** Diploma, title and training of a row; all cells empty is no fault, half of a proof is one. */
function readProofs(
  cellOf: (column: ProofColumn) => SheetCell,
  on: string,
): Proofs | { problems: Omit<SheetProblem, 'row'>[] } {
  const problems: Omit<SheetProblem, 'row'>[] = [];
  const textOf = (column: ProofColumn) => {
    const cell = toCell(cellOf(column), '');
    return cell === null || cell === undefined ? '' : String(cell).normalize('NFKC').trim();
  };
  const choose = <K extends string>(
    column: ProofColumn,
    words: Readonly<Record<string, string>>,
    choices: readonly K[],
    direct: K | undefined,
  ): K | null => {
    const text = textOf(column);
    if (text === '') return null;
    const word = Object.hasOwn(words, text) ? words[text] : undefined;
    const choice = direct ?? choices.find((each) => each === word);
    if (!choice)
      problems.push({
        column,
        ...problem('roster_choice_unknown', { column, choices: Object.keys(words).join(',') }),
      });
    return choice ?? null;
  };
  const readDate = (column: ProofColumn): string | null => {
    const date = padDate(textOf(column));
    if (isIsoDate(date) && date <= on) return date;
    problems.push({ column, ...problem('date_invalid', {}) });
    return null;
  };

  const type = choose(
    'graduation',
    graduationCells,
    Object.keys(graduationTypes) as GraduationType[],
    findChoice(graduationTypes, textOf('graduation')),
  );
  const isFinalYear = /^(应届|在读|毕业年级|应届在读)$/u.test(textOf('graduatedOn'));
  const graduatedOn = type && !isFinalYear ? readDate('graduatedOn') : null;
  const grade = choose('title', titleCells, ['junior', 'mid', 'senior'] as const, undefined);
  const titleOn = grade ? readDate('titleOn') : null;
  const hours = textOf('trainingHours');
  if (!/^\d{0,4}$/.test(hours))
    problems.push({
      column: 'trainingHours',
      ...problem('roster_number_wrong', { column: 'trainingHours', max: 9999 }),
    });
  if (problems.length > 0) return { problems };
  return {
    graduations: type
      ? [{ type, inField: /^(是|对口|相关|本专业)$/u.test(textOf('inField')), on: graduatedOn }]
      : [],
    titles: grade && titleOn ? [{ grade: grade satisfies TitleGrade, on: titleOn }] : [],
    trainingHours: Number(hours),
  };
}
