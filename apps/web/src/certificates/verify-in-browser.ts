// The check that the visitor's own browser makes. Loaded only when a certificate is at hand.
import { callPublic } from '../shell/public-call.ts';

/** One line of the check. `name` is looked up in check-names.ts; `detail` is for those who want to know. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Verification {
  readonly valid: boolean;
  readonly checks: readonly Check[];
}

/** Keys known beforehand, which the keys in the file are compared with. */
export interface TrustedKeys {
  readonly issuer: string;
  readonly logKey: string;
}

/** The keys this site answers for; null when it cannot be reached. */
export async function loadTrustedKeys(): Promise<TrustedKeys | null> {
  try {
    return await callPublic<TrustedKeys>('/ledger/checkpoint');
  } catch {
    return null;
  }
}

/** Checks the bytes of a certificate file; what is wrong stands in the lines, it never throws for a bad file. */
export async function verifyInBrowser(text: string, keys: TrustedKeys | null): Promise<Verification> {
  const { verifyBundle } = await import('./bundle-check.ts');
  return verifyBundle(text, keys ?? {});
}
