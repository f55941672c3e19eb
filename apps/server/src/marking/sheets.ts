// The mark sheets of a practical sitting: drafts while an assessor works, and signed ones that nobody changes.
import type { Kysely, Transaction } from 'kysely';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { totalMarkSheet } from '@jiangping/domain/marking/mark-sheet';
import type { SheetTotal } from '@jiangping/domain/marking/mark-sheet';
import { Refusal } from '@jiangping/domain/refusal';
import type { Problem } from '@jiangping/domain/refusal';
import { encodeHex } from '@jiangping/log/bytes';
import { commitValue } from '@jiangping/log/commitment';
import { act, requirePost } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import type { DB } from '../base/schema.types.ts';
import { findPolicies } from '../people/people.ts';
import { getSittingRecord, listSeatRecords, requireDuty } from '../sittings/sittings.ts';
import type { SeatRecord } from '../sittings/sittings.ts';
import { itemsOfSeat, readForms } from './forms.ts';
import type { PracticalFormItem } from './forms.ts';
import { readPanels } from './panels.ts';
import type { Panels } from './panels.ts';

export interface MarkInput {
  code: string;
  points: number;
  note: string;
}

export interface SheetInput {
  sittingId: string;
  candidateId: string;
  itemVersionId: string;
  marks: MarkInput[];
  fatal: string[];
}

const markers = ['assessor', 'chief_assessor'] as const;

/** What the log commits to instead of the marks. Opened by the sheet's row and its salt. */
export function commitSheet(sheet: {
  sitting: string;
  candidate: string;
  item: string;
  assessor: string;
  marks: readonly MarkInput[];
  fatal: readonly string[];
  total: number;
  remark: string;
  salt: Uint8Array;
}): string {
  const { salt, ...value } = sheet;
  return encodeHex(commitValue({ domain: 'mark-sheet/v1', salt, value }));
}

/** Whether the seat is marked at all: not after misconduct, and not where the candidate did not come. */
export function isMarked(seat: SeatRecord): boolean {
  return !seat.absent && !seat.misconduct;
}

/** Everything that bounds the sheets of one practical sitting. */
export async function readPracticalSitting(db: Kysely<DB>, sittingId: string, date: string) {
  const sitting = await getSittingRecord(db, sittingId);
  if (sitting.part !== 'practical') throw new Refusal('not_found');
  const policies = await findPolicies(db, date);
  const signed = await db
    .selectFrom('mark_sheets')
    .select('candidate_id')
    .distinct()
    .where('sitting_id', '=', sittingId)
    .execute();
  const wasThere = new Set(signed.map(({ candidate_id }) => candidate_id));
  // A signed sheet says that the candidate worked here: a later report of absence does not take the marks away.
  const seats = (await listSeatRecords(db, sittingId)).map((seat) =>
    wasThere.has(seat.candidateId) ? { ...seat, absent: false } : seat,
  );
  const panels = await readPanels(db, sittingId, seats, policies.get('marking.assessors_minimum'));
  const forms = await readForms<PracticalFormItem['body']>(db, sitting.paperId);
  return { sitting, seats, panels, policies, itemsOf: (seat: SeatRecord) => itemsOfSeat(forms, seat.formId) };
}

