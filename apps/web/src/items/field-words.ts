// Where an item is at fault, in the words of the screen: the rules name it by a path such as `scoring.rows.1.2.rule`.
import type { Words } from '../shell/language.ts';

const plain: Readonly<Record<string, Words>> = {
  id: { zh: '缺试题编号', en: 'the item id is missing' },
  point: { zh: '没有选择鉴定点', en: 'no point was chosen' },
  source: { zh: '缺依据', en: 'the source is missing' },
  rationale: { zh: '缺解析', en: 'the rationale is missing' },
  difficulty: { zh: '难度', en: 'difficulty' },
  angoff: { zh: 'Angoff 值', en: 'Angoff value' },
  seconds: { zh: '用时', en: 'answering time' },
  title: { zh: '缺题目名称', en: 'the title is missing' },
  minutes: { zh: '考核时间须大于 0 分钟', en: 'the working time must be above 0 minutes' },
  weight: { zh: '占比须大于 0%、不超过 100%', en: 'the weight must be above 0 % and at most 100 %' },
  'preparation.venue': { zh: '考场准备至少一项', en: 'the site must prepare at least one thing' },
  'preparation.venue.name': { zh: '考场准备有未填名称的行', en: 'a line of the site’s supplies has no name' },
  'preparation.candidate.name': {
    zh: '考生准备有未填名称的行',
    en: 'a line of the candidate’s supplies has no name',
  },
  task: { zh: '考核要求或操作步骤至少一条', en: 'there must be at least one requirement or step' },
  'task.requirements': { zh: '考核要求有空行', en: 'a requirement without a word' },
  'task.steps': { zh: '操作步骤有空行', en: 'a step without a word' },
  'task.safety': { zh: '安全要求有空行', en: 'a line of safety without a word' },
  'scoring.code': {
    zh: '评分记录表的序号有重复或未填',
    en: 'a number of the scoring record is missing or there twice',
  },
  'scoring.rows.points': { zh: '各行配分合计须为 100', en: 'the points of the rows must add up to 100' },
};

/** The place of a fault in words; unknown places stay as they are. */
export function nameOfField(field: string): Words {
  const known = Object.hasOwn(plain, field) ? plain[field] : undefined;
  if (known) return known;
  const [, row, of] = /^scoring\.rows\.(.*?)(?:\.(element|rule))?$/.exec(field) ?? [];
  if (row !== undefined) {
    if (of === 'element') return { zh: `第 ${row} 行缺考核内容`, en: `row ${row} has no element` };
    if (of === 'rule') return { zh: `第 ${row} 行缺评分标准`, en: `row ${row} has no marking rule` };
    return {
      zh: `第 ${row} 行的配分须是扣分单位的整数倍`,
      en: `the points of row ${row} must be a multiple of its step`,
    };
  }
  const fatal = /^scoring\.fatal\.(.*)$/.exec(field)?.[1];
  if (fatal !== undefined) return { zh: `否定项 ${fatal} 缺内容`, en: `fatal item ${fatal} has no text` };
  return { zh: field, en: field };
}
