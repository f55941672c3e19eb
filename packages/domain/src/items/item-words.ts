// Words for the facts of item refusals: fields of an item, what is wrong with a question document or with a file.
export const itemFields = {
  id: { zh: '编号', en: 'id' },
  point: { zh: '鉴定点', en: 'point' },
  stem: { zh: '题干', en: 'stem' },
  options: { zh: '选项', en: 'options' },
  correct: { zh: '答案', en: 'key' },
  difficulty: { zh: '难度', en: 'difficulty' },
  angoff: { zh: 'Angoff 值', en: 'Angoff value' },
  seconds: { zh: '用时', en: 'answering time' },
  source: { zh: '依据', en: 'source' },
  rationale: { zh: '解析', en: 'rationale' },
  question: { zh: '试题文档', en: 'question document' },
  title: { zh: '题目名称', en: 'title' },
} as const;

/** By the codes of `openQuestion` in packages/formats; other codes stand as they are. */
export const questionFaults = {
  question_not_one_item: { zh: '文档不是一道试题', en: 'it is not one item' },
  question_media_missing: { zh: '引用的文件没有上传', en: 'a file it shows is not stored' },
  question_address_outside: { zh: '引用了题库之外的地址', en: 'an address lies outside the bank' },
  question_stimulus: { zh: '部分内容在另一份文档中', en: 'part of it stands in another document' },
  question_unscored: { zh: '没有给分的规则', en: 'no rule gives points' },
  not_qti: { zh: '不是 QTI 文档', en: 'it is no QTI document' },
  xml_malformed: { zh: '不是格式正确的 XML', en: 'it is not well-formed XML' },
  xml_dtd: { zh: '带有 DOCTYPE', en: 'it has a DOCTYPE' },
  xml_entity: { zh: '有 XML 不认识的实体', en: 'an entity is not known to XML' },
  xml_too_large: { zh: '超出可读取的大小', en: 'it is too large' },
  active_content: { zh: '含有能运行的内容', en: 'it holds content that runs' },
  address_refused: { zh: '含有不被接受的地址', en: 'it holds an address that is refused' },
} as const;

/** By the faults of `cleanMedia` in packages/formats. */
export const mediaFaults = {
  empty: { zh: '文件是空的', en: 'it is empty' },
  too_large: { zh: '文件过大', en: 'it is too large' },
  unknown_type: { zh: '不是可用的类型', en: 'it is of no usable type' },
  malformed: { zh: '文件损坏或不完整', en: 'it is damaged or cut off' },
  too_many_pixels: { zh: '像素过多', en: 'it has too many pixels' },
  active_content: { zh: '含有能运行的内容', en: 'it holds content that runs' },
  inflates_too_far: { zh: '解压后过大', en: 'it unpacks to too much' },
} as const;
