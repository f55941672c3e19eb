import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64, encodeUtf8 } from '@jiangping/log/bytes';
import { consistencyProof, leafHash, nodesFromLeaves } from '@jiangping/log/merkle';
import { auditLog } from './audit.ts';
import type { AuditOptions, AuditReport } from './audit.ts';
import type { LogReader } from './log-reading.ts';
import { batchFacts, forger, log, makeFact, makeIssueFact, makeLog } from './sample-file.ts';

/** A log as its server holds it; an attacker changes any part of it. */
interface Stored {
  /** The entry at each index; undefined where the row is gone. */
  facts: (string | undefined)[];
  leaves: string[] | null;
  checkpoint: string;
  history: string[] | null;
  logKey: string;
}

const entries = [
  ...batchFacts,
  makeIssueFact(6, { id: 'a' }),
  ...Array.from({ length: 34 }, (_, i) => makeFact(i + 7, 'person.registered', { i }, null)),
];
const sizes = [5, 10, 20, 30, 40];
let whole: Stored;
let kept: string;

beforeAll(() => {
  const { leaves, checkpoint } = makeLog(entries);
  const history = sizes.map((size) => makeLog(entries.slice(0, size)).checkpoint);
  whole = { facts: [...entries], leaves, checkpoint, history, logKey: log.logKey };
  kept = history[2]!;
});

function readerOf(stored: Stored): LogReader {
  const { leaves, history } = stored;
  const hashes = stored.facts.map((fact) => leafHash(encodeUtf8(fact ?? '')));
  const inner = (from: number, to: number) =>
    consistencyProof(BigInt(from), BigInt(to), nodesFromLeaves(hashes)).map(encodeBase64);
  return {
    getCheckpoint: () => Promise.resolve({ checkpoint: stored.checkpoint, logKey: stored.logKey }),
    listFacts: (from, count) =>
      Promise.resolve(
        stored.facts.flatMap((fact, index) =>
          fact === undefined || index < from || index >= from + count ? [] : [{ index, fact }],
        ),
      ),
    listLeaves: (from, count) => Promise.resolve(leaves && leaves.slice(from, from + count)),
    ...(history === null
      ? {}
      : {
          listCheckpoints: (from, count) =>
            Promise.resolve(history.filter((note) => Number(note.split('\n')[1]) >= from).slice(0, count)),
        }),
    getConsistency: (from, to) => Promise.resolve(inner(from, to)),
  };
}

const audit = (change: Partial<Stored> = {}, options: AuditOptions = {}) =>
  auditLog(readerOf({ ...whole, ...change }), options);
const failed = ({ checks }: AuditReport) => checks.filter(({ ok }) => !ok).map(({ name }) => name);
const outcomeOf = ({ checks }: AuditReport, name: string) =>
  checks.find((check) => check.name === name)?.outcome;
const factsWith = (change: (facts: (string | undefined)[]) => void) => {
  const facts = [...whole.facts];
  change(facts);
  return facts;
};

describe('an untouched log', () => {
  it('holds: entries, forms, order, root, kept digests, earlier checkpoints and the one the auditor kept', async () => {
    const report = await audit({}, { since: kept, trust: { issuers: [], logs: [log.logKey] } });
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ valid: true, size: 40, faults: [], checkpoint: whole.checkpoint });
    expect(report.checks.map(({ name }) => name)).toEqual([
      'log.trust',
      'log.checkpoint',
      'log.entries',
      'log.form',
      'log.order',
      'log.root',
      'log.leaves',
      'log.history',
      'log.since',
    ]);
  });

  it('holds where the log serves neither leaf hashes nor earlier checkpoints, and this is said', async () => {
    const report = await audit({ leaves: null, history: null });
    expect(report.valid).toBe(true);
    expect([outcomeOf(report, 'log.leaves'), outcomeOf(report, 'log.history')]).toEqual([
      'not_served',
      'not_served',
    ]);
  });

  it('holds over many pages, and tells how far it is', async () => {
    const many = Array.from({ length: 2500 }, (_, i) => makeFact(i, 'person.registered', {}, null));
    const { leaves, checkpoint } = makeLog(many);
    const told: number[] = [];
    const onProgress = (done: number) => void told.push(done);
    const report = await audit({ facts: many, leaves, checkpoint, history: [] }, { onProgress });
    expect([report.valid, report.size, told]).toEqual([true, 2500, [1000, 2000, 2500]]);
  });
});

