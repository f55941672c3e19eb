// What waits for the caller (工作台): for each act that one of the posts held allows, the rows that wait for it, at the
// sites the post reaches. Nothing here moves anything.
import { addDays, shanghaiDateOf } from '@jiangping/domain/calendar';
import { mayAct } from '@jiangping/domain/people/post';
import type { Act } from '@jiangping/domain/people/post';
import { Refusal } from '@jiangping/domain/refusal';
import { findSeenSites } from '../base/act.ts';
import type { Base, Caller } from '../base/act.ts';
import { totalOf } from '../base/page.ts';
import { findPolicies } from '../people/people.ts';
import { batchTasks } from './batch-tasks.ts';
import type { BatchTask } from './batch-tasks.ts';
import { findDutyTasks } from './duty-tasks.ts';
import { FIRST, postTasks } from './post-tasks.ts';
import type { WorkbenchTask } from './post-tasks.ts';
import { programmeTasks } from './programme-tasks.ts';

/** The caller's tasks in the order of the trade; those with nothing to do are left out. */
export async function getWorkbench(base: Base, caller: Caller | null): Promise<WorkbenchTask[]> {
  if (!caller) throw new Refusal('login_required');
  const posts = caller.posts.map(({ post }) => post);
  const may = ({ act }: { act: Act }) => mayAct(posts, act);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const notice = (await findPolicies(base.db, today)).get('batches.announcement_days');
  const found: WorkbenchTask[] = [];
  for (const task of [...programmeTasks, ...postTasks].filter(may))
    found.push(await task.find(base.db, caller.person.id, today));
  for (const task of batchTasks.filter(may)) found.push(await findBatchTask(base, caller, task, notice));
  if (may({ act: 'readSitting' })) found.push(...(await findDutyTasks(base, caller)));
  return found.filter(({ count }) => count > 0);
}

async function findBatchTask(
  base: Base,
  caller: Caller,
  { task, act, states, when, isDueByExam = false }: BatchTask,
  noticeDays: number,
): Promise<WorkbenchTask> {
  const seen = findSeenSites(caller, act);
  let batches = base.db
    .selectFrom('batches')
    .innerJoin('sites', 'sites.id', 'batches.site_id')
    .where('batches.state', 'in', states);
  if (seen !== 'all') batches = batches.where('batches.site_id', 'in', seen);
  if (when) batches = batches.where((eb) => when(eb, caller.person.id));
  const rows = await batches
    .select(['batches.id', 'batches.code', 'batches.exam_on', 'sites.name_zh', totalOf])
    .orderBy('batches.exam_on')
    .orderBy('batches.id')
    .limit(FIRST)
    .execute();
  const first = rows[0];
  const examOn = isDueByExam ? (first?.exam_on ?? null) : null;
  return {
    task,
    count: first?.total ?? 0,
    link: task.startsWith('claim.') ? '/claims' : `/batches?state=${states[0] ?? ''}`,
    // An announcement must stand for some days before the exam.
    dueOn: examOn !== null && act === 'announceBatch' ? addDays(examOn, -noticeDays) : examOn,
    rows: rows.map((row) => ({ title: `${row.code} · ${row.name_zh}`, link: `/batches/${row.id}` })),
  };
}
