import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { createClient } from '@jiangping/contract/client';
import type { Post } from '@jiangping/domain/people/post';
import { checkCharacterOf } from '@jiangping/domain/people/resident-id';
import { openApp } from '../../apps/server/src/app.ts';
import type { App } from '../../apps/server/src/app.ts';
import { logIn } from '../../apps/cli/src/story/server.ts';
import type { Account, Server } from '../../apps/cli/src/story/server.ts';
import { databaseUrl, TEMPLATE, WORLD } from './global-setup.ts';
import { serverOf } from './inject.ts';

export type TestClient = ReturnType<typeof createClient>;

export interface Staff {
  personId: string;
  client: TestClient;
  token: string;
}

/** A whole server on a database of its own, called through HTTP without a port, with a clock the test moves. */
export interface TestApp {
  app: App;
  engine: 'postgres' | 'embedded';
  /** A superuser's connection string, to tamper with rows as no application role can; null on the embedded engine. */
  ownerUrl: string | null;
  /** A client without a login. */
  anonymous: TestClient;
  /** The accounts told when the database was made, the two first administrators first. */
  accounts: readonly (Account & { name?: string })[];
  /** The same server as the story of a batch sees it. */
  server: Server;
  clientOf(token: string): TestClient;
  /** A new person with an account, logged in, holding these posts. */
  staff(
    posts: readonly Post[],
    options?: { siteId?: string; name?: string; employer?: string },
  ): Promise<Staff>;
  /** A valid, fictitious ID number that no other person of this app has. */
  newIdNumber(): string;
  now(): Date;
  advance(milliseconds: number): void;
  close(): Promise<void>;
}

/** A minute: no one-time code of the past is good any more. */
const CODES_PAST = 90_000;

/**
 * `postgres` where the run has one, unless the test asks for the embedded engine. With `world` the database is a clone of
 * the one that holds a built world; only on PostgreSQL.
 */
export async function openTestApp(options: { engine?: 'embedded'; world?: boolean } = {}): Promise<TestApp> {
  const server = options.engine === 'embedded' ? null : inject('postgres');
  const built = options.world && server ? inject('world') : null;
  const folder = mkdtempSync(join(tmpdir(), 'jiangping-test-'));
  if (built) writeFileSync(join(folder, 'keys.json'), built.keys, { mode: 0o600 });
  let shift = built ? CODES_PAST : 0;
  const now = () => new Date(Date.now() + shift);
  const name = `test_${randomBytes(8).toString('hex')}`;
  if (server)
    await onServer(server, `create database ${name} template ${built ? WORLD : TEMPLATE} strategy file_copy`);
  const app = await openApp({
    database: server
      ? { engine: 'url', url: databaseUrl(server, name) }
      : { engine: 'embedded', folder: null },
    keyFolder: folder,
    origin: 'jiangping.example/log',
    publicUrl: 'http://127.0.0.1',
    logLevel: 'silent',
    ambient: { now, randomBytes },
    demoAccounts: () => [],
  });

  const story = serverOf(app, now);
  const clientOf = story.client;
  const accounts = built?.accounts ?? app.firstAccounts ?? [];
  const admins = async () => {
    const tokens = await Promise.all(accounts.slice(0, 2).map((account) => logIn(story, account)));
    // Whoever logs in as them next, as the story does, must not wait for the next code.
    shift += CODES_PAST;
    return tokens.map(clientOf);
  };
  let pair: Promise<TestClient[]> | null = null;

  let serial = 0;
  const newIdNumber = (): string => {
    serial += 1;
    const digits = `110105199${String(Math.floor(serial / 1000) % 10)}0101${String(serial % 1000).padStart(3, '0')}`;
    return digits + checkCharacterOf(digits);
  };
  return {
    app,
    engine: server ? 'postgres' : 'embedded',
    ownerUrl: server ? databaseUrl(server, name) : null,
    anonymous: clientOf(null),
    accounts,
    server: story,
    clientOf,
    newIdNumber,
    now,
    advance: (milliseconds) => (shift += milliseconds),
    async staff(posts, { siteId, name: personName, employer } = {}) {
      const [first, second] = await (pair ??= admins());
      if (!first || !second) throw new Error('the first accounts are not known');
      const { id: personId } = await first.people.registerPerson({
        name: personName ?? `测试员${String(serial)}`,
        idType: 'resident_id',
        idNumber: newIdNumber(),
        ...(employer ? { employer } : {}),
      });
      const account = `staff.${String(serial)}`;
      const password = randomBytes(12).toString('hex');
      const { totpSecret } = await first.people.openAccount({ personId, account, password });
      for (const post of posts) {
        const grant = await first.people.proposeGrant({
          personId,
          post,
          ...(siteId ? { siteId } : {}),
          validFrom: '2020-01-01',
          validTo: '2099-12-31',
        });
        await second.people.confirmGrant({ grantId: grant.id });
      }
      const token = await logIn(story, { account, password, totpSecret });
      return { personId, token, client: clientOf(token) };
    },
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
      if (server) await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query(statement);
  await admin.end();
}
