// What waits in the development programme: late packages and submissions for the Center, drafts for the association's person.
import type { Kysely } from 'kysely';
import { undelivered } from '@jiangping/domain/standards/work-package';
import { workPackageKinds } from '@jiangping/domain/standards/work-package-states';
import type { WorkPackageKind } from '@jiangping/domain/standards/work-package-states';
import { totalOf } from '../base/page.ts';
import type { DB } from '../base/schema.types.ts';
import { FIRST } from './post-tasks.ts';
import type { PostTask, WorkbenchTask } from './post-tasks.ts';

function selectPackages(db: Kysely<DB>) {
  return db
    .selectFrom('work_packages')
    .innerJoin('occupations', 'occupations.id', 'work_packages.occupation_id');
}

/** The packages chosen, the one due first at the top; its day is the deadline of all. */
async function findPackages(
  packages: ReturnType<typeof selectPackages>,
  task: string,
  link: string,
): Promise<WorkbenchTask> {
  const rows = await packages
    .select([
      'work_packages.id',
      'work_packages.kind',
      'work_packages.due_on',
      'occupations.name_zh',
      totalOf,
    ])
    .orderBy('work_packages.due_on')
    .orderBy('work_packages.id')
    .limit(FIRST)
    .execute();
  return {
    task,
    count: rows[0]?.total ?? 0,
    link,
    dueOn: rows[0]?.due_on ?? null,
    rows: rows.map(({ id, kind, due_on, name_zh }) => ({
      title: `${name_zh} · ${workPackageKinds[kind as WorkPackageKind].zh} · ${due_on}`,
      link: `/work-packages/${id}`,
    })),
  };
}

const decide: PostTask = {
  act: 'decideWorkPackage',
  find: (db, personId) =>
    findPackages(
      selectPackages(db)
        .where('work_packages.state', '=', 'submitted')
        .where('work_packages.responsible_id', '<>', personId),
      'work-package.decide',
      '/work-packages?state=submitted',
    ),
};

const late: PostTask = {
  act: 'giveWorkPackages',
  find: (db, _personId, today) =>
    findPackages(
      selectPackages(db)
        .where('work_packages.state', 'in', undelivered)
        .where('work_packages.due_on', '<', today),
      'work-package.late',
      '/work-packages?state=late',
    ),
};

const draft: PostTask = {
  act: 'draftWorkPackage',
  find: (db, personId) =>
    findPackages(
      selectPackages(db)
        .where('work_packages.state', 'in', ['given', 'drafting', 'returned'])
        .where('work_packages.responsible_id', '=', personId),
      'work-package.draft',
      '/work-packages',
    ),
};

export const programmeTasks: readonly PostTask[] = [late, decide, draft];
