import { callPublic } from '../shell/public-call.ts';

/** The way to a certificate's page by its number and the holder's name, which must both fit. */
export async function findToken(number: string, name: string): Promise<string> {
  const { token } = await callPublic<{ token: string }>('/public/certificates/find', { number, name });
  return token;
}

/** A typed number as certificates print it: capitals, without the spaces and dashes people put between groups. */
export function tidyNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** True for the shape of a certificate number: 22 characters (national rule of 2019; position 16 may be a letter). */
export function isCertificateNumber(number: string): boolean {
  return /^[A-Z]\d{14}[0-9A-Z]\d{6}$/.test(number);
}
