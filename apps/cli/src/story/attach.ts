// Finds its way into a demo server that already has a world: the same people, sites and papers, by what the server tells.
import { createCast } from './cast.ts';
import { readBank, readOccupations, readPeople, readSites, readStory } from './files.ts';
import type { BatchPlan } from './files.ts';
import type { Account, Server } from './server.ts';
import type { World } from './world.ts';

/** The world of a loaded demo server, with the staff of `plan` added where it is missing; null where the server is empty. */
export async function attachWorld(
  server: Server,
  accounts: readonly (Account & { name: string })[],
  plan: BatchPlan,
): Promise<World | null> {
  const story = readStory();
  const people = readPeople();
  const known = new Map(accounts.map((account) => [account.account, account]));
  if (!people.some(({ account }) => account !== undefined && known.has(account))) return null;
  const first = accounts.filter(({ account }) => account.endsWith('.admin'));
  const cast = await createCast(server, first, story.grants);
  await cast.rejoin(
    people.flatMap((person) => ({ person, account: known.get(person.account ?? '') ?? null })),
  );
  const staff = await cast.client(story.center.staff[0] ?? '');

  const { rows: sites } = await staff.sites.listSites({ pageSize: 500 });
  const siteIds = new Map(
    readSites().map(({ slug, nameZh }) => [slug, sites.find((site) => site.nameZh === nameZh)?.id ?? '']),
  );
  const { rows: occupations } = await staff.standards.listOccupations({ pageSize: 500 });
  const occupationIds = new Map(
    readOccupations().map(({ code }) => [code, occupations.find((one) => one.code === code)?.id ?? '']),
  );
  const missing = people.filter(({ slug }) => serves(plan, slug) && !cast.knows(slug));
  if (missing.length > 0) {
    await cast.admit(missing);
    await cast.grantAtSite(plan.site, siteIds.get(plan.site) ?? '', missing);
    await cast.issueCards(missing, story.center.staff[1] ?? '', occupationIds);
  }
  const maker = await cast.client(story.center.paperMakers[0] ?? '');
  const findPaper = async (part: 'theory' | 'practical') => {
    const { rows } = await maker.papers.listPapers({
      occupationId: occupationIds.get(plan.scope.occupation),
      level: plan.scope.level,
      part,
      pageSize: 50,
    });
    // The newest come first; the world's own papers are older than whatever was made in it.
    const ready =
      rows.findLast(({ state }) => state === 'sealed') ?? rows.findLast(({ state }) => state === 'unsealed');
    return ready?.id ?? '';
  };
  return {
    server,
    cast,
    story,
    bank: readBank(story.bank),
    sites: siteIds,
    occupations: occupationIds,
    papers: { theory: await findPaper('theory'), practical: await findPaper('practical') },
  };
}

function serves({ staff }: BatchPlan, slug: string): boolean {
  return [
    ...(staff.invigilators ?? []),
    ...(staff.assessors ?? []),
    staff.chiefAssessor,
    staff.supervisor,
  ].includes(slug);
}
