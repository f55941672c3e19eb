import type { Words } from '../shell/language.ts';

/** The units of policy values in words; `share` is shown as a percentage and has none. */
export const unitNames: Readonly<Record<string, Words>> = {
  bytes: { zh: '字节', en: 'bytes' },
  candidates: { zh: '名考生', en: 'candidates' },
  classes: { zh: '大类', en: 'classes' },
  code: { zh: '', en: '' },
  correlation: { zh: '', en: '' },
  days: { zh: '天', en: 'days' },
  dossiers: { zh: '份', en: 'dossiers' },
  files: { zh: '个文件', en: 'files' },
  hours: { zh: '小时', en: 'hours' },
  level: { zh: '', en: '' },
  levels: { zh: '', en: '' },
  method: { zh: '', en: '' },
  minutes: { zh: '分钟', en: 'minutes' },
  months: { zh: '个月', en: 'months' },
  persons: { zh: '人', en: 'persons' },
  points: { zh: '分', en: 'points' },
  rows: { zh: '行', en: 'rows' },
  seats: { zh: '座', en: 'seats' },
  seconds: { zh: '秒', en: 'seconds' },
  share: { zh: '', en: '' },
  times: { zh: '次', en: 'times' },
  words: { zh: '', en: '' },
  'working days': { zh: '个工作日', en: 'working days' },
  years: { zh: '年', en: 'years' },
};
