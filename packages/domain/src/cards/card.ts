// Staff cards (证卡): who may serve as assessor, supervisor, administrator or reviewer, for what and until when.
import { addDays, addMonths } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import type { Level } from '../standards/level.ts';
import type { CardKind } from './card-kinds.ts';

export type CardGrade = 'assessor' | 'senior';

export interface Card {
  readonly number: string;
  readonly kind: CardKind;
  /** Of assessors only. */
  readonly grade: CardGrade | null;
  /** Occupation codes the card names; empty means that its kind is not bound to occupations. */
  readonly occupationCodes: readonly string[];
  readonly from: IsoDate;
  /** Last day of validity. */
  readonly to: IsoDate;
  /** `to` null while the suspension lasts; the last day otherwise. */
  readonly suspensions: readonly { readonly from: IsoDate; readonly to: IsoDate | null }[];
  readonly revokedOn: IsoDate | null;
}

/** The levels each grade may judge: a policy (assessors 5–3, senior assessors all, in 考评人员规程; local rules differ). */
export type JudgeableLevels = Readonly<Record<CardGrade, readonly string[]>>;

/** True when the card is in its term, not suspended and not yet revoked on the day. */
export function isCardValidOn(card: Card, day: IsoDate): boolean {
  if (day < card.from || day > card.to || (card.revokedOn !== null && day >= card.revokedOn)) return false;
  return !card.suspensions.some(({ from, to }) => from <= day && (to === null || day <= to));
}

/** Refuses a missing card, one of another kind, and one not valid on the day. */
export function checkCard(card: Card | null, kind: CardKind, day: IsoDate): asserts card is Card {
  if (!card || card.kind !== kind) throw new Refusal('card_missing', { kind });
  if (!isCardValidOn(card, day)) throw new Refusal('card_not_valid', { card: card.number, date: day });
}

/** Refuses unless the card lets its holder judge the occupation at the level on the day. */
export function checkMayJudge(
  card: Card | null,
  { code, level, day }: { readonly code: string; readonly level: Level; readonly day: IsoDate },
  judgeable: JudgeableLevels,
): void {
  checkCard(card, 'assessor', day);
  if (!card.occupationCodes.includes(code)) {
    throw new Refusal('card_occupation_not_covered', { card: card.number, code });
  }
  if (!judgeable[card.grade ?? 'assessor'].includes(level)) {
    throw new Refusal('card_level_too_low', { card: card.number, level });
  }
}

/** The last day of a card issued on a day for so many years: 3 years from 2026-05-18 end on 2029-05-17. */
export function lastDayOfCard(from: IsoDate, years: number): IsoDate {
  return addDays(addMonths(from, years * 12), -1);
}
