// Forms as they are stored, and the door for sittings.
import type { Kysely } from 'kysely';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { commitValue } from '@jiangping/log/commitment';
import { equalBytes } from '@jiangping/log/bytes';
import type { DB } from '../base/schema.types.ts';
import type { PaperPart } from './blueprints.ts';

/** One item of a stored form, its key included. */
export interface FormItem {
  position: number;
  versionId: string;
  code: string;
  version: number;
  interaction: 'single' | 'multiple' | 'judgement' | 'practical';
  points: number;
  body: TheoryItem | PracticalItem;
}

export interface StoredForm {
  id: string;
  label: string;
  items: FormItem[];
}

function selectItems(db: Kysely<DB>) {
  return db
    .selectFrom('paper_form_items')
    .innerJoin('item_versions', 'item_versions.id', 'paper_form_items.item_version_id')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select([
      'paper_form_items.form_id',
      'paper_form_items.position',
      'paper_form_items.points',
      'item_versions.id',
      'item_versions.version',
      'item_versions.interaction',
      'item_versions.body',
      'items.code',
    ])
    .orderBy('paper_form_items.position');
}

function toFormItem(row: Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number]): FormItem {
  return {
    position: row.position,
    versionId: row.id,
    code: row.code,
    version: row.version,
    interaction: row.interaction as FormItem['interaction'],
    points: row.points,
    body: row.body as TheoryItem | PracticalItem,
  };
}

/** The forms of a paper with their items, by label. */
export async function readForms(db: Kysely<DB>, paperId: string): Promise<StoredForm[]> {
  const forms = await db
    .selectFrom('paper_forms')
    .select(['id', 'label'])
    .where('paper_id', '=', paperId)
    .orderBy('label')
    .execute();
  const rows = await selectItems(db).where('paper_form_items.paper_id', '=', paperId).execute();
  return forms.map(({ id, label }) => ({
    id,
    label,
    items: rows.filter((row) => row.form_id === id).map(toFormItem),
  }));
}

/** The items of a form by position; key and rationale are in the bodies, so a device gets only what it may show. */
export async function getFormItems(db: Kysely<DB>, formId: string): Promise<FormItem[]> {
  const rows = await selectItems(db).where('paper_form_items.form_id', '=', formId).execute();
  return rows.map(toFormItem);
}

/** The seal's digest: a commitment over every form, place, point and word of the paper, hiding it as long as the salt is kept. */
export function commitForms(paperId: string, forms: readonly StoredForm[], salt: Uint8Array): Uint8Array {
  const value = {
    paper: paperId,
    forms: forms.map(({ label, items }) => ({
      label,
      items: items.map(({ position, versionId, points, body }) => ({
        position,
        version: versionId,
        points,
        body,
      })),
    })),
  };
  return commitValue({ domain: 'paper-seal/v1', salt, value });
}

/** A sealed paper as a sitting books it. */
export interface SealedPaper {
  paperId: string;
  occupationId: string;
  level: Level;
  part: PaperPart;
  minutes: number;
  forms: { id: string; label: string; items: number }[];
}

/**
 * The forms of a sealed paper, after its digest was computed anew: refuses `paper_not_sealed`, and `paper_seal_broken` where
 * a word, a place or a point is not what was sealed.
 */
export async function getSealedForms(db: Kysely<DB>, paperId: string): Promise<SealedPaper> {
  const paper = await db
    .selectFrom('papers')
    .leftJoin('seals', 'seals.paper_id', 'papers.id')
    .select(['occupation_id', 'level', 'part', 'minutes', 'digest', 'salt'])
    .where('papers.id', '=', paperId)
    .executeTakeFirst();
  if (!paper) throw new Refusal('not_found');
  if (!paper.digest || !paper.salt) throw new Refusal('paper_not_sealed');
  const forms = await readForms(db, paperId);
  if (!equalBytes(commitForms(paperId, forms, paper.salt), paper.digest))
    throw new Refusal('paper_seal_broken');
  return {
    paperId,
    occupationId: paper.occupation_id,
    level: paper.level as Level,
    part: paper.part as PaperPart,
    minutes: paper.minutes,
    forms: forms.map(({ id, label, items }) => ({ id, label, items: items.length })),
  };
}
