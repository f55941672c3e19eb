import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyVariant,
  bitsOf,
  canonicalVariant,
  chooseVariant,
  factorial,
  findMarks,
  restoreCanonical,
} from './canary.ts';
import type { MarkedItem } from './canary.ts';
import { findSites, wordings, wordText } from './canary-words.ts';

const single: MarkedItem = {
  interaction: 'single',
  stem: '品评时，酒样温度一般应控制在（　　）。下列说法正确的是哪一项？',
  options: [
    { id: 'A', text: '把酒样放入冰水' },
    { id: 'B', text: '可以采用水浴加热' },
    { id: 'C', text: '无需调节' },
    { id: 'D', text: '立即密封' },
  ],
  correct: ['B'],
  rationale: '依据标准。',
};
const multiple: MarkedItem = {
  ...single,
  interaction: 'multiple',
  options: [...single.options, { id: 'E', text: '避光存放' }],
  correct: ['A', 'D'],
};

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const fragments = [
  ...[
    '下列做法中，',
    '应当保持',
    '应首先检查',
    '必须佩戴',
    '可以通过',
    '可采用',
    '需要核对',
    '通常称为',
    '如果温度过高，',
    '由于氧化',
  ],
  ...[
    '关于白酒，',
    '供应商',
    '适应性',
    '许可证',
    '一把尺',
    '如下列表',
    '违约金',
    '果酒',
    '“应当保密”',
    '《下列规定》',
    'GB 2760',
    '（　　）',
  ],
  ...['把酒样', '约0.3 s', '温度、湿度和光照条件', '，', '。', '℃以下', '2 kg', '𠮷'],
];
const text = fc
  .array(fc.constantFrom(...fragments), { minLength: 0, maxLength: 12 })
  .map((parts) => parts.join(''));
const items = fc.record({
  interaction: fc.constantFrom('single' as const, 'multiple' as const, 'judgement' as const),
  stem: text,
  options: fc
    .array(text, { minLength: 2, maxLength: 5 })
    .map((texts) =>
      texts.map((each, i) => ({ id: String.fromCharCode(65 + i), text: `${each}${String(i)}号方案` })),
    ),
  correct: fc.subarray(['A', 'B'], { minLength: 1 }),
  rationale: text,
});

const keyTexts = (item: MarkedItem, from: MarkedItem) =>
  item.correct.map((id) => from.options.find((option) => option.id === id)?.text ?? id);

describe('the sites of a text', () => {
  const formsAt = (sentence: string) =>
    findSites(sentence).map(({ at, forms }) => [sentence.slice(at, at + 2), ...forms]);

  it('are wordings in whose place another says the same', () => {
    expect(
      wordText(
        '下列做法中，应当立即停止的是（　　）。',
        findSites('下列做法中，应当立即停止的是（　　）。'),
        [1, 1, 1],
      ),
    ).toBe('以下做法中，应立刻停止的是（　　）。');
    expect(formsAt('温度应控制在（　　）。')).toHaveLength(1);
  });

  it.each([
    '供应商应急响应的效应与反应相应适应',
    '取得许可证的可能性和可靠性',
    '如下列表所示',
    '10 ℃以下的，年满18岁以下',
    '违约金和定金约定，修约、节约、签约',
    '一把称料铲，把握火候',
    '如果汁含量、若干样品、倘若如此',
    '文化和旅游部、工业和信息化部',
    '平均值均匀，首都成都',
    '必须品、必要条件、胡须',
    '由此，因此，由于此',
    '应当地政府邀请，理应当然',
    '十分之一，通常规则，一般化妆品',
  ])('are not inside other words: %s', (sentence) => {
    expect(findSites(sentence)).toEqual([]);
  });

  it('are never in a quotation, also where its mark is not closed', () => {
    for (const quoted of ['“应当保密”', '《下列规定》', '‘可以采用’', '「必须佩戴」', '"应当采用"'])
      expect(findSites(`他说${quoted}。`)).toEqual([]);
    expect(findSites('他说“应当保密，下列做法')).toEqual([]);
    expect(findSites('“保密”应当遵守')).toHaveLength(1);
  });

  it('hold one of their forms, do not overlap, and are found the same again', () => {
    fc.assert(
      fc.property(text, (sentence) => {
        const sites = findSites(sentence);
        let free = 0;
        for (const { at, forms, stands } of sites) {
          expect(at).toBeGreaterThanOrEqual(free);
          expect(sentence.startsWith(forms[stands] ?? '?', at)).toBe(true);
          free = at + (forms[stands] ?? '').length;
        }
        expect(findSites(sentence)).toEqual(sites);
        expect(wordText(sentence, sites, [])).toBe(sentence);
      }),
    );
  });

  it('have forms that differ', () => {
    for (const { forms } of wordings) expect(new Set(forms).size).toBe(forms.length);
  });
});