describe('a changed row', () => {
  it('is named by its index when it was altered', async () => {
    const facts = factsWith((all) => (all[17] = makeFact(18, 'person.registered', { i: 99 }, null)));
    const report = await audit({ facts }, { since: kept });
    expect(report.faults).toEqual([{ index: 17, kind: 'altered' }]);
    // The signed log itself was not rewritten: earlier checkpoints still fit what it keeps.
    expect(failed(report)).toEqual(['log.root']);
    expect(report.checks.find(({ name }) => name === 'log.root')?.detail).toContain('17 altered');
  });

  it('is named by its index when it was deleted, in the middle and at the end', async () => {
    const report = await audit({ facts: factsWith((all) => (all[12] = undefined)) });
    expect(report.faults).toEqual([{ index: 12, kind: 'missing' }]);
    expect(failed(report)).toEqual(['log.entries', 'log.root']);
    const cut = await audit({ facts: whole.facts.slice(0, 37) });
    expect(cut.faults.map(({ index, kind }) => [index, kind])).toEqual([
      [37, 'missing'],
      [38, 'missing'],
      [39, 'missing'],
    ]);
  });

  it('is named with its right place when two were swapped', async () => {
    const facts = factsWith((all) => ([all[9], all[30]] = [all[30], all[9]]));
    expect((await audit({ facts })).faults).toEqual([
      { index: 9, kind: 'moved', belongsAt: 30 },
      { index: 30, kind: 'moved', belongsAt: 9 },
    ]);
  });

  it('is found between two signed checkpoints when the kept digests were changed with it', async () => {
    const facts = factsWith((all) => (all[17] = makeFact(18, 'person.registered', { i: 99 }, null)));
    const { leaves } = makeLog(facts.map(String));
    const report = await audit({ facts, leaves });
    expect(failed(report)).toEqual(['log.root', 'log.leaves', 'log.history']);
    const root = report.checks.find(({ name }) => name === 'log.root');
    expect([root?.outcome, root?.facts]).toEqual(['range', { from: '10', to: '19' }]);
    expect(report.faults).toEqual([]);
    const bare = await audit({ facts, leaves: null, history: null });
    expect([bare.valid, outcomeOf(bare, 'log.root')]).toEqual([false, 'differs']);
  });

  it('does not hide behind kept digests that are gone or no digests', async () => {
    const lost = await audit({ leaves: whole.leaves!.slice(0, 8) });
    expect([lost.valid, outcomeOf(lost, 'log.leaves')]).toEqual([false, 'lost']);
    const rubbish = await audit({ leaves: whole.leaves!.with(3, 'x') });
    expect([rubbish.valid, outcomeOf(rubbish, 'log.leaves')]).toEqual([false, 'lost']);
    const changed = await audit({ leaves: whole.leaves!.with(3, whole.leaves![4]!) });
    expect([changed.valid, failed(changed)]).toEqual([false, ['log.leaves']]);
  });

  it('is detected in 500 of 500 tamperings of five kinds, and the first bad index is named', async () => {
    const random = createRandom(20_261_123);
    const kinds: ((facts: (string | undefined)[], at: number) => number)[] = [
      (facts, at) => {
        facts[at] = facts[at]!.replace('"kind":"', '"kind":"x');
        return at;
      },
      (facts, at) => {
        facts[at] = undefined;
        return at;
      },
      (facts, at) => {
        const to = (at + 1 + random(facts.length - 1)) % facts.length;
        [facts[at], facts[to]] = [facts[to], facts[at]];
        return Math.min(at, to);
      },
      (facts, at) => {
        facts.length = at;
        return at;
      },
      (facts, at) => {
        facts.splice(at, 1);
        return at;
      },
    ];
    let detected = 0;
    for (const tamper of kinds) {
      for (let i = 0; i < 100; i++) {
        let first = -1;
        const facts = factsWith((all) => (first = tamper(all, random(entries.length))));
        const report = await audit({ facts });
        expect(report.faults[0]?.index).toBe(first);
        if (!report.valid) detected++;
      }
    }
    expect(detected).toBe(500);
  });
});

