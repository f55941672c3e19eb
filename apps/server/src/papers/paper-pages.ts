import type { Kysely } from 'kysely';
import type { TheoryItem } from '@jiangping/domain/items/item';
import { checkReadable } from '@jiangping/domain/papers/paper-state';
import type { PaperState } from '@jiangping/domain/papers/paper-state';
import { mayAct } from '@jiangping/domain/people/post';
import { Refusal } from '@jiangping/domain/refusal';
import type { Level } from '@jiangping/domain/standards/level';
import { encodeHex } from '@jiangping/log/bytes';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { newId } from '../base/ambient.ts';
import { findStream, writeFact } from '../base/facts.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { showItem } from '../items/items.ts';
import { toOccupationRef } from '../standards/standards.ts';
import type { PaperPart } from './blueprints.ts';
import type { Solution } from './drafts.ts';
import { decryptPaper, getOpenPaper, openingOf } from './forms.ts';
import type { FormItem } from './forms.ts';
import type { RuleCheck } from './paper-checks.ts';

function selectPapers(db: Kysely<DB>) {
  return db
    .selectFrom('papers')
    .innerJoin('occupations', 'occupations.id', 'papers.occupation_id')
    .innerJoin('persons as assembler', 'assembler.id', 'papers.assembled_by')
    .leftJoin('seals', 'seals.paper_id', 'papers.id')
    .leftJoin('persons as sealer', 'sealer.id', 'seals.sealed_by')
    .leftJoin('unsealings', 'unsealings.paper_id', 'papers.id')
    .leftJoin('persons as unsealer', 'unsealer.id', 'unsealings.unsealed_by')
    .select([
      'papers.id',
      'papers.blueprint_id',
      'papers.occupation_id',
      'papers.level',
      'papers.part',
      'papers.minutes',
      'papers.state',
      'papers.solution',
      'papers.checks',
      'papers.assembled_by',
      'papers.assembled_at',
      'occupations.edition',
      'occupations.code',
      'occupations.name_zh',
      'occupations.name_en',
      'assembler.name as assembler_name',
      'seals.sealed_by',
      'seals.sealed_at',
      'seals.digest',
      'sealer.name as sealer_name',
      'unsealings.unsealed_by',
      'unsealings.unsealed_at',
      'unsealings.salt',
      'unsealer.name as unsealer_name',
    ])
    .select((eb) => [
      eb
        .selectFrom('paper_forms')
        .whereRef('paper_forms.paper_id', '=', 'papers.id')
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .as('forms'),
      eb
        .selectFrom('paper_forms')
        .whereRef('paper_forms.paper_id', '=', 'papers.id')
        .select(({ fn }) => fn.sum<bigint>('items').as('count'))
        .as('items'),
    ]);
}

function toPaperRow(row: Awaited<ReturnType<ReturnType<typeof selectPapers>['executeTakeFirstOrThrow']>>) {
  const forms = Number(row.forms ?? 0);
  return {
    id: row.id,
    blueprintId: row.blueprint_id,
    occupation: toOccupationRef({ ...row, id: row.occupation_id }),
    level: row.level as Level,
    part: row.part as PaperPart,
    minutes: row.minutes,
    forms,
    itemsPerForm: forms === 0 ? 0 : Number(row.items ?? 0) / forms,
    state: row.state as PaperState,
    rulesHold: (row.checks as RuleCheck[]).every(({ ok }) => ok),
    assembledBy: { id: row.assembled_by, name: row.assembler_name },
    assembledAt: row.assembled_at.toISOString(),
    sealedBy: row.sealed_by ? { id: row.sealed_by, name: row.sealer_name ?? '' } : null,
    sealedAt: row.sealed_at?.toISOString() ?? null,
    unsealedBy: row.unsealed_by ? { id: row.unsealed_by, name: row.unsealer_name ?? '' } : null,
    unsealedAt: row.unsealed_at?.toISOString() ?? null,
  };
}

export interface PaperQuery extends PageQuery {
  q?: string | undefined;
  occupationId?: string | undefined;
  level?: Level | undefined;
  part?: PaperPart | undefined;
  state?: PaperState | undefined;
  blueprintId?: string | undefined;
}

/** Papers, newest first, without their items; who neither makes nor seals papers sees the sealed ones, to book them. */
export async function listPapers(base: Base, caller: Caller | null, query: PaperQuery) {
  requirePost(caller, 'listPapers');
  let papers = selectPapers(base.db);
  if (!seesDrafts(caller)) papers = papers.where('seals.paper_id', 'is not', null);
  if (query.occupationId) papers = papers.where('papers.occupation_id', '=', query.occupationId);
  if (query.level) papers = papers.where('papers.level', '=', query.level);
  if (query.part) papers = papers.where('papers.part', '=', query.part);
  if (query.blueprintId) papers = papers.where('papers.blueprint_id', '=', query.blueprintId);
  if (query.state) papers = papers.where('papers.state', '=', query.state);
  if (query.q) {
    const like = `%${query.q}%`;
    papers = papers.where((eb) =>
      eb.or([eb('occupations.name_zh', 'like', like), eb('occupations.code', 'like', like)]),
    );
  }
  const rows = await papers.select(totalOf).orderBy('papers.id', 'desc').$call(pageOf(query)).execute();
  return { total: rows[0]?.total ?? 0, rows: rows.map(toPaperRow) };
}

