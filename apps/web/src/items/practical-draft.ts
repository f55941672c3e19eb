// A practical item while it is written: its three documents, the sum of its points, and how it outlives a closed window.
import { problemsOfPracticalItem } from '@jiangping/domain/items/item';
import type { PracticalItem, PracticalScoringRow, Supply } from '@jiangping/domain/items/item';
import type { Problem } from '@jiangping/domain/refusal';

/** A practical item without its id. */
export type PracticalDraft = Omit<PracticalItem, 'id'>;

/** The steps of writing, each with the fields it holds. */
export const practicalSteps = ['basics', 'preparation', 'task', 'scoring'] as const;
export type PracticalStep = (typeof practicalSteps)[number];

/** An empty line of a list of supplies. */
export const emptySupply: Supply = { name: '', spec: '', quantity: '' };

/** An item of which nothing is written. */
export function emptyPractical(): PracticalDraft {
  return {
    title: '',
    weight: 100,
    minutes: 60,
    required: true,
    preparation: { venue: [emptySupply], candidate: [], notes: '' },
    task: { requirements: [], steps: [], safety: [] },
    scoring: { rows: [emptyRow([])], fatal: [] },
  };
}

/** A new row of the scoring record, under the first number that none of these rows has. */
export function emptyRow(rows: readonly { readonly code: string }[]): PracticalScoringRow {
  return { code: freeCode(rows, ''), element: '', points: 10, rule: '', step: 1 };
}

/** A new fatal item, numbered likewise: F1, F2 … */
export function emptyFatal(fatal: readonly { readonly code: string }[]): { code: string; text: string } {
  return { code: freeCode(fatal, 'F'), text: '' };
}

function freeCode(rows: readonly { readonly code: string }[], prefix: string): string {
  const taken = new Set(rows.map(({ code }) => code));
  let number = rows.length + 1;
  while (taken.has(`${prefix}${String(number)}`)) number += 1;
  return `${prefix}${String(number)}`;
}

/** What the points of the rows add up to; they must come to 100. */
export function sumOfPoints({ scoring }: PracticalDraft): number {
  const sum = scoring.rows.reduce((total, { points }) => total + points, 0);
  return Math.round(sum * 1e6) / 1e6;
}

/** The list with one member changed. */
export function changeAt<Member extends object>(
  list: readonly Member[],
  place: number,
  change: Partial<Member>,
): Member[] {
  return list.map((member, i) => (i === place ? { ...member, ...change } : member));
}

/** The list without one member. */
export function removeAt<Member>(list: readonly Member[], place: number): Member[] {
  return list.filter((_, i) => i !== place);
}

/** The list with one member a place further up; the first stays. */
export function moveUp<Member>(list: readonly Member[], place: number): Member[] {
  const moved = [...list];
  const [member] = moved.splice(place, 1);
  if (member !== undefined) moved.splice(Math.max(0, place - 1), 0, member);
  return moved;
}

/** A text of one line each as a list, without the empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Everything that keeps the draft from vetting, by the rules the server has; `name` stands for the id it may not have yet. */
export function problemsOfPracticalDraft(draft: PracticalDraft, name: string): readonly Problem[] {
  return problemsOfPracticalItem({ ...draft, id: name });
}

/** The step in which a problem of the draft is mended. */
export function stepOf({ facts }: Problem): PracticalStep {
  const [head] = String(facts['field'] ?? '').split('.');
  return practicalSteps.find((step) => step === head) ?? 'basics';
}

/** A practical draft kept in the browser as JSON; null for anything that is none. */
export function readKeptPractical(text: string | null): PracticalDraft | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isLike(value, whole) ? (value as PracticalDraft) : null;
  } catch {
    return null;
  }
}

/** A draft with a member in every list, to compare with. */
const whole: PracticalDraft = {
  ...emptyPractical(),
  preparation: { venue: [emptySupply], candidate: [emptySupply], notes: '' },
  task: { requirements: [''], steps: [''], safety: [''] },
  scoring: { rows: [emptyRow([])], fatal: [emptyFatal([])] },
};

/** Whether a value is built like a model: the same members of the same kinds, lists of members like the first. */
function isLike(value: unknown, model: unknown): boolean {
  if (Array.isArray(model)) {
    return Array.isArray(value) && value.every((member) => isLike(member, model[0]));
  }
  if (typeof model !== 'object' || model === null) return typeof value === typeof model;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = Object.keys(model);
  return (
    Object.keys(value).length === names.length &&
    names.every((name) =>
      isLike((value as Record<string, unknown>)[name], (model as Record<string, unknown>)[name]),
    )
  );
}
