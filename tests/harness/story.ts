// The story of a batch for tests: the same driver that loads the demo world and runs `first-batch`, on a test server.
import { runBatch } from '../../apps/cli/src/story/batch.ts';
import type { BatchOutcome, Stage } from '../../apps/cli/src/story/batch.ts';
import { readCandidates } from '../../apps/cli/src/story/files.ts';
import { buildWorld } from '../../apps/cli/src/story/world.ts';
import type { World } from '../../apps/cli/src/story/world.ts';
import type { TestApp } from './test-app.ts';

export type { World } from '../../apps/cli/src/story/world.ts';

/** People with posts and cards, one site with scope and rooms, the standard, the vetted bank and two sealed papers. */
export async function buildTestWorld(test: TestApp): Promise<World> {
  return buildWorld(test.server, test.app.firstAccounts ?? [], { extent: 'batch' });
}

/** A batch of the story's base with candidates `from` … of the pool, run up to a stage. */
export async function runTestBatch(
  world: World,
  { upTo, count = 6, from = 1 }: { upTo: Stage; count?: number; from?: number },
): Promise<BatchOutcome> {
  const candidates = readCandidates().candidates.slice(from - 1, from - 1 + count);
  return runBatch(world, world.story.main, { upTo, candidates, parallel: 4 });
}
