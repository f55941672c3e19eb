// A large item bank on the embedded engine, through the ordinary HTTP door: import by portions, search, comparison.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { checkCharacterOf } from '@jiangping/domain/people/resident-id';
import { searchTextOf } from '@jiangping/domain/items/near-duplicate';
import { openApp } from '../apps/server/src/app.ts';
import type { App } from '../apps/server/src/app.ts';
import { logIn } from '../apps/cli/src/story/server.ts';
import type { Client } from '../apps/cli/src/story/server.ts';
import { publishDemoStandard } from '../tests/harness/demo-bank.ts';
import { serverOf } from '../tests/harness/inject.ts';
import type { TestApp } from '../tests/harness/test-app.ts';
import { makeBank, twins } from './items-bank.ts';
import type { BenchItem } from './items-bank.ts';
import { formatTrials } from './trials.ts';
import type { Suite, Trials } from './trials.ts';

const ITEMS = 20_000;
/** Items that one request carries, as the import page sends them. */
const PORTION = 1000;
const MOST_IMPORT = 60;
const MOST_SEARCH = 0.1;
const TRIALS = 15;

export const items: Suite = {
  summary: `a bank of ${String(ITEMS)} items on the embedded engine: import by portions, search`,
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'jiangping-bench-'));
    const { app, staff } = await openWorld(folder);
    try {
      const occupationId = await publishDemoStandard({ staff });
      const { client } = await staff(['item_writer']);
      const bank = makeBank(ITEMS, 71);
      const imported = await importAll(client, occupationId, bank, say);
      const searches = await searchAll(client, occupationId, bank, say);
      const compare = await compareAll(client, occupationId, bank);
      const slowest = Math.max(...searches.map(({ trials }) => trials.median));
      const ok = imported.seconds <= MOST_IMPORT && slowest < MOST_SEARCH && compare.median < MOST_SEARCH;
      return {
        ok,
        lines: [
          `import of ${String(ITEMS)} items in portions of ${String(PORTION)}: ${imported.seconds.toFixed(1)} s (at most ${String(MOST_IMPORT)}); slowest portion ${imported.slowest.toFixed(1)} s; ${String(imported.pairs)} near pairs told`,
          ...searches.map(
            ({ name, total, trials }) => `search ${name}: ${String(total)} found, ${milliseconds(trials)}`,
          ),
          `comparison of a text being written: ${milliseconds(compare)}`,
        ],
        figures: { items: ITEMS, imported, searches, compare },
      };
    } finally {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const milliseconds = (trials: Trials) =>
  formatTrials({
    median: trials.median * 1000,
    least: trials.least * 1000,
    most: trials.most * 1000,
  }).replaceAll(' s ', ' ms ');

async function importAll(
  client: Client,
  occupationId: string,
  bank: readonly BenchItem[],
  say: (line: string) => void,
) {
  const told = new Set<string>();
  const began = performance.now();
  let slowest = 0;
  for (let from = 0; from < bank.length; from += PORTION) {
    const started = performance.now();
    const answer = await client.items.importItems({
      occupationId,
      level: 'intermediate',
      part: 'theory',
      fileName: 'bench.json',
      items: bank.slice(from, from + PORTION).map((item) => ({ ...item })),
    });
    if (answer.accepted !== Math.min(PORTION, bank.length - from)) throw new Error('an item was refused');
    for (const { a, b } of answer.nearDuplicates) told.add([a, b].sort().join(' '));
    const seconds = (performance.now() - started) / 1000;
    slowest = Math.max(slowest, seconds);
    say(`${String(from + answer.accepted)} items in; this portion took ${seconds.toFixed(2)} s`);
  }
  const missed = twins(bank).filter(([a, b]) => !told.has([a, b].sort().join(' ')));
  if (missed.length > 0) throw new Error(`near duplicates were not told: ${missed.join('; ')}`);
  return { seconds: (performance.now() - began) / 1000, slowest, pairs: told.size };
}

async function searchAll(
  client: Client,
  occupationId: string,
  bank: readonly BenchItem[],
  say: (line: string) => void,
) {
  const some = bank[12_345];
  const stem = searchTextOf(some?.stem ?? '');
  const queries = [
    { name: 'two characters', q: stem.slice(4, 6) },
    { name: 'four characters', q: stem.slice(4, 8) },
    { name: 'ten characters', q: stem.slice(3, 13) },
    { name: 'an id', q: some?.id ?? '' },
    { name: 'nothing there', q: '量子色动力学' },
    { name: 'two characters at a point', q: stem.slice(4, 6), point: some?.point },
    { name: 'one character', q: stem.slice(4, 5) },
  ];
  const found = [];
  for (const { name, q, point } of queries) {
    const ask = () =>
      client.items.listItems({ occupationId, level: 'intermediate', q, ...(point ? { point } : {}) });
    const { total } = await ask();
    const text = searchTextOf(q);
    const expected = bank.filter(
      (item) =>
        (item.id.toLowerCase().includes(q.toLowerCase()) ||
          searchTextOf([item.stem, ...item.options.map((option) => option.text)].join(' ')).includes(text)) &&
        (point === undefined || item.point === point),
    ).length;
    if (total !== expected)
      throw new Error(`“${q}” stands in ${String(expected)} items, ${String(total)} were found`);
    const trials = await timeInMilliseconds(ask);
    say(`search ${name}: ${milliseconds(trials)}`);
    found.push({ name, total, trials });
  }
  return found;
}

/** A text that is an item of the bank but for its end must find it. */
async function compareAll(client: Client, occupationId: string, bank: readonly BenchItem[]): Promise<Trials> {
  const item = bank[4321];
  if (!item) throw new Error('the bank is too small');
  const ask = () =>
    client.items.compareItem({
      occupationId,
      level: 'intermediate',
      item: { stem: `${item.stem}？`, options: item.options },
    });
  const { resembles } = await ask();
  if (resembles[0]?.code !== item.id) throw new Error('an item is not found to resemble itself');
  return timeInMilliseconds(ask);
}

async function timeInMilliseconds(run: () => Promise<unknown>): Promise<Trials> {
  const seconds: number[] = [];
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const started = performance.now();
    await run();
    seconds.push((performance.now() - started) / 1000);
  }
  seconds.sort((one, other) => one - other);
  return {
    median: seconds[Math.floor(TRIALS / 2)] ?? NaN,
    least: seconds[0] ?? NaN,
    most: seconds.at(-1) ?? NaN,
  };
}

