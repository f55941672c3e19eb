// people: person, account, login, post, grant, rule document, policy row. The other capabilities see only what this file
// hands on: who a person is, which posts are in force, and which policy value held on a day.
export { findCaller, grantInForce } from './logins.ts';
export { acceptedProvinces, findOrRegister, maskStoredIdNumber, readIdNumber } from './persons.ts';
export type { PersonInput } from './persons.ts';
export { findPolicies } from './policies.ts';
export type { PoliciesOn } from './policies.ts';
export { installFirst } from './installation.ts';
export type { FirstAccount } from './installation.ts';