describe('a variant', () => {
  it('is the same for the same bytes, and the canonical one changes nothing', () => {
    fc.assert(
      fc.property(items, bytes, (item, own) => {
        const marks = findMarks(item);
        expect(chooseVariant(marks, own)).toEqual(
          chooseVariant(findMarks({ ...item }), Uint8Array.from(own)),
        );
        expect(applyVariant(item, canonicalVariant(marks))).toEqual({
          ...item,
          correct: [...item.correct].sort(),
        });
      }),
    );
  });

  it('never changes a text without sites, nor anything but sites and order', () => {
    fc.assert(
      fc.property(items, bytes, (item, own) => {
        const marks = findMarks(item);
        const shown = applyVariant(item, chooseVariant(marks, own));
        if (marks.stem.length === 0) expect(shown.stem).toBe(item.stem);
        if (bitsOf(marks) === 0) expect(shown).toEqual({ ...item, correct: [...item.correct].sort() });
        expect(shown.options.map(({ id }) => id)).toEqual(item.options.map(({ id }) => id));
        // Between the sites not a character is another one.
        let at = 0;
        let from = 0;
        marks.stem.forEach((site, i) => {
          const between = item.stem.slice(from, site.at);
          expect(shown.stem.startsWith(between, at)).toBe(true);
          const form = site.forms.find((_, f) => f === chooseVariant(marks, own).stem[i]);
          at += between.length + (form ?? '').length;
          from = site.at + (site.forms[site.stands] ?? '').length;
        });
        expect(shown.stem.slice(at)).toBe(item.stem.slice(from));
      }),
    );
  });

  it('keeps the key on the same options', () => {
    fc.assert(
      fc.property(items, bytes, (item, own) => {
        fc.pre(item.interaction !== 'judgement');
        const marks = findMarks(item);
        const variant = chooseVariant(marks, own);
        const shown = applyVariant(item, variant);
        const wanted = keyTexts(item, item).map((each) => each.slice(-4));
        expect(
          keyTexts(shown, shown)
            .map((each) => each.slice(-4))
            .sort(),
        ).toEqual(wanted.sort());
        expect([...shown.correct]).toEqual([...shown.correct].sort());
      }),
    );
  });

  it('of a stem does not depend on the options, so that a list shows what the page shows', () => {
    fc.assert(
      fc.property(items, bytes, (item, own) => {
        const alone = { ...item, options: [] };
        expect(applyVariant(alone, chooseVariant(findMarks(alone), own)).stem).toBe(
          applyVariant(item, chooseVariant(findMarks(item), own)).stem,
        );
      }),
    );
  });

  it('comes in every order about as often', () => {
    const marks = findMarks(single);
    expect(marks.isOrderFree).toBe(true);
    const counts = new Map<string, number>();
    for (let n = 0; n < 2400; n += 1) {
      const { order } = chooseVariant(marks, Uint8Array.of(n * 37, n >> 3, n * 11, n * 7919));
      counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
    }
    expect(counts.size).toBe(factorial(4));
    for (const count of counts.values()) expect(count).toBeGreaterThan(30);
  });

  it.each([
    ['以上都是', {}],
    ['A和B', {}],
    ['前两项都对', {}],
    ['上述做法均不正确', {}],
    ['', { rationale: 'B 项错误。' }],
    ['', { stem: '选项A与下列哪项相同？' }],
    ['', { interaction: 'judgement' as const, correct: ['true'] }],
  ])('keeps the order where an option or a word refers to a place: %s %o', (last, change) => {
    const options = last === '' ? single.options : [...single.options.slice(0, 3), { id: 'D', text: last }];
    expect(findMarks({ ...single, options, ...change }).isOrderFree).toBe(false);
  });

  it('keeps figures in their order, and words that alone tell two options apart', () => {
    const figures = ['5 ℃', '10 ℃', '约20 ℃', '40 ℃'].map((each, i) => ({ id: 'ABCD'[i] ?? '', text: each }));
    expect(findMarks({ ...single, options: figures }).isOrderFree).toBe(false);
    const twins = ['应当佩戴手套', '应佩戴手套', '不戴', '随意'].map((each, i) => ({
      id: 'ABCD'[i] ?? '',
      text: each,
    }));
    expect(findMarks({ ...single, options: twins }).options.flat()).toEqual([]);
  });

  it('leaves a question document alone', () => {
    const question = { document: '<qti-assessment-item/>', media: [] };
    expect(bitsOf(findMarks({ ...single, question }))).toBe(0);
    expect(bitsOf(findMarks({ ...single, interaction: 'ordering' }))).toBe(0);
  });
});

