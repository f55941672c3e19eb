import { describe, expect, it } from 'vitest';
import { findAttribute } from '../qti/xml-tree.ts';
import { scoreQuestion } from './answers.ts';
import { collectProblems } from '../qti/problems.ts';
import { emptyForm } from './form.ts';
import type { QuestionForm } from './form.ts';
import { faultsOfForm, formOfQuestion, writeForm } from './question-form.ts';
import { openQuestion } from './question.ts';
import { settleQuestion } from './question-document.ts';
import { noFacts } from '../exchange/exchange-item.ts';

const picture = '![总装图](零件 图.png)'.replace(' ', '');
const forms: QuestionForm[] = [
  {
    ...emptyForm('single'),
    stem: `看图：${picture}\n第二行 <b> & "引号"`,
    options: ['甲', '乙', '丙 ![x](b.png)', '丁'].map((text, i) => ({ id: 'ABCD'.charAt(i), text })),
    correct: ['B'],
  },
  {
    ...emptyForm('multiple'),
    stem: `看图：${picture}`,
    options: ['甲', '乙', '丙', '丁'].map((text, i) => ({ id: 'ABCD'.charAt(i), text })),
    correct: ['A', 'C'],
  },
  { ...emptyForm('judgement'), stem: `${picture}如图。`, correct: ['false'] },
  { ...emptyForm('blank'), stem: '安全电压不超过[[数：36±0]]伏。' },
  {
    ...emptyForm('blank'),
    stem: `${picture}颜色是[[填：红色|红]]，形状是[[选：*圆|方|三角]]，长[[数：40±0.5]]毫米。`,
  },
  {
    ...emptyForm('matching'),
    stem: '配对',
    pairs: [
      { left: '红', right: '禁止' },
      { left: `蓝${picture}`, right: '指令' },
      { left: '', right: '警告' },
    ],
  },
  { ...emptyForm('ordering'), stem: '排序', steps: ['停电', '验电', `挂牌 ${picture}`] },
  { ...emptyForm('written'), stem: `${picture}说明步骤。`, lines: 12, guide: '三步各 1 分' },
];
const read = ({ document, media }: ReturnType<typeof writeForm>) =>
  openQuestion(document, new Set(media.map(({ href }) => href)));

describe('a question in its form', () => {
  it.each(forms.map((form) => [form.interaction, form] as const))(
    '(%s) becomes a sound document of its type and comes back as it was, under any id',
    (interaction, form) => {
      const written = writeForm(form);
      const { item, reading, problems } = read(written);
      expect(problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(reading?.interaction).toBe(interaction);
      expect(faultsOfForm(form)).toEqual([]);
      if (!item) throw new Error('no item');
      const expected = form.stem.includes('±0]]') ? { ...form, stem: form.stem.replace('±0]]', ']]') } : form;
      const hrefs = new Set(written.media.map(({ href }) => href));
      expect(formOfQuestion(item.root, hrefs)).toEqual(expected);
      const { root, files } = settleQuestion(
        item.root,
        (href) => (hrefs.has(href) ? new Uint8Array([1]) : null),
        'A1-001',
        noFacts,
      );
      expect(findAttribute(root, 'identifier')).toBe('A1-001');
      expect(formOfQuestion(root, new Set(files.map(({ href }) => href)))).toEqual(expected);
    },
  );

  it('scores gaps each by its own accepted answers', () => {
    const { item } = read(writeForm(forms[4] ?? emptyForm('blank')));
    if (!item) throw new Error('no item');
    const share = (lines: string[]) => scoreQuestion(item, lines, 1, collectProblems('', [])).share;
    expect(share(['RESPONSE_1=红', 'RESPONSE_2=RESPONSE_2_1', 'RESPONSE_3=40.4'])).toBeCloseTo(1);
    expect(share(['RESPONSE_1=绿', 'RESPONSE_2=RESPONSE_2_1', 'RESPONSE_3=41'])).toBeCloseTo(1 / 3);
  });

  it('tells what is missing', () => {
    const blank = (stem: string) => faultsOfForm({ ...emptyForm('blank'), stem });
    expect(blank('没有空')).toEqual(['gap_missing']);
    // Typed on either keyboard.
    expect(blank('[[填:]]')).toEqual(['gap_empty']);
    expect(blank('[[选：甲|乙]]')).toEqual(['gap_key']);
    expect(blank('[[数：三]]')).toEqual(['gap_number']);
    expect(faultsOfForm({ ...emptyForm('matching'), pairs: [{ left: '甲', right: '' }] })).toEqual([
      'pairs_few',
      'pair_half',
    ]);
    expect(faultsOfForm({ ...emptyForm('ordering'), steps: ['一', '一'] })).toEqual(['step_repeated']);
  });

  it('is refused for a document that says more than a form can', () => {
    const { document } = writeForm(forms[3] ?? emptyForm('blank'));
    const { item } = openQuestion(document.replace('<p>', '<p><em>注意</em>'), new Set());
    expect(item && formOfQuestion(item.root, new Set())).toBeNull();
  });
});
