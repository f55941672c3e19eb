import { defineTexts } from './language.ts';

/** Words of the frame of the public pages. */
export const publicTexts = defineTexts('public', {
  zh: {
    product: '匠评',
    productLong: '匠评 · 职业技能评价与证书',
    center: '轻工业职业能力评价中心',
    skipToContent: '跳到正文',
    home: '首页',
    verify: '查验证书',
    staff: '工作人员登录',
    address: '您正在访问',
    lookAlike:
      '请核对浏览器地址栏中的网址。仿冒网站可以照搬页面，却无法使用这个网址。查验不收费，不要求下载软件，也不索要验证码。',
    notFound: '没有找到这个页面',
    notFoundSay: '地址可能写错了。您可以从首页进入，或查验证书。',
    broken: '页面没有打开',
    brokenSay: '网络可能中断，或系统刚刚更新。请刷新页面。',
    reload: '刷新页面',
    retry: '重试',
    loading: '正在加载……',
    correlation: '故障编号',
  },
  en: {
    product: 'Jiangping',
    productLong: 'Jiangping · skill assessment and certificates',
    center: 'Evaluation Center of Light Industry',
    skipToContent: 'Skip to content',
    home: 'Home',
    verify: 'Verify a certificate',
    staff: 'Staff login',
    address: 'You are visiting',
    lookAlike:
      'Check the address in your browser. A look-alike site can copy this page but not this address. Verification is free, asks for no download and no text-message code.',
    notFound: 'This page was not found',
    notFoundSay: 'The address may be wrong. Start at the home page, or verify a certificate.',
    broken: 'The page did not open',
    brokenSay: 'The network may be down, or the system was just updated. Reload the page.',
    reload: 'Reload the page',
    retry: 'Try again',
    loading: 'Loading …',
    correlation: 'Trouble number',
  },
});
