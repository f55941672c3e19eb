// A mark sheet while it is filled in. What was typed is kept in this browser until the server has confirmed it.
import type { api } from '../shell/api.ts';

export type Desk = Awaited<ReturnType<typeof api.marking.getMarkingDesk>>;
export type Task = Desk['tasks'][number];
export type PracticalItem = Desk['items'][number];
export type ScoringRow = PracticalItem['rows'][number];
export type Mark = Task['marks'][number];

export interface Draft {
  readonly marks: readonly Mark[];
  readonly fatal: readonly string[];
}

/** The key under which a browser keeps what an assessor has not sent yet. */
export function keptKey(
  account: string,
  sittingId: string,
  task: Pick<Task, 'candidateId' | 'itemVersionId'>,
): string {
  return `mark-draft/${account}/${sittingId}/${task.candidateId}/${task.itemVersionId}`;
}

interface Kept {
  /** What the server had when the work here began: tells whether another device went on in between. */
  readonly base: string;
  readonly draft: Draft;
}

/** A draft in a fixed form, to compare two of them. */
export function formOf({ marks, fatal }: Draft): string {
  const ordered = [...marks]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, points, note }) => [code, points, note]);
  return JSON.stringify([ordered, [...fatal].sort()]);
}

/** What this browser has kept of a sheet; null where there is nothing or it cannot be read. */
export function readKept(storage: Pick<Storage, 'getItem'>, key: string): Kept | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as Kept | null;
    return kept && Array.isArray(kept.draft.marks) && Array.isArray(kept.draft.fatal) ? kept : null;
  } catch {
    return null;
  }
}

/** Where to begin: with the server's draft, with what this browser kept, or by asking where both went on. */
export function chooseStart(
  server: Draft,
  kept: Kept | null,
): { readonly draft: Draft; readonly other: Draft | null } {
  if (!kept || formOf(kept.draft) === formOf(server)) return { draft: server, other: null };
  return kept.base === formOf(server)
    ? { draft: kept.draft, other: null }
    : { draft: server, other: kept.draft };
}

/** One step up or down from a mark; a row without one starts at the top going down and at the bottom going up. */
export function stepFrom(
  row: Pick<ScoringRow, 'points' | 'step'>,
  points: number | undefined,
  direction: 1 | -1,
): number {
  const from = points ?? (direction === 1 ? 0 : row.points);
  // The full points need not be a multiple of the step: going down from them lands on the grid.
  const steps =
    direction === 1 ? Math.floor(from / row.step + 1e-9) + 1 : Math.ceil(from / row.step - 1e-9) - 1;
  const next = Math.min(row.points, Math.max(0, steps * row.step));
  return Math.round(next * 1e6) / 1e6;
}

/** The draft with another mark for one row; null takes the mark away. */
export function withMark(draft: Draft, code: string, change: { points: number; note: string } | null): Draft {
  const others = draft.marks.filter((mark) => mark.code !== code);
  return { ...draft, marks: change === null ? others : [...others, { code, ...change }] };
}

/** How far the sheets of a seat are. */
export function progressOf(tasks: readonly Task[]): 'signed' | 'draft' | 'open' {
  if (tasks.every(({ state }) => state === 'signed')) return 'signed';
  return tasks.some(({ state }) => state !== 'open') ? 'draft' : 'open';
}

/** The next sheet that is not signed, after the given one and round to the first; null when all are. */
export function nextTask(tasks: readonly Task[], current: Task | undefined): Task | null {
  const at = current ? tasks.indexOf(current) : -1;
  return [...tasks.slice(at + 1), ...tasks.slice(0, at + 1)].find(({ state }) => state !== 'signed') ?? null;
}