/** A new server in this process on the embedded engine, kept on disk, and a way to people with posts. */
async function openWorld(folder: string): Promise<{ app: App; staff: TestApp['staff'] }> {
  let shift = 0;
  const now = () => new Date(Date.now() + shift);
  const app = await openApp({
    database: { engine: 'embedded', folder: join(folder, 'data') },
    keyFolder: folder,
    origin: 'jiangping.example/log',
    publicUrl: 'http://127.0.0.1',
    logLevel: 'silent',
    ambient: { now, randomBytes },
    demoAccounts: () => [],
  });
  const server = serverOf(app, now);
  const [first, second] = await Promise.all(
    (app.firstAccounts ?? []).slice(0, 2).map(async (account) => server.client(await logIn(server, account))),
  );
  if (!first || !second) throw new Error('the first accounts are not known');
  let serial = 0;
  const staff: TestApp['staff'] = async (posts) => {
    serial += 1;
    const digits = `1101051990010100${String(serial)}`;
    const { id: personId } = await first.people.registerPerson({
      name: `测试员${String(serial)}`,
      idType: 'resident_id',
      idNumber: digits + checkCharacterOf(digits),
    });
    const account = `bench.${String(serial)}`;
    const password = randomBytes(12).toString('hex');
    const { totpSecret } = await first.people.openAccount({ personId, account, password });
    for (const post of posts) {
      const grant = await first.people.proposeGrant({
        personId,
        post,
        validFrom: '2020-01-01',
        validTo: '2099-12-31',
      });
      await second.people.confirmGrant({ grantId: grant.id });
    }
    // A one-time code is good once.
    shift += 90_000;
    const token = await logIn(server, { account, password, totpSecret });
    return { personId, token, client: server.client(token) };
  };
  return { app, staff };
}
