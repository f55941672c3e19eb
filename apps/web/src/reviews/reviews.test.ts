import { describe, expect, it } from 'vitest';
import { judgeReview, isDecidable, sumsOf } from './decision.ts';
import { factsOf, groupSheets, readDossier, sumOf } from './dossier.ts';
import type { DossierMarkSheet } from './dossier.ts';
import { isNewest, nextOpen, pathOfDossier, roundOf } from './drawn.ts';
import { sayChance } from './power.ts';
import type { DrawnDossier, Sheet } from './review.ts';
import { draftKey, emptyDraft, hasDraft, lacksOf, outcomeOf, readDraft, rowsOf, withRow } from './sheet.ts';

const codes = ['eligibility_evidence', 'recusal', 'publicity'];

describe('the chance that a sample finds something bad', () => {
  it('is told in whole per cent', () => {
    expect(sayChance(0.357)).toEqual({ kind: 'percent', percent: 36 });
    expect(sayChance(0.01)).toEqual({ kind: 'percent', percent: 1 });
  });

  it('is never told as none or as certain where it is neither', () => {
    expect(sayChance(0.0001)).toEqual({ kind: 'under_one' });
    expect(sayChance(0.9999)).toEqual({ kind: 'over_ninety_nine' });
    expect(sayChance(1)).toEqual({ kind: 'sure' });
  });
});

describe('a review sheet that is being filled in', () => {
  const filled = withRow(
    withRow(emptyDraft, 'recusal', { outcome: 'major', note: '  同一单位 ' }),
    'publicity',
    { outcome: 'pass' },
  );

  it('names the rows that are open and the findings without a note, in the order of the sheet', () => {
    expect(lacksOf(emptyDraft, codes)).toEqual({ open: codes, notes: [] });
    expect(lacksOf(filled, codes)).toEqual({ open: ['eligibility_evidence'], notes: [] });
    const bare = withRow(filled, 'eligibility_evidence', { outcome: 'minor', note: ' ' });
    expect(lacksOf(bare, codes)).toEqual({ open: [], notes: ['eligibility_evidence'] });
  });

  it('is signed in the order of its rows, without the spaces around a note', () => {
    expect(rowsOf(filled, codes)).toEqual([
      { code: 'recusal', outcome: 'major', note: '同一单位' },
      { code: 'publicity', outcome: 'pass', note: '' },
    ]);
  });

  it('has the gravest of its rows as its finding', () => {
    expect(outcomeOf(emptyDraft, codes)).toBeNull();
    expect(outcomeOf(filled, codes)).toBe('major');
  });

  it('is kept in the browser for this person and these exact bytes of the dossier', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      key: (i: number) => [...kept.keys()][i] ?? null,
      get length() {
        return kept.size;
      },
    };
    const key = draftKey('a.person', 'entry-1', 'ab'.repeat(32));
    expect(hasDraft(storage, 'a.person', 'entry-1')).toBe(false);
    kept.set(key, JSON.stringify(filled));
    expect(readDraft(storage, key)).toEqual(filled);
    expect(hasDraft(storage, 'a.person', 'entry-1')).toBe(true);
    expect(hasDraft(storage, 'another.person', 'entry-1')).toBe(false);
    expect(draftKey('a.person', 'entry-1', 'cd'.repeat(32))).not.toBe(key);
  });

  it.each([
    '',
    'nonsense',
    '{}',
    '{"rows":{"a":{"outcome":"splendid","note":""}},"remark":""}',
    'null',
    '[]',
  ])('is begun anew where what was kept cannot be read: %s', (text) => {
    expect(readDraft({ getItem: () => text }, 'key')).toBeNull();
  });
});

const sheetOf = (outcome: Sheet['outcome']): Sheet => ({
  outcome,
  rows: [],
  remark: '',
  reviewer: { id: 'r', name: '麦慎言' },
  signedAt: '2026-11-23T08:00:00Z',
});
const drawnOf = (number: number, outcome?: Sheet['outcome']): DrawnDossier => ({
  entryId: `entry-${String(number)}`,
  number,
  reason: 'draw',
  sheet: outcome ? sheetOf(outcome) : null,
});

