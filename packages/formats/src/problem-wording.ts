// What each problem of a file is, in Chinese, by its code; the English sentence behind it says the names and numbers.

const xml = {
  xml_malformed: '文件不是格式正确的 XML。',
  xml_dtd: '文件带有 DOCTYPE，拒绝读取。',
  xml_entity: '文件中有 XML 不认识的实体。',
  xml_too_large: 'XML 超出可读取的大小。',
  xml_encoding: '文件的编码与其声明不符。',
} as const;

const files = {
  active_content: '题目中能运行的内容已去除，不会运行。',
  address_refused: '地址的协议不被接受，已去除。',
  xinclude_refused: '不从别处引入内容（XInclude）。',
  dependency_missing: '所依赖的资源没有列在清单中。',
  external_resource: '引用了包外的文件，不会下载。',
  file_broken: '附件已损坏。',
  file_missing: '包中缺少所引用的文件。',
  file_name: '附件名称不可用。',
  file_name_repeated: '附件名称重复。',
  file_unlisted: '资源没有列出自己的文件。',
  item_duplicate_id: '题号重复。',
  item_twice: '同一标识的试题出现两次。',
  item_unknown: '没有这道试题。',
  manifest_invalid: '清单 imsmanifest.xml 无效。',
  manifest_misplaced: '清单不在包的根目录。',
  manifest_missing: '包中没有清单 imsmanifest.xml。',
  manifest_twice: '包中有两份清单，只读第一份。',
  name_differs: '文件名与引用的写法不同。',
  namespace_missing: '没有命名空间，按 QTI 2.1 读取。',
  namespace_wrong: '命名空间不正确。',
  nested_archive: '包中还有压缩包，不会打开。',
  not_qti: '不是 QTI 文件。',
  path_outside: '路径指向包外，拒绝读取。',
  picture_unreadable: '图片无法读取。',
  program_file: '包中有程序文件。',
  qti_missing: '没有试题，也没有试卷。',
  qti_version_unsupported: '不支持 QTI 1.x。',
  resource_unlisted: '试卷用到的试题没有列在清单中。',
  resources_missing: '清单没有列出资源。',
  script_file: '包中有脚本，保留但不运行。',
} as const;

const declarations = {
  attribute_invalid: '属性的值无效。',
  base_type_invalid: '基本类型无效，按字符串处理。',
  body_missing: '试题没有正文。',
  cardinality_invalid: '基数无效，按单值处理。',
  field_missing: '记录的值缺少字段标识。',
  feedback_invalid: '反馈缺少标识。',
  href_missing: '缺少引用地址。',
  identifier_invalid: '标识的写法不符合规范。',
  identifier_missing: '缺少标识。',
  identifier_twice: '标识重复。',
  lookup_entry_invalid: '对照表的一行无效。',
  lookup_table_missing: '没有可查的对照表。',
  map_entry_invalid: '分值映射的一行无效。',
  mapping_empty: '分值映射是空的。',
  mapping_missing: '缺少分值映射。',
  shape_invalid: '形状与坐标不符。',
  shape_percent: '百分比坐标按像素读取。',
  title_missing: '缺少标题。',
  value_invalid: '值与类型不符。',
  value_too_many: '单值却给出多个值，取第一个。',
} as const;

const interactions = {
  choice_limits_wrong: '可选数量的限制互相矛盾。',
  choices_missing: '没有可选的选项。',
  correct_missing: '没有给出正确答案。',
  correct_too_many: '正确答案多于可选数量。',
  correct_unknown: '正确答案不在可作答的范围内。',
  custom_interaction_inert: '自定义题型自带程序，保留但不运行。',
  interaction_nested: '题型不能嵌套。',
  interaction_unknown: '不是 QTI 的题型。',
  match_sets_wrong: '连线题须有两组选项。',
  response_bound_twice: '同一作答变量被两处使用。',
  response_identifier_missing: '题型缺少作答变量。',
  response_invalid: '作答无法读取，视为未作答。',
  response_type_mismatch: '作答变量的类型与题型不符。',
  response_unbound: '作答变量没有对应的题型。',
  response_undeclared: '作答变量没有声明。',
  slider_bounds_wrong: '滑块的范围或步长不正确。',
} as const;