function seesDrafts(caller: Caller | null): boolean {
  return mayAct(
    (caller?.posts ?? []).map(({ post }) => post),
    'readPaper',
  );
}

/**
 * What may be seen of a paper without reading an item: its rules, the solver's result, its seal, unsealing and withdrawal
 * with their facts. Who neither makes nor seals papers finds those that were sealed only.
 */
export async function getPaperCover(base: Base, caller: Caller | null, paperId: string) {
  requirePost(caller, 'listPapers');
  const row = await selectPapers(base.db).where('papers.id', '=', paperId).executeTakeFirst();
  if (!row || !(row.sealed_by || seesDrafts(caller))) throw new Refusal('not_found');
  const withdrawal = await base.db
    .selectFrom('withdrawals')
    .innerJoin('persons', 'persons.id', 'withdrawals.withdrawn_by')
    .selectAll('withdrawals')
    .select('persons.name')
    .where('withdrawals.paper_id', '=', paperId)
    .executeTakeFirst();
  const facts = await findStream(base.db, paperId);
  const factOf = (kind: string) => facts.find(({ fact }) => fact.kind === kind)?.fact.id ?? null;
  return {
    ...toPaperRow(row),
    solution: row.solution as Solution,
    checks: row.checks as RuleCheck[],
    digest: row.digest?.toString('hex') ?? null,
    salt: row.salt?.toString('hex') ?? null,
    assembledFactId: factOf('paper.assembled'),
    sealedFactId: factOf('paper.sealed'),
    unsealedFactId: factOf('paper.unsealed'),
    withdrawal: withdrawal
      ? {
          withdrawnBy: { id: withdrawal.withdrawn_by, name: withdrawal.name },
          withdrawnAt: withdrawal.withdrawn_at.toISOString(),
          isLeaked: withdrawal.is_leaked,
          reason: withdrawal.reason,
          factId: factOf('paper.withdrawn'),
        }
      : null,
  };
}

/**
 * A paper with its forms; it shows items, so the reading stands in the ledger. Refuses `paper_sealed` to everybody until it
 * is unsealed; from then on it comes with what opens its commitment.
 */
export async function getPaper(base: Base, caller: Caller | null, paperId: string) {
  const held = requirePost(caller, 'readPaper');
  const personId = caller?.person.id ?? '';
  const answer = await base.db.transaction().execute(async (tx) => {
    const row = await selectPapers(tx).where('papers.id', '=', paperId).executeTakeFirst();
    if (!row) throw new Refusal('not_found');
    const state = row.state as PaperState;
    checkReadable(state);
    const isOpen = state === 'unsealed';
    const paper = isOpen ? await getOpenPaper(tx, paperId) : await decryptPaper(tx, base.keys, paperId);
    const readFactId = newId(base.ambient);
    // The versions are not named as in other readings: the ledger would tell what a paper holds that is sealed later.
    await writeFact(tx, {
      id: readFactId,
      kind: 'item.read',
      at: base.ambient.now().toISOString(),
      actor: { person: personId, post: held.post, grant: held.grantId },
      subject: { type: 'paper', id: paperId },
      data: { state, items: paper.forms.reduce((sum, { items }) => sum + items.length, 0) },
    });
    const { domain, salt, value } = openingOf(paperId, paper.forms, paper.salt);
    return {
      ...toPaperRow(row),
      seed: paper.seed,
      solution: row.solution as Solution,
      checks: row.checks as RuleCheck[],
      digest: row.digest?.toString('hex') ?? null,
      readFactId,
      opening: isOpen ? { domain, salt: encodeHex(salt), value: value as Record<string, unknown> } : null,
      // Before its opening everybody sees their own variant; from then on the canonical text is what opens the commitment.
      formItems: paper.forms.map(({ label, items }) => ({
        label,
        items: items.map((item) =>
          toFormRow(isOpen ? item : { ...item, body: showTo(base, personId, item) }),
        ),
      })),
    };
  });
  base.ledger.nudge();
  return answer;
}

function showTo({ keys }: Base, personId: string, { versionId, writerId, body }: FormItem) {
  return showItem(keys, { id: versionId, writerId }, personId, body);
}

function toFormRow({ position, versionId, code, interaction, points, body }: FormItem) {
  const theory = interaction === 'practical' ? null : (body as TheoryItem);
  return {
    position,
    versionId,
    code,
    interaction,
    point: theory?.point ?? null,
    title: 'stem' in body ? body.stem : body.title,
    points,
    difficulty: theory?.difficulty ?? null,
    angoff: theory?.angoff ?? null,
    seconds: theory?.seconds ?? null,
  };
}
