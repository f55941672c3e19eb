/** Refusals of results. */
export const resultRefusals = {
  marks_missing: {
    status: 409,
    zh: '还有 {count} 份成绩未录。',
    en: '{count} marks are still missing.',
    do: { zh: '请完成评分，或登记缺考。', en: 'Finish the marking, or record the absence.' },
  },
  score_out_of_range: {
    status: 422,
    zh: '{part}成绩应在 0 至 100 之间。',
    en: 'The {part} score must lie between 0 and 100.',
    do: { zh: '请核对成绩。', en: 'Check the score.' },
  },
  results_already_decided: {
    status: 409,
    zh: '成绩已确定，只能按更正程序更改。',
    en: 'The results are decided; only a superseding correction can change them.',
    do: { zh: '请由两人签名更正。', en: 'A correction needs two signatures.' },
  },
  recheck_too_late: {
    status: 409,
    zh: '成绩复核申请期已过（{date} 截止）。',
    en: 'The time to ask for a recheck ended on {date}.',
    do: { zh: '如有其他异议，请提出申诉。', en: 'For other objections, lodge an appeal.' },
  },
  resit_not_possible: {
    status: 409,
    zh: '不符合补考条件：{reason}。',
    en: 'A resit is not possible: {reason}.',
    do: { zh: '请重新报名全部科目。', en: 'Enter again for all parts.' },
  },
  marking_open: {
    status: 409,
    zh: '还有场次的评分未结束。',
    en: 'The marking of a sitting is not closed yet.',
    do: { zh: '请结束各场次的评分。', en: 'Close the marking of every sitting.' },
  },
} as const;
