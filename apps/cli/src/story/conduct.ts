import type { DemoCandidate } from './files.ts';
import { abilityOf, markSitting, sitTheory } from './exam.ts';
import type { PlacedSitting } from './staffing.ts';
import type { World } from './world.ts';

/** All candidates sit theory, so many at once. Gives how many were present and how many answers were acknowledged. */
export async function sitAll(
  world: World,
  tickets: readonly { token: string; name: string }[],
  candidates: readonly DemoCandidate[],
  parallel: number,
  onEach: (done: number) => void,
): Promise<{ present: number; answers: number }> {
  const bank = new Map(world.bank.theory.map((item) => [item.stem, item]));
  const byName = Map.groupBy(candidates, ({ name }) => name);
  const queue = [...tickets];
  const sat = { present: 0, answers: 0 };
  const work = async (): Promise<void> => {
    for (let ticket = queue.shift(); ticket; ticket = queue.shift()) {
      const candidate = byName.get(ticket.name)?.shift();
      if (!candidate) throw new Error('a ticket names nobody of the roster');
      const answers = await sitTheory(
        world.server,
        ticket.token,
        candidate.idNumber,
        bank,
        abilityOf(candidate.idNumber),
      );
      // Added after the wait: another candidate may have finished meanwhile.
      sat.answers += answers;
      sat.present += 1;
      onEach(sat.present);
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return sat;
}

/** Every panel marks its group, the chief settles what lies too far apart, and each sitting's marking is closed. */
export async function markAll(
  { cast }: World,
  sittings: readonly PlacedSitting[],
  panels: ReadonlyMap<string, string[]>,
  onEach: (done: number, of: number) => void,
): Promise<void> {
  let done = 0;
  for (const { id, part } of sittings) {
    const [chief, ...others] = panels.get(id) ?? [];
    if (chief === undefined) throw new Error('a sitting has nobody to close its marking');
    const leader = await cast.client(chief);
    if (part === 'practical') {
      for (const slug of [chief, ...others]) {
        await markSitting(await cast.client(slug), id, slug, (seat) => abilityOf(`${id}/${String(seat)}`));
      }
      const table = await leader.marking.getMarkingTable({ sittingId: id });
      for (const row of table.rows.filter(
        ({ discrepant, adjudicated }) => discrepant && adjudicated === null,
      )) {
        const totals = row.readings.map(({ total }) => total).sort((a, b) => a - b);
        await leader.marking.adjudicate({
          sittingId: id,
          candidateId: row.candidateId,
          itemVersionId: row.itemVersionId,
          total: totals[Math.floor(totals.length / 2)] ?? 0,
          reason: '三名考评员读数差异超出允许范围，组长复核评分记录后确定。',
        });
      }
    }
    await leader.marking.closeMarking({ sittingId: id });
    onEach((done += 1), sittings.length);
  }
}

/** The reviewer reads every drawn dossier and signs its sheet. */
export async function reviewAll({ cast }: World, batchId: string, reviewerSlug: string): Promise<void> {
  const reviewer = await cast.client(reviewerSlug);
  const review = await reviewer.reviews.getReview({ batchId });
  for (const { entryId, sheet } of review.drawnDossiers) {
    if (sheet) continue;
    await reviewer.reviews.getDossier({ batchId, entryId });
    const rows = review.sheetRows.map(({ code }) => ({ code, outcome: 'pass' as const, note: '' }));
    await reviewer.reviews.recordSheet({ batchId, entryId, rows, remark: '案卷齐全，各项一致。' });
  }
}
