import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

const folder = join(import.meta.dirname, '../../migrations');

/** The migrations in order, each a forward-only SQL file. */
export function listMigrations(): { name: string; sql: string; digest: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, digest: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database to the newest migration, each in a transaction of its own; several servers starting at once wait
 * for each other. Throws where an applied migration was edited afterwards: the past is not rewritten.
 */
export async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(
      'create table if not exists migrations (name text primary key, digest text not null, applied_at timestamptz not null default now())',
    );
    for (const { name, sql, digest } of listMigrations()) {
      await client.query('begin');
      try {
        await client.query('lock table migrations in exclusive mode');
        const found = await client.query<{ digest: string }>(
          'select digest from migrations where name = $1',
          [name],
        );
        const applied = found.rows[0];
        if (applied && applied.digest !== digest)
          throw new Error(`migration ${name} was changed after it was applied`);
        if (!applied) {
          await client.query(sql);
          await client.query('insert into migrations (name, digest) values ($1, $2)', [name, digest]);
        }
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    }
  } finally {
    client.release();
  }
}
