// The known policy keys: name, unit, first value and source. “依据待补” marks a value whose document was not found yet;
// it stays visible on the policy page until a row with a better source supersedes it.

const clauseMissing = '依据待补';

const own = (reason: string) => ({ document: '本系统规则', clause: reason, confidence: 'own' }) as const;
const known = (document: string) => ({ document, clause: clauseMissing, confidence: 'unconfirmed' }) as const;
const read = (document: string, clause: string) => ({ document, clause, confidence: 'confirmed' }) as const;

const assessmentStandard = '国家职业标准（保育师，2021）';
const workRules = '职业技能等级认定工作规程（人社职司便函〔2020〕17号）';

export const policies = {
  'review.share': {
    zh: '材料审核抽取比例',
    en: 'Share of dossiers drawn for review',
    unit: 'share',
    value: 0.15,
    source: read('2021年职业能力评价工作会', '按照15%的比例对每批考评资料抽查审查'),
  },
  'review.minimum': {
    zh: '每批最少抽审份数',
    en: 'Least number of dossiers drawn in a batch',
    unit: 'dossiers',
    value: 5,
    source: own('小批次按15%抽取时检出力不足，少于此数则全部审核'),
  },
  'review.return_major': {
    zh: '退回整改的重大问题份数',
    en: 'Dossiers with a major finding from which a batch is returned',
    unit: 'dossiers',
    value: 1,
    source: own('重大问题须整改后重新审核'),
  },
  'review.escalate_major_share': {
    zh: '转为全部审核的重大问题占比',
    en: 'Share of major findings from which the whole batch is reviewed',
    unit: 'share',
    value: 0.2,
    source: own('抽中案卷问题集中时不再以样本代表全批'),
  },
  'results.pass_mark': {
    zh: '各部分合格线',
    en: 'Cut score of each part',
    unit: 'points',
    value: 60,
    source: read(
      '某技师学院公布的认定流程（mdjjsxy.cn）；国家职业标准1.9',
      '各部分均为百分制，60分以上合格，不相互抵补',
    ),
  },
  'results.panel_from': {
    zh: '需要综合评审的最低等级',
    en: 'Lowest level with a panel assessment',
    unit: 'level',
    value: 'technician',
    source: read(assessmentStandard, '1.9.2–1.9.3'),
  },
  'results.recheck_working_days': {
    zh: '成绩复核申请期',
    en: 'Time to ask for a recheck',
    unit: 'working days',
    value: 15,
    source: read('湖北省成绩复核规则', '公布之日起15个工作日内；近年多为5–10日'),
  },
  'results.resit_months': {
    zh: '单科合格成绩保留期',
    en: 'Time a passed part stays valid for a resit',
    unit: 'months',
    value: 12,
    source: known(workRules),
  },
  'sittings.room_seats': {
    zh: '每个考场座位上限',
    en: 'Most seats in a room',
    unit: 'seats',
    value: 30,
    source: read('卫生行业考场设置规则', '单人单桌单行，每考场不超过30人，间距0.8米'),
  },
  'sittings.candidates_per_invigilator': {
    zh: '每名监考员负责的考生数',
    en: 'Candidates per invigilator',
    unit: 'candidates',
    value: 15,
    source: read(assessmentStandard, '1.9.3 监考人员与考生配比不低于1:15'),
  },
  'sittings.invigilators_minimum': {
    zh: '每考场最少监考员',
    en: 'Least invigilators in a room',
    unit: 'persons',
    value: 2,
    source: read(assessmentStandard, '1.9.3 每个考场不少于2名'),
  },
  'sittings.entry_opens_minutes': {
    zh: '提前入场',
    en: 'Entry opens before the start',
    unit: 'minutes',
    value: 30,
    source: known(workRules),
  },
  'sittings.late_entry_minutes': {
    zh: '迟到禁止入场',
    en: 'Entry closes after the start',
    unit: 'minutes',
    value: 30,
    source: known(workRules),
  },
  'sittings.earliest_submit_minutes': {
    zh: '最早交卷',
    en: 'Earliest submission after the start',
    unit: 'minutes',
    value: 30,
    source: known(workRules),
  },
  'sittings.save_grace_seconds': {
    zh: '结束后接收已作答案的宽限',
    en: 'Grace for answers given before the end',
    unit: 'seconds',
    value: 120,
    source: own('断网期间作出的答案恢复后补传'),
  },
  'marking.assessors_minimum': {
    zh: '考评组最少人数（单数）',
    en: 'Least assessors of a panel (odd)',
    unit: 'persons',
    value: 3,
    source: read(assessmentStandard, '1.9.3 考评人员不少于3名且为单数'),
  },
  'marking.candidates_per_assessor': {
    zh: '每名考评员负责的考生数',
    en: 'Candidates per assessor',
    unit: 'candidates',
    value: 5,
    source: read(assessmentStandard, '1.9.3 技能考核考评人员与考生配比1:5'),
  },
  'marking.tolerance': {
    zh: '独立评分允许差异',
    en: 'Tolerated spread of independent totals',
    unit: 'points',
    value: 10,
    source: own('百分制中相差超过此值须第三次评阅'),
  },
  'marking.rounding': {
    zh: '合成成绩取整单位',
    en: 'Rounding step of a combined mark',
    unit: 'points',
    value: 0.5,
    source: own('合成成绩四舍五入到此单位'),
  },
  'marking.combination': {
    zh: '合成方法',
    en: 'How independent totals are combined',
    unit: 'method',
    value: 'mean',
    source: known('考评人员工作规程'),
  },
  'standards.assessable_classes': {
    zh: '可评价的职业大类',
    en: 'Occupation classes open to assessment',
    unit: 'classes',
    value: ['3', '4', '5', '6'],
    source: read('四川省人力资源和社会保障厅通知（2026-02-05）', '第三、四、五、六大类'),
  },
  'items.near_duplicate': {
    zh: '视为近似题的相似度',
    en: 'Similarity from which two items are near duplicates',
    unit: 'share',
    value: 0.7,
    source: own('相邻两字的重合比例；近似题不进同一套试卷'),
  },
  'items.figures_candidates': {
    zh: '试题统计提示所需的最少作答人数',
    en: 'Least candidates before the figures of an item are judged',
    unit: 'candidates',
    value: 10,
    source: own('人数过少时答对率和区分度的波动大于要提示的差异'),
  },
  'items.share_low': {
    zh: '答对率过低的界限',
    en: 'Share correct below which an item is too hard',
    unit: 'share',
    value: 0.2,
    source: own('四选一单项选择题猜对的期望为0.25，低于0.2多为答案或题干有误'),
  },
  'items.share_high': {
    zh: '答对率过高的界限',
    en: 'Share correct above which an item is too easy',
    unit: 'share',
    value: 0.95,
    source: own('几乎人人答对的题不能区分考生'),
  },
  'items.biserial_low': {
    zh: '区分度过低的界限',
    en: 'Corrected point-biserial below which an item tells little apart',
    unit: 'correlation',
    value: 0.1,
    source: known(
      'Ebel《教育测量精义》（Essentials of Educational Measurement，1972）：低于0.20为差；考生人数少，取其半',
    ),
  },
  'items.trace_chance': {
    zh: '泄题溯源指向一人的误指概率上限',
    en: 'Chance of a coincidence below which a leak trace names a reader',
    unit: 'share',
    value: 0.001,
    source: own('无关查看人与泄露文本偶然一致的概率，按查看人数放大后不超过此值才指名'),
  },
  'items.trace_slip': {
    zh: '泄露文本的误读率',
    en: 'Share of places of a leaked copy that are misread or changed',
    unit: 'share',
    value: 0.02,
    source: own('转抄、识别和改动造成的差错'),
  },
  'cards.years': {
    zh: '证卡有效期',
    en: 'Validity of a card',
    unit: 'years',
    value: 3,
    source: read('中央国家机关督导人员办法；通信行业督导办法', '督导员证卡有效期3年；考评员依据待补'),
  },
  'cards.assessor_levels': {
    zh: '考评员可考评等级',
    en: 'Levels an assessor may judge',
    unit: 'levels',
    value: ['junior', 'intermediate', 'advanced'],
    source: read('考评人员规程', '考评员承担五级至三级'),
  },
  'cards.senior_levels': {
    zh: '高级考评员可考评等级',
    en: 'Levels a senior assessor may judge',
    unit: 'levels',
    value: ['junior', 'intermediate', 'advanced', 'technician', 'senior_technician'],
    source: read('考评人员规程', '高级考评员承担各等级'),
  },
  'cards.course_pass_mark': {
    zh: '培训考试合格线',
    en: 'Cut score of the course exam',
    unit: 'points',
    value: 60,
    source: known('督导员、考评员培训考核规则'),
  },
  'batches.announcement_days': {
    zh: '公告提前期',
    en: 'Days between announcement and exam',
    unit: 'days',
    value: 15,
    source: known(workRules),
  },
  'batches.banned_words': {
    zh: '公告禁用词',
    en: 'Words that no announcement may hold',
    unit: 'words',
    value: ['包过', '天拿证', '速成', '代考', '挂靠'],
    source: read(
      '2022年技能人员培训考试评价领域违规广告清理',
      '“包过”“X天拿证”“速成”“代考”“挂靠”等信息予以清理',
    ),
  },
  'batches.rotation_times': {
    zh: '同一站点连续执考上限',
    en: 'Most services in a row at one site',
    unit: 'times',
    value: 3,
    source: known('考评员题库（表述真伪待核）'),
  },
  'batches.rotation_share': {
    zh: '考评组轮换比例',
    en: 'Share of a panel that must rotate',
    unit: 'share',
    value: 1 / 3,
    source: known('考评员题库（表述真伪待核）'),
  },
  'batches.roster_rows': {
    zh: '一次导入名册上限',
    en: 'Most rows of one roster',
    unit: 'rows',
    value: 10_000,
    source: own('单份表格规模上限'),
  },
  'standards.package_file_bytes': {
    zh: '工作包单个文件上限',
    en: 'Largest file of a work package',
    unit: 'bytes',
    value: 5_000_000,
    source: own('成果文件存于数据库，单个文件规模上限'),
  },
  'items.media_bytes': {
    zh: '试题媒体单个文件上限',
    en: 'Largest file of an item',
    unit: 'bytes',
    value: 5_000_000,
    source: own('图片、音频、视频存于题库并随考试下发到考生手机，单个文件规模上限'),
  },
  'standards.package_files': {
    zh: '工作包文件数上限',
    en: 'Most files of a work package',
    unit: 'files',
    value: 30,
    source: own('成果文件存于数据库，文件数上限'),
  },
  'certificates.publicity_working_days': {
    zh: '公示期',
    en: 'Public notice',
    unit: 'working days',
    value: 5,
    source: read('某技师学院公布的认定流程（mdjjsxy.cn）', '公示5个工作日'),
  },
  'certificates.institution_code': {
    zh: '证书编号中的机构代码',
    en: 'Institution code in certificate numbers',
    unit: 'code',
    value: '0000',
    source: known('职业技能等级证书编码规则（人力资源和社会保障部门分配后须改为本机构代码）'),
  },
  'certificates.return_working_days': {
    zh: '公示后数据上报期限',
    en: 'Time for the data return after the notice',
    unit: 'working days',
    value: 10,
    source: read('某技师学院公布的认定流程（mdjjsxy.cn）', '公示结束后10个工作日内'),
  },
  'archive.paper_years': {
    zh: '纸质档案保存期',
    en: 'Retention of paper records',
    unit: 'years',
    value: 3,
    source: read('某机构公布的认定档案管理规则（2024）', '纸质不少于3年'),
  },
  'archive.electronic_years': {
    zh: '电子档案保存期',
    en: 'Retention of electronic records',
    unit: 'years',
    value: 5,
    source: read('某机构公布的认定档案管理规则（2024）', '电子不少于5年'),
  },
  'archive.video_months': {
    zh: '考试视频保存期',
    en: 'Retention of exam video',
    unit: 'months',
    value: 6,
    source: known('考试视频保存规则'),
  },
  'logins.attempts': {
    zh: '锁定前的失败次数',
    en: 'Failed logins before the lock',
    unit: 'times',
    value: 5,
    source: own('GB/T 22239-2019 三级要求限制非法登录次数，次数自定'),
  },
  'logins.hours': {
    zh: '登录有效时长',
    en: 'Time a login lasts',
    unit: 'hours',
    value: 8,
    source: own('一个工作日'),
  },
  'people.fictitious_region': {
    zh: '允许的虚构行政区划代码（演示用）',
    en: 'Fictitious province code accepted in ID numbers (demo only)',
    unit: 'code',
    value: 'none',
    source: own('正式环境不接受虚构号码'),
  },
  'logins.lock_minutes': {
    zh: '锁定时长',
    en: 'Time of the lock',
    unit: 'minutes',
    value: 15,
    source: own('GB/T 22239-2019 三级要求登录失败处理，时长自定'),
  },
} as const satisfies Record<
  string,
  { zh: string; en: string; unit: string; value: number | string | readonly string[]; source: object }
>;

export type PolicyKey = keyof typeof policies;

type Widen<V> = V extends number ? number : V extends string ? string : readonly string[];

/** The kind of a key's value: the literal of the table widened. */
export type PolicyValue<K extends PolicyKey> = Widen<(typeof policies)[K]['value']>;
