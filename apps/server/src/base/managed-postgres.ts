import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

export interface ManagedPostgres {
  url: string;
  version: string;
  stop(): Promise<void>;
}

/** The folder of the newest PostgreSQL ≥ 15 binaries on this machine, or null. */
export function findPostgres(): string | null {
  const debian = '/usr/lib/postgresql';
  const candidates = existsSync(debian)
    ? readdirSync(debian)
        .filter((name) => Number(name) >= 15)
        .sort((a, b) => Number(b) - Number(a))
        .map((name) => join(debian, name, 'bin'))
    : [];
  candidates.push(...(process.env['PATH'] ?? '').split(':'));
  return (
    candidates.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ??
    null
  );
}

/** PostgreSQL refuses to run as root: find a system user to run it as, or null where we are not root. */
function findUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('no system user to run PostgreSQL as (looked for postgres, nobody, daemon)');
}

/** A parent that was killed leaves its cluster running; it is asked to stop, so that one process owns the folder again. */
async function stopLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  for (let attempt = 0; attempt < 200 && isPostgres(pid); attempt += 1) {
    if (attempt === 0) process.kill(pid, 'SIGINT');
    await sleep(50);
  }
}

/** The number in a stale file may by now belong to any other program. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}

/**
 * Starts a private cluster in `folder` on loopback as a non-root user, making it first where there is none. It stays
 * durable (fsync and synchronous_commit on) unless `throwaway`, which tests use. Throws where no binaries are found.
 */
export async function startManagedPostgres(
  folder: string,
  options: { throwaway?: boolean } = {},
): Promise<ManagedPostgres> {
  const bin = findPostgres();
  if (!bin)
    throw new Error(
      'no PostgreSQL 15 or newer found on this machine: install it, set DATABASE_URL, or use the embedded engine',
    );
  const user = findUser();
  const data = join(folder, 'postgres');
  mkdirSync(folder, { recursive: true });
  // The system user must be able to walk to its own folder, not to list ours.
  if (user) chmodSync(folder, 0o711);
  await stopLeftover(data);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    if (user) chownSync(data, user.uid, user.gid);
    const made = spawnSync(
      join(bin, 'initdb'),
      [
        '-D',
        data,
        '-U',
        'jiangping',
        '--locale=C.UTF-8',
        '-E',
        'UTF8',
        '-A',
        'trust',
        ...(options.throwaway ? ['--no-sync'] : []),
      ],
      { ...user, cwd: '/', encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } },
    );
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  }
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${String(port)}`,
    'unix_socket_directories=',
    'max_connections=200',
  ];
  if (options.throwaway) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const log = openSync(join(folder, 'postgres.log'), 'a');
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((line) => ['-c', line])], {
    ...user,
    cwd: '/',
    // A group of its own: Ctrl-C in a terminal must reach this program first, which then ends the cluster in order.
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
  });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  // A killed parent must not leave the cluster running for ever; `stop` is the orderly way.
  const onExit = () => server.kill('SIGQUIT');
  process.once('exit', onExit);

  const url = `postgres://jiangping@127.0.0.1:${String(port)}/postgres`;
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      const found = await client.query<{ server_version: string }>('show server_version');
      await client.end();
      return {
        url,
        version: found.rows[0]?.server_version ?? '?',
        stop: async () => {
          process.removeListener('exit', onExit);
          server.kill('SIGINT');
          await ended;
        },
      };
    } catch (error) {
      await client.end().catch(() => undefined);
      if (server.exitCode !== null || attempt > 300)
        throw new Error(`PostgreSQL did not start; see ${join(folder, 'postgres.log')}`, { cause: error });
      await sleep(50);
    }
  }
}
