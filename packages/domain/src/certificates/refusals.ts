/** Refusals of claims, numbers and certificates. */
export const certificateRefusals = {
  batch_not_released: {
    status: 409,
    zh: '批次未通过材料审核，不能核发证书。',
    en: 'The batch is not released by the review; no certificate can be issued.',
    do: { zh: '请等待批次结论。', en: 'Wait for the batch decision.' },
  },
  claim_not_passed: {
    status: 409,
    zh: '有未合格人员，不能申领证书。',
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
    zh: '公示期未满（{date} 结束）。',
    en: 'The public notice runs until {date}.',
    do: { zh: '请在公示期满后办理。', en: 'Wait until it is over.' },
  },
  certificate_number_invalid: {
    status: 422,
    zh: '证书编号应为 22 位：1 位字母和 21 位数字。',
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
      zh: '请核对编号和姓名，仍不符的，不应采信该证书。',
      en: 'Check number and name; if it still does not match, do not rely on the certificate.',
    },
  },
  already_issued: {
    status: 409,
    zh: '证书已核发。',
    en: 'The certificate is already issued.',
    do: { zh: '补发、更正请走相应程序。', en: 'Use replacement or correction instead.' },
  },
  claim_empty: {
    status: 409,
    zh: '此批次没有合格人员，无证书可申领。',
    en: 'Nobody in the batch has passed; there is no certificate to claim.',
    do: { zh: '请查看批次成绩。', en: 'See the results of the batch.' },
  },
  claim_missing: {
    status: 409,
    zh: '此批次尚未申领证书。',
    en: 'No certificates have been claimed for the batch.',
    do: {
      zh: '请站点证书申领人员先提交申领。',
      en: 'Ask the certificate clerk of the site to claim them first.',
    },
  },
  institution_missing: {
    status: 409,
    zh: '尚未登记发证机构（评价中心）。',
    en: 'The issuing institution (the Evaluation Center) is not registered.',
    do: { zh: '请先登记评价中心。', en: 'Register the Center among the sites first.' },
  },
  certificate_altered: {
    status: 409,
    zh: '所存证书 {certificate} 与签发时的记录不一致，已停止提供。',
    en: 'The stored certificate {certificate} is not what was issued; it is withheld.',
    do: {
      zh: '请勿采信，并报告安全管理员，从账本和备份中查明。',
      en: 'Do not rely on it; report it to the security administrator, who compares ledger and backup.',
    },
  },
  glyph_missing: {
    status: 409,
    zh: '服务器字库缺少字符 {characters}，为免漏字未生成证书。',
    en: 'The fonts of the server lack the characters {characters}; nothing was printed, so that none gets lost.',
    do: {
      zh: '请在服务器上安装含有这些字符的字体后重试。',
      en: 'Install a font that has them on the server and try again.',
    },
  },
  certificate_wrong_state: {
    status: 409,
    zh: '证书当前状态不能办理此事。',
    en: 'The present status of the certificate does not allow this.',
    do: { zh: '请查看证书状态和记录。', en: 'See its status and history.' },
  },
} as const;
