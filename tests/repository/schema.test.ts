import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMigrations } from '../../apps/server/src/base/migrations.ts';
import { describeSchema } from '../../apps/server/src/base/schema-types.ts';
import { openTestApp } from '../harness/test-app.ts';
import type { TestApp } from '../harness/test-app.ts';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

/** What must stay as it was written: facts, marks, results, review sheets, the journal of answers. */
const appendOnly = [
  'ledger_facts',
  'ledger_entries',
  'ledger_checkpoints',
  'policies',
  'rule_documents',
  'vettings',
  'paper_contents',
  'paper_form_items',
  'seals',
  'item_uses',
  'unsealings',
  'withdrawals',
  'response_journal',
  'incidents',
  'mark_sheets',
  'adjudications',
  'scores',
  'eligibility_decisions',
  'results',
  'dossiers',
  'freezes',
  'draws',
  'review_sheets',
  'batch_decisions',
  'work_package_files',
  'work_package_decisions',
  'reopenings',
  'claims',
  'claim_approvals',
];

describe('the schema', () => {
  it('is the one the program was typed against', async () => {
    const written = readFileSync(
      join(import.meta.dirname, '../../apps/server/src/base/schema.types.ts'),
      'utf8',
    );
    expect(await describeSchema(test.app.base.db)).toBe(written);
  });

  it('was built by every migration', async () => {
    const { rows } = await sql<{ name: string }>`select name from migrations order by name`
      .execute(test.app.base.db)
      .catch(() => ({ rows: [] }));
    // The application role may not even read the table of migrations; as owner it holds them all.
    if (rows.length > 0)
      expect(rows.map(({ name }) => name)).toEqual(listMigrations().map(({ name }) => name));
    else expect(listMigrations().length).toBeGreaterThan(10);
  });

  it.each(appendOnly)('gives the application no right to change or delete rows of %s', async (table) => {
    const { rows } = await sql<{ may: boolean }>`
      select has_any_column_privilege('jiangping_app', ${table}, 'UPDATE') or has_table_privilege('jiangping_app', ${table}, 'DELETE') as may
    `.execute(test.app.base.db);
    expect(rows[0]?.may).toBe(false);
    await expect(sql`delete from ${sql.table(table)}`.execute(test.app.base.db)).rejects.toThrow(
      /permission denied/,
    );
  });

  it('keeps batch_id in the key of every table of the case flow', async () => {
    const flow = [
      'entries',
      'eligibility_decisions',
      'assignments',
      'tickets',
      'results',
      'dossiers',
      'review_sheets',
      'claims',
      'certificates',
    ];
    for (const table of flow) {
      const { rows } = await sql<{ name: string }>`
        select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = ${table}::regclass and i.indisprimary
      `.execute(test.app.base.db);
      expect(
        rows.map(({ name }) => name),
        table,
      ).toContain('batch_id');
    }
  });
});
