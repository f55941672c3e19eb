import { defineTexts } from '../shell/language.ts';

/** Words of the workbench. */
export const workbenchTexts = defineTexts('workbench', {
  zh: {
    workbench: '工作台',
    greeting: '{{name}}，您好',
    say: '{{date}} · 共有 {{count}} 件事等您办理。',
    sayNone: '{{date}} · 今天没有等您办理的事。',
    postsHeld: '您的岗位',
    dueOn: '{{date}} 前办理',
    overdue: '已过期限：{{date}}',
    seeAll: '查看全部 {{count}} 件',
    restful: '今天没有待办事项',
    restfulSay: '轮到您办理的事会出现在这里。您也可以从左侧菜单查看职业、标准、站点和制度。',
  },
  en: {
    workbench: 'Workbench',
    greeting: 'Good day, {{name}}',
    say: '{{date}} · things that wait for you: {{count}}',
    sayNone: '{{date}} · nothing waits for you today.',
    postsHeld: 'Your posts',
    dueOn: 'due on {{date}}',
    overdue: 'overdue since {{date}}',
    seeAll: 'See all {{count}}',
    restful: 'Nothing waits for you today',
    restfulSay:
      'What falls to you will show up here. The menu leads to occupations, standards, sites and rules.',
  },
});
