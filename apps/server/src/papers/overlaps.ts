// How many items a paper shares with the others of its bank, counted only among papers whose items the caller may see anyway.
// A sealed paper is never counted with: whoever may make drafts could ask it out item by item.
import type { Kysely } from 'kysely';
import { checkReadable } from '@jiangping/domain/papers/paper-state';
import type { PaperState } from '@jiangping/domain/papers/paper-state';
import { Refusal } from '@jiangping/domain/refusal';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { decryptPaper, getOpenPaper } from './forms.ts';

/** Papers compared at most, the newest first. */
const MOST = 50;

/**
 * For each form of a paper that may be read, the items it shares with every other readable paper of its occupation, level and
 * part, and how many others are sealed or withdrawn and so not told. It shows numbers and no item, so it is no reading.
 * Refuses `paper_sealed` and `paper_withdrawn`.
 */
export async function findOverlaps(base: Base, caller: Caller | null, paperId: string) {
  requirePost(caller, 'readPaper');
  const paper = await base.db
    .selectFrom('papers')
    .select(['id', 'occupation_id', 'level', 'part', 'state'])
    .where('id', '=', paperId)
    .executeTakeFirst();
  if (!paper) throw new Refusal('not_found');
  checkReadable(paper.state as PaperState);
  const own = await itemsOf(base, paper);
  const others = await selectOthers(base.db, paper);
  const readable = others.filter(({ state }) => state === 'assembled' || state === 'unsealed');
  const rows = [];
  for (const other of readable.slice(0, MOST)) {
    const items = (await itemsOf(base, other)).flatMap(({ items }) => items);
    const all = new Set(items);
    rows.push({
      paperId: other.id,
      state: other.state as PaperState,
      assembledBy: { id: other.assembled_by, name: other.name },
      assembledAt: other.assembled_at.toISOString(),
      shared: own.map((form) => ({
        label: form.label,
        items: form.items.filter((item) => all.has(item)).length,
      })),
    });
  }
  return { rows, hidden: others.length - readable.length, left: readable.length - rows.length };
}

async function selectOthers(
  db: Kysely<DB>,
  paper: { id: string; occupation_id: string; level: string; part: string },
) {
  return db
    .selectFrom('papers')
    .innerJoin('persons', 'persons.id', 'papers.assembled_by')
    .select(['papers.id', 'papers.state', 'papers.assembled_by', 'papers.assembled_at', 'persons.name'])
    .where('papers.occupation_id', '=', paper.occupation_id)
    .where('papers.level', '=', paper.level)
    .where('papers.part', '=', paper.part)
    .where('papers.id', '<>', paper.id)
    .orderBy('papers.id', 'desc')
    .execute();
}

/** The items of each form: not the versions, since a later version is the same item to who has learnt the earlier by heart. */
async function itemsOf({ db, keys }: Base, { id, state }: { id: string; state: string }) {
  const { forms } = state === 'unsealed' ? await getOpenPaper(db, id) : await decryptPaper(db, keys, id);
  return forms.map(({ label, items }) => ({ label, items: items.map(({ code }) => code) }));
}
