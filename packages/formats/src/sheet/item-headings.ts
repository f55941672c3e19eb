// The words of the spreadsheet that clerks fill in with items: headings, kinds and answers, each with what clerks write instead.

/** Columns by field, in the order of the template; options follow the stem. */
export const itemHeadings = {
  id: ['题号', '编号', '试题编号', '序号', 'ID'],
  kind: ['题型', '试题类型', '类型'],
  point: ['考点', '考核点', '鉴定点', '知识点', '鉴定点代码', '考点编码'],
  stem: ['题干', '题目', '试题', '题目内容', '试题内容', '问题'],
  answer: ['答案', '正确答案', '标准答案', '参考答案'],
  grade: ['分值', '分数', '得分'],
  difficulty: ['难度', '难易度', '难度等级'],
  angoff: ['安戈夫值', '合格者答对率', 'ANGOFF'],
  seconds: ['用时(秒)', '用时', '答题时间', '建议用时', '答题用时(秒)'],
  source: ['依据', '出处', '来源', '命题依据'],
  rationale: ['解析', '答案解析', '试题解析', '说明'],
  feedback: ['反馈', '答后反馈'],
  category: ['分类', '题库分类', '目录'],
  tags: ['标签', '关键词'],
  title: ['标题', '名称'],
} as const;

export type ItemColumn = keyof typeof itemHeadings;
/** All columns but those of options. */
export const itemColumns = Object.keys(itemHeadings) as ItemColumn[];
/** Without these a sheet is none of items. */
export const requiredColumns = ['kind', 'stem', 'answer'] as const satisfies readonly ItemColumn[];

/** Kinds of items: the word of the template first, then what clerks write. */
export const sheetKinds = {
  single: ['单选题', '单选', '单项选择题', '选择题', '单项选择'],
  multiple: ['多选题', '多选', '多项选择题', '不定项选择题', '多项选择'],
  judgement: ['判断题', '判断', '是非题', '对错题'],
  text: ['填空题', '填空'],
  number: ['数值题', '计算题', '计算', '数字填空题'],
  match: ['匹配题', '连线题', '配对题', '匹配'],
  order: ['排序题', '排序'],
  essay: ['问答题', '简答题', '论述题', '案例分析题', '问答', '简答', '论述'],
  description: ['说明文字', '阅读材料'],
} as const;

export type SheetKind = keyof typeof sheetKinds;

/** Answers of judgements as clerks write them, in capitals and half width. */
export const judgementWords: Readonly<Record<string, boolean>> = Object.fromEntries([
  ...['正确', '对', '√', '✓', '✔', '是', 'T', 'TRUE', 'Y', 'YES', '1'].map((word) => [word, true] as const),
  ...['错误', '错', '×', '✗', '✘', 'X', '否', 'F', 'FALSE', 'N', 'NO', '0'].map(
    (word) => [word, false] as const,
  ),
]);

/** Faults of a row with their sentences; `{value}` is what stood in the cell. */
export const sheetFaults = {
  sheet_column_missing: { zh: '表格缺少“{value}”列。', en: 'The sheet has no column “{value}”.' },
  sheet_column_repeated: { zh: '“{value}”列出现多次。', en: 'The column “{value}” stands more than once.' },
  sheet_column_unknown: {
    zh: '不认识的列“{value}”，未读取。',
    en: 'The column “{value}” is not known and was not read.',
  },
  stem_missing: { zh: '没有题干。', en: 'There is no stem.' },
  kind_unknown: {
    zh: '题型“{value}”不在说明列出的范围内。',
    en: '“{value}” is none of the kinds listed in the notes.',
  },
  answer_missing: { zh: '没有答案。', en: 'There is no answer.' },
  answer_unknown: { zh: '答案“{value}”与选项不符。', en: 'The answer “{value}” does not fit the options.' },
  answer_too_many: {
    zh: '单选题只能有一个答案，现为“{value}”。',
    en: 'A single choice has one answer; it says “{value}”.',
  },
  answer_too_few: {
    zh: '多选题至少两个答案，现为“{value}”。',
    en: 'A multiple choice has two answers or more; it says “{value}”.',
  },
  options_too_few: { zh: '选项不足两个。', en: 'There are fewer than two options.' },
  option_gap: {
    zh: '选项{value}为空，其后还有选项。',
    en: 'Option {value} is empty while later ones are not.',
  },
  option_repeated: { zh: '选项“{value}”重复。', en: 'The option “{value}” stands twice.' },
  pair_wrong: { zh: '“{value}”不是“左 → 右”的形式。', en: '“{value}” is not of the form “left → right”.' },
  number_wrong: { zh: '“{value}”不是数值。', en: '“{value}” is no number.' },
  number_out_of_range: { zh: '数值 {value} 超出范围。', en: 'The number {value} is out of range.' },
  item_duplicate_id: { zh: '题号“{value}”重复。', en: 'The id “{value}” stands twice.' },
  cell_not_text: { zh: '单元格是日期，应为文字。', en: 'The cell holds a date where text is wanted.' },
} as const satisfies Readonly<Record<string, { zh: string; en: string }>>;

export type SheetFault = keyof typeof sheetFaults;

/** The sheet of notes, one row of text each. */
export const notes: readonly string[] = [
  '填写说明',
  '每行一题。“题型”“题干”“答案”必填，其余可空；不要改动表头，列的先后不限。',
  '单选题、多选题：选项依次填入“选项A”“选项B”……，答案填字母，如 A 或 ACD。多选题须全部选对才得分。',
  '判断题：不填选项，答案填“正确”或“错误”。',
  '填空题：答案有多种写法时用“；”隔开；写法中含“；”时，各写法依次填入选项列，答案留空。',
  '数值题：答案填数值，可带允许误差，如 40±0.5，或范围，如 39.5~40.5；多个用“；”隔开。',
  '匹配题：每个选项列填一对“左 → 右”；左边空着的是干扰项。答案留空。',
  '排序题：选项按正确顺序填写，答案留空；或任意顺序填写，答案填正确顺序的字母，如 BCA。',
  '问答题：答案留空，由考评员评阅。',
  '难度 1（最易）至 5；安戈夫值为刚达到合格水平者答对的比例，0.05 至 0.95；用时以秒计。',
  '标签之间用“；”隔开。',
];
