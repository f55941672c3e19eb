import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { createClient } from '@jiangping/contract/client';
import type { Post } from '@jiangping/domain/people/post';
import { checkCharacterOf } from '@jiangping/domain/people/resident-id';
import { openApp } from '../../apps/server/src/app.ts';
import type { App } from '../../apps/server/src/app.ts';
import { logIn } from '../../apps/cli/src/story/server.ts';
import type { Server } from '../../apps/cli/src/story/server.ts';
import { databaseUrl, TEMPLATE } from './global-setup.ts';

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

/** `postgres` where the run has one, unless the test asks for the embedded engine. */
export async function openTestApp(options: { engine?: 'embedded' } = {}): Promise<TestApp> {
  const server = options.engine === 'embedded' ? null : inject('postgres');
  const folder = mkdtempSync(join(tmpdir(), 'jiangping-test-'));
  let shift = 0;
  const now = () => new Date(Date.now() + shift);
  const name = `test_${randomBytes(8).toString('hex')}`;
  if (server) await onServer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`);
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

  const clientOf = (token: string | null): TestClient =>
    createClient({
      url: 'http://127.0.0.1',
      token: () => token,
      fetch: (request) => injectRequest(app, request),
    });
  const anonymous = clientOf(null);
  const story: Server = { client: clientOf, now };
  const admins = await Promise.all((app.firstAccounts ?? []).map((account) => logIn(story, account)));
  const [first, second] = admins.map(clientOf);
  if (!first || !second) throw new Error('the test database was not empty');

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
    anonymous,
    server: story,
    clientOf,
    newIdNumber,
    now,
    advance: (milliseconds) => (shift += milliseconds),
    async staff(posts, { siteId, name: personName, employer } = {}) {
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

async function injectRequest(app: App, request: Request): Promise<Response> {
  const body = request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
  const answer = await app.http.inject({
    method: request.method as 'GET',
    url: request.url,
    headers: Object.fromEntries(request.headers),
    ...(body ? { payload: body } : {}),
  });
  const empty = [204, 304].includes(answer.statusCode);
  return new Response(empty ? null : answer.rawPayload, {
    status: answer.statusCode,
    headers: Object.entries(answer.headers).map(([key, value]) => [key, String(value)]),
  });
}
