/** Refusals of claims, numbers and certificates. */
export const certificateRefusals = {
  batch_not_released: {
    status: 409,
    zh: '批次未通过材料审核,不能核发证书。',
    en: 'The batch is not released by the review; no certificate can be issued.',
    do: { zh: '请等待批次结论。', en: 'Wait for the batch decision.' },
  },
  claim_not_passed: {
    status: 409,
    zh: '有未合格人员,不能申领证书。',
    en: 'The claim names somebody who has not passed.',
    do: { zh: '请从申领名单中移除。', en: 'Take that person off the claim.' },
  },
  claim_duplicate: {
    status: 409,
    zh: '此成绩已申领过证书。',
    en: 'A certificate was already claimed for this result.',
    do: { zh: '请查看已有的申领记录。', en: 'See the existing claim.' },
  },
  approver_is_claimant: {
    status: 403,
    zh: '申领人不能审批自己的申领。',
    en: 'Nobody may approve a claim they made.',
    do: { zh: '请由另一位审批人员审批。', en: 'Ask another approver.' },
  },
  publicity_not_over: {
    status: 409,
    zh: '公示期未满({date} 结束)。',
    en: 'The public notice runs until {date}.',
    do: { zh: '请在公示期满后办理。', en: 'Wait until it is over.' },
  },
  certificate_number_invalid: {
    status: 422,
    zh: '证书编号应为 22 位:1 位字母和 21 位数字。',
    en: 'A certificate number has 22 characters: one letter and 21 digits.',
    do: { zh: '请对照证书重新输入。', en: 'Compare it with the certificate.' },
  },
  number_part_invalid: {
    status: 422,
    zh: '证书编号的“{field}”不合规则。',
    en: 'The part “{field}” of the certificate number breaks the rule.',
    do: { zh: '请核对机构、省份和站点序列号。', en: 'Check institution, province and site serial.' },
  },
  number_exhausted: {
    status: 409,
    zh: '此号段的流水号已用完。',
    en: 'The serial numbers of this range are used up.',
    do: { zh: '请申请新的站点序列号。', en: 'Apply for a new site serial.' },
  },
  certificate_unknown: {
    status: 404,
    zh: '没有查到相符的证书。',
    en: 'No certificate matches.',
    do: {
      zh: '请核对编号和姓名,仍不符的,不应采信该证书。',
      en: 'Check number and name; if it still does not match, do not rely on the certificate.',
    },
  },
  already_issued: {
    status: 409,
    zh: '证书已核发。',
    en: 'The certificate is already issued.',
    do: { zh: '补发、更正请走相应程序。', en: 'Use replacement or correction instead.' },
  },
  certificate_wrong_state: {
    status: 409,
    zh: '证书当前状态不能办理此事。',
    en: 'The present status of the certificate does not allow this.',
    do: { zh: '请查看证书状态和记录。', en: 'See its status and history.' },
  },
} as const;