/** An assessor's own sheets: seats without names, and never a mark of somebody else. */
export async function getMarkingDesk(base: Base, caller: Caller | null, sittingId: string) {
  requirePost(caller, 'submitMarks');
  const me = caller?.person.id ?? '';
  await requireDuty(base.db, sittingId, me, markers);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const { seats, panels, itemsOf } = await readPracticalSitting(base.db, sittingId, today);
  const mine = <Row extends { candidate_id: string; item_version_id: string }>(rows: Row[]) =>
    new Map(rows.map((row) => [`${row.candidate_id}/${row.item_version_id}`, row]));
  const signed = mine(
    await base.db
      .selectFrom('mark_sheets')
      .select(['candidate_id', 'item_version_id', 'marks', 'fatal', 'total', 'signed_at'])
      .where('sitting_id', '=', sittingId)
      .where('assessor_id', '=', me)
      .execute(),
  );
  const drafts = mine(
    await base.db
      .selectFrom('mark_drafts')
      .select(['candidate_id', 'item_version_id', 'marks'])
      .where('sitting_id', '=', sittingId)
      .where('assessor_id', '=', me)
      .execute(),
  );
  const items = new Map<string, PracticalFormItem>();
  const tasks = seats.flatMap((seat) =>
    itemsOf(seat).flatMap((item) => {
      items.set(item.versionId, item);
      const key = `${seat.candidateId}/${item.versionId}`;
      const sheet = signed.get(key);
      if (!sheet && (!isMarked(seat) || !panels.of(seat.candidateId).includes(me))) return [];
      const draft = drafts.get(key)?.marks as { marks: MarkInput[]; fatal: string[] } | undefined;
      return [
        {
          candidateId: seat.candidateId,
          seat: seat.seat,
          itemVersionId: item.versionId,
          state: sheet ? ('signed' as const) : draft ? ('draft' as const) : ('open' as const),
          marks: (sheet?.marks as MarkInput[] | undefined) ?? draft?.marks ?? [],
          fatal: sheet?.fatal ?? draft?.fatal ?? [],
          total: sheet?.total ?? null,
          signedAt: sheet?.signed_at.toISOString() ?? null,
        },
      ];
    }),
  );
  return {
    sittingId,
    items: [...items.values()].map(({ versionId, points, body }) => ({
      itemVersionId: versionId,
      title: body.title,
      weight: points,
      minutes: body.minutes,
      rows: [...body.scoring.rows],
      fatal: [...body.scoring.fatal],
    })),
    tasks,
  };
}

/** Keeps what an assessor has so far; rows may be missing, a wrong mark is refused at once. */
export async function saveMarkDraft(base: Base, caller: Caller | null, input: SheetInput) {
  return act(base, caller, 'saveMarkDraft', input, async ({ tx, now, today, personId }) => {
    const { item } = await openSheet(tx, input, personId, today);
    requireSound(totalOf(item, input).problems.filter(({ code }) => code !== 'mark_row_missing'));
    const row = { marks: JSON.stringify({ marks: input.marks, fatal: input.fatal }), saved_at: now };
    await tx
      .insertInto('mark_drafts')
      .values({
        sitting_id: input.sittingId,
        candidate_id: input.candidateId,
        item_version_id: input.itemVersionId,
        assessor_id: personId,
        ...row,
      })
      .onConflict((conflict) =>
        conflict.columns(['sitting_id', 'candidate_id', 'item_version_id', 'assessor_id']).doUpdateSet(row),
      )
      .execute();
    return { savedAt: now.toISOString() };
  });
}

/**
 * Signs a mark sheet, once. The total is added up here from the rows; the log receives a salted commitment, so that the
 * marks stay sealed and yet cannot be changed afterwards.
 */
