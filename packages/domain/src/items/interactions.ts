/**
 * The types of theory items (题型). The first three are those of the trade's papers and are written with options and a key; the
 * others are written as a question document (QTI 3), by what a candidate does with it.
 */
export const interactions = {
  single: { zh: '单项选择题', en: 'single choice' },
  multiple: { zh: '多项选择题', en: 'multiple choice' },
  judgement: { zh: '判断题', en: 'judgement' },
  blank: { zh: '填空题', en: 'fill-in' },
  matching: { zh: '匹配题', en: 'matching' },
  ordering: { zh: '排序题', en: 'ordering' },
  graphic: { zh: '识图题', en: 'picture' },
  composite: { zh: '综合题', en: 'composite' },
  written: { zh: '简答题', en: 'written answer' },
  adaptive: { zh: '互动题', en: 'interactive' },
} as const;

/** The type of an item (题型). */
export type Interaction = keyof typeof interactions;

/** The types that are written with options and a key alone. */
export const keyedInteractions = ['single', 'multiple', 'judgement'] as const;
export type KeyedInteraction = (typeof keyedInteractions)[number];

/** The types that a paper may hold: a rule scores them. A written answer needs a marker, an interactive item several tries. */
export const scoredInteractions = [
  ...keyedInteractions,
  'blank',
  'matching',
  'ordering',
  'graphic',
  'composite',
] as const;
export type ScoredInteraction = (typeof scoredInteractions)[number];

const kindOf: Readonly<Record<string, Interaction>> = {
  'text-entry': 'blank',
  'inline-choice': 'blank',
  'gap-match': 'blank',
  slider: 'blank',
  match: 'matching',
  associate: 'matching',
  order: 'ordering',
  hotspot: 'graphic',
  'select-point': 'graphic',
  'graphic-order': 'graphic',
  'graphic-associate': 'graphic',
  'graphic-gap-match': 'graphic',
  'position-object': 'graphic',
  hottext: 'composite',
  media: 'composite',
  'extended-text': 'written',
  upload: 'written',
  drawing: 'written',
};

/** What a question document asks for: the QTI name of each interaction (without `qti-` and `-interaction`), and of a choice how many may be chosen. */
export interface AskedInteraction {
  readonly kind: string;
  /** Most choices of a `choice`; 0 for any number. */
  readonly max: number;
}

/**
 * The type of a question by its interactions: one that a person must mark makes the whole `written`; one that answers back, an
 * unknown one or none makes it `adaptive`; else interactions of one type give this type, and those of several `composite`. A
 * film or a recording beside other interactions does not count.
 */
export function interactionOf(asked: readonly AskedInteraction[], isAdaptive: boolean): Interaction {
  const answering = asked.length > 1 ? asked.filter(({ kind }) => kind !== 'media') : asked;
  const kinds = answering.map(({ kind, max }): Interaction => {
    if (kind === 'choice') return max === 1 ? 'single' : 'multiple';
    return kindOf[kind] ?? 'adaptive';
  });
  const [first] = kinds;
  if (isAdaptive || first === undefined || kinds.includes('adaptive')) return 'adaptive';
  if (kinds.includes('written')) return 'written';
  if (kinds.every((kind) => kind === 'blank')) return 'blank';
  return kinds.length === 1 ? first : 'composite';
}
