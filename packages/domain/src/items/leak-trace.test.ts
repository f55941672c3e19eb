import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyVariant, canonicalVariant, chooseVariant, findMarks } from './canary.ts';
import type { MarkedItem, Variant } from './canary.ts';
import { indexLeakedText, readVariant } from './canary-reading.ts';
import { groupFound, traceReaders, weighVariant } from './leak-trace.ts';
import type { FoundVersion, Suspect } from './leak-trace.ts';

const option = (text: string, i: number) => ({ id: String.fromCharCode(65 + i), text });
const bank: MarkedItem[] = [
  {
    interaction: 'single',
    stem: '白酒感官品评时，酒样温度一般应控制在适宜范围。下列做法中，正确的是（　　）。',
    options: ['把酒样放入冰水冷却', '可以采用水浴缓慢调温', '无需调节酒样温度', '立即密封冷藏保存'].map(
      option,
    ),
    correct: ['B'],
    rationale: '依据标准。',
  },
  {
    interaction: 'multiple',
    stem: '关于冷食专间的操作，以下说法正确的有（　　）。',
    options: [
      '操作人员必须佩戴口罩',
      '专间内温度应不高于25 ℃',
      '可以通过传递窗送入食品',
      '由非专间人员代为操作',
      '尽量缩短存放时间',
    ].map(option),
    correct: ['A', 'B', 'C'],
    rationale: '规范要求。',
  },
  {
    interaction: 'judgement',
    stem: '网络主播推荐商品前，应当核查供货者的资质，并且可以要求对方提供检验报告。',
    options: [],
    correct: ['true'],
    rationale: '规定如此。',
  },
  {
    interaction: 'single',
    stem: '直播带货中出现价格错误时，运营者首先要做的是（　　）。',
    options: ['隐瞒事实继续销售', '按公示规则向消费者说明', '要求消费者申请退款', '删除直播回放记录'].map(
      option,
    ),
    correct: ['B'],
    rationale: '规则要求。',
  },
];
const plainItem: MarkedItem = {
  interaction: 'judgement',
  stem: '浓香型白酒的主体香是己酸乙酯。',
  options: [],
  correct: ['true'],
  rationale: '标准定义。',
};

const print = (item: MarkedItem, n: number) =>
  `${String(n + 1)}．${item.stem}\n${item.options.map(({ id, text }) => `${id}．${text}`).join('\n')}`;
const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
const readings = (variant: Variant) => ({ stem: variant.stem, options: variant.options });

