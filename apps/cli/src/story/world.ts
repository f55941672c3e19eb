// Builds the world a batch needs through the ordinary commands, each done by somebody who holds the post for it.
import type { Cast } from './cast.ts';
import type { DemoOccupation, DemoSite, Story } from './files.ts';
import {
  readBank,
  readHistory,
  readOccupations,
  readPeople,
  readRuleDocuments,
  readSites,
  readStory,
} from './files.ts';
import { importBank, makePapers, publishStandardOf, vetBank } from './banks.ts';
import { createCast } from './cast.ts';
import { fillDesks } from './desks.ts';
import type { Account, Server } from './server.ts';

export interface World {
  server: Server;
  cast: Cast;
  story: Story;
  bank: ReturnType<typeof readBank>;
  /** Ids by slug. */
  sites: Map<string, string>;
  /** Ids by code. */
  occupations: Map<string, string>;
  papers: { theory: string; practical: string };
}

export interface WorldOptions {
  /** Everything, or only what one batch at one site needs. */
  extent: 'all' | 'batch';
  /** With `batch`: also the staff of a batch of several hundred. */
  rehearsal?: boolean;
  progress?: (title: string, done: number, of: number) => void;
}

/** Fills an empty server in demo mode. */
export async function buildWorld(
  server: Server,
  firstAccounts: readonly Account[],
  options: WorldOptions,
): Promise<World> {
  const story = readStory();
  const all = options.extent === 'all';
  const wanted = all ? null : slugsOfBatch(story, options.rehearsal ? story.rehearsal : story.main);
  const people = readPeople().filter(({ slug }) =>
    wanted ? wanted.has(slug) : !slug.startsWith('rehearsal-'),
  );
  const sites = readSites().filter(({ slug, kind }) => all || slug === story.main.site || kind === 'center');
  const occupations = readOccupations().filter(
    ({ code }) => all || sites.some(({ scope }) => scope.some(({ occupation }) => occupation === code)),
  );
  const of = people.length + sites.length + 9;
  let done = 0;
  const step = (title: string) => options.progress?.(title, (done += 1), of);

  const cast = await createCast(server, firstAccounts, story.grants);
  await cast.admit(people, () => step('people, accounts and posts · 人员、账号、岗位'));
  const staff = await cast.client(story.center.staff[0] ?? '');
  if (all) {
    for (const document of readRuleDocuments()) await staff.people.publishRule(document);
    await staff.reports.importFigures({ figures: readHistory().figures });
  }
  step('rules and history · 制度与历史数据');
  await publishDemoPolicies(server, cast, story);
  step('policies · 政策参数');
  const occupationIds = await registerOccupations(cast, story, occupations);
  step('occupations · 职业目录');
  const siteIds = new Map<string, string>();
  for (const site of sites) {
    siteIds.set(site.slug, await openSite(cast, story, site, occupationIds));
    step('sites and scopes · 站点与评价范围');
  }
  await cast.issueCards(people, story.center.staff[1] ?? '', occupationIds);
  step('cards · 证卡');
  const bank = readBank(story.bank);
  const place = { occupationId: occupationIds.get(story.main.scope.occupation) ?? '', bank };
  await publishStandardOf(cast, story, place);
  await importBank(cast, story, place);
  await vetBank(cast, story, place);
  step('standard and item bank · 标准与题库');
  const papers = await makePapers(cast, story, place);
  step('papers · 组卷与封卷');
  // Days of what lies on desks are counted from the present, wherever the clock of the story stands.
  if (all) await fillDesks(cast, story, occupationIds, new Date());
  step('desks · 待办');
  return { server, cast, story, bank, sites: siteIds, occupations: occupationIds, papers };
}

function slugsOfBatch(story: Story, { staff }: Story['main']): Set<string> {
  const center = Object.values(story.center).flat();
  const own = [
    staff.siteManager,
    staff.siteAdministrator,
    staff.certificateClerk,
    staff.chiefAssessor,
    staff.supervisor,
  ];
  return new Set(
    [
      ...center,
      ...own,
      ...(staff.invigilators ?? []),
      ...(staff.assessors ?? []),
      ...(staff.reviewers ?? []),
    ].filter((slug) => slug !== undefined),
  );
}

/** A demo walks through in minutes what takes weeks: its lead times are policies of their own, with their own source. */
async function publishDemoPolicies(server: Server, cast: Cast, story: Story): Promise<void> {
  const staff = await cast.client(story.center.staff[0] ?? '');
  const today = new Date(server.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const values: [string, number][] = [
    ['batches.announcement_days', 0],
    ['sittings.earliest_submit_minutes', 0],
    ['batches.rotation_times', 1000],
  ];
  for (const [key, value] of values) {
    await staff.people.publishPolicy({
      key,
      value,
      validFrom: today,
      sourceDocument: '演示环境参数',
      clause: '演示中各环节连续办理',
      confidence: 'own',
    });
  }
}

async function registerOccupations(
  cast: Cast,
  story: Story,
  occupations: readonly DemoOccupation[],
): Promise<Map<string, string>> {
  const staff = await cast.client(story.center.staff[0] ?? '');
  const { ids } = await staff.standards.registerOccupations({ occupations: [...occupations] });
  return new Map(occupations.map(({ code }, i) => [code, ids[i] ?? '']));
}

async function openSite(
  cast: Cast,
  story: Story,
  site: DemoSite,
  occupations: Map<string, string>,
): Promise<string> {
  const staff = await cast.client(story.center.staff[0] ?? '');
  const director = await cast.client(story.center.director);
  const { id } = await staff.sites.registerSite({
    kind: site.kind,
    nameZh: site.nameZh,
    nameEn: site.nameEn,
    uscc: site.uscc,
    province: site.province,
    city: site.city,
    serial: site.serial,
    accountableId: cast.personId(site.accountable),
    venues: site.venues,
  });
  await cast.grantAtSite(site.slug, id);
  if (site.authorisation && site.scope.length > 0) {
    const workTypes = await workTypeIds(cast, story, site);
    const { id: authorisationId } = await staff.sites.proposeAuthorisation({
      siteId: id,
      ...site.authorisation,
      scope: site.scope.flatMap((line) =>
        line.levels.map((level) => ({
          occupationId: occupations.get(line.occupation) ?? '',
          ...(line.workType
            ? { workTypeId: workTypes.get(`${line.occupation}/${line.workType}`) ?? '' }
            : {}),
          level,
          eligibleGroups: line.eligibleGroups,
          regions: line.regions,
        })),
      ),
    });
    await director.sites.decideAuthorisation({ authorisationId, decision: 'in_force' });
  }
  return id;
}

async function workTypeIds(cast: Cast, story: Story, site: DemoSite): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  const staff = await cast.client(story.center.staff[0] ?? '');
  for (const code of new Set(
    site.scope.flatMap(({ workType, occupation }) => (workType ? [occupation] : [])),
  )) {
    const { rows } = await staff.standards.listOccupations({ q: code });
    for (const { nameZh, id } of rows.flatMap(({ workTypes }) => workTypes)) ids.set(`${code}/${nameZh}`, id);
  }
  return ids;
}
