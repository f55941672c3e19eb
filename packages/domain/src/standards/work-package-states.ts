// The words of the states and kinds of a work package. The moves between the states: work-package.ts.
export const workPackageStates = {
  planned: { zh: '待下达', en: 'planned' },
  given: { zh: '已下达', en: 'given' },
  drafting: { zh: '编制中', en: 'drafting' },
  submitted: { zh: '待验收', en: 'submitted' },
  returned: { zh: '退回修改', en: 'returned' },
  accepted: { zh: '已验收', en: 'accepted' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
} as const;

export type WorkPackageState = keyof typeof workPackageStates;

/** What is developed for an occupation: its standard, its textbook, its item bank (职业标准、教材、题库). */
export const workPackageKinds = {
  standard: { zh: '职业标准', en: 'standard' },
  textbook: { zh: '教材', en: 'textbook' },
  item_bank: { zh: '题库', en: 'item bank' },
} as const;

export type WorkPackageKind = keyof typeof workPackageKinds;
