import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PracticalItem } from '@jiangping/domain/items/item';
import { nameOfField } from './field-words.ts';
import {
  changeAt,
  emptyFatal,
  emptyPractical,
  emptyRow,
  linesOf,
  moveUp,
  problemsOfPracticalDraft,
  readKeptPractical,
  removeAt,
  stepOf,
  sumOfPoints,
} from './practical-draft.ts';

const file = new URL('../../../../demo/banks/6-02-06-07-level-4/practical.json', import.meta.url);
const { items } = JSON.parse(readFileSync(file, 'utf8')) as { items: PracticalItem[] };
const [{ id, ...written }] = items as [PracticalItem];

describe('a practical item while it is written', () => {
  it('has problems until it is whole, each in the step that mends it and told in words', () => {
    expect(problemsOfPracticalDraft(written, id)).toEqual([]);
    const empty = { ...emptyPractical(), scoring: { rows: [emptyRow([])], fatal: [emptyFatal([])] } };
    const problems = problemsOfPracticalDraft(empty, '新题');
    expect(new Set(problems.map(stepOf))).toEqual(new Set(['basics', 'preparation', 'task', 'scoring']));
    for (const { facts } of problems) {
      const { zh, en } = nameOfField(String(facts['field']));
      expect(zh).toMatch(/[\u4e00-\u9fff]/);
      expect(en).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(nameOfField('scoring.rows.1.2.rule').zh).toBe('第 1.2 行缺评分标准');
    expect(nameOfField('scoring.rows.1.2').zh).toBe('第 1.2 行的配分须是扣分单位的整数倍');
  });

  it('adds up its points as written', () => {
    expect(sumOfPoints(written)).toBe(100);
    const rows = [0.1, 0.2, 99.7].map((points) => ({ ...emptyRow([]), points }));
    expect(sumOfPoints({ ...written, scoring: { rows, fatal: [] } })).toBe(100);
  });

  it('numbers new rows past those that are there', () => {
    expect(emptyRow([]).code).toBe('1');
    expect(emptyRow([{ code: '1' }, { code: '3' }]).code).toBe('4');
    expect(emptyFatal([{ code: 'F1' }]).code).toBe('F2');
  });

  it('changes, moves and removes lines without touching the others', () => {
    const rows = [{ n: 1 }, { n: 2 }, { n: 3 }];
    expect(changeAt(rows, 1, { n: 9 })).toEqual([{ n: 1 }, { n: 9 }, { n: 3 }]);
    expect(moveUp(rows, 2)).toEqual([{ n: 1 }, { n: 3 }, { n: 2 }]);
    expect(moveUp(rows, 0)).toEqual(rows);
    expect(removeAt(rows, 0)).toEqual([{ n: 2 }, { n: 3 }]);
    expect(linesOf(' 一 \n\n二\n')).toEqual(['一', '二']);
  });

  it('comes back from where it was kept, and nothing else does', () => {
    expect(readKeptPractical(JSON.stringify(written))).toEqual(written);
    expect(readKeptPractical(JSON.stringify(emptyPractical()))).toEqual(emptyPractical());
    const { scoring: _, ...half } = written;
    const odd: unknown[] = [null, [], {}, half, { ...written, id }, { ...written, minutes: '20' }];
    odd.push({ ...written, task: { ...written.task, steps: [1] } });
    for (const value of odd) expect(readKeptPractical(JSON.stringify(value))).toBeNull();
    expect(readKeptPractical(null)).toBeNull();
    expect(readKeptPractical('{')).toBeNull();
  });
});
