import { defineTexts } from '../shell/language.ts';

/** Words of the login page and of the demo's role switcher. */
export const loginTexts = defineTexts('login', {
  zh: {
    heading: '工作人员登录',
    say: '评价中心、总站和基地的工作人员从这里进入。',
    account: '账号',
    password: '密码',
    code: '动态口令',
    codeHint: '验证器上显示的 6 位数字，每 30 秒更换。',
    codeRule: '动态口令为 6 位数字，或一枚恢复码',
    logIn: '登录',
    required: '请填写“{{label}}”',
    returnTo: '登录后回到您刚才的页面。',
    demo: '演示：选择一个角色',
    demoSay: '这是演示系统。点一下即以该角色登录，口令由浏览器按演示密钥现算，与真实登录走同一道门。',
    demoWait: '口令刚刚用过，{{seconds}} 秒后自动用下一个口令登录，请稍候。',
    forCandidates: '考生请打开准考证上的链接或扫描准考证上的二维码，不在此登录。',
    toPublic: '返回公众网站',
    promise: '每一步有据可查',
    promiseSay: '每次办理都以本人、岗位和授权记入存证账本；账本只增不改，任何人都可验证。',
  },
  en: {
    heading: 'Staff login',
    say: 'For staff of the Evaluation Center, general stations and bases.',
    account: 'Account',
    password: 'Password',
    code: 'One-time code',
    codeHint: 'The six digits your authenticator shows; they change every 30 seconds.',
    codeRule: 'A one-time code has six digits; a recovery code also works',
    logIn: 'Log in',
    required: 'Please fill in “{{label}}”',
    returnTo: 'You come back to your page after logging in.',
    demo: 'Demo: choose a role',
    demoSay:
      'This is a demo system. One click logs you in as that role; your browser computes the code from the demo secret and goes through the same door as a real login.',
    demoWait: 'That code was just used. The next one is tried by itself in {{seconds}} seconds.',
    forCandidates:
      'Candidates: open the link or the QR code on your admission ticket; you do not log in here.',
    toPublic: 'Back to the public site',
    promise: 'Every step on record',
    promiseSay:
      'Each act goes into the ledger with person, post and authority. The ledger only grows, and anyone can verify it.',
  },
});
