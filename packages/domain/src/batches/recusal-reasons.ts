/** Why a person must not serve a candidate (回避事由), gravest first. */
export const recusalReasons = {
  self: { zh: '本人', en: 'the same person' },
  relative: { zh: '亲属', en: 'relative' },
  trainee: { zh: '培训师生', en: 'trainer and trainee' },
  apprentice: { zh: '师徒', en: 'master and apprentice' },
  declared: { zh: '本人申报的其他关系', en: 'another tie declared by the person' },
  same_employer: { zh: '同一单位', en: 'same employer' },
  same_household: { zh: '同姓同住址', en: 'same surname and address' },
} as const;

export type RecusalReason = keyof typeof recusalReasons;
