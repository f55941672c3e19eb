// Skill levels by name. The numbers of the five-level scheme run backwards (5 is the junior one), and grades were added
// above and below them in 2022; so a level is stored by name and two levels are compared only by `isAtLeast`.

/** The eight-grade ladder from lowest to highest (人社部发〔2022〕14号). */
export const levels = [
  'apprentice',
  'junior',
  'intermediate',
  'advanced',
  'technician',
  'senior_technician',
  'special_technician',
  'chief_technician',
] as const;

export type Level = (typeof levels)[number];

/** The numbers that standards, certificates and data files use for the five levels; the grades around them have none. */
export type LevelCode = 5 | 4 | 3 | 2 | 1;

export const levelNames: Readonly<Record<Level, { readonly zh: string; readonly en: string }>> = {
  apprentice: { zh: '学徒工', en: 'Apprentice' },
  junior: { zh: '五级/初级工', en: 'Level 5 – Junior Worker' },
  intermediate: { zh: '四级/中级工', en: 'Level 4 – Intermediate Worker' },
  advanced: { zh: '三级/高级工', en: 'Level 3 – Advanced Worker' },
  technician: { zh: '二级/技师', en: 'Level 2 – Technician' },
  senior_technician: { zh: '一级/高级技师', en: 'Level 1 – Senior Technician' },
  special_technician: { zh: '特级技师', en: 'Special-grade Technician' },
  chief_technician: { zh: '首席技师', en: 'Chief Technician' },
};

const codes: Readonly<Record<LevelCode, Level>> = {
  5: 'junior',
  4: 'intermediate',
  3: 'advanced',
  2: 'technician',
  1: 'senior_technician',
};

/** The five levels that a social assessment organisation certifies, lowest first. */
export const certifiableLevels = [
  'junior',
  'intermediate',
  'advanced',
  'technician',
  'senior_technician',
] as const;

/** True for the name of a level. */
export function isLevel(value: unknown): value is Level {
  return levels.some((level) => level === value);
}

/** True when `level` is as high as `other` or higher: `isAtLeast('technician', 'advanced')`. */
export function isAtLeast(level: Level, other: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(other);
}

/**
 * True for level 3 (advanced worker) and above: the share of these is the “23 %” of the reports (高技能人才,
 * 人社部发〔2022〕14号 for the ladder).
 */
export function isHighlySkilled(level: Level): boolean {
  return isAtLeast(level, 'advanced');
}

/** The level behind a number 5–1 (also written as text); undefined for anything else. */
export function levelOfCode(code: number | string): Level | undefined {
  return Object.hasOwn(codes, code) ? codes[code as LevelCode] : undefined;
}

/** The number 5–1 of a level, or null for the grades that have none. */
export function codeOfLevel(level: Level): LevelCode | null {
  const index = certifiableLevels.findIndex((each) => each === level);
  return index < 0 ? null : ((5 - index) as LevelCode);
}

/** The parts of an assessment: theory exam, practical assessment, and the panel assessment of the two highest levels. */
export const parts = ['theory', 'practical', 'panel'] as const;

export type Part = (typeof parts)[number];

export const partNames: Readonly<Record<Part, { readonly zh: string; readonly en: string }>> = {
  theory: { zh: '理论知识考试', en: 'theory exam' },
  practical: { zh: '技能考核', en: 'practical assessment' },
  panel: { zh: '综合评审', en: 'panel assessment' },
};

/**
 * The parts a level is assessed by: theory and practical, with the panel from `panelFrom` upwards (level 2 in the
 * standards seen; national standards, section 1.9 鉴定要求).
 */
export function partsOfLevel(level: Level, panelFrom: Level): readonly Part[] {
  return isAtLeast(level, panelFrom) ? parts : ['theory', 'practical'];
}