describe('the dossiers drawn', () => {
  const drawn = [drawnOf(2, 'pass'), drawnOf(5), drawnOf(9), drawnOf(11, 'minor')];

  it('lead to the next open one, round to the first, and never back to the one at hand', () => {
    expect(nextOpen(drawn)?.number).toBe(5);
    expect(nextOpen(drawn, 'entry-5')?.number).toBe(9);
    expect(nextOpen(drawn, 'entry-9')?.number).toBe(5);
    expect(nextOpen([drawnOf(2, 'pass'), drawnOf(5)], 'entry-5')).toBeNull();
  });

  it('of an earlier round are named with it in the address', () => {
    expect(pathOfDossier('b', 'e')).toBe('/batches/b/dossiers/e');
    expect(pathOfDossier('b', 'e', 1)).toBe('/batches/b/dossiers/e?round=1');
    expect([roundOf('2'), roundOf('0'), roundOf('x'), roundOf(undefined)]).toEqual([
      2,
      undefined,
      undefined,
      undefined,
    ]);
    const rounds = [1, 2].map((round) => ({ round, frozenAt: '2026-11-23T08:00:00Z', decision: null }));
    expect(isNewest({ round: 2, rounds })).toBe(true);
    expect(isNewest({ round: 1, rounds })).toBe(false);
    expect(isNewest({ round: null, rounds: [] })).toBe(true);
  });
});

describe('what the findings call for', () => {
  const policies = [
    { key: 'review.return_major', value: 1 },
    { key: 'review.escalate_major_share', value: 0.2 },
  ];
  const frozen = { root: '', dossiers: 40, frozenBy: { id: 'm', name: '' }, frozenAt: '' };

  it('is a release where only minor things were found, and a return from the first major one', () => {
    const minor = { frozen, drawnDossiers: [drawnOf(1, 'pass'), drawnOf(2, 'minor')] };
    expect(judgeReview(minor, policies)?.verdict).toBe('released');
    const major = { frozen, drawnDossiers: [drawnOf(1, 'pass'), drawnOf(2, 'major')] };
    expect(judgeReview(major, policies)?.verdict).toBe('returned');
    expect(sumsOf(major)).toEqual({ pass: 1, minor: 0, major: 1, fatal: 0 });
  });

  it('is not told where the limits of the rule are not known', () => {
    expect(judgeReview({ frozen, drawnDossiers: [drawnOf(1, 'pass')] }, undefined)).toBeNull();
  });

  it('can be decided only once every drawn dossier has its sheet', () => {
    expect(isDecidable({ drawnDossiers: [], decision: null })).toBe(false);
    expect(isDecidable({ drawnDossiers: [drawnOf(1, 'pass'), drawnOf(2)], decision: null })).toBe(false);
    expect(isDecidable({ drawnDossiers: [drawnOf(1, 'pass')], decision: null })).toBe(true);
  });
});

describe('a dossier', () => {
  const sheet = (change: Partial<DossierMarkSheet>): DossierMarkSheet => ({
    id: 's1',
    item: 'i1',
    sitting: 't1',
    assessor: 'p1',
    duty: 'assessor',
    marks: [
      { code: '1.1', points: 0.1 },
      { code: '1.2', points: 0.2 },
    ],
    fatal: [],
    total: 0.3,
    remark: '',
    signedAt: '2026-11-23T08:00:00Z',
    supersedes: null,
    ...change,
  });

  it('has its mark sheets added up anew, to a hundredth, and to nothing where a fatal item was found', () => {
    expect(sumOf(sheet({}))).toBe(0.3);
    expect(sumOf(sheet({ fatal: ['F1'] }))).toBe(0);
  });

  it('shows mark sheets item by item and which one took the place of another', () => {
    const grouped = groupSheets([
      sheet({}),
      sheet({ id: 's2', item: 'i2' }),
      sheet({ id: 's3', supersedes: 's1' }),
    ]);
    expect(
      grouped.map(({ item, sheets }) => [item, sheets.map(({ id, isSuperseded }) => [id, isSuperseded])]),
    ).toEqual([
      [
        'i1',
        [
          ['s1', true],
          ['s3', false],
        ],
      ],
      ['i2', [['s2', false]]],
    ]);
  });

  it('tells wrong sums, cards that had run out, and a candidate among the staff', () => {
    const facts = factsOf({
      batch: { code: 'b', level: 'intermediate', examOn: '2026-11-18' },
      entry: { id: 'e', number: 1, candidate: 'c1' },
      markSheets: [sheet({}), sheet({ id: 's2', total: 1 })],
      staff: [
        { person: 'c1', duty: 'assessor', card: { number: 'K1', validTo: '2026-11-17' } },
        { person: 'p2', duty: 'supervisor', card: { number: 'R1', validTo: '2026-11-18' } },
      ],
    });
    expect(facts).toMatchObject({ sheets: 2, wrongSums: 1, cards: 2, badCards: 1, hasSelfServed: true });
    expect(facts.supervisors).toEqual(['p2']);
    expect(factsOf({})).toMatchObject({ sheets: 0, wrongSums: 0, cards: 0, badCards: 0 });
  });

  it('keeps what this page has no words for, so that nothing of it is hidden', () => {
    expect(readDossier({ number: 1, salt: 'x', video: { hours: 2 } }).rest).toEqual({ video: { hours: 2 } });
  });
});
