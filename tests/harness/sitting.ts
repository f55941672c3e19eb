import type { ActScope } from '../../apps/server/src/base/act.ts';
import { newId } from '../../apps/server/src/base/ambient.ts';
import {
  addDuties,
  addSeats,
  createSitting,
  readySittings,
} from '../../apps/server/src/sittings/sittings.ts';
import type { TestApp } from './test-app.ts';

/** Books a sitting of a sealed paper that is ready to be opened, as a batch would, with one invigilator and the seats named. */
export async function bookReadySitting(
  { app: { base } }: TestApp,
  {
    paperId,
    part,
    startsAt,
    invigilatorId,
    seats = [],
  }: {
    paperId: string;
    part: 'theory' | 'practical';
    startsAt: Date;
    invigilatorId: string;
    seats?: readonly { candidateId: string; formId: string }[];
  },
): Promise<string> {
  return base.db.transaction().execute(async (tx) => {
    // What booking needs of an act's scope; the act itself belongs to the booker.
    const scope = { tx, newId: () => newId(base.ambient) } as unknown as ActScope;
    const sittingId = await createSitting(scope, {
      part,
      paperId,
      stream: newId(base.ambient),
      roomName: '第一考场',
      startsAt,
      minutes: 90,
      lateMinutes: 30,
    });
    await addDuties(scope, sittingId, [{ personId: invigilatorId, duty: 'invigilator' }]);
    await addSeats(
      scope,
      sittingId,
      seats.map((of, i) => ({ ...of, seat: i + 1 })),
    );
    await readySittings(scope, [sittingId]);
    return sittingId;
  });
}
