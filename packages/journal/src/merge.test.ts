import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntries, headOf, journalStart, verifyChain } from './chain.ts';
import type { Answer } from './entry.ts';
import { mergeEntries, rebaseEntries, soundPrefix } from './merge.ts';
import { currentResponses } from './responses.ts';

const start = journalStart('attempt');
const NOW = '2026-05-18T08:00:00.000Z';

const answerList = (source: string) =>
  fc.array(
    fc
      .record({ position: fc.integer({ min: 1, max: 6 }), pick: fc.constantFrom('a', 'b', 'c') })
      .map(({ position, pick }): Omit<Answer, 'savedAt'> => ({ position, response: [`${source}-${pick}`] })),
    { maxLength: 8 },
  );
const dated = (answers: readonly Omit<Answer, 'savedAt'>[]): Answer[] =>
  answers.map((answer, i) => ({
    ...answer,
    savedAt: new Date(Date.UTC(2026, 4, 18) + i * 1000).toISOString(),
  }));
const one = (position: number, choice: string): Answer => ({ position, response: [choice], savedAt: NOW });

describe('mergeEntries', () => {
  it('leaves the entries of the server as they are, adds every other one once, and merges twice without effect', () => {
    fc.assert(
      fc.property(answerList('common'), answerList('server'), answerList('local'), (common, there, here) => {
        const server = appendEntries(start, dated([...common, ...there]));
        const local = appendEntries(start, dated([...common, ...here]));
        const merged = mergeEntries(start, server, local);
        expect(merged.slice(0, server.length)).toEqual(server);
        expect(merged).toHaveLength(common.length + there.length + here.length);
        expect(verifyChain(start, merged).ok).toBe(true);
        const ours = merged.slice(server.length).map((entry) => entry.response);
        expect(ours).toEqual(here.map((answer) => answer.response));
        expect(mergeEntries(start, merged, local)).toEqual(merged);
      }),
      { numRuns: 1000 },
    );
  });

  it('adds nothing when the device is behind the server', () => {
    const server = appendEntries(start, [one(1, 'a'), one(2, 'b')]);
    expect(mergeEntries(start, server, server.slice(0, 1))).toEqual(server);
  });
});

describe('rebaseEntries', () => {
  const entries = appendEntries(start, [one(1, 'a'), one(2, 'b'), one(3, 'c')]);
  const local = {
    base: start,
    entries,
    acknowledged: 1,
    known: new Map([[1, ['a']]]),
    epoch: 1,
  };

  it('leaves the waiting entries as they are when the device passed through the head of the server', () => {
    const head = headOf(start, entries.slice(0, 2));
    expect(rebaseEntries({ head, responses: new Map(), epoch: 4 }, local, NOW)).toEqual({
      base: start,
      entries,
      acknowledged: 2,
      forked: false,
      yielded: [],
    });
  });

  it('sends acknowledged entries again to a server that fell back behind them', () => {
    const rebased = rebaseEntries(
      { head: start, responses: new Map(), epoch: 1 },
      { ...local, acknowledged: 3 },
      NOW,
    );
    expect(rebased).toMatchObject({ entries, acknowledged: 0, forked: false });
  });

  it('sends acknowledged entries again also to a server that fell back and then went another way', () => {
    const head = headOf(start, appendEntries(start, [one(6, 'x')]));
    const rebased = rebaseEntries(
      { head, responses: new Map([[6, ['x']]]), epoch: 1 },
      { ...local, acknowledged: 3 },
      NOW,
    );
    expect(rebased.forked).toBe(true);
    expect(rebased.entries.map((entry) => entry.position)).toEqual([2, 3]);
  });

  it('lets the own answers stand when nobody else can have written', () => {
    const head = headOf(start, appendEntries(start, [one(1, 'a'), one(2, 'z')]));
    const responses = new Map([
      [1, ['a']],
      [2, ['z']],
    ]);
    const rebased = rebaseEntries({ head, responses, epoch: 1 }, local, NOW);
    expect(rebased).toMatchObject({ base: head, acknowledged: 2, forked: true, yielded: [] });
    expect(currentResponses(rebased.entries)).toEqual(
      new Map([
        [2, ['b']],
        [3, ['c']],
      ]),
    );
  });

  it('yields to the newer answer of another device, keeps the older one in the record and names the item', () => {
    const head = headOf(start, appendEntries(start, [one(1, 'a'), one(2, 'z')]));
    const responses = new Map([
      [1, ['a']],
      [2, ['z']],
    ]);
    const rebased = rebaseEntries({ head, responses, epoch: 2 }, local, NOW);
    expect(rebased.yielded).toEqual([2]);
    expect(rebased.entries.map((entry) => [entry.sequence, entry.position, entry.response])).toEqual([
      [3, 2, ['b']],
      [4, 3, ['c']],
      [5, 2, ['z']],
    ]);
    expect(verifyChain(head, rebased.entries).ok).toBe(true);
  });
});

describe('soundPrefix', () => {
  it('keeps what comes before an edited entry and names the edit', () => {
    const entries = appendEntries(start, [one(1, 'a'), one(2, 'b'), one(3, 'c')]);
    const edited = entries.map((entry) => (entry.sequence === 2 ? { ...entry, response: ['d'] } : entry));
    expect(soundPrefix(start, edited)).toEqual({ entries: entries.slice(0, 1), brokenAt: 2 });
    expect(soundPrefix(start, entries)).toEqual({ entries, brokenAt: null });
  });
});
