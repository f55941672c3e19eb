// Starts one throwaway PostgreSQL for the whole run and migrates a template that every test file clones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { findPostgres, startManagedPostgres } from '../../apps/server/src/base/managed-postgres.ts';
import { migrate } from '../../apps/server/src/base/migrations.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which tests may create databases, or null where there is none and everything runs embedded. */
    postgres: string | null;
  }
}

export const TEMPLATE = 'jiangping_template';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given && !findPostgres()) {
    project.provide('postgres', null);
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
  await admin.end();
  project.provide('postgres', url);
  return async () => {
    await managed?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
