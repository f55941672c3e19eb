import { defineTexts } from '../shell/language.ts';

/** Words of the public home page. */
export const homeTexts = defineTexts('home', {
  zh: {
    title: '职业技能评价与证书',
    heading: '每一张证书，都经得起查',
    lead: '从标准、题库、考试、评分到材料审核，每一步都记入公开的存证账本。证书真假，由您自己的手机当场验算，不必只听我们一面之词。',
    verify: '查验证书',
    verifySay: '扫描证书上的二维码，或输入编号和姓名。',
    progress: '标准、教材、题库开发进度',
    progressSay: '行业协会牵头编制到哪一步了，按里程碑和协会公布。',
    figures: '数据',
    figuresSay: '由系统内的事实实时计数；标有“历史数据”的，是本系统启用前的统计，按来源导入。',
    imported: '历史数据',
    counted: '实时计数',
    asOf: '截至 {{date}}',
    source: '来源：{{source}}',
    noFigures: '系统刚刚启用，还没有可公布的数据。',
    how: '为什么可信',
    points: {
      scope: '只在授权范围内评价',
      scopeSay:
        '每个总站和基地能评什么职业、什么等级，都有公布的范围和期限；超出范围的批次在系统里根本无法建立。',
      review: '每批先审核，后发证',
      reviewSay: '每批案卷抽取不少于 15% 由未参与该批的审查员审核。抽签结果任何人都能重算。',
      ledger: '账本只增不改',
      ledgerSay: '每次办理留下事实，编入签名公开的账本。谁也不能悄悄修改、删除或调换。',
      privacy: '不泄露个人信息',
      privacySay: '账本里没有姓名和证件号。查验页只显示证书上印着的内容。',
    },
  },
  en: {
    title: 'Skill assessment and certificates',
    heading: 'Certificates that stand up to checking',
    lead: 'From standard and item bank to exam, marking and review, every step goes into a public ledger. Your own phone checks a certificate; you need not take our word for it.',
    verify: 'Verify a certificate',
    verifySay: 'Scan the code on the certificate, or enter number and name.',
    progress: 'Standards, textbooks and item banks: progress',
    progressSay: 'How far the industry associations have come, by milestone and association.',
    figures: 'Figures',
    figuresSay:
      'Counted live from the facts in this system. “Imported history” marks statistics from before it, imported with their source.',
    imported: 'Imported history',
    counted: 'Counted live',
    asOf: 'as of {{date}}',
    source: 'source: {{source}}',
    noFigures: 'The system has just started; there is nothing to publish yet.',
    how: 'Why it can be trusted',
    points: {
      scope: 'Assessment inside the authorised scope only',
      scopeSay:
        'What a station or base may assess is published, with levels and dates. A batch outside that scope cannot exist in the system.',
      review: 'Review first, certificates after',
      reviewSay:
        'At least 15 % of every batch is drawn and reviewed by someone who served nowhere in it. Anyone can repeat the draw.',
      ledger: 'The ledger only grows',
      ledgerSay:
        'Each act leaves a fact in a signed, public log. Nobody can quietly change, delete or reorder one.',
      privacy: 'No personal data given away',
      privacySay:
        'The ledger holds no names and no identity numbers. The verification page shows what is printed on the certificate.',
    },
  },
});