describe('saving what was read', () => {
  it('without a change gives the canonical text back', () => {
    fc.assert(
      fc.property(items, bytes, (item, own) => {
        const sorted = { ...item, correct: [...item.correct].sort() };
        const variant = chooseVariant(findMarks(item), own);
        expect(restoreCanonical(item, variant, applyVariant(item, variant))).toEqual(sorted);
      }),
    );
  });

  it('keeps what was changed, and puts the rest back in its place with the key', () => {
    fc.assert(
      fc.property(bytes, fc.integer({ min: 0, max: 4 }), (own, place) => {
        const variant = chooseVariant(findMarks(multiple), own);
        const shown = applyVariant(multiple, variant);
        const written = {
          ...shown,
          options: shown.options.map((option, i) =>
            i === place ? { ...option, text: '改写后的内容' } : option,
          ),
        };
        const from = variant.order[place] ?? 0;
        expect(restoreCanonical(multiple, variant, written)).toEqual({
          ...multiple,
          options: multiple.options.map((option, i) =>
            i === from ? { ...option, text: '改写后的内容' } : option,
          ),
        });
        const stem = `${shown.stem}（多选）`;
        expect(restoreCanonical(multiple, variant, { ...shown, stem })).toEqual({ ...multiple, stem });
      }),
    );
  });

  it('leaves the order to who moved, added or removed options, or refers to them by letter', () => {
    fc.assert(
      fc.property(bytes, (own) => {
        const variant = chooseVariant(findMarks(multiple), own);
        const shown = applyVariant(multiple, variant);
        const canonicalTexts = variant.order.map((from) => multiple.options[from]?.text);
        const moved = shown.options.map(({ id }, i) => ({
          id,
          text: shown.options[(i + 1) % 5]?.text ?? '',
        }));
        expect(
          restoreCanonical(multiple, variant, { ...shown, options: moved }).options.map((each) => each.text),
        ).toEqual([...canonicalTexts.slice(1), canonicalTexts[0]]);
        const fewer = { ...shown, options: shown.options.slice(0, 4) };
        expect(restoreCanonical(multiple, variant, fewer).options.map((each) => each.text)).toEqual(
          canonicalTexts.slice(0, 4),
        );
        const referring = { ...shown, rationale: 'A 项不符合标准。' };
        const kept = restoreCanonical(multiple, variant, referring);
        expect(kept.options.map((each) => each.text)).toEqual(canonicalTexts);
        expect(kept.correct).toEqual(shown.correct);
      }),
    );
  });
});
