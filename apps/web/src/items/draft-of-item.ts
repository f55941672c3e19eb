import type { ItemMedium, TheoryItem } from '@jiangping/domain/items/item';
import { callFormats } from './formats-call.ts';
import { emptyDraft } from './item-draft.ts';
import type { DraftMedium, ItemDraft } from './item-draft.ts';
import { mediaAddress } from './item-media.ts';

/** A stored file with what can be seen of it; what cannot is left open. */
export async function factsOfMedium({ href, sha256 }: ItemMedium, name: string = href): Promise<DraftMedium> {
  const unknown = { name, sha256, type: '', bytes: 0, width: null, height: null };
  try {
    const response = await fetch(mediaAddress(sha256));
    if (!response.ok) return unknown;
    const content = await response.blob();
    const known = { ...unknown, type: content.type, bytes: content.size };
    if (!content.type.startsWith('image/') || content.type.includes('svg')) return known;
    const { width, height } = await createImageBitmap(content);
    return { ...known, width, height };
  } catch {
    return unknown;
  }
}

/** The draft that a version begins from: in the form of its type where that says all of its document, else with the document itself. */
export async function draftOfItem(
  { id: _, question, ...item }: TheoryItem,
  signal: AbortSignal,
): Promise<ItemDraft> {
  const begin: ItemDraft = { ...emptyDraft(), ...item };
  if (!question) return begin;
  const hrefs = question.media.map(({ href }) => href);
  const { form } = await callFormats('open', { document: question.document, hrefs }, signal);
  // A form calls its files by their last names; a document by their whole addresses.
  const nameOf = (href: string) => (form ? (href.split('/').at(-1) ?? href) : href);
  const media = await Promise.all(question.media.map((medium) => factsOfMedium(medium, nameOf(medium.href))));
  if (!form) return { ...begin, options: [], correct: [], media, document: question.document };
  return { ...begin, ...form, media, document: null };
}
