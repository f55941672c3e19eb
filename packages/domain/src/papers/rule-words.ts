// The names of paper rules in the words of the people who write blueprints. Names are made in paper-rules.ts:
// `section.single`, `content.B2.1`, `difficulty.3`, `angoff` …, with the number of the form in front (`1.angoff`).
import { interactions } from '../items/interactions.ts';

interface RuleWords {
  readonly zh: string;
  readonly en: string;
}

const plain: Readonly<Record<string, RuleWords>> = {
  forms: { zh: '套数', en: 'number of forms' },
  items: { zh: '题数', en: 'number of items' },
  'items.order': { zh: '试题次序', en: 'order of the items' },
  repeated: { zh: '同套重题', en: 'repeated items' },
  enemies: { zh: '近似题', en: 'near duplicates in one form' },
  angoff: { zh: 'Angoff 合计', en: 'Angoff sum' },
  seconds: { zh: '答题用时（秒）', en: 'answering time in seconds' },
  overlap: { zh: '各套重题', en: 'items shared by forms' },
  weight: { zh: '配分合计', en: 'sum of the weights' },
  minutes: { zh: '考核用时（分钟）', en: 'working time in minutes' },
};

/** A rule's name in words: `section.multiple` → 多项选择题题数, `2.content.B2.1` → 第2套B2.1分值. Unknown names stay as they are. */
export function wordsOfRule(name: string): RuleWords {
  const numbered = /^(\d+)\.(.+)$/.exec(name);
  if (numbered) {
    const [, form = '', rest = ''] = numbered;
    const { zh, en } = wordsOfRule(rest);
    return { zh: `第${form}套${zh}`, en: `${en} of form ${form}` };
  }
  const [kind = '', ...path] = name.split('.');
  const of = path.join('.');
  if (kind === 'section' && Object.hasOwn(interactions, of)) {
    const { zh, en } = interactions[of as keyof typeof interactions];
    return { zh: `${zh}题数`, en: `number of ${en} items` };
  }
  if (kind === 'content') return { zh: `${of} 分值`, en: `points of ${of}` };
  if (kind === 'difficulty') return { zh: `难度 ${of} 题数`, en: `items of difficulty ${of}` };
  if (kind === 'overlap' && path.length === 2)
    return { zh: `第${path.join('、')}套重题`, en: `items shared by forms ${path.join(' and ')}` };
  return (Object.hasOwn(plain, name) ? plain[name] : undefined) ?? { zh: name, en: name };
}

const partWords: Readonly<Record<string, RuleWords>> = {
  min: { zh: '下限', en: 'lower limit' },
  max: { zh: '上限', en: 'upper limit' },
  width: { zh: '允许偏差', en: 'tolerance' },
  members: { zh: '条数', en: 'number' },
};

/**
 * A relaxation in words, written `rule:part:from:to`, several that belong together joined by `+`:
 * `section.multiple:min:10:7` → 多项选择题题数下限 10→7.
 */
export function wordsOfRelaxation(text: string): RuleWords {
  const moves = text.split('+').map((move) => {
    const [name = '', part = '', from = '', to = ''] = move.split(':');
    const [rule, of] = [wordsOfRule(name), partWords[part] ?? { zh: part, en: part }];
    return { zh: `${rule.zh}${of.zh} ${from}→${to}`, en: `${rule.en}, ${of.en} ${from}→${to}` };
  });
  return { zh: moves.map(({ zh }) => zh).join('并'), en: moves.map(({ en }) => en).join(' and ') };
}
