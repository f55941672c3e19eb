import type { Api, AttemptPage, Problem } from './api.ts';
import type { ServerClock } from './clock.ts';
import type { JournalStore, Receipt } from './journal-store.ts';
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
  /** The server was asked to end the attempt; its answer may have been lost. */
  readonly isHandedIn: boolean;
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

export interface SaverParts {
  readonly api: Pick<Api, 'getAttempt' | 'saveResponses' | 'submitAttempt'>;
  readonly store: JournalStore;
  readonly clock: ServerClock;
  readonly monotonic: () => number;
  readonly deviceNow: () => number;
  readonly random: () => number;
  readonly newKey: () => string;
  /** Called while answers are still taken, before anything that ends it: what is being typed must become an answer then. */
  readonly settleInput?: () => void;
}

export interface Saver {
  state(): SaverState;
  page(): AttemptPage;
  /** The attempt's bearer, for its pictures and recordings. */
  token(): string;
  subscribe(listener: () => void): () => void;
  /** Records an answer; ignored unless `running`. Resolves when this device has stored it (or could not). */
  record(position: number, response: readonly string[]): Promise<void>;
  mark(position: number, isMarked: boolean): void;
  visit(position: number): void;
  /** Tries at once what is waiting, as when the network is back or the page is left. */
  nudge(): void;
  /** Asks for the server's word: deadline, end, answers. */
  refresh(): void;
  finish(by: 'candidate' | 'time'): Promise<void>;
  /** Takes back a submission that the server has not been asked for yet. */
  recall(): void;
  /** Another window of this browser goes on. Resolves when everything is stored. */
  yieldToWindow(): Promise<void>;
  stop(): void;
}
