// Where a blueprint is at fault, in the words of the screen: the rules name it by a path such as `content.A1.weight`.
import { totalPointsOf } from '@jiangping/domain/papers/blueprint';
import type { Blueprint } from '@jiangping/domain/papers/blueprint';
import { flattenRanges } from '@jiangping/domain/standards/content-spec';
import type { ContentRange } from '@jiangping/domain/standards/content-spec';
import type { Words } from '../shell/language.ts';
import { nameOfRule } from './rule-table.ts';

const plain: Readonly<Record<string, Words>> = {
  forms: { zh: '平行卷套数', en: 'parallel forms' },
  sections: { zh: '题型（至少一种，不得重复）', en: 'item types (at least one, none twice)' },
  content: { zh: '各内容范围的分值合计', en: 'sum of the points of the content ranges' },
  secondsMax: {
    zh: '答题用时上限（须不超过考试时间）',
    en: 'most answering time (not above the time of the exam)',
  },
  angoff: { zh: 'Angoff 目标与允许偏差', en: 'Angoff target and tolerance' },
  overlap: { zh: '各套重题', en: 'items shared by forms' },
  'difficulty.min': { zh: '各难度最低占比之和', en: 'sum of the least shares of the difficulties' },
  'difficulty.max': { zh: '各难度最高占比之和', en: 'sum of the greatest shares of the difficulties' },
};

/** The place of a fault in words; a range says which points its weight comes to. Unknown places stay as they are. */
export function nameOfFault(field: string, plan: Blueprint, ranges: readonly ContentRange[]): Words {
  const known = Object.hasOwn(plain, field) ? plain[field] : undefined;
  if (known) return known;
  const weighed = /^content\.(.+)\.weight$/.exec(field)?.[1];
  const range = flattenRanges(ranges).find(({ code }) => code === weighed);
  if (range) {
    const share = Math.round(range.weight * totalPointsOf(plan)) / 100;
    const name = nameOfRule(`content.${range.code}`, ranges);
    return {
      zh: `${name.zh}须含权重 ${String(range.weight)}% 折合的 ${String(share)} 分`,
      en: `${name.en} must allow ${String(share)}, which its weight of ${String(range.weight)} % comes to`,
    };
  }
  return nameOfRule(field.replace(/^sections\./, 'section.'), ranges);
}

const practical: Readonly<Record<string, Words>> = {
  minutes: { zh: '考核时间', en: 'time of the assessment' },
  items: { zh: '试题（至少一道，不得重复）', en: 'items (at least one, none twice)' },
  'items.weight': { zh: '权重合计须为 100%', en: 'the weights must add up to 100 %' },
};

/** The place of a fault of a practical blueprint in words: an item by its id, a group by its place in the paper. */
export function nameOfPracticalFault(field: string): Words {
  const known = Object.hasOwn(practical, field) ? practical[field] : undefined;
  if (known) return known;
  const [, of = '', part] = /^items\.(.*)\.(weight|take)$/.exec(field) ?? [];
  if (part === 'weight') return { zh: `${of} 的权重须大于 0`, en: `the weight of ${of} must be above 0` };
  if (part === 'take') return { zh: `第 ${of} 项的选取题数`, en: `the number taken at place ${of}` };
  return { zh: field, en: field };
}
