import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@jiangping/server/base/free-port';

export interface OwnServerOptions {
  /** Further arguments of `serve`. */
  args?: string[];
  /** The data folder; without it a temporary one that goes with the server. */
  folder?: string;
  port?: number;
  databaseUrl?: string;
  /** Loads the demo world, which takes a minute, and waits for it. */
  world?: boolean;
}

export interface OwnServer {
  url: string;
  port: number;
  folder: string;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a power cut would end the process. */
  kill(): Promise<void>;
}

/** Starts a demo server, empty unless asked otherwise, in a process of its own and waits until it answers; throws with its last words otherwise. */
export async function startOwnServer(options: OwnServerOptions = {}): Promise<OwnServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'jiangping-server-'));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${String(port)}`;
  const program = join(import.meta.dirname, 'main.ts');
  const args = [
    'serve',
    '--demo',
    ...(options.world ? [] : ['--no-world']),
    '--quiet',
    '--port',
    String(port),
    '--data',
    folder,
    ...(options.args ?? []),
  ];
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DATABASE_URL: options.databaseUrl ?? '' },
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (words = (words + text).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  const stop = async () => {
    await end('SIGTERM');
    if (!options.folder) rmSync(folder, { recursive: true, force: true });
  };
  // An empty server has its first administrators only.
  const fewest = options.world ? 3 : 1;
  for (let attempt = 0; attempt < 6000 && child.exitCode === null; attempt += 1) {
    const up = await fetch(`${url}/api/demo/accounts`).then(
      async (answer) => answer.ok && ((await answer.json()) as unknown[]).length >= fewest,
      () => false,
    );
    if (up) return { url, port, folder, stop, kill: () => end('SIGKILL') };
    await sleep(50);
  }
  await stop();
  throw new Error(`the server did not start:\n${words}`);
}
