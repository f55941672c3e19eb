// What waits for somebody and is not a batch: grants, authorisations, items, papers.
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { posts } from '@jiangping/domain/people/post';
import type { Act, Post } from '@jiangping/domain/people/post';
import { levelNames, partNames } from '@jiangping/domain/standards/level';
import type { Level, Part } from '@jiangping/domain/standards/level';
import { totalOf } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';

export interface TaskRow {
  title: string;
  link: string;
}

/** One kind of waiting work: how much of it, where it is done, by when, and the first five rows. */
export interface WorkbenchTask {
  task: string;
  count: number;
  link: string;
  dueOn: string | null;
  rows: TaskRow[];
}

export interface PostTask {
  readonly act: Act;
  find(db: Kysely<DB>, personId: string, today: string): Promise<WorkbenchTask>;
}

/** Rows of a task that are shown; the rest is one click away. */
export const FIRST = 5;

const confirmGrant: PostTask = {
  act: 'confirmGrant',
  async find(db, personId) {
    const rows = await db
      .selectFrom('grants')
      .innerJoin('persons', 'persons.id', 'grants.person_id')
      .where('grants.confirmed_at', 'is', null)
      .where('grants.revoked_at', 'is', null)
      .where('grants.proposed_by', '<>', personId)
      .where('grants.person_id', '<>', personId)
      .select(['persons.name', 'grants.post', totalOf])
      .orderBy('grants.id')
      .limit(FIRST)
      .execute();
    const link = '/grants?state=proposed';
    return {
      task: 'grant.confirm',
      count: rows[0]?.total ?? 0,
      link,
      dueOn: null,
      rows: rows.map(({ name, post }) => ({ title: `${name} · ${posts[post as Post].zh}`, link })),
    };
  },
};

const decideAuthorisation: PostTask = {
  act: 'decideAuthorisation',
  async find(db, personId) {
    const rows = await db
      .selectFrom('authorisations')
      .innerJoin('sites', 'sites.id', 'authorisations.site_id')
      .where('authorisations.state', '=', 'proposed')
      .where('authorisations.proposed_by', '<>', personId)
      .select(['authorisations.document_number', 'sites.name_zh', totalOf])
      .orderBy('authorisations.id')
      .limit(FIRST)
      .execute();
    const link = '/authorisations?state=proposed';
    return {
      task: 'authorisation.decide',
      count: rows[0]?.total ?? 0,
      link,
      dueOn: null,
      rows: rows.map((row) => ({ title: `${row.name_zh} · ${row.document_number}`, link })),
    };
  },
};

/** Versions by occupation, level and part, since a bank arrives by the hundred; the count is the versions. */
async function findVersions(
  select: () => ReturnType<typeof selectVersions>,
  task: string,
  link: string,
): Promise<WorkbenchTask> {
  const rows = await select()
    .groupBy(['occupations.id', 'occupations.name_zh', 'items.level', 'items.part'])
    .select(['occupations.id', 'occupations.name_zh', 'items.level', 'items.part'])
    .select([sql<number>`count(*)::int`.as('count'), sql<number>`(sum(count(*)) over ())::int`.as('total')])
    .orderBy('occupations.name_zh')
    .orderBy('items.level')
    .orderBy('items.part')
    .limit(FIRST)
    .execute();
  return {
    task,
    count: rows[0]?.total ?? 0,
    link,
    dueOn: null,
    rows: rows.map((row) => ({
      title: `${row.name_zh} · ${levelNames[row.level as Level].zh} · ${partNames[row.part as Part].zh} · ${String(row.count)}`,
      link: `${link}&bank=${row.id}.${row.level}.${row.part}`,
    })),
  };
}

function selectVersions(db: Kysely<DB>) {
  return db
    .selectFrom('item_versions')
    .innerJoin('items', 'items.id', 'item_versions.item_id')
    .innerJoin('occupations', 'occupations.id', 'items.occupation_id');
}

const vetItems: PostTask = {
  act: 'vetItems',
  find: (db, personId) =>
    findVersions(
      () =>
        selectVersions(db)
          .where('item_versions.state', '=', 'vetting')
          .where('item_versions.writer_id', '<>', personId),
      'item.vet',
      '/items?state=vetting',
    ),
};

const reviseItems: PostTask = {
  act: 'importItems',
  find: (db, personId) =>
    findVersions(
      () =>
        selectVersions(db)
          .where('item_versions.state', '=', 'draft')
          .where('item_versions.writer_id', '=', personId),
      'item.revise',
      '/items?state=draft',
    ),
};

const assemblePaper: PostTask = {
  act: 'assemblePaper',
  async find(db) {
    const rows = await db
      .selectFrom('blueprints')
      .innerJoin('occupations', 'occupations.id', 'blueprints.occupation_id')
      .leftJoin('papers', 'papers.blueprint_id', 'blueprints.id')
      .where('papers.id', 'is', null)
      .select(['blueprints.id', 'occupations.name_zh', 'blueprints.level', 'blueprints.part', totalOf])
      .orderBy('blueprints.id')
      .limit(FIRST)
      .execute();
    return {
      task: 'paper.assemble',
      count: rows[0]?.total ?? 0,
      link: '/blueprints',
      dueOn: null,
      rows: rows.map((row) => ({ title: titleOfPaper(row), link: `/blueprints/${row.id}` })),
    };
  },
};

const sealPaper: PostTask = {
  act: 'sealPaper',
  async find(db, personId) {
    const rows = await db
      .selectFrom('papers')
      .innerJoin('occupations', 'occupations.id', 'papers.occupation_id')
      .where('papers.state', '=', 'assembled')
      .where('papers.assembled_by', '<>', personId)
      .select(['papers.id', 'occupations.name_zh', 'papers.level', 'papers.part', totalOf])
      .orderBy('papers.id')
      .limit(FIRST)
      .execute();
    return {
      task: 'paper.seal',
      count: rows[0]?.total ?? 0,
      link: '/papers?state=assembled',
      dueOn: null,
      rows: rows.map((row) => ({ title: titleOfPaper(row), link: `/papers/${row.id}` })),
    };
  },
};

/** Papers withdrawn as leaked since which nobody has traced a leak. */
const traceLeak: PostTask = {
  act: 'traceLeak',
  async find(db) {
    const rows = await db
      .selectFrom('withdrawals')
      .innerJoin('papers', 'papers.id', 'withdrawals.paper_id')
      .innerJoin('occupations', 'occupations.id', 'papers.occupation_id')
      .where('withdrawals.is_leaked', '=', true)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('ledger_facts')
              .select('ledger_facts.id')
              .where('ledger_facts.kind', '=', 'item.leak-traced')
              .whereRef('ledger_facts.recorded_at', '>=', 'withdrawals.withdrawn_at'),
          ),
        ),
      )
      .select(['papers.id', 'occupations.name_zh', 'papers.level', 'papers.part', totalOf])
      .orderBy('withdrawals.withdrawn_at')
      .limit(FIRST)
      .execute();
    const link = '/items/trace';
    return {
      task: 'item.trace',
      count: rows[0]?.total ?? 0,
      link,
      dueOn: null,
      rows: rows.map((row) => ({ title: titleOfPaper(row), link: `${link}#${row.id}` })),
    };
  },
};

function titleOfPaper(row: { name_zh: string; level: string; part: string }): string {
  return `${row.name_zh} · ${levelNames[row.level as Level].zh} · ${partNames[row.part as Part].zh}`;
}

export const postTasks: readonly PostTask[] = [
  confirmGrant,
  decideAuthorisation,
  vetItems,
  reviseItems,
  assemblePaper,
  sealPaper,
  traceLeak,
];
