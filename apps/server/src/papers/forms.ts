// The forms of a paper: out of its ciphertext until it is unsealed, from rows afterwards; and the door for sittings and marking.
import type { Kysely } from 'kysely';
import type { Interaction } from '@jiangping/domain/items/interactions';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { checkBookable } from '@jiangping/domain/papers/paper-state';
import type { PaperState } from '@jiangping/domain/papers/paper-state';
import { commitValue } from '@jiangping/log/commitment';
import type { Opening } from '@jiangping/log/commitment';
import { decodeHex, equalBytes } from '@jiangping/log/bytes';
import type { Keys } from '../base/keys.ts';
import type { DB } from '../base/schema.types.ts';
import type { PaperPart } from './blueprints.ts';
import { decryptContent } from './contents.ts';

/** One item of a stored form, its key included. */
export interface FormItem {
  position: number;
  versionId: string;
  writerId: string;
  code: string;
  version: number;
  interaction: Interaction | 'practical';
  points: number;
  body: TheoryItem | PracticalItem;
}

export interface StoredForm {
  id: string;
  label: string;
  items: FormItem[];
}

function selectVersions(db: Kysely<DB>) {
  return db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select([
      'item_versions.id',
      'item_versions.version',
      'item_versions.interaction',
      'item_versions.body',
      'item_versions.writer_id',
      'items.code',
    ]);
}

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number];

function toFormItem(row: VersionRow, position: number, points: number): FormItem {
  return {
    position,
    versionId: row.id,
    writerId: row.writer_id,
    code: row.code,
    version: row.version,
    interaction: row.interaction as FormItem['interaction'],
    points,
    body: row.body as TheoryItem | PracticalItem,
  };
}

function selectOpenItems(db: Kysely<DB>) {
  return selectVersions(db)
    .innerJoin('paper_form_items', 'paper_form_items.item_version_id', 'item_versions.id')
    .select(['paper_form_items.form_id', 'paper_form_items.position', 'paper_form_items.points'])
    .orderBy('paper_form_items.position');
}

/** The items of a form of an unsealed paper by position; key and rationale are in the bodies, so a device gets only what it may show. */
export async function getFormItems(db: Kysely<DB>, formId: string): Promise<FormItem[]> {
  const rows = await selectOpenItems(db).where('paper_form_items.form_id', '=', formId).execute();
  return rows.map((row) => toFormItem(row, row.position, row.points));
}

/** What a commitment is opened with, for anybody who computes it anew: every form, place, point and word of the paper. */
export function openingOf(
  paperId: string,
  forms: readonly {
    label: string;
    items: readonly Pick<FormItem, 'position' | 'versionId' | 'points' | 'body'>[];
  }[],
  salt: Uint8Array,
): Opening {
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
  return { domain: 'paper-seal/v1', salt, value };
}

/** A paper with its forms, out of hiding: for the server's own eyes as long as the paper is sealed. */
export interface PaperInClear {
  digest: Buffer;
  salt: Uint8Array;
  seed: string;
  forms: StoredForm[];
}

/**
 * Decrypts a paper and computes its commitment anew over the bank as it stands; refuses `paper_seal_broken` where a word, a
 * place or a point is not what it was assembled from.
 */
export async function decryptPaper(db: Kysely<DB>, keys: Keys, paperId: string): Promise<PaperInClear> {
  const row = await db
    .selectFrom('paper_contents')
    .selectAll()
    .where('paper_id', '=', paperId)
    .executeTakeFirstOrThrow();
  const content = decryptContent(keys, row);
  const rows = await selectVersions(db)
    .where(
      'item_versions.id',
      'in',
      content.forms.flatMap(({ items }) => items.map(({ version }) => version)),
    )
    .execute();
  const versions = new Map(rows.map((version) => [version.id, version]));
  const forms = content.forms.map(({ id, label, items }) => ({
    id,
    label,
    items: items.map(({ version, points }, i) => {
      const found = versions.get(version);
      if (!found) throw new Refusal('paper_seal_broken');
      return toFormItem(found, i + 1, points);
    }),
  }));
  return requireWhole(paperId, {
    digest: row.digest,
    salt: decodeHex(content.salt),
    seed: content.seed,
    forms,
  });
}

/** An unsealed paper from its rows, its commitment computed anew; refuses `paper_sealed` and `paper_seal_broken`. */
export async function getOpenPaper(db: Kysely<DB>, paperId: string): Promise<PaperInClear> {
  const unsealing = await db
    .selectFrom('unsealings')
    .innerJoin('seals', 'seals.paper_id', 'unsealings.paper_id')
    .select(['seals.digest', 'unsealings.salt', 'unsealings.seed'])
    .where('unsealings.paper_id', '=', paperId)
    .executeTakeFirst();
  if (!unsealing) throw new Refusal('paper_sealed');
  const forms = await readLabels(db, paperId);
  const rows = await selectOpenItems(db).where('paper_form_items.paper_id', '=', paperId).execute();
  return requireWhole(paperId, {
    ...unsealing,
    forms: forms.map(({ id, label }) => ({
      id,
      label,
      items: rows.filter((row) => row.form_id === id).map((row) => toFormItem(row, row.position, row.points)),
    })),
  });
}

function requireWhole(paperId: string, paper: PaperInClear): PaperInClear {
  if (!equalBytes(commitValue(openingOf(paperId, paper.forms, paper.salt)), paper.digest))
    throw new Refusal('paper_seal_broken');
  return paper;
}

async function readLabels(db: Kysely<DB>, paperId: string) {
  return db
    .selectFrom('paper_forms')
    .select(['id', 'label', 'items'])
    .where('paper_id', '=', paperId)
    .orderBy('label')
    .execute();
}

/** A sealed or unsealed paper as a sitting books it. */
export interface SealedPaper {
  paperId: string;
  occupationId: string;
  level: Level;
  part: PaperPart;
  minutes: number;
  forms: { id: string; label: string; items: number }[];
}

/**
 * The cover of a sealed paper, after its commitment was computed anew within the server: refuses `paper_not_sealed`,
 * `paper_withdrawn`, and `paper_seal_broken` where a word, a place or a point is not what was sealed.
 */
export async function getSealedForms(db: Kysely<DB>, keys: Keys, paperId: string): Promise<SealedPaper> {
  const paper = await db
    .selectFrom('papers')
    .leftJoin('seals', 'seals.paper_id', 'papers.id')
    .select(['occupation_id', 'level', 'part', 'minutes', 'state', 'digest'])
    .where('papers.id', '=', paperId)
    .executeTakeFirst();
  if (!paper) throw new Refusal('not_found');
  const state = paper.state as PaperState;
  checkBookable(state);
  const { digest } =
    state === 'sealed' ? await decryptPaper(db, keys, paperId) : await getOpenPaper(db, paperId);
  if (!paper.digest?.equals(digest)) throw new Refusal('paper_seal_broken');
  return {
    paperId,
    occupationId: paper.occupation_id,
    level: paper.level as Level,
    part: paper.part as PaperPart,
    minutes: paper.minutes,
    forms: await readLabels(db, paperId),
  };
}
