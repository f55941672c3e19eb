// Predicates in words, so that what a candidate lacks and what a clause says can never differ.
import type { Words } from '../refusals.ts';
import { graduationTypes } from '../standards/eligibility-clause.ts';
import type { Predicate, TitleGrade } from '../standards/eligibility-clause.ts';
import { levelNames, levelOfCode } from '../standards/level.ts';

const titleNames: Readonly<Record<TitleGrade, Words>> = {
  junior: { zh: '初级职称', en: 'a junior title' },
  mid: { zh: '中级职称', en: 'a mid-level title' },
  senior: { zh: '高级职称', en: 'a senior title' },
};

function heldWords(thing: Words, months: number): Words {
  if (months === 0) return { zh: `具有${thing.zh}`, en: `holds ${thing.en}` };
  return {
    zh: `取得${thing.zh}后，累计从事本职业或相关职业工作满 ${months} 个月`,
    en: `${months} months of work in this or a related occupation since obtaining ${thing.en}`,
  };
}

/** The number a predicate asks for: years of age, months, hours or a rank. */
export function numberAskedBy(predicate: Predicate): number {
  if ('atLeast' in predicate) return predicate.atLeast;
  return 'rankAtMost' in predicate ? predicate.rankAtMost : (predicate.months ?? 0);
}

/** A predicate as a Chinese and an English phrase. */
export function describePredicate(predicate: Predicate): Words {
  const asked = numberAskedBy(predicate);
  switch (predicate.kind) {
    case 'age':
      return { zh: `年满 ${asked} 周岁`, en: `aged ${asked} or over` };
    case 'workMonths':
      return {
        zh: `累计从事本职业或相关职业工作满 ${asked} 个月`,
        en: `${asked} months of work in this or a related occupation`,
      };
    case 'heldLevel': {
      const level = levelOfCode(predicate.level);
      const name = level ? levelNames[level] : { zh: '—', en: '—' };
      const thing = { zh: `${name.zh}及以上证书`, en: `a certificate of ${name.en} or above` };
      return heldWords(thing, asked);
    }
    case 'title':
      return heldWords(titleNames[predicate.grade], asked);
    case 'graduation': {
      const { zh, en } = graduationTypes[predicate.type];
      const field = predicate.inField
        ? { zh: '本专业或相关专业', en: ' in this or a related field' }
        : { zh: '', en: '' };
      const last = predicate.finalYearAllowed
        ? { zh: '（含毕业年级学生）', en: ' (final-year students too)' }
        : { zh: '', en: '' };
      return heldWords(
        { zh: `${zh}${field.zh}毕业资格${last.zh}`, en: `a graduation${field.en}: ${en}${last.en}` },
        asked,
      );
    }
    case 'trainingHours':
      return { zh: `参加培训满 ${asked} 标准学时`, en: `${asked} hours of training` };
    case 'competitionAward':
      return {
        zh: `在认可的竞赛中获前 ${asked} 名`,
        en: `ranked ${asked} or better in a recognised contest`,
      };
  }
}

/** A clause as one phrase: its predicates joined. */
export function describeClause(allOf: readonly Predicate[]): Words {
  const words = allOf.map(describePredicate);
  return { zh: words.map(({ zh }) => zh).join('，并且'), en: words.map(({ en }) => en).join(', and ') };
}
