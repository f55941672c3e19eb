// Starts one throwaway PostgreSQL for the whole run and migrates a template that every test file clones.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { Account } from '../../apps/cli/src/story/server.ts';
import { buildWorld } from '../../apps/cli/src/story/world.ts';
import { openApp } from '../../apps/server/src/app.ts';
import { findPostgres, startManagedPostgres } from '../../apps/server/src/base/managed-postgres.ts';
import { migrate } from '../../apps/server/src/base/migrations.ts';
import { serverOf } from './inject.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which tests may create databases, or null where there is none and everything runs embedded. */
    postgres: string | null;
    /** A world built once, to be cloned: its keys and the accounts of its people. */
    world: { keys: string; accounts: (Account & { name: string })[] } | null;
  }
}

export const TEMPLATE = 'jiangping_template';
export const WORLD = 'jiangping_world';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given && !findPostgres()) {
    project.provide('postgres', null);
    project.provide('world', null);
    return async () => undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'jiangping-postgres-'));
  const managed = given ? null : await startManagedPostgres(folder, { throwaway: true });
  const url = given ?? managed?.url ?? '';
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(`drop database if exists ${TEMPLATE}`);
  await admin.query(`create database ${TEMPLATE}`);
  const template = new pg.Pool({ connectionString: databaseUrl(url, TEMPLATE), max: 1 });
  await migrate(template);
  // A template can only be cloned while nobody is connected to it.
  await template.end();
  await admin.query(`drop database if exists ${WORLD}`);
  await admin.query(`create database ${WORLD} template ${TEMPLATE} strategy file_copy`);
  await admin.end();
  project.provide('postgres', url);
  project.provide('world', await buildTemplateWorld(databaseUrl(url, WORLD)));
  return async () => {
    await managed?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Fills the second template with what a batch needs, over HTTP like any other world. */
async function buildTemplateWorld(url: string) {
  const folder = mkdtempSync(join(tmpdir(), 'jiangping-world-'));
  const app = await openApp({
    database: { engine: 'url', url },
    keyFolder: folder,
    origin: 'jiangping.example/log',
    publicUrl: 'http://127.0.0.1',
    logLevel: 'silent',
    demoAccounts: () => [],
  });
  const first = app.firstAccounts ?? [];
  const world = await buildWorld(
    serverOf(app, () => new Date()),
    first,
    { extent: 'batch' },
  );
  await app.close();
  const keys = readFileSync(join(folder, 'keys.json'), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  return {
    keys,
    accounts: [...first.map((account) => ({ ...account, name: account.account })), ...world.cast.accounts()],
  };
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
