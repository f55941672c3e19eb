import type { Problem } from './api.ts';
import type { Receipt } from './journal-store.ts';
import type { Responses } from './resume.ts';

/**
 * Life of an attempt on this device:
 *
 *     running ⇄ paused        the invigilator's pause, lifted by itself
 *     running → ending        by the candidate or by time; input stops, everything is sent, then it is handed in
 *     ending  → running       too early, recalled before it was sent, or the server gave more time
 *     any     → ended         only on the server's word
 *     any     → fenced        another device goes on (epoch)
 *     any     → expired       the server does not know the token any more
 *     any     → elsewhere     another window of this browser goes on
 */
export type Phase = 'running' | 'paused' | 'ending' | 'ended' | 'fenced' | 'expired' | 'elsewhere';

/** What the pages show. A new object on every change. */
export interface SaverState {
  readonly phase: Phase;
  /** Who ended it, while `ending`. */
  readonly endedBy: 'candidate' | 'time' | null;
  readonly responses: Responses;
  readonly marks: ReadonlySet<number>;
  readonly position: number;
  /** Entries that the server has not acknowledged. */
  readonly pending: number;
  /** Of those, entries that this device could not store either. */
  readonly unstored: number;
  /** `waiting`: the last try got no answer and another one is due. */
  readonly link: 'idle' | 'sending' | 'waiting';
  /** The server's time of the last acknowledgement; null before the first. */
  readonly savedAt: number | null;
  readonly deadlineAt: number;
  /** The last refusal that the candidate should read. */
  readonly refusal: Problem | null;
  /** The server acknowledged something else than this device sent. */
  readonly isMismatched: boolean;
  readonly brokenAt: number | null;
  readonly yielded: readonly number[];
  readonly receipt: Receipt | null;
}