export async function submitMarks(base: Base, caller: Caller | null, input: SheetInput & { remark: string }) {
  return act(
    base,
    caller,
    'submitMarks',
    input,
    async ({ tx, base, now, today, personId, newId, record }) => {
      const { item, duty, stream } = await openSheet(tx, input, personId, today);
      const { total, problems } = totalOf(item, input);
      requireSound(problems);
      const id = newId();
      const salt = base.ambient.randomBytes(16);
      const fatal = [...new Set(input.fatal)].sort();
      const inserted = await tx
        .insertInto('mark_sheets')
        .values({
          id,
          sitting_id: input.sittingId,
          candidate_id: input.candidateId,
          item_version_id: input.itemVersionId,
          assessor_id: personId,
          duty,
          marks: JSON.stringify(input.marks),
          fatal,
          total,
          remark: input.remark,
          salt,
          signed_at: now,
          supersedes_id: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['sitting_id', 'candidate_id', 'item_version_id', 'assessor_id'])
            .where('supersedes_id', 'is', null)
            .doNothing(),
        )
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) throw new Refusal('mark_sheet_signed');
      await tx
        .deleteFrom('mark_drafts')
        .where('sitting_id', '=', input.sittingId)
        .where('candidate_id', '=', input.candidateId)
        .where('item_version_id', '=', input.itemVersionId)
        .where('assessor_id', '=', personId)
        .execute();
      const factId = await record({
        kind: 'mark-sheet.signed',
        subject: { type: 'mark-sheet', id },
        stream,
        data: {
          sitting: input.sittingId,
          item: input.itemVersionId,
          commitment: commitSheet({
            sitting: input.sittingId,
            candidate: input.candidateId,
            item: input.itemVersionId,
            assessor: personId,
            marks: input.marks,
            fatal,
            total,
            remark: input.remark,
            salt,
          }),
        },
      });
      return { id, factId, total };
    },
  );
}

/** Holds the sitting open for marking while one sheet is written, and finds what the sheet is about. */
async function openSheet(tx: Transaction<DB>, input: SheetInput, me: string, date: string) {
  const duty = await requireDuty(tx, input.sittingId, me, markers);
  // Shared: many assessors sign at once; closing the marking waits for all of them.
  const locked = await tx
    .selectFrom('sittings')
    .select('state')
    .where('id', '=', input.sittingId)
    .forShare()
    .executeTakeFirstOrThrow();
  if (locked.state !== 'open' && locked.state !== 'closed') {
    throw new Refusal('wrong_state', { state: locked.state, needed: 'open' });
  }
  await requireMarkingOpen(tx, input.sittingId);
  const practical = await readPracticalSitting(tx, input.sittingId, date);
  const seat = practical.seats.find(({ candidateId }) => candidateId === input.candidateId);
  const item = seat && practical.itemsOf(seat).find((one) => one.versionId === input.itemVersionId);
  if (!seat || !item) throw new Refusal('not_found');
  if (!isMarked(seat)) throw new Refusal('candidate_absent');
  await requireReader(tx, input, me, practical.panels);
  return { item, duty, stream: practical.sitting.stream };
}

/** A sheet is written by a member of the candidate's panel, or by the chief assessor in the place of one who is missing. */
async function requireReader(tx: Transaction<DB>, input: SheetInput, me: string, panels: Panels) {
  const signers = await tx
    .selectFrom('mark_sheets')
    .select('assessor_id')
    .where('sitting_id', '=', input.sittingId)
    .where('candidate_id', '=', input.candidateId)
    .where('item_version_id', '=', input.itemVersionId)
    .execute();
  if (signers.some(({ assessor_id }) => assessor_id === me)) throw new Refusal('mark_sheet_signed');
  const standsIn = panels.chiefs.has(me) && signers.length < panels.size;
  if (!standsIn && !panels.of(input.candidateId).includes(me)) throw new Refusal('not_assigned');
}

/** Refuses `marking_closed`. */
export async function requireMarkingOpen(tx: Kysely<DB>, sittingId: string): Promise<void> {
  const closure = await tx
    .selectFrom('marking_closures')
    .select('sitting_id')
    .where('sitting_id', '=', sittingId)
    .executeTakeFirst();
  if (closure) throw new Refusal('marking_closed');
}

function totalOf({ body }: PracticalFormItem, { marks, fatal }: SheetInput): SheetTotal {
  const unknown = fatal.find((code) => !body.scoring.fatal.some((item) => item.code === code));
  if (unknown !== undefined) throw new Refusal('fatal_item_unknown', { item: unknown });
  return totalMarkSheet(body.scoring.rows, marks, fatal);
}

function requireSound(problems: readonly Problem[]): void {
  const first = problems[0];
  // The problem carries the facts its own code asks for.
  if (first) throw new Refusal(first.code as 'mark_row_missing', first.facts as { count: number });
}
