// What waits for those who have a duty in a sitting: opening and closing it, signing sheets, settling readings.
import { shanghaiDateOf } from '@jiangping/domain/calendar';
import { mayAct } from '@jiangping/domain/people/post';
import { partNames } from '@jiangping/domain/standards/level';
import type { Part } from '@jiangping/domain/standards/level';
import type { Base, Caller } from '../base/act.ts';
import { getMarkingDesk, getMarkingTable } from '../marking/marking.ts';
import { FIRST } from './post-tasks.ts';
import type { WorkbenchTask } from './post-tasks.ts';

interface DutySitting {
  id: string;
  part: Part;
  state: string;
  roomName: string;
  startsOn: string;
  duties: ReadonlySet<string>;
}

/** The tasks of the caller's own duties; counts are sittings, and for marking the sheets or readings in them. */
export async function findDutyTasks(base: Base, caller: Caller): Promise<WorkbenchTask[]> {
  const posts = caller.posts.map(({ post }) => post);
  const sittings = await findUnmarkedSittings(base, caller.person.id);
  const today = shanghaiDateOf(base.ambient.now().getTime());
  const hasDuty = ({ duties }: DutySitting, ...wanted: string[]) => wanted.some((duty) => duties.has(duty));
  const leads = sittings.filter((sitting) =>
    sitting.part === 'theory' ? hasDuty(sitting, 'invigilator') : hasDuty(sitting, 'chief_assessor'),
  );
  const opens = leads.filter(({ state, startsOn }) => state === 'ready' && startsOn <= today);
  const watched = sittings.filter(
    (sitting) => hasDuty(sitting, 'supervisor') && sitting.state !== 'closed' && sitting.startsOn <= today,
  );
  const runs = leads.filter(({ state }) => state === 'open');
  const toMark: [DutySitting, number][] = [];
  const toSettle: [DutySitting, number][] = [];
  const toClose: DutySitting[] = [];
  for (const sitting of sittings) {
    const isClosed = sitting.state === 'closed';
    const isPractical = sitting.part === 'practical';
    if (
      mayAct(posts, 'submitMarks') &&
      isPractical &&
      (isClosed || sitting.state === 'open') &&
      hasDuty(sitting, 'assessor', 'chief_assessor')
    ) {
      const { tasks } = await getMarkingDesk(base, caller, sitting.id);
      toMark.push([sitting, tasks.filter(({ state }) => state !== 'signed').length]);
    }
    if (!isClosed || !leads.includes(sitting) || !mayAct(posts, 'closeMarking')) continue;
    const open = isPractical
      ? await countOpenReadings(base, caller, sitting.id)
      : { discrepant: 0, missing: 0 };
    toSettle.push([sitting, open.discrepant]);
    if (open.discrepant + open.missing === 0) toClose.push(sitting);
  }
  const one = (sitting: DutySitting): [DutySitting, number] => [sitting, 1];
  return [
    toTask('sitting.open', opens.map(one), '/sittings'),
    toTask('sitting.close', runs.map(one), '/sittings'),
    toTask('sitting.watch', watched.map(one), '/sittings'),
    toTask('marking.submit', toMark, '/marking'),
    toTask('marking.adjudicate', toSettle, '/marking'),
    toTask('marking.close', toClose.map(one), '/marking'),
  ];
}

function toTask(task: string, all: readonly [DutySitting, number][], link: string): WorkbenchTask {
  const waiting = all.filter(([, count]) => count > 0);
  return {
    task,
    count: waiting.reduce((sum, [, count]) => sum + count, 0),
    link,
    dueOn: task === 'sitting.open' ? (waiting[0]?.[0].startsOn ?? null) : null,
    rows: waiting.slice(0, FIRST).map(([{ id, part, roomName, startsOn }]) => ({
      title: `${startsOn} · ${roomName} · ${partNames[part].zh}`,
      link: `${link}/${id}`,
    })),
  };
}

async function countOpenReadings(base: Base, caller: Caller, sittingId: string) {
  const { rows, missing } = await getMarkingTable(base, caller, sittingId);
  const discrepant = rows.filter((row) => row.discrepant && row.adjudicated === null).length;
  return { discrepant, missing };
}

/** Sittings in which the person has a duty and whose marking is not closed. */
async function findUnmarkedSittings(base: Base, personId: string): Promise<DutySitting[]> {
  const rows = await base.db
    .selectFrom('duties')
    .innerJoin('sittings', 'sittings.id', 'duties.sitting_id')
    .leftJoin('marking_closures', 'marking_closures.sitting_id', 'sittings.id')
    .where('duties.person_id', '=', personId)
    .where('marking_closures.sitting_id', 'is', null)
    .select([
      'sittings.id',
      'sittings.part',
      'sittings.state',
      'sittings.room_name',
      'sittings.starts_at',
      'duties.duty',
    ])
    .orderBy('sittings.starts_at')
    .orderBy('sittings.id')
    .execute();
  return [...new Set(rows.map(({ id }) => id))].flatMap((id) => {
    const own = rows.filter((row) => row.id === id);
    const row = own[0];
    if (!row) return [];
    return [
      {
        id,
        part: row.part as Part,
        state: row.state,
        roomName: row.room_name,
        startsOn: shanghaiDateOf(row.starts_at.getTime()),
        duties: new Set(own.map(({ duty }) => duty)),
      },
    ];
  });
}
