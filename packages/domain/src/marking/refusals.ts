/** Refusals of mark sheets and adjudication. A mark is never changed on request: only superseded with two signatures. */
export const markingRefusals = {
  mark_out_of_range: {
    status: 422,
    zh: '评分行 {row}：得分应在 0 至 {points} 之间。',
    en: 'Row {row}: the mark must lie between 0 and {points}.',
    do: { zh: '请改正该行得分。', en: 'Correct the mark of this row.' },
  },
  mark_step_wrong: {
    status: 422,
    zh: '评分行 {row}：得分应为 {step} 的整数倍。',
    en: 'Row {row}: the mark must be a multiple of {step}.',
    do: { zh: '请改正该行得分。', en: 'Correct the mark of this row.' },
  },
  mark_row_unknown: {
    status: 422,
    zh: '评分表没有第 {row} 行，或重复评分。',
    en: 'The mark sheet has no row {row}, or it is marked twice.',
    do: { zh: '请刷新评分表。', en: 'Reload the mark sheet.' },
  },
  mark_row_missing: {
    status: 422,
    zh: '还有 {count} 行未评分。',
    en: '{count} rows are not marked yet.',
    do: { zh: '每一行都评分后方可签名。', en: 'Mark every row before signing.' },
  },
  mark_sheet_signed: {
    status: 409,
    zh: '评分表已签名，不能再改。',
    en: 'The mark sheet is signed and cannot be changed.',
    do: {
      zh: '如有错误，请按更正程序由两人签名。',
      en: 'A correction needs the procedure with two signatures.',
    },
  },
  not_assigned: {
    status: 403,
    zh: '您没有被指派到这项工作。',
    en: 'You are not assigned to this task.',
    do: { zh: '请联系考务管理员。', en: 'Ask the administrator.' },
  },
  marks_of_others_sealed: {
    status: 423,
    zh: '本人评分签名之前，不能查看他人的评分。',
    en: 'You cannot see the marks of others before you have signed yours.',
    do: { zh: '请先独立完成评分。', en: 'Finish your own marking first.' },
  },
  assessor_count_even: {
    status: 409,
    zh: '考评员应为单数，现为 {count} 名。',
    en: 'The number of assessors must be odd; it is {count}.',
    do: { zh: '请增加或减少一名考评员。', en: 'Add or remove one assessor.' },
  },
  assessors_too_few: {
    status: 409,
    zh: '考评员 {count} 名，至少需要 {needed} 名。',
    en: '{count} assessors are assigned; {needed} are needed.',
    do: { zh: '请增派持有效证卡的考评员。', en: 'Assign more assessors with valid cards.' },
  },
  chief_missing: {
    status: 409,
    zh: '尚未指定考评组长。',
    en: 'No chief assessor is named.',
    do: { zh: '请在考评组中指定一名组长。', en: 'Name one of the panel as chief.' },
  },
  discrepancy_open: {
    status: 409,
    zh: '还有 {count} 份评分差异未裁定。',
    en: '{count} discrepancies are not adjudicated yet.',
    do: { zh: '请由考评组长组织第三次评阅。', en: 'The chief assessor must arrange the third reading.' },
  },
  adjudicator_has_marked: {
    status: 403,
    zh: '已参加评分的人员不能裁定同一份评分。',
    en: 'Who has marked this work cannot adjudicate it.',
    do: { zh: '请由另一位考评员裁定。', en: 'Ask another assessor.' },
  },
  fatal_item_unknown: {
    status: 422,
    zh: '评分表没有否定项 {item}。',
    en: 'The mark sheet has no fatal item {item}.',
    do: { zh: '请刷新评分表。', en: 'Reload the mark sheet.' },
  },
  marking_closed: {
    status: 409,
    zh: '本场评分已结束。',
    en: 'The marking of this sitting is closed.',
    do: {
      zh: '如有错误，请按更正程序由两人签名。',
      en: 'A correction needs the procedure with two signatures.',
    },
  },
  sitting_not_closed: {
    status: 409,
    zh: '本场考试尚未结束，不能结束评分。',
    en: 'The sitting is not closed yet; its marking cannot be closed.',
    do: { zh: '请先结束本场考试。', en: 'Close the sitting first.' },
  },
  mark_sheets_missing: {
    status: 409,
    zh: '还有 {count} 份评分表未签名。',
    en: '{count} mark sheets are not signed yet.',
    do: {
      zh: '请考评员完成评分；未到场的考生登记缺考。',
      en: 'Finish the marking; record the absence of candidates who did not come.',
    },
  },
  candidate_absent: {
    status: 409,
    zh: '该考生已登记缺考或违纪，不评分。',
    en: 'This candidate is recorded as absent or for misconduct and is not marked.',
    do: { zh: '如登记有误，请报告考评组长。', en: 'If the record is wrong, tell the chief assessor.' },
  },
  not_discrepant: {
    status: 409,
    zh: '评分差异为 {spread} 分，未超过允许值 {tolerance} 分，或评分未齐，不需裁定。',
    en: 'The readings differ by {spread}, within the tolerance of {tolerance}, or are not complete: there is nothing to adjudicate.',
    do: { zh: '请刷新评分总表。', en: 'Reload the marking table.' },
  },
  already_adjudicated: {
    status: 409,
    zh: '此项差异已裁定。',
    en: 'This discrepancy is already adjudicated.',
    do: { zh: '请刷新评分总表。', en: 'Reload the marking table.' },
  },
} as const;
