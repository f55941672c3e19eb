// Tracing a leak: the copy is held against the variant of everybody who has read the items in it. Who that is stands in the
// ledger alone; the act itself stands there too, since it says which items a text holds.
import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { indexLeakedText, readVariant } from '@jiangping/domain/items/canary-reading';
import type { Shown } from '@jiangping/domain/items/canary-reading';
import { groupFound, traceReaders } from '@jiangping/domain/items/leak-trace';
import type { FoundItem, FoundVersion } from '@jiangping/domain/items/leak-trace';
import { bigramsOf } from '@jiangping/domain/items/near-duplicate';
import { act } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { Fact } from '../base/facts.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { variantFor } from './canaries.ts';

/** The least share of a version’s character pairs that a copy must hold to be looked into: a short stem above long options is as much. */
const LEAST_PAIRS = 0.15;
/** Versions looked into, best first. */
const MOST_VERSIONS = 2000;
/** Versions looked into before other requests have their turn. */
const TURN = 25;
/** Suspects and readings that are told; the counts are whole. */
const MOST_SUSPECTS = 20;
const MOST_READINGS = 20;
/** Version ids that fit into one fact. */
const IDS_PER_FACT = 300;

interface VersionRow {
  id: string;
  writer_id: string;
  code: string;
  version: number;
  body: TheoryItem;
}

/**
 * Finds the items in a leaked text and ranks their readers by how well the copy agrees with what each of them was shown.
 * Names nobody where coincidence cannot be ruled out (`items.trace_chance`), and tells what each ranked reader read, when.
 */
export async function traceLeak(base: Base, caller: Caller | null, input: { text: string }) {
  return act(base, caller, 'traceLeak', input, async ({ tx, today, record }) => {
    const policies = await findPolicies(tx, today);
    const limits = { chance: policies.get('items.trace_chance'), slip: policies.get('items.trace_slip') };
    const versions = await findVersionsIn(tx, input.text);
    const found = await findItems(input.text, versions);
    const versionIds = found.flat().map(({ versionId }) => versionId);
    const readers = await findReaders(tx, versionIds);
    const byId = new Map(versions.map((row) => [row.id, row]));
    const trace = traceReaders(
      found,
      [...readers].map(([personId, reader]) => ({
        personId,
        variantOf(versionId, marks) {
          const row = byId.get(versionId);
          // A reading of a paper does not say which items were in it, so it may have been any.
          if (!row || !(reader.versionIds.has(versionId) || reader.paperReadings > 0)) return null;
          return variantFor(base.keys, { id: row.id, writerId: row.writer_id }, personId, marks);
        },
      })),
      limits,
    );
    const factId = await record({
      kind: 'item.leak-traced',
      subject: { type: 'item-version', id: versionIds[0] ?? '00000000-0000-0000-0000-000000000000' },
      data: {
        sha256: digestText(input.text),
        versions: versionIds.slice(0, IDS_PER_FACT),
        items: found.length,
        readers: readers.size,
        verdict: trace.verdict,
      },
    });
    const told = trace.ranking.slice(0, MOST_SUSPECTS);
    const names = await readNames(
      tx,
      told.map(({ personId }) => personId),
    );
    return {
      factId,
      verdict: trace.verdict,
      places: trace.places,
      readers: readers.size,
      limit: limits.chance,
      items: found.flatMap((group) =>
        group.slice(0, 1).map(({ versionId, shown }) => ({
          versionId,
          code: byId.get(versionId)?.code ?? '',
          version: byId.get(versionId)?.version ?? 1,
          found: Math.round(shown.found * 1000) / 1000,
          places: countPlaces(shown),
        })),
      ),
      canonical: { agreeing: trace.canonical.agreeing, disagreeing: trace.canonical.disagreeing },
      suspects: told.map(({ personId, ...agreement }) => {
        const { posts, readings, paperReadings } = readers.get(personId) ?? emptyReader();
        return {
          ...agreement,
          person: { id: personId, name: names.get(personId) ?? '' },
          posts: [...posts],
          readings: readings.slice(0, MOST_READINGS),
          readingCount: readings.length,
          paperReadings,
        };
      }),
    };
  });
}

function countPlaces({ stem, options, order }: Shown): number {
  return [...stem, ...options.flat()].filter((form) => form !== null).length + (order ? 1 : 0);
}

/** Theory versions of every bank that share enough character pairs with a text, most first. */
async function findVersionsIn(tx: Transaction<DB>, text: string): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    with leaked as materialized (select unnest(${sql.val([...bigramsOf(text)])}::text[]) as pair),
    shared as (
      select item_versions.id, count(*)::float8 / cardinality(search_pairs) as share
      from item_versions cross join lateral unnest(search_pairs) as own (pair) join leaked using (pair)
      where interaction <> 'practical' group by item_versions.id
    )
    select item_versions.id, writer_id, code, version, body
    from shared join item_versions on item_versions.id = shared.id join items on items.id = item_id
    where share >= ${LEAST_PAIRS} order by share desc, item_versions.id limit ${MOST_VERSIONS}`.execute(tx);
  return rows;
}

/** The stretches of the text that show an item; between its turns other requests have theirs. */
async function findItems(text: string, versions: readonly VersionRow[]): Promise<FoundItem[]> {
  const leak = indexLeakedText(text);
  const found: FoundVersion[] = [];
  for (const [i, { id, body }] of versions.entries()) {
    const shown = readVariant(body, leak);
    if (shown) found.push({ versionId: id, item: body, shown });
    if (i % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return groupFound(found);
}

interface Reader {
  versionIds: Set<string>;
  posts: Set<string>;
  readings: { factId: string; at: string; items: number }[];
  paperReadings: number;
}

const emptyReader = (): Reader => ({
  versionIds: new Set(),
  posts: new Set(),
  readings: [],
  paperReadings: 0,
});

/** Everybody who has read one of the versions by name of the ledger, or a paper, whose items it does not name. */
async function findReaders(db: Kysely<DB>, versionIds: readonly string[]): Promise<Map<string, Reader>> {
  const readers = new Map<string, Reader>();
  if (versionIds.length === 0) return readers;
  const { rows } = await sql<{ fact: string }>`
    select fact from ledger_facts where kind = 'item.read'
      and ((fact::jsonb #> '{data,versions}') ?| ${sql.val([...versionIds])}::text[]
        or (fact::jsonb #> '{data,versions}') is null)
    order by id desc`.execute(db);
  const wanted = new Set(versionIds);
  for (const row of rows) {
    const { id, at, actor, data } = JSON.parse(row.fact) as Fact;
    if (!('person' in actor)) continue;
    const reader = readers.get(actor.person) ?? emptyReader();
    readers.set(actor.person, reader);
    reader.posts.add(actor.post);
    const read = ((data['versions'] ?? []) as readonly string[]).filter((versionId) => wanted.has(versionId));
    if (read.length === 0) reader.paperReadings += 1;
    else reader.readings.push({ factId: id, at, items: read.length });
    for (const versionId of read) reader.versionIds.add(versionId);
  }
  return readers;
}

async function readNames(db: Kysely<DB>, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await db.selectFrom('persons').select(['id', 'name']).where('id', 'in', personIds).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
