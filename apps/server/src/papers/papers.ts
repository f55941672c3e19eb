// papers: blueprint, paper, form, seal. A paper is assembled by one person and sealed by another; nothing of it changes after
// it is written. Which items it holds is encrypted from its assembly until a sitting opens it; the commitment to them stands
// in the ledger from its seal. Sittings ask here for a sealed paper's cover and to unseal it; who sits it is not known here.
export { getFormItems, getOpenPaper, getSealedForms } from './forms.ts';
export type { FormItem, SealedPaper } from './forms.ts';
export { unsealPaper } from './seals.ts';
