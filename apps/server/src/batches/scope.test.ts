import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, shanghaiDateOf } from '@jiangping/domain/calendar';
import { levels } from '@jiangping/domain/standards/level';
import { newId } from '../base/ambient.ts';
import { openTestWorld, runTestBatch } from '../../../../tests/harness/story.ts';
import type { World } from '../../../../tests/harness/story.ts';
import type { TestApp } from '../../../../tests/harness/test-app.ts';
import { getBatchRow, takeSide } from './batches.ts';
import type { BatchRow } from './batches.ts';

let test: TestApp;
let world: World;
let sound: BatchRow;
let owner: pg.Client;
let serial = 90_000;

beforeAll(async () => {
  ({ test, world } = await openTestWorld());
  const { batchId } = await runTestBatch(world, { upTo: 'filed' });
  sound = await getBatchRow(test.app.base.db, batchId);
  owner = new pg.Client({ connectionString: test.ownerUrl ?? '' });
  await owner.connect();
}, 300_000);
afterAll(async () => {
  await owner.end();
  await test.close();
});

const today = () => shanghaiDateOf(test.now().getTime());

/** Inserts a batch as the program's own database role, past every command, and undoes it; gives the error, or null. */
async function insertDirectly(change: Partial<BatchRow>): Promise<string | null> {
  serial += 1;
  const row = { ...sound, id: newId(test.app.base.ambient), code: `51000434-2026-${serial}`, ...change };
  try {
    await test.app.base.db.transaction().execute(async (tx) => {
      await tx.insertInto('batches').values(row).execute();
      throw new Error('undone');
    });
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    return message === 'undone' ? null : (code ?? message);
  }
  return null;
}

const moveDirectly = (state: string) =>
  test.app.base.db
    .transaction()
    .execute(async (tx) => {
      await tx.updateTable('batches').set({ state }).where('id', '=', sound.id).execute();
      throw new Error('undone');
    })
    .catch((error: unknown) => (error as Error).message);

describe('a batch written past every command, as the database role of the program', () => {
  it('is possible inside the scope line', async () => {
    expect(await insertDirectly({})).toBeNull();
    expect(await insertDirectly({ exam_on: sound.scope_to })).toBeNull();
    expect(await insertDirectly({ exam_on: sound.scope_from })).toBeNull();
  });

  it('is impossible outside it, in whatever combination of site, occupation, level, group and dates', async () => {
    const lines = await test.app.base.db.selectFrom('scope_lines').selectAll().execute();
    const occupations = await test.app.base.db.selectFrom('occupations').select('id').execute();
    const anyDay = fc.integer({ min: -4000, max: 4000 }).map((days) => addDays(today(), days));
    const change = fc.record(
      {
        scope_line_id: fc.constantFrom(...lines.map(({ id }) => id), newId(test.app.base.ambient)),
        site_id: fc.constantFrom(sound.site_id, newId(test.app.base.ambient)),
        occupation_id: fc.constantFrom(...occupations.map(({ id }) => id)),
        level: fc.constantFrom(...levels),
        eligible_group: fc.constantFrom('public', 'own_staff', 'students'),
        scope_from: anyDay,
        scope_to: anyDay,
        exam_on: anyDay,
      },
      { requiredKeys: [] },
    );
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(change, async (each) => {
        const row = { ...sound, ...each };
        const line = lines.find(({ id }) => id === row.scope_line_id);
        const isInside =
          line?.site_id === row.site_id &&
          line.occupation_id === row.occupation_id &&
          row.occupation_id === sound.occupation_id &&
          line.level === row.level &&
          line.valid_from === row.scope_from &&
          line.valid_to === row.scope_to &&
          row.scope_from <= row.exam_on &&
          row.exam_on <= row.scope_to &&
          line.eligible_groups.includes(row.eligible_group);
        if (!isInside) refused += 1;
        expect((await insertDirectly(each)) === null).toBe(isInside);
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it.each<[string, string, string]>([
    ['the site is suspended', 'update sites set state = $1 where id = $2', 'suspended'],
    ['the site is withdrawn', 'update sites set state = $1 where id = $2', 'withdrawn'],
    [
      'the authorisation is suspended',
      'update authorisations set state = $1 where site_id = $2',
      'suspended',
    ],
    [
      'the authorisation is withdrawn',
      'update authorisations set state = $1 where site_id = $2',
      'withdrawn',
    ],
  ])('is impossible while %s, and no batch moves on towards its exam', async (_, sql, state) => {
    const table = sql.split(' ')[1];
    const before = table === 'sites' ? 'formal' : 'in_force';
    await owner.query(sql, [state, sound.site_id]);
    try {
      expect(await insertDirectly({})).toBe('23514');
      for (const next of ['announced', 'enrolling', 'eligibility', 'arranged', 'ticketed', 'running'])
        expect(await moveDirectly(next)).toMatch(/not in force/);
      expect(await moveDirectly('cancelled')).toBe('undone');
    } finally {
      await owner.query(sql, [before, sound.site_id]);
    }
    expect(await insertDirectly({})).toBeNull();
    expect(await moveDirectly('announced')).toBe('undone');
  });

  it('cannot be moved to another line, day or group afterwards, nor removed', async () => {
    const { db } = test.app.base;
    for (const change of [
      { exam_on: addDays(sound.exam_on, 1) },
      { scope_line_id: sound.scope_line_id },
      { eligible_group: 'own_staff' },
      { level: 'advanced' },
    ]) {
      await expect(
        db.updateTable('batches').set(change).where('id', '=', sound.id).execute(),
      ).rejects.toMatchObject({ code: '42501' });
    }
    await expect(db.deleteFrom('batches').where('id', '=', sound.id).execute()).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('the two sides of a batch', () => {
  it('cannot be taken by one person, by the door or past it', async () => {
    const { db } = test.app.base;
    const person = world.cast.personId(world.story.center.reviewers[0] ?? '');
    await db.transaction().execute((tx) => takeSide({ tx }, sound.id, person, 'review'));
    await db.transaction().execute((tx) => takeSide({ tx }, sound.id, person, 'review'));
    await expect(
      db.transaction().execute((tx) => takeSide({ tx }, sound.id, person, 'service')),
    ).rejects.toMatchObject({ code: 'reviewer_served' });
    const row = {
      batch_id: sound.id,
      person_id: person,
      duty: 'supervisor',
      card_id: null,
      assigned_by: sound.planned_by,
      assigned_at: test.now(),
    };
    await expect(db.insertInto('assignments').values(row).execute()).rejects.toMatchObject({ code: '23503' });
    await expect(
      db
        .insertInto('batch_sides')
        .values({ batch_id: sound.id, person_id: person, side: 'service' })
        .execute(),
    ).rejects.toMatchObject({ code: '23505' });
    expect(await db.selectFrom('assignments').selectAll().where('batch_id', '=', sound.id).execute()).toEqual(
      [],
    );
  });
});
