/** The columns of a roster (报名名册), in the order of the template. */
export const rosterColumns = {
  name: { zh: '姓名', en: 'Name', required: true },
  idType: { zh: '证件类型', en: 'ID type', required: true },
  idNumber: { zh: '证件号码', en: 'ID number', required: true },
  sex: { zh: '性别', en: 'Sex', required: false },
  birth: { zh: '出生日期', en: 'Date of birth', required: false },
  education: { zh: '文化程度', en: 'Education', required: true },
  employer: { zh: '工作单位', en: 'Employer', required: true },
  phone: { zh: '手机号码', en: 'Mobile number', required: true },
  clause: { zh: '申报条件', en: 'Eligibility clause', required: true },
  workMonths: { zh: '从业月数', en: 'Months of work', required: true },
  heldLevel: { zh: '原证书等级', en: 'Held level', required: false },
  heldNumber: { zh: '原证书编号', en: 'Held certificate number', required: false },
  heldOn: { zh: '原证书取得日期', en: 'Held since', required: false },
} as const;

export type RosterColumn = keyof typeof rosterColumns;
