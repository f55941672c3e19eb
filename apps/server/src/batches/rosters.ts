import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import { findUnsoundText } from '@jiangping/contract/values';
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { keyOfPersonName } from '@jiangping/domain/people/name';
import { isRefusal, problem, Refusal } from '@jiangping/domain/refusal';
import type { Facts, RefusalCode } from '@jiangping/domain/refusal';
import { describeRefusal } from '@jiangping/domain/refusals';
import { codeOfLevel } from '@jiangping/domain/standards/level';
import { readRosterSheet } from '@jiangping/formats/roster-sheet';
import type { RosterRow, SheetCell, SheetProblem } from '@jiangping/formats/roster-sheet';
import { canonicalJson } from '@jiangping/log/canonical-json';
import { act } from '../base/act.ts';
import type { ActScope, Base, Caller } from '../base/act.ts';
import { digestText } from '../base/fields.ts';
import type { DB } from '../base/schema.types.ts';
import { acceptedProvinces, findOrRegister, findPolicies } from '../people/people.ts';
import { getStandardBody } from '../standards/standards.ts';
import { moveBatchState, requireBatchSite, siteOfBatch, takeSide } from './batch-rows.ts';
import type { BatchRow } from './batch-rows.ts';
import { readRosterFile } from './roster-file.ts';

/** Rows written by one statement; PostgreSQL takes 65,535 parameters. */
export const CHUNK = 1000;

/** A problem as it is stored: words are made when it is read. */
interface StoredProblem {
  row: number;
  column: string | null;
  code: RefusalCode;
  facts: Facts;
}

/**
 * Imports a roster into an enrolling batch. Each row is taken or refused by itself; known persons are used again. A file
 * that is no sound .xlsx, or a sheet without the columns, is refused as a whole and leaves nothing behind.
 */
export async function importRoster(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; fileName: string; content: string },
) {
  const { batchId, fileName } = input;
  // Before any work is spent on the file.
  await requireBatchSite(base.db, caller, 'importRoster', batchId);
  const bytes = Buffer.from(input.content, 'base64');
  const fileDigest = createHash('sha256').update(bytes).digest();
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const mostRows = (await findPolicies(base.db, today)).get('batches.roster_rows');
  const sheet = await readRosterFile(bytes, mostRows);
  const request = { batchId, fileName, sha256: fileDigest.toString('hex') };
  return act(
    base,
    caller,
    'importRoster',
    request,
    async (scope) => {
      const { tx, now, personId, newId, record } = scope;
      const batch = await moveBatchState(scope, batchId, 'importRoster');
      await takeSide(scope, batchId, personId, 'service');
      const { rowsRead, entries, problems } = await enterRows(scope, batch, sheet);
      const refused = new Set(problems.map(({ row }) => row)).size;
      const importId = newId();
      await tx
        .insertInto('roster_imports')
        .values({
          batch_id: batchId,
          id: importId,
          file_name: fileName,
          file_digest: fileDigest,
          rows_read: rowsRead,
          rows_accepted: entries.length,
          rows_refused: refused,
          report: JSON.stringify(problems),
          imported_by: personId,
          imported_at: now,
        })
        .execute();
      const factId = await record({
        kind: 'roster.imported',
        subject: { type: 'roster-import', id: importId },
        stream: batchId,
        data: {
          file: request.sha256,
          rowsRead,
          rowsAccepted: entries.length,
          rowsRefused: refused,
          // Whoever holds the list of entry and candidate ids can show that it is the one of that day.
          entries: digestText(canonicalJson(entries)),
        },
      });
      return {
        factId,
        importId,
        rowsRead,
        rowsAccepted: entries.length,
        rowsRefused: refused,
        problems: problems.map(describeProblem),
      };
    },
    (tx) => siteOfBatch(tx, batchId),
  );
}

