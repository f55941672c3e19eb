// Ticket numbers (准考证号): no national rule was found, so the form is our own: two digits of the year, five of the
// batch's serial in it, five of the entry's serial in the batch, and two check digits, 14 digits that a candidate can
// type on a phone.
import { Refusal } from '../refusal.ts';

export interface TicketNumber {
  /** Last two digits of the year. */
  readonly year: number;
  /** 1–99999. */
  readonly batch: number;
  /** 1–99999. */
  readonly entry: number;
}

/**
 * Two check digits so that the whole number is 1 modulo 97 (ISO 7064 MOD 97-10): catches every single wrong digit and
 * every transposition of neighbours.
 */
function checkDigitsOf(digits: string): string {
  return String(98 - ((Number(digits) * 100) % 97)).padStart(2, '0');
}

/** Writes a ticket number. A part outside its range is a defect of the caller. */
export function formatTicketNumber({ year, batch, entry }: TicketNumber): string {
  const inRange = [year, batch, entry].every(Number.isInteger) && year >= 0 && year <= 99;
  if (!inRange || batch < 1 || batch > 99_999 || entry < 1 || entry > 99_999)
    throw new RangeError('ticket number part');
  const digits = [
    String(year).padStart(2, '0'),
    String(batch).padStart(5, '0'),
    String(entry).padStart(5, '0'),
  ].join('');
  return digits + checkDigitsOf(digits);
}

/** Reads a ticket number as typed (spaces and full-width digits allowed); refuses one with a slip in it. */
export function parseTicketNumber(text: string): TicketNumber {
  const number = text.normalize('NFKC').replace(/\s/g, '');
  if (!/^\d{14}$/.test(number) || checkDigitsOf(number.slice(0, 12)) !== number.slice(12)) {
    throw new Refusal('ticket_number_wrong');
  }
  return {
    year: Number(number.slice(0, 2)),
    batch: Number(number.slice(2, 7)),
    entry: Number(number.slice(7, 12)),
  };
}
