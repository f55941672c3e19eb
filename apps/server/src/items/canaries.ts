// Whose variant of an item a person sees (docs/decisions/0008-canaries.md). The choices are a keyed digest of version and
// person: nobody without the key can tell them, and nothing is stored.
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import {
  applyVariant,
  canonicalVariant,
  chooseVariant,
  findMarks,
  restoreCanonical,
} from '@jiangping/domain/items/canary';
import type { MarkedItem, Marks, Variant } from '@jiangping/domain/items/canary';
import { digestField } from '../base/fields.ts';
import type { Keys } from '../base/keys.ts';

/** A version as far as its canary asks: who wrote it sees their own words. */
export interface ShownVersion {
  id: string;
  writerId: string;
}

/** The variant of a version for a person. */
export function variantFor(keys: Keys, version: ShownVersion, personId: string, marks: Marks): Variant {
  return version.writerId === personId
    ? canonicalVariant(marks)
    : chooseVariant(marks, digestField(keys, 'item-canary', `${version.id}\0${personId}`));
}

/** An item as a person sees it on screen. Practical items are announced to the candidates beforehand, so they have no canary. */
export function showItem<Body extends TheoryItem | PracticalItem>(
  keys: Keys,
  version: ShownVersion,
  personId: string,
  body: Body,
): Body {
  if (!('stem' in body)) return body;
  // Only a theory item has a stem.
  const item = body as Body & TheoryItem;
  return applyVariant(item, variantFor(keys, version, personId, findMarks(item)));
}

/** The same for a list, which has the stem alone; `hasQuestion` where a question document says it. */
export function showTitle(
  keys: Keys,
  version: ShownVersion,
  personId: string,
  { title, interaction, hasQuestion }: { title: string; interaction: string; hasQuestion: boolean },
): string {
  if (interaction === 'practical' || hasQuestion) return title;
  const alone: MarkedItem = {
    interaction: interaction as TheoryItem['interaction'],
    stem: title,
    options: [],
    correct: [],
    rationale: '',
  };
  return applyVariant(alone, variantFor(keys, version, personId, findMarks(alone))).stem;
}

/** What a person wrote over the variant they saw of a version, as if it had been the canonical text. */
export function takeWritten<Content extends MarkedItem>(
  keys: Keys,
  version: ShownVersion,
  personId: string,
  body: TheoryItem,
  written: Content,
): Content {
  return restoreCanonical(body, variantFor(keys, version, personId, findMarks(body)), written);
}
