import { certificateStates } from '@jiangping/domain/certificates/certificate-state';
import type { api } from '../shell/api.ts';
import type { Tone } from '../shell/StateTag.tsx';
import { tidyNumber } from './find-certificate.ts';

export type CertificateRow = Awaited<ReturnType<typeof api.certificates.listCertificates>>['rows'][number];
export type CertificateState = CertificateRow['state'];

/** The states a certificate in the register may have, in the order of the filter. */
export const registerStates = ['issued', 'corrected', 'suspended', 'revoked', 'annulled'] as const;

export const stateNames = certificateStates;

export const stateTones: Readonly<Record<CertificateState, Tone>> = {
  issued: 'good',
  corrected: 'good',
  suspended: 'warning',
  revoked: 'bad',
  annulled: 'bad',
};

/** True for the word of a state in the register. */
export function isRegisterState(text: string | undefined): text is CertificateState {
  return registerStates.some((state) => state === text);
}

/**
 * What the register is asked for: a number is written as certificates print it, also where somebody typed spaces between
 * groups; a name or a batch code stays as it is.
 */
export function tidyQuery(q: string | undefined): string | undefined {
  if (q === undefined) return undefined;
  const number = tidyNumber(q);
  // A batch code has dashes between its groups and no letter before them.
  const isNumber = /^[SY]?\d{6,21}$/.test(number) && !q.includes('-');
  return isNumber || /^[SY]\d{8,}/.test(number) ? number : q;
}

/** The page of a certificate. */
export function pathOfCertificate(number: string): string {
  return `/certificates/${encodeURIComponent(number)}`;
}

/** The address that the printed code carries. */
export function publicAddressOf(token: string): string {
  return new URL(`/v/${encodeURIComponent(token)}`, location.origin).href;
}
