import type { Kysely } from 'kysely';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { DB } from '../base/schema.types.ts';
import { getOpenPaper } from '../papers/papers.ts';

/** One item of a form: `points` are its points in a theory paper, its weight in a practical one. */
export interface FormItem<Body> {
  position: number;
  versionId: string;
  points: number;
  body: Body;
}

export type PracticalFormItem = FormItem<PracticalItem>;
export type TheoryFormItem = FormItem<TheoryItem>;

/**
 * The items of every form of an unsealed paper with their keys and scoring records, by form. Refuses `paper_sealed`, and
 * `paper_seal_broken`: a key that was changed after sealing scores nobody.
 */
export async function readForms<Body extends PracticalItem | TheoryItem>(
  db: Kysely<DB>,
  paperId: string,
): Promise<Map<string, FormItem<Body>[]>> {
  const { forms } = await getOpenPaper(db, paperId);
  // The part of the paper, which the caller knows, decides the kind of its items.
  return new Map(
    forms.map(({ id, items }) => [id, items.map((item) => ({ ...item, body: item.body as Body }))]),
  );
}

/** The items that a seat has to take: those of its form, or of the first form where the seat names none. */
export function itemsOfSeat<Body>(
  forms: ReadonlyMap<string, FormItem<Body>[]>,
  formId: string | null,
): FormItem<Body>[] {
  const items = formId === null ? [...forms.values()][0] : forms.get(formId);
  if (!items) throw new Refusal('not_found');
  return items;
}
