import { describe, expect, it } from 'vitest';
import type { BankDraft } from '@jiangping/formats/question/bank-draft';
import { noFacts } from '@jiangping/formats/exchange/exchange-item';
import { partWords } from '@jiangping/formats/problem-parts';
import { asFullFacts, factsOf, indexPoints, missingFacts, pointNamed, prefixOf } from './import-facts.ts';
import { joinPairs, rowOfProblem } from './import-problems.ts';
import { readBankFile, withStoredFiles } from './bank-file.ts';

const points = indexPoints([
  { code: 'A1', name: '职业道德' },
  { code: 'A1.1', name: '守法' },
]);
const draft: BankDraft = {
  id: 'X',
  isOwnId: true,
  category: '',
  tags: [],
  facts: { ...noFacts, difficulty: 4 },
  content: { kind: 'simple', interaction: 'judgement', stem: '对。', options: [], correct: ['true'] },
};

describe('facts that a file does not say', () => {
  it('come from the clerk’s word on the item, the file, its category, then the defaults', () => {
    const facts = factsOf(
      { ...draft, category: '$course$/A1 道德/守法' },
      { seconds: 30 },
      { difficulty: 1, seconds: 60, source: '国标', point: 'A1' },
      points,
    );
    expect(facts).toMatchObject({ difficulty: 4, seconds: 30, source: '国标', point: 'A1.1' });
    expect(missingFacts(facts)).toEqual(['angoff', 'rationale']);
    expect(asFullFacts(facts)).toEqual({ point: 'A1.1', difficulty: 4, seconds: 30, source: '国标' });
  });

  it('take a point from a tag by code or name, and none from other words', () => {
    expect(pointNamed({ category: '', tags: ['其他', 'A1'] }, points)).toBe('A1');
    expect(pointNamed({ category: 'A1：道德', tags: [] }, points)).toBe('A1');
    expect(pointNamed({ category: '别的', tags: [] }, points)).toBeNull();
  });

  it('count zero as said', () => {
    expect(
      missingFacts({ point: 'A', difficulty: 0, angoff: 0, seconds: 0, source: ' ', rationale: 'r' }),
    ).toEqual(['source']);
  });
});

describe('ids that a file does not give', () => {
  it('begin with its name as far as an id takes it', () => {
    expect(prefixOf('第 3 章（练习）.gift.txt', '0815')).toBe('第-3-章-练习-gift-0815-');
    expect(prefixOf('___.txt', '1')).toBe('q1-');
  });
});

describe('problems of a file', () => {
  it('are said in each language by itself', () => {
    expect(partWords('没有题干。 There is no stem.')).toEqual({ zh: '没有题干。', en: 'There is no stem.' });
    expect(partWords('“答案”列重复。 The column “答案” stands twice.')).toEqual({
      zh: '“答案”列重复。',
      en: 'The column “答案” stands twice.',
    });
    expect(partWords('文件未存储。 The file “图.png” is not stored.').zh).toBe('文件未存储：图.png。');
    expect(partWords('Only English.')).toEqual({ zh: 'Only English.', en: 'Only English.' });
  });

  it('name the place in the file', () => {
    const problem = { severity: 'error', code: 'c', message: 'm' } as const;
    expect(rowOfProblem({ ...problem, where: 'a.gift:12' }, 'a.gift').where).toBe('L12');
    expect(rowOfProblem({ ...problem, where: 'a.zip!items/q.xml' }, 'a.zip').where).toBe('items/q.xml');
    expect(rowOfProblem({ ...problem, where: 'a.gift' }, 'a.gift').where).toBe('a.gift');
  });

  it('of pairs are told once, in whatever order', () => {
    expect(
      joinPairs(
        [{ a: '1', b: '2' }],
        [
          { a: '2', b: '1' },
          { a: '1', b: '3' },
        ],
      ),
    ).toHaveLength(2);
  });
});

describe('a JSON bank', () => {
  it('brings its files along, and its items name them as the bank stored them', () => {
    const text = JSON.stringify({
      items: [{ id: '1', question: { document: 'd', media: [{ href: 'a.png', sha256: 'old' }] } }],
      media: [
        { sha256: 'old', type: 'image/png', content: btoa('xy') },
        { sha256: 1 },
        { sha256: 'b', content: '%' },
      ],
    });
    const read = readBankFile(text);
    if ('fault' in read) throw new Error(read.fault);
    expect(read.files.map(({ name, bytes }) => [name, bytes.length])).toEqual([['old', 2]]);
    expect(withStoredFiles(read.items[0] ?? {}, new Map([['old', 'new']]))).toEqual({
      id: '1',
      question: { document: 'd', media: [{ href: 'a.png', sha256: 'new' }] },
    });
    expect(withStoredFiles({ id: '2' }, new Map())).toEqual({ id: '2' });
  });
});
