export const interactions = {
  single: { zh: '单项选择题', en: 'single choice' },
  multiple: { zh: '多项选择题', en: 'multiple choice' },
  judgement: { zh: '判断题', en: 'judgement' },
} as const;

/** The type of an item (题型). */
export type Interaction = keyof typeof interactions;
