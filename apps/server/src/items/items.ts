// items: item, version, vetting, retirement, exposure, statistic. A version's content is written once and moves only in its state (see
// domain/items/item-state.ts); nobody vets what they wrote; whoever reads the bank stands in the ledger. Papers ask here for
// what may be used and take it into use; which paper asks is not known here.
export { showItem } from './canaries.ts';
export { recordReading, titleOfVersion } from './readings.ts';
export { recordExposure, recordStatistics } from './statistics.ts';
export type { UsedIn } from './statistics.ts';
export { findApprovedItems, getItemBodies, requireUsable, markInUse, textOfItem } from './versions.ts';
export type { UsableVersion } from './versions.ts';
export { scoreAnswer, toPlayerItem } from './answering.ts';
export { getMediaOfVersions } from './media.ts';
export type { StoredMedium } from './media.ts';
