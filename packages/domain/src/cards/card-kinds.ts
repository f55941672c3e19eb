/** The kinds of staff cards (证卡). */
export const cardKinds = {
  assessor: { zh: '考评员', en: 'assessor' },
  supervisor: { zh: '督导员', en: 'supervisor' },
  administrator: { zh: '管理员', en: 'administrator' },
  reviewer: { zh: '审查员', en: 'reviewer' },
} as const;

export type CardKind = keyof typeof cardKinds;
