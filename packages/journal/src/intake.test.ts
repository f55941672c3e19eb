import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendEntries, appendEntry, headOf, journalStart, verifyChain } from './chain.ts';
import type { Answer, ChainedEntry } from './entry.ts';
import { acceptEntries, checkEpoch } from './intake.ts';
import type { Intake, Save } from './intake.ts';
import { rebaseEntries } from './merge.ts';
import { currentResponses } from './responses.ts';

const start = journalStart('attempt');

const answerAt = (number: number): Answer => ({
  position: (number % 5) + 1,
  response: [`o${number}`],
  savedAt: new Date(Date.UTC(2026, 4, 18) + number * 1000).toISOString(),
});

/** A server that stores what the intake lets it store, as the real one does under its lock. */
function createServer() {
  const journal: ChainedEntry[] = [];
  const writers: number[] = [];
  let epoch = 1;
  return {
    journal,
    writers,
    epoch: () => epoch,
    takeOver: () => ++epoch,
    head: () => headOf(start, journal),
    save(save: Save): Intake {
      const from = save.entries[0]?.sequence ?? 1;
      const overlap = journal.filter((entry) => entry.sequence >= from);
      const intake = acceptEntries({ epoch, head: headOf(start, journal), overlap }, save);
      if (intake.accepted) {
        journal.push(...intake.fresh);
        writers.push(...intake.fresh.map(() => save.epoch));
      }
      return intake;
    },
  };
}

/** A device that appends, sends what is not acknowledged, and takes acknowledgements that fit its own chain. */
function createDevice(epoch: number) {
  const entries: ChainedEntry[] = [];
  let acknowledged = 0;
  return {
    entries,
    answer: (answer: Answer) => entries.push(appendEntry(headOf(start, entries), answer)),
    save: (): Save => ({ epoch, entries: entries.slice(acknowledged) }),
    acknowledge(intake: Intake) {
      if (!intake.accepted || intake.head.sequence <= acknowledged) return;
      expect(entries[intake.head.sequence - 1]?.hash).toBe(intake.head.hash);
      acknowledged = intake.head.sequence;
    },
    acknowledged: () => acknowledged,
  };
}

const step = fc.record({
  kind: fc.constantFrom('answer', 'answer', 'send', 'deliver', 'repeat', 'drop', 'acknowledge'),
  pick: fc.nat({ max: 50 }),
});

