// sites: site, authorisation, scope line, venue, room. A site may do what one scope line of an authorisation in force
// says, on the days it says; the keys of the tables hold that, this module explains it.
export { getScopeLineInForce } from './authorisations.ts';
export { getSiteRow, toSiteRef } from './register.ts';
export type { EligibleGroup, SiteRef } from './register.ts';