describe('reading a leaked copy', () => {
  it('recovers every choice of the variant that was copied, whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(bytes, { minLength: 4, maxLength: 4 }),
        fc.string({ maxLength: 50 }),
        (own, noise) => {
          const variants = bank.map((item, i) => chooseVariant(findMarks(item), own[i] ?? new Uint8Array()));
          const shown = bank.map((item, i) =>
            applyVariant(item, variants[i] ?? canonicalVariant(findMarks(item))),
          );
          const leak = indexLeakedText(`${noise}\n${shown.map(print).join('\n\n')}\n${noise}`);
          bank.forEach((item, i) => {
            const read = readVariant(item, leak);
            expect(read).toMatchObject(readings(variants[i]!));
            expect(read?.order ?? null).toEqual(item.options.length > 0 ? variants[i]?.order : null);
          });
        },
      ),
    );
  });

  it('bears other punctuation, widths, spaces, case and labels', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom(' ', '\n', '、', '　'), (own, gap) => {
        const variants = bank.map((item) => chooseVariant(findMarks(item), own));
        const copy = bank
          .map((item, i) => {
            const { stem, options } = applyVariant(item, variants[i]!);
            const words = [stem, ...options.map(({ text }) => text)].join(gap);
            return Array.from(words.replace(/[，。（）、]/g, gap).toUpperCase()).join(i % 2 === 0 ? gap : '');
          })
          .join(gap);
        const leak = indexLeakedText(
          copy.replace(/[0-9]/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
        );
        bank.forEach((item, i) => {
          expect(readVariant(item, leak)).toMatchObject(readings(variants[i]!));
        });
      }),
    );
  });

  it('reads no site wrongly where letters are misread, only leaves some unknown', () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (own, hits) => {
        for (const item of bank) {
          const marks = findMarks(item);
          const variant = chooseVariant(marks, own);
          const shown = applyVariant(item, variant);
          // Letters outside the sites are hit; a site that is hit itself is a slip of the copy.
          const letters = Array.from(print(shown, 0));
          for (const hit of hits) {
            const at = hit % letters.length;
            if (/[关键商品操作白酒直播价格人员温]/.test(letters[at] ?? '')) letters[at] = '口';
          }
          const read = readVariant(item, indexLeakedText(letters.join('')));
          read?.stem.forEach((form, i) => expect([null, variant.stem[i]]).toContain(form));
          read?.options.forEach((of, o) =>
            of.forEach((form, i) => expect([null, variant.options[o]?.[i]]).toContain(form)),
          );
          const order = read?.order;
          if (order) expect(order).toEqual(variant.order.filter((place) => order.includes(place)));
        }
      }),
    );
  });

  it('leaves unknown what is missing, and finds nothing where the item is not', () => {
    const [item] = bank;
    const variant = chooseVariant(
      findMarks(item!),
      Uint8Array.from({ length: 32 }, (_, i) => i * 7),
    );
    const { stem, options } = applyVariant(item!, variant);
    const stemOnly = readVariant(item!, indexLeakedText(stem));
    expect(stemOnly).toMatchObject({ stem: variant.stem, order: null });
    expect(stemOnly?.options.flat().every((form) => form === null)).toBe(true);
    const two = readVariant(item!, indexLeakedText(`${stem}${options[0]!.text}；${options[2]!.text}`));
    expect(two?.order).toEqual([variant.order[0], variant.order[2]]);
    expect(readVariant(item!, indexLeakedText('完全无关的一段文字，谈的是天气。'))).toBeNull();
    expect(readVariant(item!, indexLeakedText(''))).toBeNull();
  });
});

const limits = { slip: 0.02, chance: 0.001 };
const suspectOf = (personId: string, own: Uint8Array): Suspect => ({
  personId,
  variantOf: (_, marks) => chooseVariant(marks, own),
});
const found = (items: readonly MarkedItem[], copy: string) => {
  const leak = indexLeakedText(copy);
  return groupFound(
    items.flatMap((item, i): FoundVersion[] => {
      const shown = readVariant(item, leak);
      return shown ? [{ versionId: `v${String(i)}`, item, shown }] : [];
    }),
  );
};
const copyOf = (items: readonly MarkedItem[], own: Uint8Array) =>
  items.map((item, i) => print(applyVariant(item, chooseVariant(findMarks(item), own)), i)).join('\n');

