// The life of a certificate. A number is never used again; whatever happens later is a further fact, not a change:
//
//   claimed → approved → numbered → issued ⇄ suspended
//                                     └→ corrected, replaced (still in force, as a new document of the same number)
//                                     └→ revoked (fraud or error, for good) · annulled (issued by mistake, void from the start)
import { Refusal } from '../refusal.ts';

export const certificateStates = {
  claimed: { zh: '已申领', en: 'claimed' },
  approved: { zh: '已审批', en: 'approved' },
  rejected: { zh: '未批准', en: 'rejected' },
  numbered: { zh: '已编号', en: 'numbered' },
  issued: { zh: '有效', en: 'issued' },
  corrected: { zh: '有效（已更正）', en: 'corrected' },
  replaced: { zh: '有效（已补发）', en: 'replaced' },
  suspended: { zh: '暂停', en: 'suspended' },
  revoked: { zh: '已撤销', en: 'revoked' },
  annulled: { zh: '自始无效', en: 'annulled' },
} as const;

export type CertificateState = keyof typeof certificateStates;

const inForce = ['issued', 'corrected', 'replaced'] as const;

interface Move {
  readonly from: readonly CertificateState[];
  readonly to: CertificateState;
}

export const certificateMoves = {
  approve: { from: ['claimed'], to: 'approved' },
  reject: { from: ['claimed'], to: 'rejected' },
  number: { from: ['approved'], to: 'numbered' },
  issue: { from: ['numbered'], to: 'issued' },
  correct: { from: inForce, to: 'corrected' },
  replace: { from: inForce, to: 'replaced' },
  suspend: { from: inForce, to: 'suspended' },
  resume: { from: ['suspended'], to: 'issued' },
  revoke: { from: [...inForce, 'suspended'], to: 'revoked' },
  annul: { from: ['numbered', ...inForce, 'suspended'], to: 'annulled' },
} as const satisfies Record<string, Move>;

export type CertificateAct = keyof typeof certificateMoves;

/** The state after an act. Refuses one that the present state does not allow; `revoked` and `annulled` allow none. */
export function moveCertificate(state: CertificateState, act: CertificateAct): CertificateState {
  const { from, to }: Move = certificateMoves[act];
  if (state === 'issued' && act === 'issue') throw new Refusal('already_issued');
  if (!from.includes(state)) throw new Refusal('certificate_wrong_state');
  return to;
}

/** True while the certificate may be relied upon. */
export function isInForce(state: CertificateState): boolean {
  return inForce.some((each) => each === state);
}
