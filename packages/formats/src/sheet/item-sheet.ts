// From the rows of the item sheet to items: every row is taken or refused by itself, by row and column, in Chinese and English.
import { letterOf, makeItem, plain, plainEssay } from '../exchange/exchange-item.ts';
import type { Answer, ExchangeItem } from '../exchange/exchange-item.ts';
import type { SheetCell } from '../roster-sheet.ts';
import { readSheetAnswer } from './item-answers.ts';
import { itemColumns, itemHeadings, requiredColumns, sheetFaults, sheetKinds } from './item-headings.ts';
import type { ItemColumn, SheetFault, SheetKind } from './item-headings.ts';

export interface ItemSheetProblem {
  /** Row of the sheet, the heading being row 1. */
  readonly row: number;
  /** The heading of the column, or null where the row as a whole is meant. */
  readonly column: string | null;
  readonly code: SheetFault;
  readonly zh: string;
  readonly en: string;
  /** False: the row was read nevertheless. */
  readonly isRefused: boolean;
}

export interface ItemSheet {
  /** Rows that hold anything, without the heading. */
  readonly rowsRead: number;
  readonly items: readonly ExchangeItem[];
  readonly problems: readonly ItemSheetProblem[];
}

const longestShown = 60;

/** The sentence of a fault in both languages. */
export function faultOf(
  row: number,
  column: string | null,
  code: SheetFault,
  value = '',
  isRefused = true,
): ItemSheetProblem {
  const shown = value.slice(0, longestShown);
  const { zh, en } = sheetFaults[code];
  return {
    row,
    column,
    code,
    zh: zh.replace('{value}', () => shown),
    en: en.replace('{value}', () => shown),
    isRefused,
  };
}

const keyOf = (cell: SheetCell | undefined) =>
  typeof cell === 'string'
    ? cell
        .slice(0, 60)
        .normalize('NFKC')
        .replace(/[\s*※:]/gu, '')
        .toUpperCase()
    : '';

interface Columns {
  readonly fields: ReadonlyMap<ItemColumn, number>;
  /** Columns of options A, B, … by place. */
  readonly options: readonly (number | undefined)[];
  readonly problems: readonly ItemSheetProblem[];
}

