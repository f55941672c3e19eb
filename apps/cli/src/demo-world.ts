import { runBatch, stages } from './story/batch.ts';
import type { Stage } from './story/batch.ts';
import { readCandidates } from './story/files.ts';
import type { BatchPlan, DemoCandidate } from './story/files.ts';
import type { Screen } from './screen.ts';
import { serverAt } from './story/server.ts';
import type { Account } from './story/server.ts';
import { buildWorld } from './story/world.ts';

/**
 * Fills an empty demo server through its own HTTP interface: the organisation, the catalogue, people, the bank, and
 * batches standing at every stage. Gives the accounts for the login page.
 */
export async function loadDemoWorld(
  url: string,
  first: readonly Account[],
  screen: Screen,
): Promise<(Account & { name: string })[]> {
  const started = Date.now();
  const server = serverAt(url);
  const world = await buildWorld(server, first, {
    extent: 'all',
    progress: (title, done, of) => screen.progress(title, done, of),
  });
  const { candidates, rosterMistakes } = readCandidates();
  const pick = (plan: BatchPlan): DemoCandidate[] =>
    candidates.slice(
      (plan.candidates?.first ?? 1) - 1,
      (plan.candidates?.first ?? 1) - 1 + (plan.candidates?.count ?? 0),
    );
  const plans = [world.story.main, ...world.story.batches];
  for (const [i, plan] of plans.entries()) {
    screen.progress(`batch ${plan.slug}: ${plan.stage} · 批次`, i, plans.length);
    const upTo = stages.find((stage) => stage === plan.stage) ?? ('certified' satisfies Stage);
    await runBatch(world, plan, {
      upTo,
      candidates: pick(plan),
      mistakes: plan === world.story.main ? rosterMistakes : [],
      // A batch that has been sat is sat today: the clock of a demo is the real one.
      examInDays: Math.max(0, stages.indexOf(upTo) < stages.indexOf('running') ? plan.examInDays : 0),
    });
  }
  screen.progress('batches · 批次', plans.length, plans.length);
  screen.say(
    `Demo world loaded in ${String(Math.round((Date.now() - started) / 1000))} s. · 演示数据已载入。`,
  );
  return world.cast.accounts();
}