const rules = {
  adaptive_without_processing: '自适应试题没有作答处理规则。',
  assignment_type: '赋值与变量类型不符。',
  custom_operator: '自定义运算只在约定的系统中有意义。',
  custom_operator_unknown: '不认识这个自定义运算，结果为空。',
  division_by_zero: '除以零，结果为空。',
  expression_arity: '表达式的参数个数不对。',
  expression_missing: '规则缺少表达式。',
  expression_outside_test: '这个表达式只能用在试卷中。',
  expression_type: '表达式的类型不符，结果为空。',
  expression_unknown: '不是 QTI 的表达式，结果为空。',
  pattern_invalid: '正则表达式无法读取。',
  response_processing_missing: '没有作答处理规则，结果保持默认值。',
  rule_unknown: '不是这里可用的规则。',
  score_undeclared: '没有声明得分变量 SCORE。',
  step_limit: '规则没有在步数限制内结束，结果取默认值。',
  template_constraint: '模板变量没有满足约束，取默认值。',
  template_processing_missing: '有模板变量，却没有模板处理规则。',
  template_unknown: '不认识这个作答处理模板。',
  variable_undeclared: '变量没有声明。',
} as const;

const tests = {
  navigation_mode_invalid: '导航方式无效。',
  section_missing: '找不到所引用的部分。',
  section_too_deep: '部分嵌套过深或过多。',
  section_unreadable: '所引用的部分无法读取。',
  selection_invalid: '抽题数量无效。',
  submission_mode_invalid: '提交方式无效。',
  test_part_missing: '试卷没有分部。',
  weight_invalid: '权重不是数值。',
} as const;

const schemas = {
  schema_attribute_invalid: '与 QTI 3.0 模式不符：属性值无效。',
  schema_attribute_missing: '与 QTI 3.0 模式不符：缺少必需的属性。',
  schema_attribute_unknown: '与 QTI 3.0 模式不符：没有这个属性。',
  schema_element_misplaced: '与 QTI 3.0 模式不符：元素的位置或次数不对。',
  schema_element_missing: '与 QTI 3.0 模式不符：缺少必需的元素。',
  schema_element_unknown: '与 QTI 3.0 模式不符：没有这个元素。',
  schema_more: '还有更多与 QTI 3.0 模式不符之处。',
  schema_text_invalid: '与 QTI 3.0 模式不符：元素的内容无效。',
  schema_text_misplaced: '与 QTI 3.0 模式不符：这里不能直接写文字。',
} as const;

const banks = {
  aiken_no_options: 'Aiken：题干后没有选项。',
  aiken_option_form: 'Aiken：选项的写法不规范。',
  aiken_option_repeated: 'Aiken：选项字母重复。',
  aiken_several_answers: 'Aiken：只能有一个答案。',
  aiken_too_few_options: 'Aiken：至少要有两个选项。',
  answer_missing: '没有给出答案。',
  answer_unknown: '答案不在选项之中。',
  gift_blank_line: 'GIFT：花括号内有空行。',
  gift_braces: 'GIFT：花括号不成对。',
  gift_full_width: 'GIFT：全角花括号不起作用。',
  gift_mark_missing: 'GIFT：答案前没有 = 或 ~。',
  gift_number: 'GIFT：数值答案无法读取。',
  gift_pair: 'GIFT：配对缺少一边。',
  gift_second_answer: 'GIFT：只有第一组花括号是答案。',
  gift_title: 'GIFT：题名没有以 :: 结束。',
  gift_too_few_answers: 'GIFT：答案太少。',
  gift_weight: 'GIFT：分值比例无法读取。',
  json_item_wrong: '题库 JSON：试题的结构不对。',
  json_malformed: '文件不是 JSON。',
  json_no_bank: '题库 JSON：没有 items 列表。',
  lost_in_format: '目标格式不能保存这部分内容。',
  moodle_cloze: 'Moodle：嵌入式答案无法读取。',
  moodle_element_ignored: 'Moodle：这个元素没有读取。',
  moodle_fraction: 'Moodle：分值比例不是允许的数值。',
  moodle_no_full_answer: 'Moodle：没有得满分的答案。',
  moodle_no_quiz: 'Moodle：根元素不是 quiz。',
  moodle_number: 'Moodle：数值答案无法读取。',
  moodle_too_few_answers: 'Moodle：答案太少。',
  moodle_type_unknown: 'Moodle：不支持这种题型。',
  option_empty: '选项是空的。',
  stem_missing: '没有题干。',
} as const;

const questions = {
  question_address_outside: '引用了题库以外的地址。',
  question_media_missing: '引用的图片或音视频没有存入题库。',
  question_not_one_item: '文档不是一道试题。',
  question_stimulus: '题目的一部分在另一份文档中。',
  question_unscored: '没有给分的规则。',
} as const;

const wording = {
  ...xml,
  ...files,
  ...declarations,
  ...interactions,
  ...rules,
  ...tests,
  ...schemas,
  ...banks,
  ...questions,
} as const satisfies Readonly<Record<string, string>>;

/** The codes of problems that have their wording here; a new code needs its sentence first. */
export type ProblemCode = keyof typeof wording;

/** The message in both languages: what it is in Chinese, then the English sentence given. */
export function wordProblem(code: ProblemCode, english: string): string {
  return `${wording[code]} ${english}`;
}