function findColumns(heading: readonly SheetCell[]): Columns {
  const fields = new Map<ItemColumn, number>();
  const options: (number | undefined)[] = [];
  const problems: ItemSheetProblem[] = [];
  heading.forEach((cell, i) => {
    const key = keyOf(cell);
    if (key === '') return;
    const letter = /^(?:选项|备选项|答案选项)?([A-Z])(?:选项)?$/.exec(key)?.[1];
    if (letter !== undefined) {
      const place = letter.charCodeAt(0) - 65;
      if (options[place] !== undefined)
        problems.push(faultOf(1, String(cell), 'sheet_column_repeated', String(cell)));
      options[place] = i;
      return;
    }
    const bare = key.replace(/\(.*$/, '');
    const isNamed = (names: readonly string[]) =>
      names.some((name) => name === key || name.replace(/\(.*$/, '') === bare);
    const field = itemColumns.find((column) => isNamed(itemHeadings[column]));
    if (!field) problems.push(faultOf(1, String(cell), 'sheet_column_unknown', String(cell), false));
    else if (fields.has(field))
      problems.push(faultOf(1, String(cell), 'sheet_column_repeated', String(cell)));
    else fields.set(field, i);
  });
  for (const column of requiredColumns) {
    if (!fields.has(column))
      problems.push(faultOf(1, itemHeadings[column][0], 'sheet_column_missing', itemHeadings[column][0]));
  }
  return { fields, options, problems };
}

function kindOf(text: string): SheetKind | null {
  const key = text.normalize('NFKC').replace(/\s/g, '');
  const found = Object.entries(sheetKinds).find(([, names]) => (names as readonly string[]).includes(key));
  return found ? (found[0] as SheetKind) : null;
}

/** Text of a cell, trimmed, with `\n` only; of a number as JavaScript writes it. */
function textOf(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return String(cell).replace(/\r\n?/g, '\n').trim();
}

const ranges = { grade: [0, 1000], difficulty: [1, 5], angoff: [0, 1], seconds: [1, 36_000] } as const;

function readRow(row: readonly SheetCell[], number: number, place: number, columns: Columns) {
  const problems: ItemSheetProblem[] = [];
  const cellOf = (column: ItemColumn) => {
    const at = columns.fields.get(column);
    return at === undefined ? null : (row[at] ?? null);
  };
  const read = (column: ItemColumn) => {
    const cell = cellOf(column);
    if (cell instanceof Date) problems.push(faultOf(number, itemHeadings[column][0], 'cell_not_text'));
    return textOf(cell);
  };
  const readNumber = (column: keyof typeof ranges): number | null => {
    const text = read(column)
      .normalize('NFKC')
      .replace(/^(\d+(?:\.\d+)?)%$/, (_, share: string) => String(Number(share) / 100));
    if (text === '') return null;
    const value = Number(text);
    const [low, high] = ranges[column];
    const fault: SheetFault | null = Number.isNaN(value)
      ? 'number_wrong'
      : value < low || value > high
        ? 'number_out_of_range'
        : null;
    if (fault) problems.push(faultOf(number, itemHeadings[column][0], fault, text));
    return fault ? null : value;
  };
  const optional = (column: ItemColumn) => read(column) || null;
  const stem = read('stem');
  const kindText = read('kind');
  const kind = kindOf(kindText);
  if (stem === '') problems.push(faultOf(number, '题干', 'stem_missing'));
  if (!kind) problems.push(faultOf(number, '题型', 'kind_unknown', kindText));
  const options = Array.from(columns.options, (at) => (at === undefined ? '' : textOf(row[at])));
  while (options.at(-1) === '') options.pop();
  const reading = kind ? readSheetAnswer(kind, options, read('answer')) : { answer: null, faults: [] };
  for (const fault of reading.faults) problems.push(faultOf(number, fault.column, fault.code, fault.value));
  const answer: Answer = reading.answer ?? { kind: 'essay', ...plainEssay };
  const grade = readNumber('grade');
  const feedback = read('feedback');
  const item = makeItem({
    id: read('id') || `q${place}`,
    title: read('title'),
    category: read('category'),
    stem: plain(stem),
    answer,
    feedback: feedback === '' ? null : plain(feedback),
    ...(grade === null ? {} : { grade }),
    tags: read('tags')
      .split(/[;；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    facts: {
      point: optional('point'),
      difficulty: readNumber('difficulty'),
      angoff: readNumber('angoff'),
      seconds: readNumber('seconds'),
      source: optional('source'),
      rationale: optional('rationale'),
    },
  });
  return { item, problems };
}

/** Reads the sheet of items; rows with faults are told and left out, a sheet without a required column gives no item. */
export function readItemSheet(sheet: readonly (readonly SheetCell[])[]): ItemSheet {
  const [heading = [], ...rows] = sheet;
  const columns = findColumns(heading);
  const problems: ItemSheetProblem[] = [...columns.problems];
  const items: ExchangeItem[] = [];
  const ids = new Set<string>();
  let rowsRead = 0;
  if (problems.some(({ isRefused }) => isRefused)) return { rowsRead, items, problems };
  rows.forEach((row, i) => {
    if (row.every((cell) => textOf(cell) === '' && !(cell instanceof Date))) return;
    rowsRead += 1;
    const reading = readRow(row, i + 2, rowsRead, columns);
    if (ids.has(reading.item.id))
      reading.problems.push(faultOf(i + 2, '题号', 'item_duplicate_id', reading.item.id));
    problems.push(...reading.problems);
    if (reading.problems.length > 0) return;
    ids.add(reading.item.id);
    items.push(reading.item);
  });
  return { rowsRead, items, problems };
}

/** The heading of an option column. */
export function optionHeading(place: number): string {
  return `选项${letterOf(place)}`;
}
