/** Refusals of sites, authorisations and scope. */
export const siteRefusals = {
  site_duplicate: {
    status: 409,
    zh: '名称、统一社会信用代码或站点序号已被登记。',
    en: 'The name, the credit code or the serial of the site is already registered.',
    do: { zh: '请在站点名录中查找，勿重复登记。', en: 'Look it up in the register of sites.' },
  },
  scope_not_covered: {
    status: 403,
    zh: '超出评价范围：{axis} 未获授权。',
    en: 'Outside the authorised scope: {axis}.',
    do: { zh: '请在授权范围内开展，或申请扩项。', en: 'Stay within the scope, or apply for an extension.' },
  },
  authorisation_not_valid: {
    status: 403,
    zh: '{date} 时评价授权未生效或已到期。',
    en: 'The authorisation is not valid on {date}.',
    do: { zh: '请核对授权期限，及时办理延续。', en: 'Check its term and apply for renewal.' },
  },
  site_suspended: {
    status: 403,
    zh: '该站点处于暂停状态。',
    en: 'The site is suspended.',
    do: { zh: '请完成整改并申请恢复。', en: 'Complete the rectification and apply for reinstatement.' },
  },
  site_withdrawn: {
    status: 403,
    zh: '该站点的授权已撤销。',
    en: 'The authorisation of the site was withdrawn.',
    do: { zh: '不得再开展评价活动。', en: 'No assessment may be held.' },
  },
  scope_line_overlaps: {
    status: 409,
    zh: '与已有的评价范围重叠。',
    en: 'This overlaps an existing scope line.',
    do: { zh: '请核对职业、工种、等级和期限。', en: 'Check occupation, work type, level and term.' },
  },
  finding_open: {
    status: 403,
    zh: '该站点有 {count} 个严重问题未销号。',
    en: 'The site has {count} serious findings open.',
    do: { zh: '请先整改并通过复查。', en: 'Rectify them and pass the recheck first.' },
  },
} as const;
