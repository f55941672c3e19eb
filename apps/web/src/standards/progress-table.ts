import type { WorkPackageKind } from '@jiangping/domain/standards/work-package-states';

interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface Cell {
  readonly accepted: number;
  readonly packages: number;
}

export interface AssociationCount extends Cell {
  readonly association: Named | null;
  readonly kind: WorkPackageKind;
}

export interface ProgressRow {
  /** Null for packages that no association has yet. */
  readonly association: Named | null;
  readonly cells: Readonly<Partial<Record<WorkPackageKind, Cell>>>;
  readonly total: Cell;
}

const sumOf = (cells: readonly Cell[]): Cell => ({
  accepted: cells.reduce((sum, { accepted }) => sum + accepted, 0),
  packages: cells.reduce((sum, { packages }) => sum + packages, 0),
});

/** Counts by association and kind as a table, an association a row; what is not given yet comes last. */
export function tableOf(counts: readonly AssociationCount[]): ProgressRow[] {
  const rows = new Map<string, AssociationCount[]>();
  for (const count of counts) {
    const name = count.association?.nameZh ?? '';
    rows.set(name, [...(rows.get(name) ?? []), count]);
  }
  return [...rows.values()]
    .map((row) => ({
      association: row[0]?.association ?? null,
      cells: Object.fromEntries(row.map(({ kind, accepted, packages }) => [kind, { accepted, packages }])),
      total: sumOf(row),
    }))
    .sort((a, b) => Number(a.association === null) - Number(b.association === null));
}

/** The whole table in one cell, of one kind or of all. */
export function totalOf(counts: readonly AssociationCount[], kind?: WorkPackageKind): Cell {
  return sumOf(counts.filter((count) => kind === undefined || count.kind === kind));
}

/** How far a milestone is, in whole per cent, never above 100: `5 of 14 → 35`. */
export function percentOf(reached: number, target: number): number {
  return Math.min(100, Math.floor((reached / target) * 100));
}
