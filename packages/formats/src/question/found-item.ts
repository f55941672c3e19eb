import type { ItemFacts } from '../exchange/exchange-item.ts';
import type { SettledQuestion } from './question-document.ts';
import type { SimpleQuestion } from './simple-item.ts';

/** An item of a file before its id and its files are settled. */
export interface FoundItem {
  /** As the file gives it; null where it gives none. */
  readonly id: string | null;
  readonly category: string;
  readonly tags: readonly string[];
  readonly facts: ItemFacts;
  /** In the bank's own form, or what makes the document under an id. */
  readonly question: SimpleQuestion | ((id: string) => SettledQuestion);
}
