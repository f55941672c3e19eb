/** Refusals of figures and public pages. */
export const reportRefusals = {
  figure_duplicate: {
    status: 409,
    zh: '历史数据“{key}”已导入过。',
    en: 'The figure “{key}” of the earlier years is imported already.',
    do: {
      zh: '请从表中删去该项；已导入的数据不能改写。',
      en: 'Leave it out; what was imported is not rewritten.',
    },
  },
} as const;
