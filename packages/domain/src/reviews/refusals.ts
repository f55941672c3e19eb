/** Refusals of the draw, the review sheets and the batch decision. */
export const reviewRefusals = {
  batch_not_frozen: {
    status: 409,
    zh: '案卷尚未封存，不能抽审。',
    en: 'The dossiers are not closed yet; nothing can be drawn.',
    do: { zh: '请先封存全部案卷。', en: 'Close all dossiers first.' },
  },
  draw_already_done: {
    status: 409,
    zh: '本批次本轮已抽审，不能重抽。',
    en: 'The draw of this round is done and cannot be repeated.',
    do: { zh: '请按抽中的案卷审核。', en: 'Review the dossiers drawn.' },
  },
  draw_seed_not_ready: {
    status: 409,
    zh: '抽签种子尚未公布。',
    en: 'The seed of the draw is not public yet.',
    do: {
      zh: '请等候下一次公共随机数或承诺揭示。',
      en: 'Wait for the next beacon round or for the reveals.',
    },
  },
  dossier_incomplete: {
    status: 409,
    zh: '还有 {count} 份案卷材料不全。',
    en: '{count} dossiers are incomplete.',
    do: { zh: '请补全材料后再封存。', en: 'Complete them before closing.' },
  },
  dossier_changed: {
    status: 409,
    zh: '案卷与封存时的摘要不一致。',
    en: 'The dossier does not match the digest taken at closing.',
    do: { zh: '请立即报告中心。', en: 'Report it to the Center at once.' },
  },
  reviewer_served: {
    status: 403,
    zh: '审查员参加过本批次的工作（{duty}），不能审核本批次。',
    en: 'The reviewer served in this batch ({duty}) and cannot review it.',
    do: { zh: '请另派审查员。', en: 'Assign another reviewer.' },
  },
  reviewer_not_assigned: {
    status: 403,
    zh: '此案卷没有指派给您审核。',
    en: 'This dossier is not assigned to you.',
    do: { zh: '请联系中心工作人员。', en: 'Ask the staff of the Center.' },
  },
  sheet_missing: {
    status: 409,
    zh: '还有 {count} 份抽中的案卷未审核。',
    en: '{count} drawn dossiers have no review sheet yet.',
    do: { zh: '全部审核后方可作出批次结论。', en: 'Review them all before deciding the batch.' },
  },
  sheet_row_missing: {
    status: 422,
    zh: '审核表还有 {count} 项未填。',
    en: '{count} rows of the review sheet are empty.',
    do: { zh: '请逐项填写。', en: 'Fill in every row.' },
  },
  sheet_remark_missing: {
    status: 422,
    zh: '审核项 {row} 有问题，须写明情况。',
    en: 'Row {row} has a finding and needs a remark.',
    do: { zh: '请写明事实和依据。', en: 'State the fact and the rule.' },
  },
  sheet_already_signed: {
    status: 409,
    zh: '此案卷的审核表已签名。',
    en: 'The review sheet of this dossier is already signed.',
    do: { zh: '更正须另立新表并说明理由。', en: 'A correction is a new sheet with a reason.' },
  },
  full_review_open: {
    status: 409,
    zh: '发现严重问题，须全部审核，还有 {count} 份未审。',
    en: 'A grave finding calls for a full review; {count} dossiers are still open.',
    do: { zh: '请审核全部案卷。', en: 'Review every dossier.' },
  },
  release_not_possible: {
    status: 409,
    zh: '有 {count} 份案卷存在重大问题，批次不能放行。',
    en: '{count} dossiers have grave findings; the batch cannot be released.',
    do: { zh: '请退回整改。', en: 'Return the batch for rectification.' },
  },
  reviewer_already_assigned: {
    status: 409,
    zh: '该审查员已被指派审核本批次。',
    en: 'This reviewer is already assigned to the batch.',
    do: { zh: '请刷新页面。', en: 'Reload the page.' },
  },
  decider_took_part: {
    status: 403,
    zh: '参加过本批次考务或审核的人员不能作出批次结论。',
    en: 'Who served in the batch or reviewed it cannot decide it.',
    do: { zh: '请由另一位中心负责人决定。', en: 'Another director of the Center must decide.' },
  },
} as const;
