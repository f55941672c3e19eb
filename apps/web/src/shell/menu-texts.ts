import { defineTexts } from './language.ts';

/** Names of the entries and groups of the left menu; they are also the breadcrumb. */
export const menuTexts = defineTexts('menu', {
  zh: {
    workbench: '工作台',
    occupations: '职业目录',
    standards: '职业标准',
    sites: '总站与基地',
    authorisations: '评价范围授权',
    persons: '人员',
    cards: '证卡',
    grants: '授岗',
    rules: '管理办法',
    policies: '政策参数',
    ledger: '存证账本',
    batches: '批次',
    sittings: '我的场次',
    groups: { exams: '评价与考务', standards: '职业与标准', sites: '站点', people: '人员与证卡', rules: '制度与存证' },
  },
  en: {
    workbench: 'Workbench',
    occupations: 'Occupations',
    standards: 'Standards',
    sites: 'Sites',
    authorisations: 'Authorisations',
    persons: 'People',
    cards: 'Cards',
    grants: 'Grants',
    rules: 'Rule documents',
    policies: 'Policies',
    ledger: 'Ledger',
    batches: 'Batches',
    sittings: 'My sittings',
    groups: {
      exams: 'Assessment',
      standards: 'Occupations and standards',
      sites: 'Sites',
      people: 'People and cards',
      rules: 'Rules and ledger',
    },
  },
});
