import { runBatch, stages } from './story/batch.ts';
import { createCalendar, practicalOf } from './story/calendar.ts';
import type { StoryClock } from './story/calendar.ts';
import { readCandidates } from './story/files.ts';
import type { BatchPlan, DemoCandidate } from './story/files.ts';
import type { Screen } from './screen.ts';
import { serverAt } from './story/server.ts';
import type { Account } from './story/server.ts';
import { buildWorld } from './story/world.ts';

const day = 86_400_000;
/** Days before today on which the demo's history begins: the oldest batch was planned a little later. */
export const HISTORY_DAYS = 170;

/**
 * Fills an empty demo server through its own HTTP interface: the organisation, the catalogue, people, the bank, and
 * batches standing at every stage, each step on its own day of the past months. Gives the accounts for the login page.
 */
export async function loadDemoWorld(
  url: string,
  first: readonly Account[],
  clock: StoryClock,
  screen: Screen,
): Promise<(Account & { name: string })[]> {
  const started = Date.now();
  const server = { ...serverAt(url), now: () => clock.now() };
  const world = await buildWorld(server, first, {
    extent: 'all',
    progress: (title, done, of) => screen.progress(title, done, of),
  });
  const { candidates, rosterMistakes } = readCandidates();
  const { main, batches, steps } = world.story;
  const plans = [main, ...batches];
  const calendar = createCalendar(clock, steps, plans.length);
  let done = 0;
  await Promise.all(
    plans.map(async (plan) => {
      const examAt = examOf(plan, started);
      const { turn, done: leave } = calendar.join(examAt);
      try {
        await runBatch(world, plan, {
          upTo: stages.find((stage) => stage === plan.stage) ?? 'certified',
          candidates: pick(candidates, plan),
          mistakes: plan === main ? rosterMistakes : [],
          examAt,
          practicalAt: practicalOf(examAt),
          turn,
        });
      } finally {
        leave();
      }
      done += 1;
      screen.progress(`batches · 批次 (${plan.stage})`, done, plans.length);
    }),
  );
  clock.release();
  screen.say(
    `Demo world loaded in ${String(Math.round((Date.now() - started) / 1000))} s. · 演示数据已载入。`,
  );
  return world.cast.accounts();
}

function pick(candidates: readonly DemoCandidate[], { candidates: range }: BatchPlan): DemoCandidate[] {
  return range ? candidates.slice(range.first - 1, range.first - 1 + range.count) : [];
}

/** Nine in the morning in Shanghai on the planned day; a batch of today is sat now. */
function examOf(plan: BatchPlan, now: number): Date {
  if (plan.examInDays === 0) return new Date(now);
  return new Date(Math.floor((now + day / 3) / day) * day + plan.examInDays * day + 3_600_000);
}
