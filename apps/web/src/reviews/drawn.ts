// Rounds and drawn dossiers: which one an address names, and which is next.
import type { DrawnDossier, Review } from './review.ts';

/** The round an address names; undefined for the newest. */
export function roundOf(text: string | undefined): number | undefined {
  const round = Number(text);
  return Number.isInteger(round) && round >= 1 && round <= 1000 ? round : undefined;
}

/** True for the round in which something may still be done. */
export function isNewest({ round, rounds }: Pick<Review, 'round' | 'rounds'>): boolean {
  return round === null || round === rounds.length;
}

/** The page of a drawn dossier; of an earlier round it is named in the address. */
export function pathOfDossier(batchId: string, entryId: string, round?: number | null): string {
  return `/batches/${batchId}/dossiers/${entryId}${round ? `?round=${String(round)}` : ''}`;
}

/** The next dossier without a sheet, after the given one and round to the first; null when none is left. */
export function nextOpen(drawn: readonly DrawnDossier[], after?: string): DrawnDossier | null {
  const at = drawn.findIndex(({ entryId }) => entryId === after);
  return (
    [...drawn.slice(at + 1), ...drawn.slice(0, at + 1)].find(
      ({ sheet, entryId }) => sheet === null && entryId !== after,
    ) ?? null
  );
}
