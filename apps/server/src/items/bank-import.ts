// The import door of the bank: every item of a file is accepted or refused by itself; what is accepted waits for vetting.
import type { Transaction } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { problemsOfBank, problemsOfPracticalItem } from '@jiangping/domain/items/item';
import type { PracticalItem, TheoryItem } from '@jiangping/domain/items/item';
import { findNearDuplicates } from '@jiangping/domain/items/near-duplicate';
import { problem, Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { describeRefusal } from '@jiangping/domain/refusals';
import type { Level } from '@jiangping/domain/standards/level';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act, requirePost } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { portionsOf } from '../base/bulk.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { findSpecOfBank, getOccupationOf } from './bank-door.ts';
import { readPracticalItem, readTheoryItem } from './item-shape.ts';
import { findStored, linkMedia, mediaOf, problemsOfMedia, readQuestion } from './questions.ts';
import { searchColumnsOf, textOfItem } from './versions.ts';
import type { ItemKind, ItemPart } from './versions.ts';

export interface ImportInput {
  occupationId: string;
  level: Level;
  part: ItemPart;
  fileName: string;
  items: Record<string, unknown>[];
}

/** Near duplicates that are told: enough to work on, and a bound for a file of one item repeated. */
const NEAR_DUPLICATES = 200;

interface Row {
  code: string;
  interaction: ItemKind;
  point: string | null;
  body: TheoryItem | PracticalItem;
  difficulty: number | null;
  angoff: number | null;
  seconds: number | null;
}

/** An item of the bank as far as an import asks: its newest version. */
interface Known {
  id: string;
  part: string;
  version: number;
  state: string;
  body: unknown;
}

/**
 * Imports a bank file: each item is accepted or refused by itself, accepted ones are written by the caller and wait for
 * vetting. An id that the bank has is refused, unless the vetter returned its newest version: then this is the next one.
 * Refuses the whole (`items_none_accepted`) when nothing is acceptable.
 */
export async function importItems(base: Base, caller: Caller | null, input: ImportInput) {
  return act(base, caller, 'importItems', input, async (scope) => {
    const { tx, today, record } = scope;
    const occupation = await getOccupationOf(tx, input);
    // Two files with the same ids must not pass each other; the lock leaves rows that only refer to the occupation alone.
    await tx
      .selectFrom('occupations')
      .select('id')
      .where('id', '=', input.occupationId)
      .forNoKeyUpdate()
      .execute();
    const spec = await findSpecOfBank(tx, input, today);
    const known = await findKnown(tx, input);
    const { accepted, problems } = sortItems(input, known, spec?.points ?? null);
    await sortOutMedia(tx, accepted, problems);
    const first = problems[0];
    if (accepted.size === 0 && first) {
      const { code, facts } = first.problem;
      throw new Refusal('items_none_accepted', { ...facts, total: input.items.length, fault: code });
    }

    const nearDuplicates = await findNear(tx, today, input.part, accepted, known);
    await writeVersions(scope, input, [...accepted.values()], known, spec?.id ?? null);
    const refused = input.items.length - accepted.size;
    const factId = await record({
      kind: 'items.imported',
      subject: { type: 'occupation', id: input.occupationId },
      data: {
        occupation: `${occupation.edition}:${occupation.code}`,
        level: input.level,
        part: input.part,
        accepted: accepted.size,
        refused,
        sha256: digestText(canonicalJson(input.items)),
      },
    });
    return { factId, accepted: accepted.size, refused, problems: problems.map(tellProblem), nearDuplicates };
  });
}

/** What {@link importItems} would report of a file, also where nothing of it is acceptable; writes nothing. */
export async function checkItems(base: Base, caller: Caller | null, input: ImportInput) {
  requirePost(caller, 'importItems');
  const today = shanghaiDateOf(base.ambient.now().getTime());
  return base.db.transaction().execute(async (tx) => {
    await getOccupationOf(tx, input);
    const spec = await findSpecOfBank(tx, input, today);
    const known = await findKnown(tx, input);
    const { accepted, problems } = sortItems(input, known, spec?.points ?? null);
    await sortOutMedia(tx, accepted, problems);
    return {
      accepted: accepted.size,
      refused: input.items.length - accepted.size,
      problems: problems.map(tellProblem),
      nearDuplicates: await findNear(tx, today, input.part, accepted, known),
    };
  });
}

interface Fault {
  where: string;
  problem: Problem;
}

/** The acceptable items of a file by their ids, and everything wrong with the others. */
function sortItems(
  { items, part }: ImportInput,
  known: ReadonlyMap<string, Known>,
  points: ReadonlySet<string> | null,
): { accepted: Map<string, Row>; problems: Fault[] } {
  const problems: Fault[] = [];
  const accepted = new Map<string, Row>();
  const seen = new Set<string>();
  items.forEach((value, i) => {
    const where = nameOf(value) ?? `#${i + 1}`;
    const { row, found } = readItem(value, where, part, points);
    const all = [...found];
    if (seen.has(where) || isTaken(known.get(where), part))
      all.push(problem('item_duplicate_id', { item: where }));
    seen.add(where);
    if (row && all.length === 0) accepted.set(row.code, row);
    else problems.push(...all.map((each) => ({ where, problem: each })));
  });
  return { accepted, problems };
}

