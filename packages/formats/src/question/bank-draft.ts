// An item of a file on its way into a bank. This part runs in the page; reading files runs in a thread of its own.
import type { Interaction } from '@jiangping/domain/items/interactions';
import type { ItemOption, ItemQuestion, TheoryItem } from '@jiangping/domain/items/item';
import type { ItemFacts } from '../exchange/exchange-item.ts';
import type { SimpleQuestion } from './simple-item.ts';

/** A question of a file: in the bank's own form, or as a document whose files are named by their place in the list of files. */
export type DraftContent =
  | ({ readonly kind: 'simple' } & SimpleQuestion)
  | {
      readonly kind: 'question';
      readonly interaction: Interaction;
      readonly stem: string;
      readonly options: readonly ItemOption[];
      readonly document: string;
      readonly media: readonly { readonly href: string; readonly file: number }[];
    };

export interface BankDraft {
  /** An id that a bank takes: the file's own, or made of the prefix and the place. */
  readonly id: string;
  readonly isOwnId: boolean;
  readonly category: string;
  readonly tags: readonly string[];
  readonly facts: ItemFacts;
  readonly content: DraftContent;
}

/** The facts of an item as a bank asks for them. */
export type FullFacts = Pick<
  TheoryItem,
  'point' | 'difficulty' | 'angoff' | 'seconds' | 'source' | 'rationale'
>;

/** What the import door of the bank takes: the item in the bank's own form, or with its document. `sha256Of` names the stored files. */
export function importRecordOf(
  { id, content }: Pick<BankDraft, 'id' | 'content'>,
  facts: FullFacts,
  sha256Of: (file: number) => string,
): Record<string, unknown> {
  if (content.kind === 'simple') {
    const { interaction, stem, options, correct } = content;
    return { id, interaction, stem, options, correct, ...facts };
  }
  const question: ItemQuestion = {
    document: content.document,
    media: content.media.map(({ href, file }) => ({ href, sha256: sha256Of(file) })),
  };
  return { id, ...facts, question };
}
