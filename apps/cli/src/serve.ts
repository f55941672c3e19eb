import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openApp } from '@jiangping/server/app';
import type { App } from '@jiangping/server/app';
import type { DatabaseChoice } from '@jiangping/server/base/database';
import type { DemoAccount } from '@jiangping/server/people/people.routes';
import { createScreen } from './screen.ts';
import type { Screen } from './screen.ts';
import { HISTORY_DAYS, loadDemoWorld } from './demo-world.ts';
import { createStoryClock } from './story/calendar.ts';
import type { StoryClock } from './story/calendar.ts';
import { serverAt } from './story/server.ts';
import type { Verb } from './verb.ts';

const usage = `Usage: jiangping serve [options]

  --port N            port to listen on (8080)
  --host ADDRESS      address to listen on (127.0.0.1)
  --data FOLDER       data folder (./data)
  --postgres          start and own a private PostgreSQL in the data folder
  --public-url URL    where people reach this server (http://HOST:PORT)
  --origin NAME       name of the log, as it stands in every checkpoint
  --demo              a demo: fictitious ID numbers are accepted, the login page offers an account per role
  --no-world          with --demo: start empty instead of loading the demo world
  --quiet             log errors only

The database is the one of DATABASE_URL, else with --postgres a private PostgreSQL, else the embedded engine.`;

export const serve: Verb = {
  summary: 'Start the server.',
  usage,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: 'string', default: process.env['PORT'] ?? '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string', default: 'data' },
        postgres: { type: 'boolean', default: false },
        'public-url': { type: 'string' },
        origin: { type: 'string', default: 'jiangping.example/log' },
        demo: { type: 'boolean', default: false },
        'no-world': { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
      },
    });
    const screen = createScreen();
    const folder = resolve(values.data);
    const accounts = demoAccountsOf(folder);
    if (values.demo && existsSync(join(folder, 'demo-loading'))) {
      screen.say('The demo world was not loaded to the end; starting it afresh.');
      rmSync(folder, { recursive: true, force: true });
    }
    mkdirSync(folder, { recursive: true });
    const url = `http://${values.host}:${values.port}`;
    const world = values.demo && !values['no-world'];
    // The demo's history is lived through on an empty database only; ever after the clock is the real one.
    const isFresh = world && !existsSync(join(folder, 'demo-accounts.json'));
    const clock = createStoryClock(isFresh ? new Date(Date.now() - HISTORY_DAYS * 86_400_000) : null);
    const app = await openApp({
      database: chooseDatabase(folder, values.postgres),
      keyFolder: folder,
      ambient: clock,
      origin: values.origin,
      publicUrl: values['public-url'] ?? url,
      logLevel: values.quiet || values.demo ? 'error' : 'info',
      sweepEvery: 60_000,
      ...(values.demo ? { demoAccounts: accounts.list } : {}),
    });
    await app.http.listen({ host: values.host, port: Number(values.port) });
    stopOnSignal(app);
    screen.say(`Database · 数据库： ${app.promise}`);
    if (!app.firstAccounts) clock.release();
    if (app.firstAccounts) {
      try {
        await greetFirst(app, world ? clock : null, folder, url, accounts, screen);
      } catch (error) {
        await app.close();
        throw error;
      }
    }
    screen.say(`\n匠评 Jiangping: ${values['public-url'] ?? url}\n`);
    if (values.demo) await tellAccounts(screen, url);
    return new Promise<number>(() => undefined);
  },
};

function chooseDatabase(folder: string, postgres: boolean): DatabaseChoice {
  const url = process.env['DATABASE_URL'];
  if (url) return { engine: 'url', url };
  return postgres ? { engine: 'managed', folder } : { engine: 'embedded', folder };
}

/** What a demo server tells its login page; kept beside the data, so that a restart tells the same. */
function demoAccountsOf(folder: string) {
  const file = join(folder, 'demo-accounts.json');
  let known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : [];
  return {
    list: () => known,
    keep(accounts: DemoAccount[]) {
      known = accounts;
      writeFileSync(file, JSON.stringify(accounts, null, 2), { mode: 0o600 });
    },
  };
}

/** An empty database: in a demo the world is loaded, elsewhere the two first administrators are told once. */
async function greetFirst(
  app: App,
  clock: StoryClock | null,
  folder: string,
  url: string,
  accounts: ReturnType<typeof demoAccountsOf>,
  screen: Screen,
): Promise<void> {
  const first = app.firstAccounts ?? [];
  accounts.keep(
    first.map((account) => ({
      ...account,
      name: account.account,
      posts: [{ post: 'security_admin', site: null }],
    })),
  );
  if (!clock) {
    screen.say('The system is empty. Its two first security administrators:');
    for (const { account, password, totpSecret } of first)
      screen.say(`  ${account}  password ${password}  one-time-code secret ${totpSecret}`);
    return;
  }
  const marker = join(folder, 'demo-loading');
  writeFileSync(marker, '');
  accounts.keep([...accounts.list(), ...(await loadDemoWorld(url, first, clock, screen))]);
  rmSync(marker);
}

function stopOnSignal(app: App): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void app.close().then(() => process.exit(0));
    });
  }
}

/** One account per post, as the server itself tells them. */
async function tellAccounts(screen: Screen, url: string): Promise<void> {
  const told = new Set<string>();
  for (const { account, password, posts } of await serverAt(url).client(null).people.listDemoAccounts()) {
    const post = posts.find((held) => !told.has(held.post))?.post;
    if (!post) continue;
    told.add(post);
    screen.say(`  ${post.padEnd(22)}${account.padEnd(22)}${password}`);
  }
  screen.say(
    '\nThe login page fills in password and one-time code of each role by one click. · 登录页可一键切换角色。',
  );
}
