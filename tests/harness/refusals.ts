import { expect } from 'vitest';
import { RefusedCall } from '@jiangping/contract/client';
import type { ProblemBody } from '@jiangping/contract/client';
import type { RefusalCode } from '@jiangping/domain/refusals';
import type { DB } from '../../apps/server/src/base/schema.types.ts';
import type { TestApp } from './test-app.ts';

/** The number of rows of each table; every act that happened has left a fact. */
export async function countRows(
  test: TestApp,
  tables: readonly (keyof DB)[],
): Promise<Partial<Record<keyof DB, number>>> {
  const counts: Partial<Record<keyof DB, number>> = {};
  for (const table of tables) {
    const row = await test.app.base.db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow();
    counts[table] = Number(row.count);
  }
  return counts;
}

/** Asserts that a call is refused with this code, or fails as a defect, told in both languages, and that no fact was written, nor a row of these tables; gives the problem. */
export async function expectRefusal(
  test: TestApp,
  call: () => Promise<unknown>,
  code: RefusalCode | 'defect',
  tables: readonly (keyof DB)[] = [],
): Promise<ProblemBody> {
  const before = await countRows(test, ['ledger_facts', ...tables]);
  const error = await call().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error, `expected ${code}`).toBeInstanceOf(RefusedCall);
  const { problem } = error as RefusedCall;
  expect(problem.code).toBe(code);
  expect(problem.zh).not.toBe('');
  expect(problem.en).not.toBe('');
  expect(problem.do.zh).not.toBe('');
  expect(await countRows(test, ['ledger_facts', ...tables])).toEqual(before);
  return problem;
}
