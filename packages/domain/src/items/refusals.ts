/** Refusals of items, their writing, vetting and import. `item` in a fact is the id of the item, never its text. */
export const itemRefusals = {
  item_invalid: {
    status: 422,
    zh: '试题 {item} 有误：{field}。',
    en: 'Item {item} is not sound: {field}.',
    do: { zh: '请改正后重新保存。', en: 'Correct it and save again.' },
  },
  item_stem_missing: {
    status: 422,
    zh: '试题 {item} 没有题干。',
    en: 'Item {item} has no stem.',
    do: { zh: '请填写题干。', en: 'Write the stem.' },
  },
  item_judgement_not_statement: {
    status: 422,
    zh: '判断题 {item} 的题干应为完整陈述句并以“。”结尾。',
    en: 'The stem of judgement {item} must be a full statement with a Chinese full stop.',
    do: { zh: '请改写题干。', en: 'Rewrite the stem.' },
  },
  item_options_wrong: {
    status: 422,
    zh: '试题 {item} 的选项数应为 {expected}，实为 {count}。',
    en: 'Item {item} needs {expected} options and has {count}.',
    do: { zh: '请增减选项。', en: 'Add or remove options.' },
  },
  item_option_repeated: {
    status: 422,
    zh: '试题 {item} 的选项 {option} 重复或为空。',
    en: 'Option {option} of item {item} is repeated or empty.',
    do: { zh: '请改写该选项。', en: 'Rewrite the option.' },
  },
  item_key_wrong: {
    status: 422,
    zh: '试题 {item} 的答案与题型或选项不符。',
    en: 'The key of item {item} does not fit its type or its options.',
    do: {
      zh: '单选一个、多选至少两个且按字母顺序、判断为对或错。',
      en: 'One option for single, two or more in order for multiple, true or false for a judgement.',
    },
  },
  item_number_wrong: {
    status: 422,
    zh: '试题 {item} 的“{field}”应在 {min} 至 {max} 之间。',
    en: '“{field}” of item {item} must lie between {min} and {max}.',
    do: { zh: '请改正该数值。', en: 'Correct the figure.' },
  },
  item_duplicate_id: {
    status: 409,
    zh: '试题编号 {item} 已存在。',
    en: 'Item id {item} exists already.',
    do: { zh: '请换一个编号，或作为新版本保存。', en: 'Use another id, or save it as a new version.' },
  },
  item_near_duplicate: {
    status: 409,
    zh: '试题 {item} 与 {other} 相似度为 {similarity}。',
    en: 'Item {item} resembles {other} ({similarity}).',
    do: { zh: '请改写其中一题，或设为互斥题。', en: 'Rewrite one of them, or make them enemies.' },
  },
  item_not_vetted: {
    status: 409,
    zh: '试题 {item} 尚未审定，不能用于组卷。',
    en: 'Item {item} is not vetted and cannot be used in a paper.',
    do: { zh: '请先由审题人员审定。', en: 'Have it vetted first.' },
  },
  item_retired: {
    status: 409,
    zh: '试题 {item} 已停用。',
    en: 'Item {item} is retired.',
    do: { zh: '请选用在用试题。', en: 'Use an active item.' },
  },
  item_in_use: {
    status: 409,
    zh: '试题 {item} 已用于另一份封卷的试卷。',
    en: 'Item {item} stands in another sealed paper.',
    do: { zh: '请重新组卷。', en: 'Assemble the paper again.' },
  },
  items_none_accepted: {
    status: 422,
    zh: '{total} 道试题无一合格，没有导入任何内容。第一处问题：“{fault}”。',
    en: 'None of the {total} items is acceptable; nothing was imported. The first fault is “{fault}”.',
    do: {
      zh: '请核对职业、等级、科目和细目表，改正后重新导入。',
      en: 'Check occupation, level, part and content specification, correct the file and import it again.',
    },
  },
  vetter_is_writer: {
    status: 403,
    zh: '命题人不能审定自己的试题。',
    en: 'Nobody may vet an item they wrote.',
    do: { zh: '请由另一位审题人员审定。', en: 'Ask another vetter.' },
  },
  bank_empty: {
    status: 409,
    zh: '此职业等级还没有可用的题库。',
    en: 'There is no usable item bank for this occupation and level.',
    do: { zh: '请先导入并审定试题。', en: 'Import items and have them vetted first.' },
  },
} as const;
