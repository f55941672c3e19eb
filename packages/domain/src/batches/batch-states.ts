// The words of the batch's state machine, in the order of its way. The moves between them: batch-state.ts.
export const batchStates = {
  draft: { zh: '草稿', en: 'draft' },
  filed: { zh: '已报备', en: 'filed' },
  announced: { zh: '已公告', en: 'announced' },
  enrolling: { zh: '报名中', en: 'enrolling' },
  eligibility: { zh: '资格审查', en: 'eligibility check' },
  arranged: { zh: '已编排', en: 'arranged' },
  ticketed: { zh: '已发准考证', en: 'ticketed' },
  running: { zh: '考试中', en: 'running' },
  marking: { zh: '评分中', en: 'marking' },
  results: { zh: '成绩已定', en: 'results' },
  frozen: { zh: '案卷已封存', en: 'frozen' },
  reviewing: { zh: '材料审核中', en: 'reviewing' },
  returned: { zh: '退回整改', en: 'returned' },
  released: { zh: '审核通过', en: 'released' },
  certified: { zh: '证书已核发', en: 'certified' },
  archived: { zh: '已归档', en: 'archived' },
  cancelled: { zh: '已取消', en: 'cancelled' },
} as const;

export type BatchState = keyof typeof batchStates;
