// The states of a paper:
//   assembled -> sealed -> unsealed      (another person seals; the first sitting that is opened unseals)
//   assembled, sealed -> withdrawn       (leaked, or not to be used for another reason)
// Between its seal and its unsealing nobody is shown its items.
import { Refusal } from '../refusal.ts';

/** In the order of a paper's life. */
export const paperStates = ['assembled', 'sealed', 'unsealed', 'withdrawn'] as const;

export type PaperState = (typeof paperStates)[number];

/** Refuses to seal what is sealed (`paper_sealed_already`) or withdrawn (`paper_withdrawn`). */
export function checkSealable(state: PaperState): void {
  if (state === 'withdrawn') throw new Refusal('paper_withdrawn');
  if (state !== 'assembled') throw new Refusal('paper_sealed_already');
}

/** Refuses a paper that no sitting may use: one not sealed (`paper_not_sealed`) or withdrawn (`paper_withdrawn`). */
export function checkBookable(state: PaperState): void {
  if (state === 'withdrawn') throw new Refusal('paper_withdrawn');
  if (state === 'assembled') throw new Refusal('paper_not_sealed');
}

/** Refuses to withdraw a paper that candidates have met (`paper_unsealed_already`) or that is withdrawn (`paper_withdrawn`). */
export function checkWithdrawable(state: PaperState): void {
  if (state === 'withdrawn') throw new Refusal('paper_withdrawn');
  if (state === 'unsealed') throw new Refusal('paper_unsealed_already');
}

/** Refuses to show the items of a sealed paper (`paper_sealed`) and of a withdrawn one (`paper_withdrawn`), to anybody. */
export function checkReadable(state: PaperState): void {
  if (state === 'sealed') throw new Refusal('paper_sealed');
  if (state === 'withdrawn') throw new Refusal('paper_withdrawn');
}

/**
 * Refuses (`paper_not_yet_open`) to unseal a paper earlier than `opensMinutes` before its sitting starts; instants in
 * milliseconds. There is no last moment: a sitting that opens late has its full time from then on.
 */
export function checkUnsealTime(startsAt: number, now: number, opensMinutes: number): void {
  if (now < startsAt - opensMinutes * 60_000)
    throw new Refusal('paper_not_yet_open', { minutes: opensMinutes });
}
