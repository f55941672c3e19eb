import type { ActScope } from '../../apps/server/src/base/act.ts';
import { newId } from '../../apps/server/src/base/ambient.ts';
import { addDuties, createSitting, readySittings } from '../../apps/server/src/sittings/sittings.ts';
import type { TestApp } from './test-app.ts';

/** Books a sitting of a sealed paper that is ready to be opened, as a batch would, with one invigilator and no seats. */
export async function bookReadySitting(
  { app: { base } }: TestApp,
  {
    paperId,
    part,
    startsAt,
    invigilatorId,
  }: { paperId: string; part: 'theory' | 'practical'; startsAt: Date; invigilatorId: string },
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
    await readySittings(scope, [sittingId]);
    return sittingId;
  });
}
