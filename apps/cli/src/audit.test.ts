import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp } from '../../../tests/harness/test-app.ts';
import type { TestApp } from '../../../tests/harness/test-app.ts';

interface Told {
  valid: boolean;
  unusable?: boolean;
  size?: number;
  faults?: { index: number; kind: string; belongsAt?: number }[];
  checks: { name: string; ok: boolean; detail: string }[];
}

const program = join(import.meta.dirname, 'main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jiangping-audit-'));
const kept = join(folder, 'kept.txt');
let test: TestApp;
let url: string;

beforeAll(async () => {
  test = await openTestApp({ world: true });
  await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(test.app.http.server.address() as AddressInfo).port}`;
  for (let i = 0; i < 3; i++) await test.staff(['center_staff']);
  await test.app.base.ledger.sequence();
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true });
});

/** A process of its own, as an auditor runs it; the server answers in this one. */
const run = (...args: string[]) =>
  new Promise<{ status: number; out: string }>((resolve) => {
    const child = execFile(process.execPath, [program, 'audit', ...args], (_error, out) =>
      resolve({ status: child.exitCode ?? -1, out }),
    );
  });
const judge = async (...args: string[]) => {
  const { status, out } = await run('--url', url, '--json', ...args);
  const told = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Told;
  return { status, told, failed: told.checks.filter(({ ok }) => !ok).map(({ name }) => name) };
};

/** Changes rows as nobody but the owner of the database can, and puts everything back. */
async function whileTampered(statements: readonly string[], look: () => Promise<void>): Promise<void> {
  const tables = ['ledger_facts', 'ledger_entries', 'ledger_tiles', 'ledger_checkpoints'];
  const owner = new pg.Client({ connectionString: test.ownerUrl ?? '' });
  await owner.connect();
  try {
    for (const table of tables) await owner.query(`create table saved_${table} as table ${table}`);
    // No foreign key stands in the way of an owner.
    await owner.query('set session_replication_role = replica');
    for (const statement of statements) await owner.query(statement);
    await look();
  } finally {
    for (const table of tables) {
      await owner.query(`delete from ${table}`);
      await owner.query(`insert into ${table} select * from saved_${table}`);
      await owner.query(`drop table saved_${table}`);
    }
    await owner.end();
  }
}

const factAt = (index: number) => `(select fact_id from ledger_entries where index = ${String(index)})`;

describe('jiangping audit', () => {
  it('reads a whole real log, holds with status 0 and keeps the checkpoint for the next time', async () => {
    const first = await judge('--keep', kept);
    expect(first).toMatchObject({ status: 0, failed: [], told: { valid: true, faults: [] } });
    expect(first.told.size).toBeGreaterThan(5);
    expect(readFileSync(kept, 'utf8').split('\n')[1]).toBe(String(first.told.size));

    await test.staff(['reviewer']);
    const { checkpoint, logKey } = await test.anonymous.ledger.getCheckpoint();
    const trust = join(folder, 'trust.json');
    writeFileSync(trust, JSON.stringify({ issuers: [], logs: [logKey] }));
    const second = await judge('--since', kept, '--trust', trust);
    expect(second).toMatchObject({ status: 0, failed: [] });
    expect(second.told.size).toBe(Number(checkpoint.split('\n')[1]));
    expect(second.told.size).toBeGreaterThan(first.told.size ?? 0);
    expect(second.told.checks.find(({ name }) => name === 'log.history')?.detail).toMatch(/^The \d+ digests/);
    expect((await run('--url', url)).out).toContain('The ledger is whole');
  });

  it.each<[string, string[], { index: number; kind: string; belongsAt?: number }[]]>([
    [
      'altered',
      [`update ledger_facts set fact = replace(fact, '"kind":"', '"kind":"x') where id = ${factAt(3)}`],
      [{ index: 3, kind: 'altered' }],
    ],
    ['deleted', [`delete from ledger_facts where id = ${factAt(2)}`], [{ index: 2, kind: 'missing' }]],
    [
      'swapped',
      [
        'update ledger_entries set index = 100000 where index = 1',
        'update ledger_entries set index = 1 where index = 4',
        'update ledger_entries set index = 4 where index = 100000',
      ],
      [
        { index: 1, kind: 'moved', belongsAt: 4 },
        { index: 4, kind: 'moved', belongsAt: 1 },
      ],
    ],
  ])('names the row that was %s in the database, with status 1', async (_how, statements, faults) => {
    if (!test.ownerUrl) return;
    await whileTampered(statements, async () => {
      const keep = join(folder, 'never.txt');
      const report = await judge('--since', kept, '--keep', keep);
      expect(report).toMatchObject({ status: 1, told: { valid: false, faults } });
      expect(report.failed).toContain('log.root');
      expect(existsSync(keep)).toBe(false);
    });
    expect((await judge('--since', kept)).status).toBe(0);
  });

  it('finds the stretch between two checkpoints where the kept digests were rebuilt too', async () => {
    if (!test.ownerUrl) return;
    const rebuilt = `update ledger_facts set fact = replace(fact, '"kind":"', '"kind":"x') where id = ${factAt(3)}`;
    // The leaf of entry 3 in the first tile, hashed again as RFC 6962 has it.
    const leaf = `update ledger_tiles set hashes = overlay(hashes placing
      sha256('\\x00'::bytea || convert_to((select fact from ledger_facts where id = ${factAt(3)}), 'UTF8'))
      from 3 * 32 + 1 for 32) where level = 0 and index = 0`;
    await whileTampered([rebuilt, leaf], async () => {
      const { status, failed, told } = await judge('--since', kept);
      expect(status).toBe(1);
      expect(failed).toEqual(['log.root', 'log.leaves', 'log.history', 'log.since']);
      const [, from, to] =
        /index (\d+) and (\d+)/.exec(told.checks.find(({ name }) => name === 'log.root')?.detail ?? '') ?? [];
      expect(Number(from)).toBeLessThanOrEqual(3);
      expect(Number(to)).toBeGreaterThanOrEqual(3);
    });
  });

  it('says with status 2 that nothing was found out where there is no server or no kept checkpoint', async () => {
    const nobody = await run('--url', 'http://127.0.0.1:9', '--json');
    expect(nobody.status).toBe(2);
    expect(JSON.parse(nobody.out)).toMatchObject({ valid: false, unusable: true });
    expect(await judge('--since', join(folder, 'missing.txt'))).toMatchObject({
      status: 2,
      failed: ['log.read'],
      told: { valid: false, unusable: true },
    });
    expect((await run()).status).toBe(2);
  });
});
