import { describe, expect, it } from 'vitest';
import { item3, response3, score3 } from '../qti/fixtures.ts';
import { keyLinesOf } from './key-lines.ts';
import { emptyForm } from './form.ts';
import type { QuestionForm } from './form.ts';
import { writeForm } from './question-form.ts';
import { openQuestion } from './question.ts';

const keyOf = (document: string) => {
  const { item } = openQuestion(document, new Set());
  return item ? keyLinesOf(item) : [];
};
const ofForm = (form: QuestionForm) => keyOf(writeForm(form).document);

describe('the key of a question in words', () => {
  it('is that of the clone, where a template draws the numbers', () => {
    const inner = `<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="integer"/><qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/><qti-template-declaration identifier="N" cardinality="single" base-type="integer"/><qti-template-processing><qti-set-template-value identifier="N"><qti-random-integer min="1" max="1000"/></qti-set-template-value><qti-set-correct-response identifier="RESPONSE"><qti-variable identifier="N"/></qti-set-correct-response></qti-template-processing><qti-item-body><p><qti-printed-variable identifier="N"/> = <qti-text-entry-interaction response-identifier="RESPONSE"/></p></qti-item-body>`;
    const { item } = openQuestion(item3(inner), new Set());
    if (!item) throw new Error('no item');
    const keys = [1, 2, 3].map((seed) => keyLinesOf(item, seed)[0]?.correct[0]);
    expect(new Set(keys).size).toBe(3);
    expect(keyLinesOf(item)[0]?.correct[0]).toBe(keys[0]);
  });

  it('says every accepted answer of a gap, and the right one of a list', () => {
    expect(
      ofForm({ ...emptyForm('blank'), stem: '颜色[[填：红色|红]]形状[[选：*圆|方]]长[[数：40±0.5]]' }).map(
        ({ kind, correct }) => [kind, correct],
      ),
    ).toEqual([
      ['text-entry', ['红色', '红']],
      ['inline-choice', ['圆']],
      ['text-entry', ['40 ± 0.5']],
    ]);
  });

  it('says pairs and orders by their words', () => {
    const pairs = [
      { left: '红', right: '禁止' },
      { left: '蓝', right: '指令' },
    ];
    expect(ofForm({ ...emptyForm('matching'), stem: '配对', pairs })[0]).toMatchObject({
      kind: 'match',
      correct: ['红 → 禁止', '蓝 → 指令'],
      worth: [
        { answer: '红 → 禁止', points: 0.5 },
        { answer: '蓝 → 指令', points: 0.5 },
      ],
    });
    expect(ofForm({ ...emptyForm('ordering'), stem: '排序', steps: ['停电', '验电'] })[0]?.correct).toEqual([
      '停电',
      '验电',
    ]);
  });

  it('is empty where a person marks', () => {
    expect(ofForm({ ...emptyForm('written'), stem: '说明' })[0]?.correct).toEqual([]);
  });

  it('names areas by their labels', () => {
    const body = `<qti-item-body><qti-hotspot-interaction response-identifier="R" max-choices="1"><object data="a.png" type="image/png" width="10" height="10"/><qti-hotspot-choice identifier="H1" shape="rect" coords="0,0,5,5" hotspot-label="左半"/></qti-hotspot-interaction></qti-item-body>`;
    expect(keyOf(item3(response3('R', 'single', 'identifier', ['H1']) + score3 + body))[0]?.correct).toEqual([
      '左半',
    ]);
  });
});
