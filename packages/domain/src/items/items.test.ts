import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemsOfBank, problemsOfPracticalItem, problemsOfTheoryItem } from './item.ts';
import { problemOf } from '../refusal.ts';
import type { ItemState } from './item-states.ts';
import type { PracticalItem, TheoryItem } from './item.ts';
import { checkUsable, stateAfterVetting } from './item-state.ts';
import { bigramsOf, findNearDuplicates, similarityOf } from './near-duplicate.ts';
import { scoreResponse } from './scoring.ts';

const bank = new URL('../../../../demo/banks/6-02-06-07-level-4/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, bank), 'utf8'));
const theory = readdirSync(bank)
  .filter((name) => name.startsWith('theory-'))
  .map((name) => read(name) as { points: { code: string }[]; items: TheoryItem[] });
const practical = (read('practical.json') as { items: PracticalItem[] }).items;

const sound: TheoryItem = {
  id: 'PJ4-A1-001',
  interaction: 'single',
  point: 'A1.1.1',
  stem: '评酒员应当遵守的首要准则是(  )。',
  options: ['公正', '迅速', '从众', '节约'].map((text, i) => ({ id: 'ABCD'.charAt(i), text })),
  correct: ['A'],
  difficulty: 2,
  angoff: 0.7,
  seconds: 40,
  source: '职业守则',
  rationale: '评价以公正为前提。',
};
const codesOf = (item: TheoryItem) => problemsOfTheoryItem(item).map(({ code }) => code);

describe('a theory item', () => {
  it('is sound in every file of the demo bank, with every point known', () => {
    const points = new Set(theory.flatMap((file) => file.points.map(({ code }) => code)));
    expect(
      problemsOfBank(
        theory.flatMap((file) => file.items),
        points,
      ),
    ).toEqual([]);
  });

  it.each<[string, Partial<TheoryItem>, string]>([
    ['an empty stem', { stem: ' ' }, 'item_stem_missing'],
    ['three options of a single choice', { options: sound.options.slice(0, 3) }, 'item_options_wrong'],
    [
      'a repeated option',
      { options: sound.options.map(({ id }) => ({ id, text: '公 正' })) },
      'item_option_repeated',
    ],
    ['options out of order', { options: sound.options.toReversed() }, 'item_option_repeated'],
    ['two keys of a single choice', { correct: ['A', 'B'] }, 'item_key_wrong'],
    ['a key that is no option', { correct: ['E'] }, 'item_key_wrong'],
    ['no key', { correct: [] }, 'item_key_wrong'],
    ['one key of a multiple choice', { interaction: 'multiple' }, 'item_key_wrong'],
    ['keys out of order', { interaction: 'multiple', correct: ['B', 'A'] }, 'item_key_wrong'],
    ['a difficulty between two', { difficulty: 2.5 }, 'item_number_wrong'],
    ['an Angoff share of one', { angoff: 1 }, 'item_number_wrong'],
    ['a time that is no number', { seconds: Number.NaN }, 'item_number_wrong'],
    ['no source', { source: '' }, 'item_invalid'],
    [
      'a judgement that is a question',
      { interaction: 'judgement', options: [], correct: ['true'], stem: '对吗?' },
      'item_judgement_not_statement',
    ],
    ['a judgement with a letter as key', { interaction: 'judgement', options: [] }, 'item_key_wrong'],
  ])('with %s is refused', (_, change, code) => {
    expect(codesOf(sound)).toEqual([]);
    expect(codesOf({ ...sound, ...change })).toContain(code);
  });

  it('with an id used before, or of an unknown point, is told for the whole bank', () => {
    const found = problemsOfBank([sound, { ...sound, point: 'Z9' }], new Set(['A1.1.1']));
    expect(found.map(({ code }) => code)).toEqual(['item_duplicate_id', 'point_unknown']);
  });
});

describe('a practical item', () => {
  it('is sound in the demo bank, and the items weigh 100 together', () => {
    expect(practical.flatMap(problemsOfPracticalItem)).toEqual([]);
    expect(practical.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });

  it('whose rows do not add up to 100, or repeat a code, is refused', () => {
    const [item] = practical as [PracticalItem];
    const rows = [...item.scoring.rows.slice(1), item.scoring.rows[1]!];
    const fields = problemsOfPracticalItem({ ...item, scoring: { ...item.scoring, rows } }).map(
      ({ facts }) => facts.field,
    );
    expect(fields).toEqual(['scoring.code', 'scoring.rows.points']);
  });

  it('tells each line without a word and each figure that does not fit', () => {
    const [item] = practical as [PracticalItem];
    const [row, ...rows] = item.scoring.rows as [PracticalItem['scoring']['rows'][number]];
    const fieldsOf = (change: Partial<PracticalItem>) =>
      problemsOfPracticalItem({ ...item, ...change }).map(({ facts }) => facts.field);
    const scoring = (changed: Partial<typeof row>, fatal = item.scoring.fatal) =>
      fieldsOf({ scoring: { rows: [{ ...row, ...changed }, ...rows], fatal } });
    expect(scoring({ step: 4 })).toEqual([`scoring.rows.${row.code}`]);
    expect(scoring({ element: ' ', rule: '' })).toEqual([
      `scoring.rows.${row.code}.element`,
      `scoring.rows.${row.code}.rule`,
    ]);
    expect(scoring({}, [{ code: 'F9', text: '' }])).toEqual(['scoring.fatal.F9']);
    expect(scoring({ code: '' })).toEqual(['scoring.code']);
    expect(fieldsOf({ task: { requirements: [], steps: [''], safety: [] } })).toEqual(['task.steps']);
    const venue = [{ name: '', spec: '', quantity: '' }];
    expect(fieldsOf({ preparation: { ...item.preparation, venue } })).toEqual(['preparation.venue.name']);
    expect(fieldsOf({ title: ' ', minutes: 0, weight: 101 })).toEqual(['title', 'minutes', 'weight']);
  });
});

describe('scoreResponse', () => {
  it('gives all points for exactly the key in any order, and none for anything else', () => {
    const item = { correct: ['A', 'C'] };
    expect(scoreResponse(item, ['C', 'A'], 2)).toBe(2);
    for (const response of [['A'], ['A', 'B'], ['A', 'B', 'C'], ['A', 'A'], [], null]) {
      expect(scoreResponse(item, response, 2)).toBe(0);
    }
    expect(scoreResponse({ correct: ['true'] }, ['true'], 0.5)).toBe(0.5);
  });
});

describe('the state of a version', () => {
  const version = { item: 'X-1', part: 'theory', state: 'vetting', writerId: 'w' } as const;

  it('moves by vetting to approved or back to draft, never by the writer and only while it waits', () => {
    expect(stateAfterVetting(version, 'v', 'approved')).toBe('approved');
    expect(stateAfterVetting(version, 'v', 'returned')).toBe('draft');
    const codeOf = (check: () => unknown) => problemOf(check)?.code;
    expect(codeOf(() => stateAfterVetting(version, 'w', 'approved'))).toBe('vetter_is_writer');
    for (const state of ['draft', 'approved', 'in_use', 'retired'] as const)
      expect(codeOf(() => stateAfterVetting({ ...version, state }, 'v', 'approved'))).toBe('wrong_state');
  });

  it('lets approved versions into a new paper, and of those in use only practical ones', () => {
    const codeOf = (part: 'theory' | 'practical', state: ItemState) =>
      problemOf(() => checkUsable({ item: 'X-1', part, state }))?.code;
    expect(codeOf('theory', 'approved')).toBeUndefined();
    expect(codeOf('practical', 'in_use')).toBeUndefined();
    expect(codeOf('theory', 'in_use')).toBe('item_in_use');
    expect(codeOf('practical', 'retired')).toBe('item_retired');
    expect(codeOf('theory', 'draft')).toBe('item_not_vetted');
    expect(codeOf('practical', 'vetting')).toBe('item_not_vetted');
  });
});

describe('near duplicates', () => {
  it('of new texts against a bank leave out the pairs within the bank, and stop at a number', () => {
    const texts = ['甲乙丙丁', '甲乙丙丁', '甲乙丙丁', '戊己庚辛'].map((text, i) => ({
      id: String(i),
      text,
    }));
    const pairs = (options: { since?: number; most?: number }) =>
      findNearDuplicates(texts, 0.7, options).map(({ item, other }) => `${item} ${other}`);
    expect(pairs({}).sort()).toEqual(['1 0', '2 0', '2 1']);
    expect(pairs({ since: 2 }).sort()).toEqual(['2 0', '2 1']);
    expect(pairs({ since: 3 })).toEqual([]);
    expect(pairs({ most: 1 })).toHaveLength(1);
  });

  it('are found whatever the punctuation, width and case', () => {
    const [a, b] = ['白酒品评杯的容量是50mL左右。', '白酒品评杯的容量,是 50ML 左右(  )'].map(bigramsOf);
    expect(similarityOf(a!, b!)).toBe(1);
    expect(similarityOf(bigramsOf(''), bigramsOf(''))).toBe(0);
  });

  it('are all found: the index misses no pair that comparing everything with everything finds', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('白酒品评香气口味风格色泽')),
      minLength: 1,
      maxLength: 14,
    });
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 25 }),
        fc.constantFrom(0.3, 0.5, 0.6, 0.8, 1),
        (texts, threshold) => {
          const entries = texts.map((each, i) => ({ id: String(i), text: each }));
          const expected: string[] = [];
          texts.forEach((a, i) =>
            texts.slice(0, i).forEach((b, j) => {
              if (similarityOf(bigramsOf(a), bigramsOf(b)) >= threshold) expected.push(`${i} ${j}`);
            }),
          );
          const found = findNearDuplicates(entries, threshold).map(({ item, other }) => `${item} ${other}`);
          expect(found.sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 300 },
    );
  });

  it('find the one copy in a bank of ten thousand', () => {
    // Forty characters of four hundred, by a fixed recurrence: as varied as stems are.
    let state = 1;
    const next = () => (state = (state * 48_271) % 2_147_483_647);
    const stem = () =>
      Array.from({ length: 40 }, () => String.fromCharCode(0x4e00 + (next() % 400))).join('');
    const texts = Array.from({ length: 10_000 }, (_, i) => ({ id: String(i), text: stem() }));
    const found = findNearDuplicates([...texts, { id: 'copy', text: texts[4711]!.text }], 0.7);
    expect(found).toEqual([{ item: 'copy', other: '4711', similarity: 1 }]);
  });
});
