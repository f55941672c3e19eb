// The states of an item version:
//   vetting -> approved -> in_use -> retired      (a sitting opens a sealed paper that holds it)
//   draft -> vetting                              (the writer sends it)
//   vetting -> draft                              (returned by the vetter; mending it makes the next version)
//   approved -> retired                           (also when a vetter approves a later version of the item)
//   every state but retired -> retired
import { Refusal } from '../refusal.ts';
import type { ItemState } from './item-states.ts';

/** What the rules look at; `item` is the item's own id, for the refusal. */
export interface VersionState {
  readonly item: string;
  readonly part: 'theory' | 'practical';
  readonly state: ItemState;
}

/** The state after vetting by `vetterId`; refuses the writer's own hand (`vetter_is_writer`) and a version that does not wait (`wrong_state`). */
export function stateAfterVetting(
  version: VersionState & { readonly writerId: string },
  vetterId: string,
  outcome: 'approved' | 'returned',
): ItemState {
  if (version.writerId === vetterId) throw new Refusal('vetter_is_writer', { item: version.item });
  if (version.state !== 'vetting') throw new Refusal('wrong_state', { state: version.state });
  return outcome === 'approved' ? 'approved' : 'draft';
}

/** What the writing rules look at; `isNewest`: no later version of the item is there. */
export interface WrittenVersion extends VersionState {
  readonly writerId: string;
  readonly isNewest: boolean;
  /** A vetter has judged it: its content is final even as a draft. */
  readonly isVetted: boolean;
}

/**
 * How a version is revised by `personId`: a draft nobody has vetted `in_place`, everything else by the `next_version`, so
 * that what a vetter judged or a paper holds stays as it was. Refuses an older version (`item_version_old`), a draft of
 * another writer (`item_writer_other`), a version that waits for vetting (`wrong_state`) and a retired one (`item_retired`).
 */
export function revisionOf(version: WrittenVersion, personId: string): 'in_place' | 'next_version' {
  const { item, state, writerId, isNewest, isVetted } = version;
  if (!isNewest) throw new Refusal('item_version_old', { item });
  if (state === 'retired') throw new Refusal('item_retired', { item });
  if (state === 'vetting') throw new Refusal('wrong_state', { state });
  if (state !== 'draft') return 'next_version';
  if (writerId !== personId) throw new Refusal('item_writer_other', { item });
  return isVetted ? 'next_version' : 'in_place';
}

/**
 * Refuses to send a version to vetting that is no draft (`wrong_state`), not the newest, another writer's, or returned and
 * not changed since: the same text would be judged again.
 */
export function checkSendable(version: WrittenVersion, personId: string): void {
  if (version.state !== 'draft') throw new Refusal('wrong_state', { state: version.state });
  if (revisionOf(version, personId) === 'next_version') {
    throw new Refusal('item_unchanged', { item: version.item });
  }
}

/**
 * Refuses a version that may not stand in a new paper: one not vetted, retired, or in a sealed paper already, whose
 * content was seen. Practical items are announced to the candidates by their preparation notice, so they may come again.
 */
export function checkUsable({ item, part, state }: VersionState): void {
  if (state === 'approved' || (state === 'in_use' && part === 'practical')) return;
  if (state === 'retired') throw new Refusal('item_retired', { item });
  if (state === 'in_use') throw new Refusal('item_in_use', { item });
  throw new Refusal('item_not_vetted', { item });
}
