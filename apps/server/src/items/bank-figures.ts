// Banks in figures, and the ways through them: nothing here shows an item, so nothing here is a reading.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { itemStates } from '@jiangping/domain/items/item-states';
import type { ItemState } from '@jiangping/domain/items/item-states';
import { isRefusal } from '@jiangping/domain/refusal';
import { flattenRanges, isInRange } from '@jiangping/domain/standards/content-spec';
import type { Level } from '@jiangping/domain/standards/level';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { findContentSpec, findOccupations, getOccupation } from '../standards/standards.ts';
import type { ContentSpecBody } from '../standards/standards.ts';
import type { ItemKind, ItemPart } from './versions.ts';

export interface BankPlace {
  occupationId: string;
  level: Level;
  part: ItemPart;
}

/** The banks that hold items, each with its versions counted by state. */
export async function listBanks(base: Base, caller: Caller | null) {
  requirePost(caller, 'readItem');
  const rows = await base.db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .select(['items.occupation_id', 'items.level', 'items.part', 'item_versions.state'])
    .select(sql<number>`count(*)::int`.as('count'))
    .groupBy(['items.occupation_id', 'items.level', 'items.part', 'item_versions.state'])
    .orderBy('items.occupation_id')
    .orderBy('items.level')
    .orderBy('items.part', 'desc')
    .execute();
  const occupations = await findOccupations(base.db, [...new Set(rows.map((row) => row.occupation_id))]);
  const banks = Map.groupBy(rows, (row) => `${row.occupation_id} ${row.level} ${row.part}`);
  return [...banks.values()].flatMap((of) => {
    const [first] = of;
    const occupation = first && occupations.get(first.occupation_id);
    if (!occupation) return [];
    const states = Object.keys(itemStates) as ItemState[];
    const countOf = (state: ItemState) => of.find((row) => row.state === state)?.count ?? 0;
    return [
      {
        occupation,
        level: first.level as Level,
        part: first.part as ItemPart,
        counts: Object.fromEntries(states.map((state) => [state, countOf(state)])) as Record<
          ItemState,
          number
        >,
      },
    ];
  });
}

/** A bank in figures: the specification of today, and how many versions hang at each point, by type, difficulty and state. */
export async function getBank(base: Base, caller: Caller | null, place: BankPlace) {
  requirePost(caller, 'readItem');
  const occupation = await getOccupation(base.db, place.occupationId);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const rows = await base.db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .where('items.occupation_id', '=', place.occupationId)
    .where('items.level', '=', place.level)
    .where('items.part', '=', place.part)
    .select(['point', 'interaction', 'difficulty', 'state'])
    .select(sql<number>`count(*)::int`.as('count'))
    .groupBy(['point', 'interaction', 'difficulty', 'state'])
    .orderBy('point')
    .execute();
  return {
    occupation,
    level: place.level,
    part: place.part,
    spec: await findSpec(base.db, place, today),
    counts: rows.map((row) => ({
      ...row,
      interaction: row.interaction as ItemKind,
      state: row.state as ItemState,
    })),
  };
}

/** The specification a bank hangs on today; none where no standard is in force. */
async function findSpec(db: Kysely<DB>, { occupationId, level, part }: BankPlace, today: string) {
  try {
    const found = await findContentSpec(db, occupationId, level, part, today);
    return found && { ...found, body: { ...found.body } };
  } catch (error) {
    if (isRefusal(error) && error.code === 'standard_not_in_force') return null;
    throw error;
  }
}

/** The way down a specification to a point: its ranges from the top, then the point; empty where it has no place. */
export async function findPlace(
  db: Kysely<DB>,
  specId: string | null,
  point: string | null,
): Promise<{ code: string; name: string }[]> {
  if (specId === null || point === null) return [];
  const row = await db.selectFrom('content_specs').select('body').where('id', '=', specId).executeTakeFirst();
  if (!row) return [];
  const { ranges, points } = row.body as ContentSpecBody;
  return [
    ...flattenRanges(ranges).filter(({ code }) => isInRange(point, code)),
    ...points.filter(({ code }) => code === point),
  ].map(({ code, name }) => ({ code, name }));
}

/**
 * The newest versions of the items before and after a code in its bank, and what a vetter goes on with: the next version
 * that waits and was written by somebody else, from the beginning again after the last.
 */
export async function findNeighbours(db: Kysely<DB>, place: BankPlace, code: string, personId: string) {
  const ofBank = db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .where('items.occupation_id', '=', place.occupationId)
    .where('items.level', '=', place.level)
    .where('items.part', '=', place.part);
  const waiting = ofBank
    .where('item_versions.state', '=', 'vetting')
    .where('item_versions.writer_id', '<>', personId)
    .where('items.code', '<>', code);
  const inOrder = (query: typeof ofBank, direction: 'asc' | 'desc') =>
    query
      .select('item_versions.id')
      .orderBy('items.code', direction)
      .orderBy('item_versions.version', 'desc')
      .limit(1)
      .executeTakeFirst();
  const previous = await inOrder(ofBank.where('items.code', '<', code), 'desc');
  const next = await inOrder(ofBank.where('items.code', '>', code), 'asc');
  const nextToVet =
    (await inOrder(waiting.where('items.code', '>', code), 'asc')) ?? (await inOrder(waiting, 'asc'));
  const { count } = await waiting.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow();
  return {
    previous: previous?.id ?? null,
    next: next?.id ?? null,
    nextToVet: nextToVet?.id ?? null,
    waiting: count,
  };
}
