import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { findPostgres, startManagedPostgres } from './managed-postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'jiangping-managed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}

describe.skipIf(!findPostgres())('a managed cluster', () => {
  it('is durable, and one whose owner vanished is taken over with what it had acknowledged', async () => {
    const abandoned = await startManagedPostgres(folder);
    await ask(abandoned.url, 'create table kept (n int); insert into kept values (7)');
    expect(await ask(abandoned.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    const second = await startManagedPostgres(folder);
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
    await expect(ask(abandoned.url, 'select 1')).rejects.toThrow();
    await second.stop();
    await expect(ask(second.url, 'select 1')).rejects.toThrow();
  });
});
