import { Refusal } from '../refusal.ts';

/** A phone number as stored: 11 digits of a mainland mobile, or `+`, country code and up to 15 digits (E.164). */
export function normalisePhone(text: string): string {
  const phone = text
    .normalize('NFKC')
    .replace(/[\s\-()]/g, '')
    .replace(/^(\+86|0086)(?=1\d{10}$)/, '');
  if (!/^(1[3-9]\d{9}|\+[1-9]\d{6,14})$/.test(phone)) throw new Refusal('phone_invalid');
  return phone;
}
