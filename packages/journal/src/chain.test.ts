import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntries, appendEntry, chainEntry, headOf, journalStart, verifyChain } from './chain.ts';
import type { Answer, ChainedEntry } from './entry.ts';
import { currentResponses } from './responses.ts';

const attemptId = '0198c0de-0000-7000-8000-000000000001';
const start = journalStart(attemptId);
const answer: Answer = { position: 7, response: ['b', 'd'], savedAt: '2026-05-18T01:02:03.004Z' };

const answers = fc.array(
  fc.record({
    position: fc.integer({ min: 1, max: 20 }),
    response: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'true', 'false'), { maxLength: 4 }),
    savedAt: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((at) => at.toISOString()),
  }),
  { minLength: 1, maxLength: 20 },
);

/** The documented formula on another SHA-256 and another way of writing the frames. */
function foreignHash(tag: string, ...fields: Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const field of [Buffer.from(tag), ...fields]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    hash.update(length).update(field);
  }
  return hash.digest('hex');
}

describe('the chain', () => {
  it('can be recomputed by a foreign program from the documented formula', () => {
    expect(start).toEqual({
      sequence: 0,
      hash: foreignHash('attempt-journal-start/v1', Buffer.from(attemptId)),
    });
    expect(appendEntry(start, answer).hash).toBe(
      foreignHash(
        'attempt-journal-entry/v1',
        Buffer.from(start.hash, 'hex'),
        Buffer.from('{"position":7,"response":["b","d"],"savedAt":"2026-05-18T01:02:03.004Z","sequence":1}'),
      ),
    );
  });

  it('is the same for every spelling of one instant, so a database column can stand for it', () => {
    const hashes = [
      '2026-05-18T01:02:03.004Z',
      '2026-05-18T09:02:03.004+08:00',
      '2026-05-18T01:02:03.0040Z',
    ].map((savedAt) => appendEntry(start, { ...answer, savedAt }).hash);
    expect(new Set(hashes).size).toBe(1);
  });

  it('starts differently for every attempt', () => {
    expect(journalStart('a').hash).not.toBe(journalStart('b').hash);
  });

  it.each([
    ['a sequence of 0', { sequence: 0 }],
    ['a broken sequence', { sequence: 1.5 }],
    ['a position of 0', { position: 0 }],
    ['an instant that only some engines read', { savedAt: 'May 18, 2026' }],
    ['an instant without a zone', { savedAt: '2026-05-18T01:02:03' }],
    ['a day that does not exist', { savedAt: '2026-13-40T01:02:03Z' }],
  ])('refuses %s', (_name, change) => {
    expect(() => chainEntry(start.hash, { sequence: 1, ...answer, ...change })).toThrow();
  });

  it.each(['', 'AB'.repeat(32), 'ab'.repeat(31)])('refuses %j as a previous hash', (hash) => {
    expect(() => chainEntry(hash, { sequence: 1, ...answer })).toThrow();
  });
});

describe('verifyChain', () => {
  it('accepts every journal that was built by appending and gives its head', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const chain = appendEntries(start, list);
        expect(verifyChain(start, chain, headOf(start, chain))).toEqual({
          ok: true,
          head: headOf(start, chain),
        });
      }),
    );
  });

  it('names the sequence of every single mutation', () => {
    const other = (entry: ChainedEntry, kind: number): ChainedEntry => {
      switch (kind) {
        case 0:
          return { ...entry, position: entry.position + 1 };
        case 1:
          return { ...entry, response: [...entry.response, 'x'] };
        case 2:
          return { ...entry, savedAt: new Date(Date.parse(entry.savedAt) + 1).toISOString() };
        case 3:
          return { ...entry, sequence: entry.sequence + 1 };
        case 4:
          return { ...entry, savedAt: 'yesterday' };
        default:
          return { ...entry, hash: entry.hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) };
      }
    };
    fc.assert(
      fc.property(answers, fc.nat(), fc.integer({ min: 0, max: 5 }), (list, where, kind) => {
        const chain = appendEntries(start, list);
        const i = where % chain.length;
        const changed = chain.map((entry, at) => (at === i ? other(entry, kind) : entry));
        expect(verifyChain(start, changed, headOf(start, chain))).toMatchObject({
          ok: false,
          sequence: i + 1,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('names the place where an entry was removed, repeated or swapped', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (list, where) => {
        const chain = appendEntries(start, list);
        const head = headOf(start, chain);
        const i = where % chain.length;
        const removed = chain.filter((_, at) => at !== i);
        expect(verifyChain(start, removed, head)).toEqual({
          ok: false,
          sequence: i + 1,
          fault: 'entry_missing',
        });
        const repeated = [...chain.slice(0, i + 1), ...chain.slice(i)];
        expect(verifyChain(start, repeated, head)).toEqual({
          ok: false,
          sequence: i + 2,
          fault: 'entry_missing',
        });
        if (i > 0) {
          const swapped = [...chain.slice(0, i - 1), chain[i]!, chain[i - 1]!, ...chain.slice(i + 1)];
          expect(verifyChain(start, swapped, head)).toEqual({
            ok: false,
            sequence: i,
            fault: 'entry_missing',
          });
        }
      }),
    );
  });

  it('catches a chain recomputed after a change by the acknowledged head', () => {
    const chain = appendEntries(start, [answer, { ...answer, position: 8 }, { ...answer, position: 9 }]);
    const forged = appendEntries(start, [{ ...answer, response: ['a'] }, ...chain.slice(1)]);
    expect(verifyChain(start, forged).ok).toBe(true);
    expect(verifyChain(start, forged, headOf(start, chain))).toEqual({
      ok: false,
      sequence: 3,
      fault: 'head_mismatch',
    });
    expect(verifyChain(start, forged, headOf(start, chain.slice(0, 1)))).toEqual({
      ok: false,
      sequence: 1,
      fault: 'head_mismatch',
    });
  });
});

describe('currentResponses', () => {
  it('takes the highest sequence of each position, in whatever order the entries come', () => {
    fc.assert(
      fc.property(answers, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, dice) => {
        const chain = appendEntries(start, list);
        const expected = new Map(list.map(({ position, response }) => [position, response]));
        const shuffled = chain
          .map((entry) => ({ entry, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry);
        expect(new Map([...currentResponses(shuffled)].sort(([a], [b]) => a - b))).toEqual(
          new Map([...expected].sort(([a], [b]) => a - b)),
        );
      }),
    );
  });

  it('keeps a cleared answer as an empty one', () => {
    const chain = appendEntries(start, [answer, { ...answer, response: [] }]);
    expect(currentResponses(chain)).toEqual(new Map([[7, []]]));
  });
});
