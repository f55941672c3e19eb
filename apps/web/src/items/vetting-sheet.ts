// The vetting sheet (审题表): what a vetter looks at, one judgement each. It is kept as lines of the remarks, so that it reads
// the same in a database, in an archive and on paper.
import type { Words } from '../shell/language.ts';
import type { ItemKind } from './bank.ts';

/** What is judged of an item, by key. */
export const criteria = {
  stem: { zh: '题干表述准确、完整、无歧义', en: 'the stem is exact, complete and unambiguous' },
  key: { zh: '答案正确且唯一', en: 'the key is right and the only one' },
  options: { zh: '选项同类、互斥、有迷惑性', en: 'options are alike, exclusive and plausible' },
  point: { zh: '符合所属鉴定点和等级', en: 'fits its point and its level' },
  figures: { zh: '难度、Angoff 值、用时恰当', en: 'difficulty, Angoff value and time are apt' },
  source: { zh: '依据现行有效，解析成立', en: 'the source is in force and the rationale holds' },
  fairness: { zh: '无歧视、无广告、无泄密内容', en: 'no bias, advertising or secrets' },
  preparation: {
    zh: '准备通知单齐全、可采购、可核对',
    en: 'the preparation notice is complete and can be met',
  },
  task: { zh: '任务要求和步骤清楚，时间够用', en: 'the task is clear and fits its time' },
  scoring: { zh: '评分点可观察，配分合理', en: 'scoring points can be seen and are well weighted' },
  fatal: { zh: '否定项明确、必要', en: 'fatal items are clear and needed' },
  safety: { zh: '安全要求完整', en: 'safety is complete' },
} as const satisfies Record<string, Words>;

export type Criterion = keyof typeof criteria;

/** What is judged of an item of this type, in the order of the sheet. */
export function criteriaFor(kind: ItemKind): readonly Criterion[] {
  if (kind === 'practical') return ['preparation', 'task', 'scoring', 'fatal', 'safety', 'fairness'];
  const ofOptions: readonly Criterion[] = kind === 'judgement' ? [] : ['options'];
  return ['stem', 'key', ...ofOptions, 'point', 'figures', 'source', 'fairness'];
}

export type Judgements = Readonly<Partial<Record<Criterion, boolean>>>;

/** The outcome a sheet leads to: approved when everything holds, returned when anything does not; null while it is unfinished. */
export function outcomeOf(kind: ItemKind, judgements: Judgements): 'approved' | 'returned' | null {
  const all = criteriaFor(kind).map((criterion) => judgements[criterion]);
  if (all.includes(undefined)) return null;
  return all.includes(false) ? 'returned' : 'approved';
}

const holds = '合格';
const fails = '不合格';

/** The sheet as the text that is kept: a line a criterion, then an empty line and the vetter's own words, if any. */
export function writeSheet(kind: ItemKind, judgements: Judgements, words: string): string {
  const lines = criteriaFor(kind).map(
    (criterion) => `${criteria[criterion].zh}：${judgements[criterion] === true ? holds : fails}`,
  );
  return [lines.join('\n'), ...(words.trim() === '' ? [] : [words.trim()])].join('\n\n');
}

/** Inverse of {@link writeSheet}; remarks that are no sheet are words only. */
export function readSheet(remarks: string): {
  judged: readonly { criterion: Criterion; holds: boolean }[];
  words: string;
} {
  const lines = remarks.split('\n');
  const judged: { criterion: Criterion; holds: boolean }[] = [];
  for (const line of lines) {
    const found = (Object.keys(criteria) as Criterion[]).find((key) =>
      line.startsWith(`${criteria[key].zh}：`),
    );
    if (!found) break;
    judged.push({ criterion: found, holds: line.endsWith(`：${holds}`) });
  }
  return { judged, words: lines.slice(judged.length).join('\n').trim() };
}
