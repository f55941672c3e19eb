// cards: a staff permit, numbered, for certain occupations and days. An act that needs a card asks here for one that is
// valid on the day; who asks, and for which batch, is not known here.
import type { Kysely } from 'kysely';
import { checkCard, checkMayJudge, lastDayOfCard } from '@jiangping/domain/cards/card';
import type { Card } from '@jiangping/domain/cards/card';
import type { CardKind as DomainCardKind } from '@jiangping/domain/cards/card-kinds';
import { isRefusal, Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import type { PoliciesOn } from '../people/people.ts';
import { findOccupations } from '../standards/standards.ts';

export type CardKind = 'assessor' | 'senior_assessor' | 'supervisor' | 'administrator' | 'reviewer';

export interface CardInput {
  personId: string;
  kind: CardKind;
  number: string;
  occupationIds: string[];
  validFrom: string;
  validTo: string;
}

/** Issues a card to somebody else; never for longer than the policy's years. */
export async function issueCard(base: Base, caller: Caller | null, input: CardInput) {
  return act(base, caller, 'issueCard', input, async ({ tx, now, today, personId, newId, record }) => {
    if (input.personId === personId) throw new Refusal('second_person_required');
    const years = (await findPolicies(tx, today)).get('cards.years');
    if (input.validFrom > input.validTo || input.validTo > lastDayOfCard(input.validFrom, years))
      throw new Refusal('date_invalid');
    const person = await tx
      .selectFrom('persons')
      .select('id')
      .where('id', '=', input.personId)
      .forUpdate()
      .executeTakeFirst();
    if (!person) throw new Refusal('not_found');
    const held = await tx
      .selectFrom('cards')
      .select('id')
      .where((eb) =>
        eb.or([
          eb('number', '=', input.number),
          eb.and([
            eb('person_id', '=', input.personId),
            eb('kind', '=', input.kind),
            eb('state', '=', 'in_force'),
            eb('valid_to', '>=', today),
          ]),
        ]),
      )
      .executeTakeFirst();
    if (held) throw new Refusal('card_already_issued');
    const id = newId();
    await tx
      .insertInto('cards')
      .values({
        id,
        number: input.number,
        person_id: input.personId,
        kind: input.kind,
        valid_from: input.validFrom,
        valid_to: input.validTo,
        state: 'in_force',
        issued_by: personId,
        issued_at: now,
      })
      .execute();
    if (input.occupationIds.length > 0) {
      await tx
        .insertInto('card_occupations')
        .values(input.occupationIds.map((occupation_id) => ({ card_id: id, occupation_id })))
        .execute();
    }
    const factId = await record({
      kind: 'card.issued',
      subject: { type: 'card', id },
      data: {
        number: input.number,
        kind: input.kind,
        person: input.personId,
        validFrom: input.validFrom,
        validTo: input.validTo,
      },
    });
    return { id, factId };
  });
}

interface HeldCard {
  id: string;
  card: Card;
}

async function findCards(db: Kysely<DB>, personId: string): Promise<HeldCard[]> {
  const rows = await db
    .selectFrom('cards')
    .leftJoin('card_occupations', 'card_occupations.card_id', 'cards.id')
    .leftJoin('occupations', 'occupations.id', 'card_occupations.occupation_id')
    .where('cards.person_id', '=', personId)
    .selectAll('cards')
    .select('occupations.code')
    .orderBy('cards.valid_to', 'desc')
    .execute();
  const byId = Map.groupBy(rows, (row) => row.id);
  return [...byId.entries()].flatMap(([id, [first, ...others]]) => {
    if (!first) return [];
    const senior = first.kind === 'senior_assessor';
    return [
      {
        id,
        card: {
          number: first.number,
          kind: (senior ? 'assessor' : first.kind) as DomainCardKind,
          grade: senior ? 'senior' : first.kind === 'assessor' ? 'assessor' : null,
          occupationCodes: [first, ...others].flatMap((row) => (row.code === null ? [] : [row.code])),
          from: first.valid_from,
          to: first.valid_to,
          suspensions: first.state === 'suspended' ? [{ from: first.valid_from, to: null }] : [],
          revokedOn: first.state === 'revoked' ? first.valid_from : null,
        } satisfies Card,
      },
    ];
  });
}

/** The card that lets a person judge an occupation at a level on a day; refuses with what is missing. */
export async function getJudgingCard(
  db: Kysely<DB>,
  policies: PoliciesOn,
  personId: string,
  wanted: { code: string; level: Level; day: string },
): Promise<{ id: string; number: string }> {
  const judgeable = {
    assessor: policies.get('cards.assessor_levels'),
    senior: policies.get('cards.senior_levels'),
  };
  return firstFitting(await findCards(db, personId), 'assessor', (card) =>
    checkMayJudge(card, wanted, judgeable),
  );
}

/** A card of a kind that is valid on a day; refuses `card_missing` or `card_not_valid`. */
export async function getCard(
  db: Kysely<DB>,
  personId: string,
  kind: DomainCardKind,
  day: string,
): Promise<{ id: string; number: string }> {
  return firstFitting(await findCards(db, personId), kind, (card) => checkCard(card, kind, day));
}

/** The first card that passes; where none does, the refusal of the one that lasts longest. */
function firstFitting(cards: HeldCard[], kind: DomainCardKind, check: (card: Card | null) => void) {
  const ofKind = cards.filter(({ card }) => card.kind === kind);
  let refusal: Refusal | null = null;
  for (const { id, card } of ofKind) {
    try {
      check(card);
      return { id, number: card.number };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal ??= error;
    }
  }
  if (refusal) throw refusal;
  throw new Refusal('card_missing', { kind });
}

/** The card register, for staff. */
export async function listCards(
  base: Base,
  caller: Caller | null,
  query: PageQuery & {
    q?: string | undefined;
    kind?: CardKind | undefined;
    occupationId?: string | undefined;
    on?: string | undefined;
  },
) {
  requirePost(caller, 'readCards');
  let cards = base.db.selectFrom('cards').innerJoin('persons', 'persons.id', 'cards.person_id');
  if (query.kind) cards = cards.where('cards.kind', '=', query.kind);
  if (query.on)
    cards = cards
      .where('cards.valid_from', '<=', query.on)
      .where('cards.valid_to', '>=', query.on)
      .where('cards.state', '=', 'in_force');
  if (query.q) {
    const like = `%${query.q}%`;
    cards = cards.where((eb) => eb.or([eb('persons.name', 'like', like), eb('cards.number', 'like', like)]));
  }
  const occupationId = query.occupationId;
  if (occupationId) {
    cards = cards.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('card_occupations')
          .select('card_occupations.card_id')
          .whereRef('card_occupations.card_id', '=', 'cards.id')
          .where('card_occupations.occupation_id', '=', occupationId),
      ),
    );
  }
  const rows = await cards
    .selectAll('cards')
    .select(['persons.name', totalOf])
    .orderBy('cards.number')
    .$call(pageOf(query))
    .execute();
  const links = rows.length
    ? await base.db
        .selectFrom('card_occupations')
        .selectAll()
        .where(
          'card_id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute()
    : [];
  const occupations = await findOccupations(
    base.db,
    links.map((link) => link.occupation_id),
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      id: row.id,
      number: row.number,
      person: { id: row.person_id, name: row.name },
      kind: row.kind as CardKind,
      occupations: links
        .filter((link) => link.card_id === row.id)
        .flatMap((link) => occupations.get(link.occupation_id) ?? []),
      validFrom: row.valid_from,
      validTo: row.valid_to,
      state: row.state as 'in_force' | 'suspended' | 'revoked',
    })),
  };
}
