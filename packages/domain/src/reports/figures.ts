import { isHighlySkilled, levels } from '../standards/level.ts';
import type { Level } from '../standards/level.ts';

export interface SkillShare {
  /** All persons counted. */
  readonly n: number;
  readonly highlySkilled: number;
  /** 0–1; null when nobody was counted. */
  readonly share: number | null;
}

/**
 * The share of highly skilled among all assessed (高技能人才占比): level 3 and above over everybody, each person counted
 * at the highest level held; the figure of the mission is 23 %.
 */
export function shareOfHighlySkilled(persons: Readonly<Partial<Record<Level, number>>>): SkillShare {
  let n = 0;
  let highlySkilled = 0;
  for (const level of levels) {
    const count = persons[level] ?? 0;
    n += count;
    if (isHighlySkilled(level)) highlySkilled += count;
  }
  return { n, highlySkilled, share: n === 0 ? null : highlySkilled / n };
}