async function enterRows(scope: ActScope, batch: BatchRow, sheet: readonly (readonly SheetCell[])[]) {
  const { tx, today, now, newId } = scope;
  const policies = await findPolicies(tx, today);
  const provinces = acceptedProvinces(policies);
  const standard = await getStandardBody(tx, batch.standard_id);
  const level = codeOfLevel(batch.level);
  const { eligibility } = standard.requirements;
  const clauses =
    level === null ? [] : [...(eligibility.levels[level] ?? []), ...(eligibility.byHand?.[level] ?? [])];
  const read = readRosterSheet(sheet, {
    on: today,
    provinces,
    clauses: clauses.map(({ id }) => id),
    mostRows: policies.get('batches.roster_rows'),
  });
  const problems: StoredProblem[] = read.problems.map(toStored);
  const present = new Set(await listCandidates(tx, batch.id));
  const found: { row: RosterRow; candidateId: string; known: boolean }[] = [];
  for (const row of read.rows) {
    const { entry } = row;
    const unsound = findUnsoundText(row);
    if (unsound !== null) {
      problems.push({ row: entry.row, column: null, ...problem('input_invalid', { field: unsound }) });
      continue;
    }
    try {
      const person = await findOrRegister(scope, { ...entry, bornOn: entry.birth }, provinces);
      found.push({ row, candidateId: person.id, known: person.known });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      problems.push({ row: entry.row, column: null, code: error.code, facts: error.facts });
    }
  }
  const names = await findNames(
    tx,
    found.flatMap(({ candidateId, known }) => (known ? [candidateId] : [])),
  );
  const taken = found.filter(({ row: { entry }, candidateId }) => {
    const name = names.get(candidateId);
    const fault = present.has(candidateId)
      ? problem('entry_duplicate', {})
      : name !== undefined && keyOfPersonName(name) !== keyOfPersonName(entry.name)
        ? problem('roster_name_differs', {})
        : null;
    if (fault)
      problems.push({
        row: entry.row,
        column: fault.code === 'entry_duplicate' ? 'idNumber' : 'name',
        ...fault,
      });
    else present.add(candidateId);
    return fault === null;
  });
  let number = await lastNumber(tx, batch.id);
  const entries = taken.map(({ row, candidateId }) => ({
    batch_id: batch.id,
    id: newId(),
    candidate_id: candidateId,
    number: (number += 1),
    claimed_clause: row.entry.clause,
    evidence: JSON.stringify(row.evidence),
    state: 'enrolled',
    enrolled_at: now,
  }));
  for (let i = 0; i < entries.length; i += CHUNK)
    await tx
      .insertInto('entries')
      .values(entries.slice(i, i + CHUNK))
      .execute();
  problems.sort((a, b) => a.row - b.row);
  return {
    rowsRead: read.rowsRead,
    entries: entries.map(({ id, candidate_id }) => ({ id, candidate: candidate_id })),
    problems,
  };
}

async function listCandidates(tx: Transaction<DB>, batchId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('entries')
    .select('candidate_id')
    .where('batch_id', '=', batchId)
    .execute();
  return rows.map((row) => row.candidate_id);
}

async function lastNumber(tx: Transaction<DB>, batchId: string): Promise<number> {
  const row = await tx
    .selectFrom('entries')
    .select(({ fn }) => fn.max('number').as('number'))
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  return row?.number ?? 0;
}

async function findNames(tx: Transaction<DB>, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let i = 0; i < ids.length; i += CHUNK) {
    const rows = await tx
      .selectFrom('persons')
      .select(['id', 'name'])
      .where('id', 'in', ids.slice(i, i + CHUNK))
      .execute();
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}

function toStored({ row, column, code, facts }: SheetProblem): StoredProblem {
  return { row, column, code, facts };
}

/** The problem in both languages: what is wrong, and what to do about it. */
function describeProblem({ row, column, code, facts }: StoredProblem) {
  const zh = describeRefusal(code, facts, 'zh');
  const en = describeRefusal(code, facts, 'en');
  return { row, column, code, zh: `${zh.sentence}${zh.do}`, en: `${en.sentence} ${en.do}` };
}

/** The row-by-row report of one import, for those who may read the batch. */
export async function getRosterReport(
  base: Base,
  caller: Caller | null,
  input: { batchId: string; importId: string },
) {
  await requireBatchSite(base.db, caller, 'readBatch', input.batchId);
  const row = await base.db
    .selectFrom('roster_imports')
    .selectAll()
    .where('batch_id', '=', input.batchId)
    .where('id', '=', input.importId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found');
  return {
    importId: row.id,
    fileName: row.file_name,
    rowsRead: row.rows_read,
    rowsAccepted: row.rows_accepted,
    rowsRefused: row.rows_refused,
    // Written by importRoster alone.
    problems: (row.report as StoredProblem[]).map(describeProblem),
  };
}
