// A review sheet while it is filled in. The draft is kept in this browser until the sheet is signed.
import { outcomeOfSheet } from '@jiangping/domain/reviews/sheet';
import type { Gravity, SheetRow } from '@jiangping/domain/reviews/sheet';

export interface RowDraft {
  readonly outcome: Gravity | null;
  readonly note: string;
}

export interface SheetDraft {
  readonly rows: Readonly<Record<string, RowDraft>>;
  readonly remark: string;
}

export const emptyDraft: SheetDraft = { rows: {}, remark: '' };

export const gravityOrder = ['pass', 'minor', 'major', 'fatal'] as const satisfies readonly Gravity[];

/** The key of a draft: the digest is in it, so that a dossier closed anew begins with an empty sheet. */
export function draftKey(account: string, entryId: string, digest: string): string {
  return `review-draft/${account}/${entryId}/${digest.slice(0, 16)}`;
}

/** What this browser has kept; null where there is nothing or it cannot be read. */
export function readDraft(storage: Pick<Storage, 'getItem'>, key: string): SheetDraft | null {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? 'null') as SheetDraft | null;
    if (!kept || typeof kept.remark !== 'string') return null;
    const isWhole = Object.values(kept.rows).every(
      ({ outcome, note }) => typeof note === 'string' && (outcome === null || gravityOrder.includes(outcome)),
    );
    return isWhole ? kept : null;
  } catch {
    return null;
  }
}

/** True where a draft says anything. */
export function isTouched({ rows, remark }: SheetDraft): boolean {
  return remark !== '' || Object.values(rows).some(({ outcome, note }) => outcome !== null || note !== '');
}

/** The draft with one row changed. */
export function withRow(draft: SheetDraft, code: string, change: Partial<RowDraft>): SheetDraft {
  const row = draft.rows[code] ?? { outcome: null, note: '' };
  return { ...draft, rows: { ...draft.rows, [code]: { ...row, ...change } } };
}

/** What keeps the sheet from being signed: rows without a judgement, and findings without a note, in order. */
export function lacksOf(
  draft: SheetDraft,
  codes: readonly string[],
): { readonly open: readonly string[]; readonly notes: readonly string[] } {
  const outcomeOf = (code: string) => draft.rows[code]?.outcome ?? null;
  return {
    open: codes.filter((code) => outcomeOf(code) === null),
    notes: codes.filter((code) => {
      const outcome = outcomeOf(code);
      return outcome !== null && outcome !== 'pass' && (draft.rows[code]?.note ?? '').trim() === '';
    }),
  };
}

/** The sheet as it is signed, in the order of the rows; rows without a judgement are left out. */
export function rowsOf(
  draft: SheetDraft,
  codes: readonly string[],
): { code: string; outcome: Gravity; note: string }[] {
  return codes.flatMap((code) => {
    const row = draft.rows[code];
    return row?.outcome ? [{ code, outcome: row.outcome, note: row.note.trim() }] : [];
  });
}

/** The gravest judgement so far; null while there is none. */
export function outcomeOf(draft: SheetDraft, codes: readonly string[]): Gravity | null {
  const rows = rowsOf(draft, codes);
  if (rows.length === 0) return null;
  return outcomeOfSheet(
    rows.map(({ code, outcome, note }) => ({ row: code as SheetRow, gravity: outcome, remark: note })),
  );
}

/** True where this browser keeps a draft of the dossier's sheet. */
export function hasDraft(
  storage: Pick<Storage, 'key' | 'length'>,
  account: string,
  entryId: string,
): boolean {
  try {
    const begin = draftKey(account, entryId, '');
    for (let i = 0; i < storage.length; i += 1) if (storage.key(i)?.startsWith(begin)) return true;
  } catch {
    // A browser that keeps nothing has no drafts.
  }
  return false;
}
