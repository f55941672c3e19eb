// certificates: claim, certificate, number range, status list. A certificate exists only under a released batch decision,
// an approval by another person than the claimant, and a passed result; the keys of the tables hold all three. What was
// signed is never changed: whatever happens to a certificate later is a state beside it.
//
//   claimed → approved (= numbered, signed, issued, in one transaction) → suspended, corrected, revoked, annulled
//
// Nothing is served that differs from what the ledger holds of it (`certificate_altered`, `ledger_fact_altered`).
export type { CertificateState } from './register.ts';
