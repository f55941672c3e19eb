import type { Kysely } from 'kysely';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { DB } from '../base/schema.types.ts';

/** One item of a form: `points` are its points in a theory paper, its weight in a practical one. */
export interface FormItem<Body> {
  position: number;
  itemVersionId: string;
  points: number;
  body: Body;
}

export type PracticalFormItem = FormItem<PracticalItem>;
export type TheoryFormItem = FormItem<Pick<TheoryItem, 'correct'>>;

/** The items of every form of a paper with their keys and scoring records, by form, in order of position. */
export async function readForms<Body>(
  db: Kysely<DB>,
  paperId: string,
): Promise<Map<string, FormItem<Body>[]>> {
  const rows = await db
    .selectFrom('paper_forms')
    .innerJoin('paper_form_items', 'paper_form_items.form_id', 'paper_forms.id')
    .innerJoin('item_versions', 'item_versions.id', 'paper_form_items.item_version_id')
    .where('paper_forms.paper_id', '=', paperId)
    .select([
      'paper_forms.id as form_id',
      'paper_form_items.position',
      'paper_form_items.item_version_id',
      'paper_form_items.points',
      'item_versions.body',
    ])
    .orderBy('paper_forms.label')
    .orderBy('paper_form_items.position')
    .execute();
  const forms = new Map<string, FormItem<Body>[]>();
  for (const row of rows) {
    const items = forms.get(row.form_id) ?? [];
    items.push({
      position: row.position,
      itemVersionId: row.item_version_id,
      points: row.points,
      body: row.body as Body,
    });
    forms.set(row.form_id, items);
  }
  return forms;
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
