import { defineTexts } from '../shell/language.ts';

/** Words of what sittings tell of an item. */
export const useOfItemTexts = defineTexts('itemUse', {
  zh: {
    heading: '使用与统计',
    unused: '还没有在考试中使用过。用到它的考试结束后显示曝光，阅卷结束后显示统计。',
    seen: '已有考试用过这一版，阅卷结束后显示统计。',
    share: '答对率',
    shareTheory: '{{candidates}} 名考生平均得到本题 {{share}} 的分数。',
    angoffBeside: '命题人预期最低合格考生答对 {{angoff}}（Angoff）；实际答对率含全体考生。',
    biserial: '区分度',
    biserialSay:
      '本题得分与其余各题得分的相关（校正点二列相关）：越接近 1，越能分出水平高低；接近 0 或为负则不能。',
    biserialNone: '不足两人，或得分没有差异，无法计算。',
    biserialPractical: '技能考核题只统计得分率。',
    omitted: '未作答',
    omittedSay: '考生中没有作答本题的比例。',
    exposure: '曝光',
    exposureOf: '{{candidates}} 人 · {{papers}} 套试卷 · {{sittings}} 场',
    lastSeen: '最近一次 {{date}}',
    exposureSay: '只计已启封的试卷；封存试卷里有哪些题，启封前不显示。',
    readers: '查看人数',
    readersSay: '{{readers}} 名工作人员按题查看过这一版，逐次记入账本。',
    sittings: '各场情况（{{count}}）',
    date: '日期',
    candidates: '考生',
    of: '共 {{candidates}} 人',
    faultSay: {
      too_hard: '答对率过低：请核对答案、题干和依据，必要时修改或停用。',
      too_easy: '答对率过高：几乎人人答对，不能区分考生。',
      poor_discrimination:
        '区分度过低：水平高的考生并不比水平低的更容易答对，请核对答案是否唯一、题干有无歧义。',
    },
    attention: '需要关注',
    used: '考试用过',
    never: '从未用过',
    use: '使用',
    sort: '排序',
    sorts: {
      share_asc: '答对率从低到高',
      share_desc: '答对率从高到低',
      biserial_asc: '区分度从低到高',
      biserial_desc: '区分度从高到低',
      exposure_desc: '曝光从多到少',
      candidates_desc: '统计人数从多到少',
    },
    below: '低于 {{limit}}',
    between: '{{from}} 至 {{to}}',
  },
  en: {
    heading: 'Use and statistics',
    unused:
      'Not yet used in a sitting. Exposure is shown once a sitting with it is over, statistics once its marking is closed.',
    seen: 'A sitting has used this version; statistics follow once its marking is closed.',
    share: 'Share correct',
    shareTheory: 'On average {{candidates}} candidates reached {{share}} of its points.',
    angoffBeside:
      'Its writer expects {{angoff}} of minimally competent candidates to answer correctly (Angoff); the actual share counts every candidate.',
    // With a soft hyphen, for the narrow label of a phone.
    biserial: 'Discrimi\u00adnation',
    biserialSay:
      'How this item goes with the score on all others (corrected point-biserial): near 1 it tells strong from weak, near 0 or below it does not.',
    biserialNone: 'Fewer than two candidates, or no difference in their scores: it cannot be computed.',
    biserialPractical: 'Of practical items only the share of points is counted.',
    omitted: 'Left blank',
    omittedSay: 'Share of candidates who gave no answer.',
    exposure: 'Exposure',
    exposureOf: 'candidates: {{candidates}} · papers: {{papers}} · sittings: {{sittings}}',
    lastSeen: 'last on {{date}}',
    exposureSay:
      'Only opened papers count; which items a sealed paper holds is not told before it is opened.',
    readers: 'Readers',
    readersSay:
      'Staff who have read this version: {{readers}}. Each reading is in the ledger by name of the item.',
    sittings: 'Sitting by sitting ({{count}})',
    date: 'Date',
    candidates: 'Candidates',
    of: 'of {{candidates}}',
    faultSay: {
      too_hard: 'Too few answer correctly: check key, stem and source, then revise or retire it.',
      too_easy: 'Nearly everybody answers correctly, so it tells nobody apart.',
      poor_discrimination:
        'Strong candidates do no better on it than weak ones: check that the key is the only right one and the stem is clear.',
    },
    attention: 'Needs attention',
    used: 'Used in a sitting',
    never: 'Never used',
    use: 'Use',
    sort: 'Sort',
    sorts: {
      share_asc: 'Share correct, lowest first',
      share_desc: 'Share correct, highest first',
      biserial_asc: 'Discrimination, lowest first',
      biserial_desc: 'Discrimination, highest first',
      exposure_desc: 'Exposure, most first',
      candidates_desc: 'Candidates counted, most first',
    },
    below: 'below {{limit}}',
    between: '{{from}} to {{to}}',
  },
});
