import { listBatchActs } from '@jiangping/domain/batches/batch-state';
import type { BatchState } from '@jiangping/domain/batches/batch-states';
import { actPosts } from '@jiangping/domain/people/post';
import type { Act, Post } from '@jiangping/domain/people/post';
import type { Level } from '@jiangping/domain/standards/level';
import { requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { pageOf, totalOf } from '../base/page.ts';
import type { PageQuery } from '../base/page.ts';
import { toSiteRef } from '../sites/sites.ts';
import type { EligibleGroup } from '../sites/sites.ts';
import type { Duty } from '../sittings/sittings.ts';
import { toOccupationRef } from '../standards/standards.ts';
import { findBatchSittings, requireBatchSite } from './batch-rows.ts';
import { countEntries } from './eligibility.ts';
import { countTickets } from './readiness.ts';

/** The sites whose batches the caller may read; null for all of them. */
function sitesOf(caller: Caller): string[] | null {
  const allowed: readonly Post[] = actPosts.readBatch.by;
  const held = caller.posts.filter(({ post }) => allowed.includes(post));
  const sites = held.flatMap(({ siteId }) => siteId ?? []);
  return sites.length < held.length ? null : sites;
}

function selectBatches(base: Base) {
  return base.db
    .selectFrom('batches')
    .innerJoin('sites', 'sites.id', 'batches.site_id')
    .innerJoin('occupations', 'occupations.id', 'batches.occupation_id')
    .selectAll('batches')
    .select([
      'sites.name_zh as site_zh',
      'sites.name_en as site_en',
      'occupations.edition',
      'occupations.code as occupation_code',
      'occupations.name_zh',
      'occupations.name_en',
    ])
    .select((eb) =>
      eb
        .selectFrom('entries')
        .whereRef('entries.batch_id', '=', 'batches.id')
        .where('entries.state', '<>', 'withdrawn')
        .select(eb.fn.countAll<bigint>().as('count'))
        .as('entry_count'),
    );
}

type SelectedBatch = Awaited<ReturnType<ReturnType<typeof selectBatches>['executeTakeFirstOrThrow']>>;

function toBatchRow(row: SelectedBatch) {
  return {
    id: row.id,
    code: row.code,
    site: toSiteRef({ id: row.site_id, name_zh: row.site_zh, name_en: row.site_en }),
    occupation: toOccupationRef({ ...row, id: row.occupation_id, code: row.occupation_code }),
    level: row.level as Level,
    examOn: row.exam_on,
    state: row.state,
    entries: Number(row.entry_count ?? 0n),
  };
}

/** The batches one may see, newest first: a site's own, the Center's all. */
export async function listBatches(
  base: Base,
  caller: Caller | null,
  query: PageQuery & { q?: string | undefined; state?: string | undefined; siteId?: string | undefined },
) {
  requirePost(caller, 'readBatch');
  const own = caller ? sitesOf(caller) : [];
  let batches = selectBatches(base);
  if (own) batches = batches.where('batches.site_id', 'in', own);
  if (query.siteId) batches = batches.where('batches.site_id', '=', query.siteId);
  if (query.state) batches = batches.where('batches.state', '=', query.state);
  if (query.q) {
    const like = `%${query.q}%`;
    batches = batches.where((eb) =>
      eb.or([
        eb('batches.code', 'like', like),
        eb('sites.name_zh', 'like', like),
        eb('occupations.name_zh', 'like', like),
      ]),
    );
  }
  const rows = await batches.select(totalOf).orderBy('batches.id', 'desc').$call(pageOf(query)).execute();
  return { total: rows[0]?.total ?? 0, rows: rows.map(toBatchRow) };
}

/** The acts of the state machine that this caller may do now, by the posts held at the batch's site. */
function listOpenActs(caller: Caller, state: BatchState, siteId: string): string[] {
  const posts = caller.posts.flatMap((held) =>
    held.siteId === siteId || held.siteId === null ? [held.post] : [],
  );
  return listBatchActs(state).filter((act) => {
    if (!Object.hasOwn(actPosts, act)) return false;
    const allowed: readonly Post[] = actPosts[act as Act].by;
    return posts.some((post) => allowed.includes(post));
  });
}

/** A batch with what it is bound to, what was made for it, and what this caller may do next. */
export async function getBatch(base: Base, caller: Caller | null, batchId: string) {
  await requireBatchSite(base.db, caller, 'readBatch', batchId);
  const { db } = base;
  const row = await selectBatches(base)
    .innerJoin('persons', 'persons.id', 'batches.planned_by')
    .innerJoin('occupation_standards', 'occupation_standards.id', 'batches.standard_id')
    .innerJoin('scope_lines', 'scope_lines.id', 'batches.scope_line_id')
    .innerJoin('authorisations', 'authorisations.id', 'scope_lines.authorisation_id')
    .select([
      'persons.name as planner_name',
      'occupation_standards.edition as standard_edition',
      'authorisations.document_number',
    ])
    .where('batches.id', '=', batchId)
    .executeTakeFirstOrThrow();
  const counts = await countEntries(db, batchId);
  const sittings = await findBatchSittings(db, batchId);
  const closures = sittings.length
    ? await db
        .selectFrom('marking_closures')
        .select('sitting_id')
        .where(
          'sitting_id',
          'in',
          sittings.map(({ sittingId }) => sittingId),
        )
        .execute()
    : [];
  const staff = await db
    .selectFrom('assignments')
    .innerJoin('persons', 'persons.id', 'assignments.person_id')
    .leftJoin('cards', 'cards.id', 'assignments.card_id')
    .where('batch_id', '=', batchId)
    .select(['persons.id', 'persons.name', 'assignments.duty', 'cards.number'])
    .orderBy('assignments.duty')
    .orderBy('persons.name')
    .execute();
  const imports = await db
    .selectFrom('roster_imports')
    .select(['id', 'file_name', 'rows_accepted', 'rows_refused', 'imported_at'])
    .where('batch_id', '=', batchId)
    .orderBy('imported_at')
    .execute();
  return {
    ...toBatchRow(row),
    standard: { id: row.standard_id, edition: row.standard_edition },
    eligibleGroup: row.eligible_group as EligibleGroup,
    notice: row.notice,
    scope: {
      id: row.scope_line_id,
      documentNumber: row.document_number,
      validFrom: row.scope_from,
      validTo: row.scope_to,
    },
    plannedBy: { id: row.planned_by, name: row.planner_name },
    plannedAt: row.planned_at.toISOString(),
    acts: caller ? listOpenActs(caller, row.state as BatchState, row.site_id) : [],
    counts: {
      enrolled: counts.enrolled,
      eligible: counts.eligible,
      ineligible: counts.ineligible,
      tickets: await countTickets(db, batchId),
    },
    sittings: sittings.map((sitting) => ({
      id: sitting.sittingId,
      part: sitting.part,
      paperId: sitting.paperId,
      roomName: sitting.roomName,
      startsAt: sitting.startsAt.toISOString(),
      state: sitting.state,
      seats: sitting.seats,
      markingClosed: closures.some((closure) => closure.sitting_id === sitting.sittingId),
    })),
    staff: staff.map((each) => ({
      person: { id: each.id, name: each.name },
      duty: each.duty as Duty,
      cardNumber: each.number,
    })),
    rosterImports: imports.map((each) => ({
      id: each.id,
      fileName: each.file_name,
      rowsAccepted: each.rows_accepted,
      rowsRefused: each.rows_refused,
      importedAt: each.imported_at.toISOString(),
    })),
  };
}
