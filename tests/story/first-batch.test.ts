// The whole way of a batch as the command line walks it, over HTTP alone; then one byte is changed in each thing that a
// stranger is given, and one row in the database, and each time the change is named.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startOwnServer } from '../../apps/cli/src/own-server.ts';
import type { OwnServer } from '../../apps/cli/src/own-server.ts';
import { databaseUrl } from '../harness/global-setup.ts';

interface Told {
  valid: boolean;
  faults?: { index: number; kind: string }[];
  checks: { name: string; ok: boolean; detail: string }[];
}

const CANDIDATES = 15;
const postgres = inject('postgres');
const program = join(import.meta.dirname, '../../apps/cli/src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'jiangping-first-batch-'));
const out = join(folder, 'out');
const name = `first_batch_${randomBytes(6).toString('hex')}`;
const options = {
  folder: join(folder, 'data'),
  ...(postgres ? { databaseUrl: databaseUrl(postgres, name) } : {}),
};
let own: OwnServer;
let certificate: string;

beforeAll(async () => {
  if (postgres) await onServer(postgres, `create database ${name}`);
  own = await startOwnServer(options);
});
afterAll(async () => {
  await own.stop();
  rmSync(folder, { recursive: true, force: true });
  if (postgres) await onServer(postgres, `drop database ${name} with (force)`);
});

const run = (...args: string[]) =>
  new Promise<{ status: number; last: string }>((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { maxBuffer: 2 ** 24 }, (_error, stdout) =>
      resolve({ status: child.exitCode ?? -1, last: stdout.trimEnd().split('\n').at(-1) ?? '' }),
    );
  });
const judge = async (...args: string[]) => {
  const { status, last } = await run(...args, '--json');
  const told = JSON.parse(last) as Told;
  return { status, told, failed: told.checks.filter(({ ok }) => !ok).map(({ name }) => name) };
};

describe('the first batch', () => {
  it('goes from enrolment to certificates that verify', async () => {
    const { status, last } = await run(
      ...['first-batch', '--url', own.url, '--candidates', String(CANDIDATES), '--out', out, '--json'],
    );
    const summary = JSON.parse(last) as Record<string, unknown>;
    expect(summary).toMatchObject({ candidates: CANDIDATES, released: true });
    expect(Object.keys(summary)).toEqual(
      'batch candidates present passed drawn released certificates treeSize verified seconds'.split(' '),
    );
    expect(summary['verified']).toBe(summary['certificates']);
    expect(summary['certificates']).toBe(summary['passed']);
    expect(status).toBe(0);
    const files = readdirSync(out);
    expect(files.filter((file) => file.endsWith('.pdf')).length).toBe(summary['passed']);
    const first = files.find((file) => file.endsWith('.json') && file !== 'trust.json');
    certificate = join(out, first ?? '');
  });

  it('leaves a certificate that verifies with nothing but itself and the keys', async () => {
    const { status, told, failed } = await judge('verify', certificate, '--trust', join(out, 'trust.json'));
    expect({ status, failed, valid: told.valid }).toEqual({ status: 0, failed: [], valid: true });
    expect((await judge('verify', certificate, '--online')).failed).toEqual([]);
  });

  it.each<[string, (text: string) => string, string[]]>([
    [
      'a score',
      (text) => text.replace(/"value":"(\d)/, (_, digit: string) => `"value":"${digit === '9' ? '8' : '9'}`),
      ['credential.signature', 'ledger.entry'],
    ],
    [
      'the inclusion proof',
      (text) => text.replace(/"inclusion":\["(.)/, (_, letter: string) => `"inclusion":["${other(letter)}`),
      ['batch.released'],
    ],
    [
      'the root that the log signed',
      (text) =>
        text.replace(
          /("checkpoint":"[^"]*?\\n\d+\\n)(.)/,
          (_, head: string, letter: string) => head + other(letter),
        ),
      ['ledger.inclusion', 'ledger.checkpoint', 'batch.released'],
    ],
    ['a bracket', (text) => text.replace('{', '['), ['file.form']],
  ])('fails with the right name when one byte of %s is changed', async (_what, change, names) => {
    const text = readFileSync(certificate, 'utf8');
    const changed = join(folder, 'changed.json');
    writeFileSync(changed, change(text));
    expect(change(text)).not.toBe(text);
    const { status, told, failed } = await judge('verify', changed);
    expect({ status, valid: told.valid, failed }).toEqual({ status: 1, valid: false, failed: names });
  });

  it('fails at the entry by its index when one row of the ledger is changed in the database', async () => {
    expect(await judge('audit', '--url', own.url)).toMatchObject({ status: 0, failed: [] });
    const { index } = (JSON.parse(readFileSync(certificate, 'utf8')) as { proofs: { index: string } }).proofs;
    await own.stop();
    await tamper(`update ledger_facts set fact = replace(fact, '"kind":"', '"kind":"x')
      where id = (select fact_id from ledger_entries where index = ${index})`);
    own = await startOwnServer(options);
    const { status, told, failed } = await judge('audit', '--url', own.url);
    expect({ status, faults: told.faults }).toEqual({
      status: 1,
      faults: [{ index: Number(index), kind: 'altered' }],
    });
    expect(failed).toContain('log.root');
    // What a holder took away before still proves what was logged.
    expect((await judge('verify', certificate)).status).toBe(0);
  });
});

function other(letter: string): string {
  return letter === 'A' ? 'B' : 'A';
}

/** As only the owner of the database can. */
async function tamper(statement: string): Promise<void> {
  if (postgres)
    return onServer(databaseUrl(postgres, name), statement, 'set session_replication_role = replica');
  const database = new PGlite(join(options.folder, 'pglite'));
  await database.exec('set session_replication_role = replica');
  await database.exec(statement);
  await database.close();
}

async function onServer(url: string, statement: string, before?: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  if (before) await admin.query(before);
  await admin.query(statement);
  await admin.end();
}