describe('saves over a bad network', () => {
  it('converge on one journal after 10,000 seeded schedules of repeated, reordered, late and lost messages', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const server = createServer();
        const device = createDevice(1);
        const saves: Save[] = [];
        const acknowledgements: Intake[] = [];
        const promised: ChainedEntry[] = [];
        let answers = 0;
        for (const { kind, pick } of steps) {
          const at = saves.length === 0 ? -1 : pick % saves.length;
          if (kind === 'answer') device.answer(answerAt(answers++));
          else if (kind === 'send') saves.push(device.save());
          else if (kind === 'drop' && at >= 0) saves.splice(at, 1);
          else if ((kind === 'deliver' || kind === 'repeat') && at >= 0) {
            const intake = server.save(saves[at]!);
            if (kind === 'deliver') saves.splice(at, 1);
            if (intake.accepted) {
              acknowledgements.push(intake);
              const last = server.journal.at(-1);
              if (last) promised.push(last);
            }
          } else if (kind === 'acknowledge' && acknowledgements.length > 0) {
            device.acknowledge(acknowledgements.splice(pick % acknowledgements.length, 1)[0]!);
          }
        }
        device.acknowledge(server.save(device.save()));
        for (const late of saves) server.save(late);

        expect(server.journal).toEqual(device.entries);
        expect(device.acknowledged()).toBe(answers);
        expect(verifyChain(start, server.journal).ok).toBe(true);
        expect(currentResponses(server.journal)).toEqual(currentResponses(device.entries));
        for (const entry of promised) expect(server.journal[entry.sequence - 1]).toEqual(entry);
      }),
      { numRuns: 10_000, seed: 20_260_518 },
    );
  });

  it('lose nothing when the attempt moves to another device and back, and no fenced device writes', () => {
    const counts = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(counts, counts, counts, fc.boolean(), (sent, unsent, elsewhere, isAnswerLost) => {
        const server = createServer();
        const first = createDevice(1);
        const made: Answer[] = [];
        const give = (device: ReturnType<typeof createDevice>, count: number, from: number) => {
          for (let i = 0; i < count; i++) {
            made.push(answerAt(from + i));
            device.answer(made.at(-1)!);
          }
        };
        give(first, sent, 0);
        const intake = server.save(first.save());
        if (!isAnswerLost) first.acknowledge(intake);
        const known = isAnswerLost ? new Map<number, readonly string[]>() : currentResponses(server.journal);
        give(first, unsent, 100);
        const late = first.save();

        server.takeOver();
        const there: ChainedEntry[] = [];
        for (let i = 0; i < elsewhere; i++) {
          made.push(answerAt(200 + i));
          there.push(appendEntry(headOf(server.head(), there), made.at(-1)!));
        }
        expect(server.save({ epoch: 2, entries: there }).accepted).toBe(true);
        const before = server.journal.length;
        expect(server.save(late)).toEqual({
          accepted: false,
          code: 'attempt_fenced',
          facts: { epoch: 1, current: 2 },
        });
        expect(server.journal).toHaveLength(before);
        expect(server.writers.slice(before)).toEqual([]);

        const seen = currentResponses(server.journal);
        server.takeOver();
        const back = rebaseEntries(
          { head: server.head(), responses: seen, epoch: 3 },
          { base: start, entries: first.entries, acknowledged: first.acknowledged(), known, epoch: 1 },
          '2026-05-18T08:00:00.000Z',
        );
        expect(
          server.save({
            epoch: 3,
            entries: back.entries.filter((entry) => entry.sequence > back.acknowledged),
          }).accepted,
        ).toBe(true);

        expect(verifyChain(start, server.journal, headOf(back.base, back.entries)).ok).toBe(true);
        const held = new Set(server.journal.map((entry) => entry.savedAt));
        for (const answer of made) expect(held).toContain(answer.savedAt);
        const now = currentResponses(server.journal);
        for (const answer of there) expect(now.get(answer.position)).toEqual(seen.get(answer.position));
      }),
      { numRuns: 1000, seed: 15 },
    );
  });
});

describe('acceptEntries', () => {
  const stored = appendEntries(start, [answerAt(1), answerAt(2), answerAt(3)]);
  const journal = { epoch: 2, head: headOf(start, stored), overlap: stored };

  it('passes over what is stored and adds only the rest', () => {
    const next = appendEntry(journal.head, answerAt(4));
    expect(acceptEntries(journal, { epoch: 2, entries: [...stored.slice(1), next] })).toEqual({
      accepted: true,
      fresh: [next],
      head: { sequence: 4, hash: next.hash },
    });
    expect(acceptEntries(journal, { epoch: 2, entries: stored })).toEqual({
      accepted: true,
      fresh: [],
      head: journal.head,
    });
  });

  it('refuses an older and a never given epoch with both numbers', () => {
    expect(checkEpoch(2, 2)).toBeNull();
    for (const epoch of [1, 3]) {
      const refusal = { accepted: false, code: 'attempt_fenced', facts: { epoch, current: 2 } };
      expect(acceptEntries(journal, { epoch, entries: stored })).toEqual(refusal);
    }
  });

  it('refuses a hole before the save, inside it, or a save that runs backwards', () => {
    const more = appendEntries(journal.head, [answerAt(4), answerAt(5), answerAt(6)]);
    const gap = { accepted: false, code: 'save_sequence_gap' };
    expect(acceptEntries(journal, { epoch: 2, entries: more.slice(1) })).toEqual({
      ...gap,
      facts: { received: 3, sent: 5 },
    });
    expect(acceptEntries(journal, { epoch: 2, entries: [more[0]!, more[2]!] })).toEqual({
      ...gap,
      facts: { received: 3, sent: 6 },
    });
    expect(acceptEntries(journal, { epoch: 2, entries: [more[0]!, stored[2]!] })).toMatchObject(gap);
  });

  it('refuses an entry that contradicts the stored one, and names it', () => {
    const entries = [
      stored[1]!,
      { ...stored[2]!, response: ['other'] },
      appendEntry(journal.head, answerAt(4)),
    ];
    expect(acceptEntries(journal, { epoch: 2, entries })).toEqual({
      accepted: false,
      code: 'save_chain_broken',
      facts: { sequence: 3 },
    });
  });
});