describe('tracing a leaked copy', () => {
  const people = ['甲', '乙', '丙'].map((personId, n) => ({
    personId,
    own: Uint8Array.from({ length: 32 }, (_, i) => (i * 53 + n * 101 + n * n * i * 7) % 256),
  }));
  const suspects = people.map(({ personId, own }) => suspectOf(personId, own));

  it('names the reader whose copy it is and nobody else', () => {
    for (const { personId, own } of people) {
      const trace = traceReaders(found(bank, copyOf(bank, own)), suspects, limits);
      expect(trace.verdict).toBe('named');
      expect(trace.ranking.filter(({ isNamed }) => isNamed).map((each) => each.personId)).toEqual([personId]);
      expect(trace.ranking[0]).toMatchObject({ personId, disagreeing: 0, agreeing: trace.places });
      expect(trace.ranking[0]?.bits).toBeCloseTo(trace.mostBits, 9);
    }
  });

  it('still does where one place was read wrongly', () => {
    const { own } = people[0]!;
    const copy = copyOf(bank, own);
    const site = findMarks(bank[0]!).stem[0]!;
    const variant = chooseVariant(findMarks(bank[0]!), own);
    const form = site.forms[variant.stem[0] ?? 0] ?? '';
    const other = site.forms.find((each) => each !== form) ?? '';
    const trace = traceReaders(found(bank, copy.replace(form, other)), suspects, limits);
    expect(trace.ranking[0]).toMatchObject({ personId: '甲', disagreeing: 1, isNamed: true });
  });

  it('says that nothing can be told where there are too few places, or none', () => {
    const [, , judgement] = bank;
    const few = traceReaders(found([judgement!], copyOf([judgement!], people[0]!.own)), suspects, limits);
    expect(few).toMatchObject({ verdict: 'too_few', places: 2 });
    expect(few.ranking.every(({ isNamed }) => !isNamed)).toBe(true);
    const none = traceReaders(found([plainItem], plainItem.stem), suspects, limits);
    expect(none).toMatchObject({ verdict: 'too_few', places: 0, mostBits: 0 });
    expect(traceReaders(found(bank, '无关文字'), suspects, limits)).toMatchObject({
      verdict: 'nothing_found',
      places: 0,
    });
  });

  it('names nobody where the copy is the unmarked text, which many have', () => {
    const copy = bank.map(print).join('\n');
    const trace = traceReaders(found(bank, copy), suspects, limits);
    expect(trace.verdict).toBe('canonical');
    expect(trace.ranking.every(({ isNamed }) => !isNamed)).toBe(true);
    // A writer among the readers sees that text, and is not told from the others who have it.
    const writer: Suspect = { personId: '丁', variantOf: (_, marks) => canonicalVariant(marks) };
    expect(traceReaders(found(bank, copy), [...suspects, writer], limits).verdict).toBe('canonical');
  });

  it('does not weigh a version against a person who is not on record with it', () => {
    const stranger: Suspect = { personId: '戊', variantOf: () => null };
    const { ranking } = traceReaders(
      found(bank, copyOf(bank, people[1]!.own)),
      [...suspects, stranger],
      limits,
    );
    expect(ranking.find(({ personId }) => personId === '戊')).toMatchObject({
      agreeing: 0,
      disagreeing: 0,
      bits: 0,
      chance: 1,
      isNamed: false,
    });
  });

  it('takes overlapping versions of one text for one stretch, and does not count it twice', () => {
    const [item] = bank;
    const own = people[2]!.own;
    const later = { ...item!, rationale: '修订后的解析。' };
    const groups = found([item!, later], copyOf([item!], own));
    expect(groups.map((group) => group.length)).toEqual([2]);
    const once = traceReaders(found([item!], copyOf([item!], own)), suspects, limits);
    const both = traceReaders(groups, suspects, limits);
    expect(both.places).toBe(once.places);
    expect(both.ranking[0]?.bits).toBeCloseTo(once.ranking[0]?.bits ?? Number.NaN, 9);
    // Two chances to agree instead of one.
    expect(both.ranking[0]?.chance).toBeGreaterThan(once.ranking[0]?.chance ?? 1);
  });

  it('accuses an innocent reader less often than the limit says', () => {
    let named = 0;
    const runs = 400;
    fc.assert(
      fc.property(bytes, fc.array(bytes, { minLength: 3, maxLength: 3 }), (leaker, others) => {
        const innocent = others.map((own, i) => suspectOf(`无辜${String(i)}`, own));
        const { ranking } = traceReaders(found(bank, copyOf(bank, leaker)), innocent, {
          ...limits,
          chance: 0.05,
        });
        named += ranking.filter(({ isNamed }) => isNamed).length;
      }),
      { numRuns: runs, seed: 7 },
    );
    expect(named).toBeLessThanOrEqual(0.05 * runs);
  });

  it('weighs a place by how many choices it has', () => {
    const item = bank[2]!;
    const marks = findMarks(item);
    const variant = canonicalVariant(marks);
    const shown = readVariant(item, indexLeakedText(item.stem))!;
    const weighed = weighVariant(marks, shown, variant, 0.02);
    expect(weighed).toMatchObject({ agreeing: 2, disagreeing: 0 });
    expect(weighed.bits).toBeCloseTo(2 * Math.log2(0.98 * 2), 12);
  });
});
