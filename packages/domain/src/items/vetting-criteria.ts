// The words of the vetting sheet (审题表). What follows from them: vetting-sheet.ts.
/** What is judged of an item, by key. */
export const criteria = {
  stem: { zh: '题干表述准确、完整、无歧义', en: 'the stem is exact, complete and unambiguous' },
  key: { zh: '答案正确且唯一', en: 'the key is right and the only one' },
  options: { zh: '选项同类、互斥、有迷惑性', en: 'options are alike, exclusive and plausible' },
  point: { zh: '符合所属鉴定点和等级', en: 'fits its point and its level' },
  figures: { zh: '难度、Angoff 值、用时恰当', en: 'difficulty, Angoff value and time are apt' },
  source: { zh: '依据现行有效，解析成立', en: 'the source is in force and the rationale holds' },
  preparation: {
    zh: '准备通知单齐全、可采购、可核对',
    en: 'the preparation notice is complete and can be met',
  },
  task: { zh: '任务要求和步骤清楚，时间够用', en: 'the task is clear and fits its time' },
  scoring: { zh: '评分点可观察，配分合理', en: 'scoring points can be seen and are well weighted' },
  fatal: { zh: '否定项明确、必要', en: 'fatal items are clear and needed' },
  safety: { zh: '安全要求完整', en: 'safety is complete' },
  fairness: { zh: '无歧视、无广告、无泄密内容', en: 'no bias, advertising or secrets' },
} as const;

export type Criterion = keyof typeof criteria;