describe('a log that was computed and signed anew', () => {
  const changed = entries.with(7, makeFact(8, 'person.registered', { i: 99 }, null));
  const anew = (): Partial<Stored> => {
    const { leaves, checkpoint } = makeLog(changed);
    return { facts: changed, leaves, checkpoint };
  };

  it('is caught by any checkpoint it signed before, and the stretch is named', async () => {
    const report = await audit(anew());
    expect(failed(report)).toEqual(['log.history']);
    expect(report.checks.find(({ name }) => name === 'log.history')?.facts).toEqual({
      size: '10',
      from: '5',
      to: '9',
    });
  });

  it('is caught by the checkpoint the auditor kept when its own were removed, and by nothing else', async () => {
    expect((await audit({ ...anew(), history: [] })).valid).toBe(true);
    const report = await audit({ ...anew(), history: [] }, { since: kept });
    expect([report.valid, failed(report), outcomeOf(report, 'log.since')]).toEqual([
      false,
      ['log.since'],
      'rewritten',
    ]);
  });

  it('is caught when it is shorter than it was, or signed by another key', async () => {
    const short = makeLog(entries.slice(0, 15));
    const shrunk = await audit(
      { facts: entries.slice(0, 15), leaves: short.leaves, checkpoint: short.checkpoint, history: [] },
      { since: kept },
    );
    expect([shrunk.valid, outcomeOf(shrunk, 'log.since')]).toEqual([false, 'shrunk']);
    const foreign = makeLog(entries, forger);
    const replaced = await audit(
      { checkpoint: foreign.checkpoint, logKey: forger.logKey, history: [] },
      { since: kept, trust: { issuers: [], logs: [log.logKey] } },
    );
    expect([failed(replaced), outcomeOf(replaced, 'log.since')]).toEqual([
      ['log.trust', 'log.since'],
      'unsigned',
    ]);
  });

  it('is not excused by an earlier checkpoint nobody signed, which is a finding of its own', async () => {
    const forged = makeLog(changed.slice(0, 10), forger).checkpoint;
    const report = await audit({ history: [forged] });
    expect([failed(report), outcomeOf(report, 'log.history')]).toEqual([['log.history'], 'unsigned']);
  });
});

describe('what a log says', () => {
  const auditEntries = (all: string[]) => {
    const { leaves, checkpoint } = makeLog(all);
    return audit({ facts: all, leaves, checkpoint, history: [] });
  };

  it('must be in its one form, with no id twice', async () => {
    const spaced = await auditEntries([entries[0]!, `${entries[1]!} `]);
    expect([failed(spaced), outcomeOf(spaced, 'log.form')]).toEqual([['log.form'], 'malformed']);
    const twice = await auditEntries([entries[0]!, entries[1]!, makeFact(1, 'person.renamed', {}, null)]);
    expect(twice.checks.find(({ name }) => name === 'log.form')?.facts).toEqual({ index: '2', count: '1' });
  });

  it.each([
    ['draw_before_freeze', [makeFact(1, 'review.drawn'), makeFact(2, 'batch.frozen')]],
    ['second_draw', [makeFact(1, 'batch.frozen'), makeFact(2, 'review.drawn'), makeFact(3, 'review.drawn')]],
    ['certificate_before_release', [makeIssueFact(1, { id: 'a' }), makeFact(2, 'batch.released')]],
    ['certificate_before_release', [makeFact(1, 'batch.released', {}, 'another'), makeIssueFact(2, {})]],
  ])('must have its order: %s', async (outcome, all) => {
    const report = await auditEntries(all);
    expect([report.valid, outcomeOf(report, 'log.order')]).toEqual([false, outcome]);
  });

  it('may hold a second draw of a batch that was returned and fixed anew, and no other', async () => {
    const first = ['batch.frozen', 'review.drawn', 'batch.returned'];
    const log = (...kinds: string[]) => auditEntries(kinds.map((kind, i) => makeFact(i + 1, kind)));
    const anew = await log(...first, 'batch.frozen', 'review.drawn', 'batch.released');
    expect([anew.valid, outcomeOf(anew, 'log.order')]).toEqual([true, 'kept']);
    expect(outcomeOf(await log(...first, 'review.drawn'), 'log.order')).toBe('draw_before_freeze');
    const third = await log(...first, 'batch.frozen', 'review.drawn', 'review.drawn');
    expect(outcomeOf(third, 'log.order')).toBe('second_draw');
  });

  it('is not looked at without a signed checkpoint', async () => {
    const unsigned = await audit({ checkpoint: makeLog(entries, forger).checkpoint });
    expect(unsigned).toMatchObject({ valid: false, size: null });
    expect(failed(unsigned)).toEqual(['log.checkpoint']);
    expect((await audit({ checkpoint: 'x' })).valid).toBe(false);
  });

  it('may be nothing at all of what it claims, without keeping the auditor', async () => {
    const huge = makeLog(entries).checkpoint;
    const report = await audit({ facts: [], leaves: [], history: null, checkpoint: huge });
    expect(report.checks.find(({ name }) => name === 'log.entries')?.facts).toEqual({
      count: '40',
      index: '0',
    });
  });
});

/** Mulberry32: the same tamperings on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
