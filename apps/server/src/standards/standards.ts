// standards: occupation (edition, code), work type, standard, content specification, development programme. Without a standard in force nothing
// is assessed; class-2 occupations are refused until a policy opens them.
export { findOccupations, getOccupation, toOccupationRef } from './occupations.ts';
export type { OccupationRef } from './occupations.ts';
export { findContentSpec, getStandardBody, getStandardInForce } from './publications.ts';
export type { ContentSpecBody } from './publications.ts';
