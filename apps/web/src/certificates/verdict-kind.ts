import type { Verdict } from '@jiangping/verify/verify';

/** The one answer a visitor takes away. `told`: genuine, but that it is in force is only what the server says. */
export type VerdictKind =
  | 'valid'
  | 'told'
  | 'fileValid'
  | 'corrected'
  | 'suspended'
  | 'revoked'
  | 'annulled'
  | 'expired'
  | 'failed'
  | 'noRecord';

type ServerState = 'issued' | 'corrected' | 'suspended' | 'revoked' | 'annulled';

/**
 * The answer from what the browser checked and, for a certificate looked up, from the state the server tells. Of two
 * that disagree the worse one counts: neither a stale list nor a lying server can make a bad certificate good.
 */
export function kindOf(
  { unusable, genuine, status, valid }: Pick<Verdict, 'unusable' | 'genuine' | 'status' | 'valid'>,
  told?: ServerState,
): VerdictKind {
  if (unusable) return 'noRecord';
  if (!genuine) return 'failed';
  if (status === 'revoked' || status === 'suspended') return told === 'annulled' ? 'annulled' : status;
  if (told !== undefined && told !== 'issued') return told;
  if (status === 'in_force') return valid ? 'valid' : 'expired';
  if (!valid) return 'failed';
  return told === 'issued' ? 'told' : 'fileValid';
}
