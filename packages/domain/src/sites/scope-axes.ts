/** The axes along which a scope line (评价范围) allows or forbids, in the order in which a gap is told. */
export const scopeAxes = {
  occupation: { zh: '职业', en: 'occupation' },
  workType: { zh: '工种', en: 'work type' },
  level: { zh: '等级', en: 'level' },
  group: { zh: '评价对象', en: 'eligible group' },
  region: { zh: '地区', en: 'region' },
  date: { zh: '日期', en: 'date' },
} as const;

export type ScopeAxis = keyof typeof scopeAxes;
