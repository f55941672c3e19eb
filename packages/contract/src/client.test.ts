import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestApp } from '../../../tests/harness/test-app.ts';
import type { TestApp } from '../../../tests/harness/test-app.ts';
import { createClient, RefusedCall } from './client.ts';

let test: TestApp;
let url: string;
beforeAll(async () => {
  test = await openTestApp();
  url = await test.app.http.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => test.close());

/** The refusal a call ends with, and the media type in which a server at the end of a socket told it. */
async function refusalOf(call: (client: ReturnType<typeof createClient>) => Promise<unknown>) {
  let type: string | null = null;
  const client = createClient({
    url,
    fetch: async (request) => {
      const response = await fetch(request);
      type = response.headers.get('content-type');
      return response;
    },
  });
  const error = await call(client).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(RefusedCall);
  return { type, problem: (error as RefusedCall).problem };
}

const entry = { sequence: 1, position: 1, response: ['A'], savedAt: '2026-11-23T08:00:00Z' };

describe('a refusal', () => {
  it('told as a problem document reaches the caller with its code and its sentences', async () => {
    const { type, problem } = await refusalOf((client) =>
      client.sittings.saveResponses({ epoch: 1, entries: [entry] }),
    );
    expect(type).toMatch(/^application\/problem\+json/);
    expect(problem).toMatchObject({ code: 'attempt_unknown', status: 404 });
    expect(problem.zh).not.toBe('');
    expect(problem.do.en).not.toBe('');
  });

  it('of a body that is too large does too', async () => {
    const { type, problem } = await refusalOf((client) =>
      client.sittings.saveResponses({ epoch: 1, entries: [{ ...entry, response: ['x'.repeat(300_000)] }] }),
    );
    expect(type).toMatch(/^application\/problem\+json/);
    expect(problem).toMatchObject({ code: 'body_too_large', status: 413 });
  });

  it('of the contract itself is of the same kind', async () => {
    const { problem } = await refusalOf((client) =>
      client.batches.fileBatch({ batchId: '01890000-0000-7000-8000-000000000000' }),
    );
    expect(problem).toMatchObject({ code: 'login_required', status: 401 });
  });
});

describe('a text that no document can hold', () => {
  it.each(['张\ud800', 'a\0b', '\x1b[31m'])('is refused at the door, wherever it stands: %j', async (bad) => {
    const { client } = await test.staff(['security_admin', 'center_staff']);
    const count = async () =>
      (await test.app.base.db.selectFrom('ledger_facts').select('id').execute()).length;
    const before = await count();
    const { name, q, notice, response } = { name: bad, q: `${bad}\0`, notice: bad, response: [bad] };
    const idNumber = test.newIdNumber();
    const calls: [string, () => Promise<unknown>][] = [
      ['name', () => client.people.registerPerson({ name, idType: 'resident_id', idNumber })],
      ['q', () => client.people.listPersons({ q })],
      ['notice', () => client.batches.announceBatch({ batchId: crypto.randomUUID(), notice })],
      [
        'entries.0.response.0',
        () => client.sittings.saveResponses({ epoch: 1, entries: [{ ...entry, response }] }),
      ],
    ];
    for (const [field, call] of calls) {
      const error: unknown = await call().catch((reason: unknown) => reason);
      expect(error, field).toBeInstanceOf(RefusedCall);
      expect((error as RefusedCall).problem).toMatchObject({ code: 'input_invalid', facts: { field } });
    }
    expect(await count()).toBe(before);
  });
});
