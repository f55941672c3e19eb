// The story of a batch for tests: the same driver that loads the demo world and runs `first-batch`, on a test server.
import { runBatch } from '../../apps/cli/src/story/batch.ts';
import type { BatchOutcome, Stage } from '../../apps/cli/src/story/batch.ts';
import { readCandidates, readStory } from '../../apps/cli/src/story/files.ts';
import { buildWorld } from '../../apps/cli/src/story/world.ts';
import type { World } from '../../apps/cli/src/story/world.ts';
import { attachWorld } from '../../apps/cli/src/story/attach.ts';
import { openTestApp } from './test-app.ts';
import type { TestApp } from './test-app.ts';

export type { World } from '../../apps/cli/src/story/world.ts';

/** A test server with people, posts and cards, one site with scope and rooms, the vetted bank and two sealed papers. */
export async function openTestWorld(): Promise<{ test: TestApp; world: World }> {
  const test = await openTestApp({ world: true });
  const world = await buildTestWorld(test);
  return { test, world };
}

/** The same world on a test server that is open already: found where it was cloned, built where it is empty. */
export async function buildTestWorld(test: TestApp): Promise<World> {
  const named = test.accounts.map((account) => ({ ...account, name: account.name ?? account.account }));
  const world =
    (await attachWorld(test.server, named, readStory().main)) ??
    (await buildWorld(test.server, test.accounts, { extent: 'batch' }));
  // Nobody waits for a new one-time code because the story has just logged in.
  test.advance(90_000);
  return world;
}

const day = 86_400_000;
let nextDay = 1;

/**
 * A batch of the story's base with candidates `from` … of the pool, run up to a stage. One that stops before its exam has
 * it on a day of its own, since rooms and people are taken once at one time; `examAt` names another time.
 */
export async function runTestBatch(
  world: World,
  { upTo, count = 6, from = 1, examAt }: { upTo: Stage; count?: number; from?: number; examAt?: Date },
): Promise<BatchOutcome> {
  const candidates = readCandidates().candidates.slice(from - 1, from - 1 + count);
  const isWaiting = upTo === 'arranged' || upTo === 'ticketed';
  const at = examAt ?? (isWaiting ? new Date(world.server.now().getTime() + day * nextDay++) : undefined);
  return runBatch(world, world.story.main, { upTo, candidates, parallel: 4, ...(at ? { examAt: at } : {}) });
}
