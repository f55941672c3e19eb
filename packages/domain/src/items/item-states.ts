// The words of the states of an item version. The moves between them: item-state.ts.
export const itemStates = {
  draft: { zh: '草稿', en: 'draft' },
  vetting: { zh: '待审', en: 'waiting for vetting' },
  approved: { zh: '已审定', en: 'approved' },
  in_use: { zh: '在用', en: 'in use' },
  retired: { zh: '已停用', en: 'retired' },
} as const;

export type ItemState = keyof typeof itemStates;
