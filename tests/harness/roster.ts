// A clerk's desk for tests of the roster: sheets as a clerk writes them, sent to a batch that is enrolling.
import writeExcelFile from 'write-excel-file/node';
import type { SheetData } from 'write-excel-file/node';
import { rosterColumns } from '../../packages/domain/src/batches/roster-columns.ts';
import { openTestWorld, runTestBatch } from './story.ts';
import type { World } from './story.ts';
import type { TestApp, TestClient } from './test-app.ts';

export type Cell = string | number | Date | null;

export interface RosterDesk {
  test: TestApp;
  world: World;
  administrator: TestClient;
  openBatch(): Promise<string>;
  send(batchId: string, file: Buffer): ReturnType<TestClient['batches']['importRoster']>;
  countRows(batchId: string): Promise<{ entries: number; imports: number }>;
}

export const heading: string[] = Object.values(rosterColumns).map(({ zh }) => zh);

/** A sound row but for what is changed, by column. */
export const rowOf = (name: string, idNumber: Cell, change: Record<number, Cell> = {}): Cell[] =>
  [
    name,
    '居民身份证',
    idNumber,
    null,
    null,
    '大专',
    '某酒业有限公司',
    '13812345678',
    '4-1',
    81,
    null,
    null,
    null,
  ].map((cell, i) => (i in change ? (change[i] ?? null) : cell));

/** An .xlsx with these rows, each cell of the type its value has. */
export async function writeSheet(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const sheet: SheetData = rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
      return typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
  return writeExcelFile(sheet).toBuffer();
}

/** Opens a world of its own with the site administrator at the desk. */
export async function openRosterDesk(): Promise<RosterDesk> {
  const { test, world } = await openTestWorld();
  const administrator = await world.cast.client(world.story.main.staff.siteAdministrator);
  return {
    test,
    world,
    administrator,
    async openBatch() {
      const { batchId } = await runTestBatch(world, { upTo: 'filed' });
      const staff = await world.cast.client(world.story.center.staff[0] ?? '');
      await staff.batches.announceBatch({ batchId, notice: '请按时报名。' });
      return batchId;
    },
    send: (batchId, file) =>
      administrator.batches.importRoster({
        batchId,
        fileName: '名册.xlsx',
        content: file.toString('base64'),
      }),
    async countRows(batchId) {
      const { db } = test.app.base;
      const entries = await db.selectFrom('entries').select('id').where('batch_id', '=', batchId).execute();
      const imports = await db
        .selectFrom('roster_imports')
        .select('id')
        .where('batch_id', '=', batchId)
        .execute();
      return { entries: entries.length, imports: imports.length };
    },
  };
}
