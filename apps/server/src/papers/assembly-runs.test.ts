import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClient } from '@jiangping/contract/client';
import { flawlessSheet } from '@jiangping/domain/items/vetting-sheet';
import { findVersionIds, importDemoBank, readDemoBank } from '../../../../tests/harness/demo-bank.ts';
import type { BankStaff } from '../../../../tests/harness/demo-bank.ts';
import { countRows, expectRefusal } from '../../../../tests/harness/refusals.ts';
import { openTestApp } from '../../../../tests/harness/test-app.ts';
import type { Staff, TestApp } from '../../../../tests/harness/test-app.ts';

const tables = ['papers', 'paper_forms', 'paper_contents', 'ledger_facts', 'idempotency_keys'] as const;

let test: TestApp;
let people: BankStaff;
let second: Staff;
let endlessId: string;

beforeAll(async () => {
  test = await openTestApp();
  people = await importDemoBank(test);
  second = await test.staff(['paper_maker']);
  const versionIds = await findVersionIds(test, 'theory', 'vetting');
  await people.vetter.client.items.vetItems({ versionIds, sheet: [...flawlessSheet] });
  // More items than the bank has, and figures that fit no simple reason: half a minute of looking for one.
  endlessId = await create({
    forms: 8,
    sections: [{ interaction: 'single', count: 30, points: 3 }],
    difficulty: [1, 2, 3, 4, 5].map((each) => ({ level: each, min: 0.05, max: 0.5 })),
    angoff: { center: 62.003, width: 0.001 },
    secondsMax: 1300,
  });
});
afterAll(() => test.close());

async function create(change: Record<string, unknown>): Promise<string> {
  const body = { ...readDemoBank().blueprint, content: [], ...change };
  const { occupationId, maker } = people;
  const made = await maker.client.papers.createBlueprint({
    occupationId,
    level: 'intermediate',
    part: 'theory',
    body,
  });
  return made.id;
}

const find = async (staff: Staff, blueprintId: string) =>
  (await staff.client.papers.findAssembly({ blueprintId })).assembly;

/** What `find` tells until the assembly is over, its end last. */
async function watch(staff: Staff, blueprintId: string, isEnough = (_: { phase: string }) => false) {
  const seen = [];
  for (;;) {
    const assembly = await find(staff, blueprintId);
    if (assembly) {
      seen.push(assembly);
      if (assembly.end || isEnough(assembly)) return seen;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('an assembly tells every maker its phase and figures while it runs, and how it ended afterwards', async () => {
  const blueprintId = await create({
    forms: 5,
    sections: [{ interaction: 'single', count: 30, points: 1 }],
    difficulty: [],
    angoff: { center: 60.01, width: 0.02 },
    secondsMax: 1200,
  });
  expect(await find(second, blueprintId)).toBeNull();
  const answer = people.maker.client.papers.assemblePaper({ blueprintId });
  const seen = await watch(second, blueprintId);
  const { id, solution } = await answer;
  const running = seen.filter(({ end }) => end === null);
  expect(running.some(({ phase, bound }) => phase === 'searching' && bound !== null)).toBe(true);
  const seconds = seen.map((assembly) => assembly.seconds);
  expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  expect(new Set(seen.map((assembly) => assembly.id)).size).toBe(1);
  expect(seen.at(-1)).toMatchObject({
    startedBy: { id: people.maker.personId },
    objective: solution.objective,
    bound: solution.bound,
    gap: solution.gap,
    wantedGap: 1e-4,
    end: { kind: 'assembled', paperId: id },
  });
  const { writer } = people;
  await expectRefusal(test, () => find(writer, blueprintId), 'post_missing', tables);
});

it('a cancelled assembly stops, writes nothing, says who ended it, and leaves the solver free', async () => {
  const before = await countRows(test, tables);
  const gone = new AbortController();
  const context = { key: 'an-assembly-to-cancel' };
  const { maker } = people;
  const url = await test.app.http.listen({ port: 0, host: '127.0.0.1' });
  const asked = createClient({ url, token: () => maker.token })
    .papers.assemblePaper({ blueprintId: endlessId, seed: 'x' }, { context, signal: gone.signal })
    .then(
      () => null,
      (error: unknown) => error,
    );
  const assembly = (await watch(people.maker, endlessId, ({ phase }) => phase === 'explaining')).at(-1);
  const assemblyId = assembly?.id ?? '';

  await expectRefusal(
    test,
    () => second.client.papers.assemblePaper({ blueprintId: endlessId }),
    'assembly_running',
    tables,
  );
  await expectRefusal(
    test,
    () => people.sealer.client.papers.cancelAssembly({ assemblyId }),
    'post_missing',
    tables,
  );
  // Whoever hangs up finds it again; only the command ends it.
  gone.abort();
  expect(await asked).toMatchObject({ name: 'AbortError' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await find(people.maker, endlessId))?.end).toBeNull();

  const again = people.maker.client.papers
    .assemblePaper({ blueprintId: endlessId, seed: 'x' }, { context })
    .then(
      () => null,
      (error: unknown) => error,
    );
  // The repeated request must be waiting before the assembly it asks about ends.
  await find(people.maker, endlessId);
  const ended = await second.client.papers.cancelAssembly({ assemblyId });
  expect(ended.end).toMatchObject({ kind: 'cancelled', by: { id: second.personId } });
  expect(await again).toMatchObject({ code: 'assembly_cancelled' });
  expect(await find(people.sealer, endlessId)).toEqual(ended);
  expect(await countRows(test, tables)).toEqual(before);
  await expectRefusal(
    test,
    () => people.maker.client.papers.cancelAssembly({ assemblyId }),
    'assembly_over',
    tables,
  );
  await expectRefusal(
    test,
    () => people.maker.client.papers.cancelAssembly({ assemblyId: crypto.randomUUID() }),
    'not_found',
    tables,
  );
  const { solution } = await second.client.papers.assemblePaper({
    blueprintId: await create({ forms: 1, difficulty: [] }),
  });
  expect(solution.status).toBe('optimal');
});

it('an assembly that is refused tells whoever looks later why', async () => {
  const blueprintId = await create({
    sections: [{ interaction: 'multiple', count: 40, points: 2 }],
    difficulty: [],
    angoff: { center: 60, width: 40 },
  });
  const problem = await expectRefusal(
    test,
    () => people.maker.client.papers.assemblePaper({ blueprintId }),
    'paper_infeasible',
    ['papers'],
  );
  expect((await find(second, blueprintId))?.end).toEqual({
    kind: 'refused',
    code: 'paper_infeasible',
    facts: problem.facts,
  });
});
