// What is wrong with a model for assembly, and its fixed rules, in words.
import type { OwnRule } from '@jiangping/measure/assembly-model';

interface Words {
  zh: string;
  en: string;
}

const problems: Record<string, Words> = {
  different_points: {
    zh: '各题（或目标值）的点数不一致',
    en: 'has a different number of points than the rest',
  },
  min_above_max: { zh: '下限高于上限', en: 'its lower limit is above its upper limit' },
  missing_for_band: {
    zh: '缺失，而安戈夫区间要求每道题都有',
    en: 'is missing, and an Angoff band needs it on every item',
  },
  no_information: { zh: '没有任何试题带信息量', en: 'no item of the bank has information' },
  no_items: { zh: '一道试题也没有', en: 'there are no items' },
  no_limit: { zh: '既无下限也无上限', en: 'has neither a lower nor an upper limit' },
  not_a_list_in_range: { zh: '不是列表，或列表过长', en: 'is not a list, or too long a list' },
  not_a_number_in_range: { zh: '不是允许范围内的数', en: 'is not a number in the range allowed' },
  not_a_short_text: { zh: '不是文字，或为空，或过长', en: 'is not a text, or empty, or too long' },
  not_an_integer: { zh: '不是整数', en: 'is not a whole number' },
  not_an_object: { zh: '不是对象', en: 'is not an object' },
  not_json: { zh: '不是合法的 JSON', en: 'is not JSON' },
  not_numeric_on_every_item: { zh: '并非每道题都有这一数值', en: 'is not a number on every item' },
  own_enemy: { zh: '把自己列为互斥题', en: 'names the item itself as its enemy' },
  repeated: { zh: '重复出现', en: 'occurs more than once' },
  reserved_name: { zh: '与固定字段或固定规则同名', en: 'has the name of a field or of a fixed rule' },
  target_missing: { zh: '缺少目标值', en: 'is missing, and this kind of objective needs it' },
  target_without_use: { zh: '这种目标不使用目标值', en: 'has no use in this kind of objective' },
  too_large: { zh: '文件过大', en: 'is too large a file' },
  too_many_fields: { zh: '字段过多', en: 'has too many fields' },
  unknown_attribute: { zh: '题库中没有这一属性', en: 'is an attribute that no item has' },
  unknown_field: { zh: '未知字段', en: 'is not a field of the model' },
  unknown_kind: { zh: '未知的目标种类', en: 'is not max-sum, maximin or min-deviation' },
  unknown_name: { zh: '不存在的编号或名称', en: 'names something that does not exist' },
  unreadable: { zh: '文件无法读取', en: 'cannot be read' },
};

/** A problem of a model in both languages; an unknown code is told as it is. */
export function sayProblem(code: string): Words {
  return problems[code] ?? { zh: code, en: code };
}

const rules: Record<OwnRule, Words> = {
  size: { zh: '每份试卷题量', en: 'items in every form' },
  overlap: { zh: '试卷间共用题上限', en: 'items any two forms may share' },
  angoff: { zh: '安戈夫分之和', en: 'Angoff sum' },
  enemies: { zh: '互斥题', en: 'enemies' },
  allOrNone: { zh: '整组取舍', en: 'all or none' },
  include: { zh: '必选题', en: 'included items' },
  exclude: { zh: '排除题', en: 'excluded items' },
};

/** A rule by the name its writer gave it, or what a fixed one means. */
export function sayRule(name: string): string {
  return Object.hasOwn(rules, name) ? `${rules[name as OwnRule].zh} · ${rules[name as OwnRule].en}` : name;
}
