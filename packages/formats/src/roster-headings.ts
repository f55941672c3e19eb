// The words clerks write in rosters: headings and cells, each leading to the word of the template. Everything is compared
// without spaces, stars and what stands in brackets.

/** Headings by the template's own (domain/batches/roster-columns.ts). */
export const rosterHeadings: Readonly<Record<string, readonly string[]>> = {
  姓名: ['考生姓名', '申报人姓名', '申报人', '人员姓名', '名字'],
  证件类型: ['证件类别', '证件种类', '身份证件类型'],
  证件号码: ['证件号', '证件编号', '身份证件号码', '有效证件号码'],
  性别: ['考生性别'],
  出生日期: ['出生年月日', '生日', '出生时间'],
  文化程度: ['学历', '最高学历', '受教育程度'],
  工作单位: ['单位', '单位名称', '所在单位', '现工作单位', '所属单位', '企业名称'],
  手机号码: ['手机', '手机号', '联系电话', '联系手机', '电话', '电话号码', '联系方式', '移动电话'],
  申报条件: ['申报条件编号', '申报条件序号', '符合申报条件', '报考条件', '申报条款', '条件'],
  从业月数: ['工作月数', '从业年限(月)', '工作年限(月)', '本职业工作月数', '累计从业月数', '从事本职业月数'],
  原证书等级: ['原等级', '现有等级', '已持证书等级', '原职业资格等级', '原技能等级'],
  原证书编号: ['原证书号', '原证书号码', '已持证书编号', '原职业资格证书编号', '证书编号'],
  原证书取得日期: ['原证书发证日期', '取证日期', '取证时间', '发证日期', '原证书取得时间', '证书取得日期'],
};

/** Headings that name the document together with the number: such a sheet needs no column for the type. */
export const residentIdHeadings: readonly string[] = [
  '身份证号',
  '身份证号码',
  '身份证',
  '居民身份证号',
  '居民身份证号码',
  '公民身份号码',
];

/** Columns for clauses that ask for more than work and a held certificate; all may be absent. */
export const proofHeadings = {
  graduation: ['毕业类别', '毕业院校类别', '毕业院校类型', '院校类别'],
  inField: ['专业对口', '是否专业对口', '是否本专业', '专业是否对口', '本专业或相关专业'],
  graduatedOn: ['毕业日期', '毕业时间'],
  title: ['职称等级', '职称', '专业技术职称'],
  titleOn: ['职称取得日期', '职称取得时间'],
  trainingHours: ['培训学时', '培训课时', '学时'],
} as const;

export type ProofColumn = keyof typeof proofHeadings;

/** Cells by heading of the template: what clerks write, and the template's word for it. */
export const rosterCells: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  证件类型: {
    身份证: '居民身份证',
    二代身份证: '居民身份证',
    中华人民共和国居民身份证: '居民身份证',
    港澳居民来往内地通行证: '港澳居民来往内地通行证',
    港澳通行证: '港澳居民来往内地通行证',
    台胞证: '台湾居民来往大陆通行证',
    外国人永久居留证: '外国人永久居留身份证',
  },
  性别: { 男性: '男', 女性: '女' },
  文化程度: {
    小学: '小学及以下',
    初级中学: '初中',
    普通高中: '高中',
    高级中学: '高中',
    中专: '中职',
    中等专科: '中职',
    中技: '中职',
    技校: '中职',
    职高: '中职',
    职业高中: '中职',
    专科: '大专',
    高职: '大专',
    大学专科: '大专',
    大学: '本科',
    大学本科: '本科',
    研究生: '硕士',
    硕士研究生: '硕士',
    博士研究生: '博士',
  },
  原证书等级: {
    五级: '5',
    初级: '5',
    初级工: '5',
    四级: '4',
    中级: '4',
    中级工: '4',
    三级: '3',
    高级: '3',
    高级工: '3',
    二级: '2',
    技师: '2',
    一级: '1',
    高级技师: '1',
  },
};

/** Kinds of graduation as clerks write them. */
export const graduationCells: Readonly<Record<string, string>> = {
  学徒: 'apprenticeship',
  中职: 'vocational',
  中专: 'vocational',
  技校: 'vocational',
  技工学校: 'vocational',
  高级技工学校: 'senior_technical',
  高级工班: 'technician_class',
  预备技师班: 'preparatory_technician',
  技师班: 'preparatory_technician',
  高职: 'college',
  专科: 'college',
  大专: 'college',
  本科: 'college',
  大学: 'college',
};

/** Titles by grade. */
export const titleCells: Readonly<Record<string, string>> = {
  初级: 'junior',
  初级职称: 'junior',
  助理级: 'junior',
  中级: 'mid',
  中级职称: 'mid',
  高级: 'senior',
  高级职称: 'senior',
  副高级: 'senior',
  正高级: 'senior',
};
