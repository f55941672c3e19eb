import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.types.ts';
import { migrate } from './migrations.ts';
import { startManagedPostgres } from './managed-postgres.ts';

/** Where the data lives: a server by URL, a private cluster this program owns, or the engine inside this process. */
export type DatabaseChoice =
  | { engine: 'url'; url: string }
  | { engine: 'managed'; folder: string }
  | { engine: 'embedded'; folder: string | null };

export interface Database {
  db: Kysely<DB>;
  pool: pg.Pool;
  /** One line for the start-up message: which engine runs and what it does not promise. */
  promise: string;
  close(): Promise<void>;
}

const DATE = 1082;
const NUMERIC = 1700;
const INT8 = 20;

// The driver's types name the ids it knows; the wire carries any number.
const parserOf = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => unknown;

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    if (oid === DATE) return (text: string) => text;
    if (oid === NUMERIC) return Number;
    if (oid === INT8) return BigInt;
    return parserOf(oid, format);
  },
};

/**
 * Opens the database, brings it to the newest migration, and hands out connections that act as `jiangping_app`, the
 * role without UPDATE or DELETE on what must stay as written.
 */
export async function openDatabase(choice: DatabaseChoice): Promise<Database> {
  if (choice.engine === 'embedded') return openEmbedded(choice.folder);
  if (choice.engine === 'managed') {
    const managed = await startManagedPostgres(choice.folder);
    const opened = await openUrl(managed.url);
    return {
      ...opened,
      promise: `managed PostgreSQL ${managed.version}: durable on this disk, one machine, no standby`,
      close: async () => {
        await opened.close();
        await managed.stop();
      },
    };
  }
  return openUrl(choice.url);
}

async function openUrl(url: string): Promise<Database> {
  const owner = new pg.Pool({ connectionString: url, max: 1 });
  await migrate(owner);
  const settings = await owner.query<{ version: string; commit: string; fsync: string }>(
    "select current_setting('server_version') as version, current_setting('synchronous_commit') as commit, current_setting('fsync') as fsync",
  );
  await owner.end();
  const found = settings.rows[0];
  const pool = new pg.Pool({ connectionString: url, max: 20, options: '-c role=jiangping_app', types });
  pool.on('error', () => undefined);
  const relaxed = found?.commit === 'off' || found?.fsync === 'off';
  return {
    db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    promise: `PostgreSQL ${found?.version ?? '?'} by DATABASE_URL: ${relaxed ? 'NOT durable as configured (fsync or synchronous_commit is off)' : 'an acknowledged act survives a crash of this program and of the machine'}`,
    close: () => pool.end(),
  };
}

async function openEmbedded(folder: string | null): Promise<Database> {
  const unlock = folder === null ? () => undefined : lockFolder(folder);
  const { PGlite } = await import('@electric-sql/pglite');
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  const engine = new PGlite(folder === null ? 'memory://' : join(folder, 'pglite'));
  await engine.waitReady;
  // The engine has one session; a second connection would share its transaction.
  const pool = new pg.Pool({ ...(createPgConfig(engine) as unknown as pg.PoolConfig), max: 1, types });
  pool.on('error', () => undefined);
  await pool.query('reset role');
  const commit = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
  if (commit.rows[0]?.synchronous_commit !== 'on') {
    throw new Error(
      'the embedded engine must run with synchronous_commit=on: without it every acknowledged answer could be lost',
    );
  }
  await migrate(pool);
  await pool.query('set role jiangping_app');
  return {
    db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    promise:
      'embedded PostgreSQL (PGlite): for trial and demo; an acknowledged act survives a killed process, NOT a power loss; one session',
    close: async () => {
      await pool.end();
      await engine.close();
      unlock();
    },
  };
}

/** Two processes would destroy an embedded data folder, so the first holds an exclusive lock the kernel frees on its death. */
function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    lock.exec('pragma locking_mode=exclusive; begin exclusive; create table if not exists lock (x); commit;');
    lock.exec('begin exclusive');
  } catch {
    lock.close();
    throw new Error(`the data folder ${folder} is in use by another running server`);
  }
  return () => lock.close();
}
