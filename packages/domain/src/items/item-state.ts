// The states of an item version:
//   vetting -> approved -> in_use -> retired      (a seal takes approved versions into use)
//   vetting -> draft                              (returned by the vetter: the writer imports the next version)
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
