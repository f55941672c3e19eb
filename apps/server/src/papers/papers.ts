// papers: blueprint, paper, form, seal. A paper is assembled by one person and sealed by another; nothing of it changes after
// it is written, and once sealed its digest stands in the ledger. Sittings ask here for the forms of a sealed paper; who sits
// it is not known here.
export { getFormItems, getSealedForms } from './forms.ts';
export type { FormItem, SealedPaper } from './forms.ts';