/** Moves items whose files are not stored from the acceptable to the faulty. */
async function sortOutMedia(tx: Transaction<DB>, accepted: Map<string, Row>, problems: Fault[]) {
  const bodies = [...accepted.values()].map(({ body }) => body);
  const stored = await findStored(tx, mediaOf(bodies));
  for (const [where, { body }] of accepted) {
    const found = 'stem' in body ? problemsOfMedia(body, stored) : [];
    if (found.length === 0) continue;
    accepted.delete(where);
    problems.push(...found.map((each) => ({ where, problem: each })));
  }
}

function tellProblem({ where, problem: { code, facts } }: Fault) {
  return {
    where,
    code,
    zh: describeRefusal(code, facts, 'zh').sentence,
    en: describeRefusal(code, facts, 'en').sentence,
  };
}

async function findKnown(
  tx: Transaction<DB>,
  { occupationId, level }: ImportInput,
): Promise<Map<string, Known>> {
  const rows = await tx
    .selectFrom('items')
    .innerJoin('item_versions', 'item_versions.item_id', 'items.id')
    .select([
      'items.id',
      'items.code',
      'items.part',
      'item_versions.version',
      'item_versions.state',
      'item_versions.body',
    ])
    .distinctOn('items.code')
    .where('items.occupation_id', '=', occupationId)
    .where('items.level', '=', level)
    .orderBy('items.code')
    .orderBy('item_versions.version', 'desc')
    .execute();
  return new Map(rows.map(({ code, ...item }) => [code, item]));
}

function isTaken(known: Known | undefined, part: ItemPart): boolean {
  return known !== undefined && !(known.state === 'draft' && known.part === part);
}

function nameOf(value: Record<string, unknown>): string | null {
  return typeof value['id'] === 'string' && value['id'].trim() !== '' ? value['id'].slice(0, 64) : null;
}

function readItem(
  value: Record<string, unknown>,
  where: string,
  part: ItemPart,
  points: ReadonlySet<string> | null,
): { row: Row | null; found: readonly Problem[] } {
  if (part === 'practical') {
    const read = readPracticalItem(value, where);
    if ('problem' in read) return { row: null, found: [read.problem] };
    const { item } = read;
    return {
      row: {
        code: item.id,
        interaction: 'practical',
        point: null,
        body: item,
        difficulty: null,
        angoff: null,
        seconds: Math.max(1, Math.round(item.minutes * 60)),
      },
      found: problemsOfPracticalItem(item),
    };
  }
  const read = readTheoryItem(value, where);
  if ('problem' in read) return { row: null, found: [read.problem] };
  const { item, problems } = readQuestion(read.item);
  const { interaction, point, difficulty, angoff, seconds } = item;
  return {
    row: { code: item.id, interaction, point, body: item, difficulty, angoff, seconds },
    // What follows from a document that cannot be read is not told as well.
    found: problems.length > 0 ? problems : problemsOfBank([item], points ?? new Set()),
  };
}

/** Pairs in which at least one item is new; practical items are few and read by a person, so they are not compared. */
async function findNear(
  tx: Transaction<DB>,
  today: string,
  part: ItemPart,
  accepted: ReadonlyMap<string, Row>,
  known: ReadonlyMap<string, Known>,
) {
  if (part === 'practical') return [];
  const threshold = (await findPolicies(tx, today)).get('items.near_duplicate');
  const old = [...known].filter(
    ([code, item]) => item.part === 'theory' && item.state !== 'retired' && !accepted.has(code),
  );
  const texts = [
    ...old.map(([id, item]) => ({ id, text: textOfItem(item.body as TheoryItem) })),
    ...[...accepted.values()].map(({ code, body }) => ({ id: code, text: textOfItem(body as TheoryItem) })),
  ];
  return findNearDuplicates(texts, threshold, { since: old.length, most: NEAR_DUPLICATES }).map(
    ({ item, other, similarity }) => ({ a: item, b: other, similarity }),
  );
}

async function writeVersions(
  { tx, now, personId, newId }: ActScope,
  { occupationId, level, part }: ImportInput,
  rows: readonly Row[],
  known: ReadonlyMap<string, Known>,
  contentSpecId: string | null,
): Promise<void> {
  const itemIds = new Map(rows.map(({ code }) => [code, known.get(code)?.id ?? newId()]));
  for (const portion of portionsOf(rows.filter(({ code }) => !known.has(code)))) {
    await tx
      .insertInto('items')
      .values(
        portion.map(({ code }) => ({
          id: itemIds.get(code) ?? '',
          occupation_id: occupationId,
          level,
          part,
          code,
        })),
      )
      .execute();
  }
  for (const portion of portionsOf(rows)) {
    const versions = portion.map((row) => ({ ...row, id: newId() }));
    await tx
      .insertInto('item_versions')
      .values(
        versions.map(({ code, body, ...columns }) => ({
          ...columns,
          item_id: itemIds.get(code) ?? '',
          version: (known.get(code)?.version ?? 0) + 1,
          content_spec_id: contentSpecId,
          body: JSON.stringify(body),
          ...searchColumnsOf(body),
          state: 'vetting',
          writer_id: personId,
          written_at: now,
        })),
      )
      .execute();
    await linkMedia(tx, versions);
  }
}
