// Every sentence of the candidate's pages in both languages; the type asks for both, `{names}` are filled in.
import { questionTexts } from './question/question-texts.ts';

export type Lang = 'zh' | 'en';

export const texts = {
  ...questionTexts,
  productShort: { zh: '匠评', en: 'Jiangping' },
  productRest: { zh: '职业技能评价', en: 'Skill assessment' },
  switchLanguage: { zh: 'English', en: '中文' },
  largeText: { zh: '大字版', en: 'Large text' },
  normalText: { zh: '标准版', en: 'Normal text' },
  loading: { zh: '正在打开…', en: 'Opening…' },
  gotIt: { zh: '知道了', en: 'Got it' },
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
  fault: { zh: '页面出了问题', en: 'Something went wrong on this page' },
  faultHint: {
    zh: '答案仍在本机和服务器上。请重新打开本页；如仍不行，请告诉监考员。',
    en: 'Your answers are still on this device and on the server. Open the page again; if that does not help, tell the invigilator.',
  },
  reload: { zh: '重新打开', en: 'Open again' },

  ticket: { zh: '准考证', en: 'Admission ticket' },
  ticketNumber: { zh: '准考证号', en: 'Ticket number' },
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '证件号码', en: 'ID number' },
  occupation: { zh: '职业（工种）', en: 'Occupation' },
  level: { zh: '技能等级', en: 'Skill level' },
  site: { zh: '评价站点', en: 'Assessment site' },
  sittings: { zh: '考试安排', en: 'Sittings' },
  startsAt: { zh: '开考时间', en: 'Starts' },
  minutes: { zh: '考试时长', en: 'Length' },
  minutesOf: { zh: '{n} 分钟', en: '{n} minutes' },
  room: { zh: '考场', en: 'Room' },
  seat: { zh: '座位', en: 'Seat' },
  seatOf: { zh: '{n} 号', en: 'No. {n}' },
  print: { zh: '打印准考证', en: 'Print the ticket' },
  beijingTime: { zh: '北京时间', en: 'Beijing time' },
  statePlanned: { zh: '未开始', en: 'Not begun' },
  stateReady: { zh: '准备就绪', en: 'Ready' },
  stateOpen: { zh: '已开放', en: 'Open' },
  stateClosed: { zh: '已结束', en: 'Over' },
  ticketUnknown: { zh: '打不开这张准考证', en: 'This ticket cannot be opened' },
  ticketSilent: { zh: '暂时连不上服务器', en: 'The server cannot be reached' },
  ticketSilentHint: {
    zh: '请检查网络。本页会自动重试。',
    en: 'Check the network. This page tries again by itself.',
  },
  bring: { zh: '须携带', en: 'What to bring' },
  bring1: {
    zh: '报名时使用的有效身份证件原件。',
    en: 'The original of the identity document you enrolled with.',
  },
  bring2: {
    zh: '本准考证：打印件，或在手机上出示。',
    en: 'This ticket, printed or shown on your phone.',
  },
  bring3: {
    zh: '黑色签字笔；参加技能考核的，按通知携带工具和劳动防护用品。',
    en: 'A black pen; for the practical assessment, the tools and protective wear named in the notice.',
  },
  rules: { zh: '考场规则', en: 'Rules' },
  rule1: {
    zh: '提前到场，对号入座，把证件放在桌面左上角。迟到超过规定时间不得入场。',
    en: 'Come early, take your own seat, and lay your document on the desk. Late entry closes at the announced time.',
  },
  rule2: {
    zh: '手机等电子设备按监考员要求存放；用本人手机作答的考场除外。',
    en: 'Phones and other devices are put away as the invigilator says, except in rooms where you answer on your own phone.',
  },
  rule3: {
    zh: '每次作答自动保存；断网时可继续作答，网络恢复后自动补传。',
    en: 'Every answer is saved by itself. If the network fails, go on: answers are sent when it returns.',
  },
  rule4: {
    zh: '时间以服务器时钟为准，到时自动交卷。',
    en: "Time is kept by the server's clock; the exam is handed in by itself when time is up.",
  },
  rule5: {
    zh: '不得替考、抄袭、传递答案或记录、外传试题；违纪按规定处理。',
    en: 'Sitting for another, copying, passing answers, and recording or spreading items are misconduct.',
  },
  rule6: {
    zh: '设备故障或身体不适，请举手告诉监考员。',
    en: 'If the device fails or you feel unwell, raise your hand.',
  },

  enterTitle: { zh: '理论知识考试入场', en: 'Enter the theory exam' },
  enterOpen: {
    zh: '考场已开放。请核对姓名，输入证件号码后四位入场。',
    en: 'The room is open. Check your name, then enter the last four characters of your ID number.',
  },
  idNumberEnd: { zh: '证件号码后四位', en: 'Last four characters of the ID number' },
  idNumberEndHint: { zh: '数字或字母 X', en: 'Digits, or the letter X' },
  idNumberEndWrong: { zh: '请输入四位数字或字母。', en: 'Enter four digits or letters.' },
  enter: { zh: '进入考试', en: 'Enter the exam' },
  entering: { zh: '正在进入…', en: 'Entering…' },
  enterSilent: {
    zh: '网络没有回应，请求可能已经收到。正在用同一请求重试…',
    en: 'No answer from the network; the request may have arrived. Trying the same request again…',
  },
  enterWaiting: {
    zh: '本页会自动再试，不必反复点击。',
    en: 'This page tries again by itself; there is no need to press again.',
  },
  untilStart: { zh: '距开考', en: 'Until the start' },
  daysOf: { zh: '{n} 天', en: '{n} d' },
  waitTitle: { zh: '尚未开放入场', en: 'Entry is not open yet' },
  waitHint: {
    zh: '监考员开放考场后，这里会自动出现入场框，不必刷新。',
    en: 'When the invigilator opens the room, the entry form appears here by itself; no need to reload.',
  },
  waitDue: {
    zh: '已到开考时间，正在等监考员开放考场。',
    en: 'It is time to start; waiting for the invigilator to open the room.',
  },
  sittingOver: { zh: '本场理论知识考试已结束。', en: 'This theory sitting is over.' },
  attemptOver: {
    zh: '您的理论知识考试已于 {time} 结束。',
    en: 'Your theory exam ended at {time}.',
  },
  showReceipt: { zh: '查看交卷回执', en: 'Show the receipt' },
  resumeExam: { zh: '继续考试', en: 'Go on with the exam' },

  timeLeft: { zh: '剩余时间', en: 'Time left' },
  about: { zh: '约', en: 'about' },
  timeLow: { zh: '不足 {n} 分钟', en: 'under {n} min' },
  timeSpoken: { zh: '剩余 {h} 小时 {m} 分', en: '{h} hours {m} minutes left' },
  saved: { zh: '已保存 {time}', en: 'Saved {time}' },
  savedNothing: { zh: '已与服务器同步', en: 'In step with the server' },
  saving: { zh: '正在保存…', en: 'Saving…' },
  keptLocally: { zh: '已存在本机，等待网络', en: 'Kept on this device, waiting for the network' },
  keptPaused: { zh: '已存在本机，恢复后送达', en: 'Kept on this device, sent after the pause' },
  noNetwork: { zh: '等待网络', en: 'Waiting for the network' },
  notKept: { zh: '尚未存下，请勿关闭页面', en: 'Not stored yet: do not close this page' },
  bannerOffline: {
    zh: '网络中断，可以继续作答。{n} 条答案已存在本机，网络恢复后自动补传。',
    en: 'The network is down; go on answering. Kept on this device: {n}. All of it is sent when the network returns.',
  },
  bannerUnstored: {
    zh: '本机无法存储答案。请勿关闭或刷新页面，并告诉监考员。',
    en: 'This device cannot store answers. Do not close or reload the page, and tell the invigilator.',
  },
  bannerMismatch: {
    zh: '服务器的一次确认与本机记录不一致。本机全部记录已保留并重新送交；请告诉监考员。',
    en: 'An acknowledgement of the server differed from the record on this device. The whole record is kept and is sent again; tell the invigilator.',
  },
  bannerBroken: {
    zh: '本机第 {n} 条起的记录校验不符，以服务器记录为准，原记录已另存。请核对答案，并告诉监考员。',
    en: 'The record on this device fails its check from entry {n}; the server’s copy counts and the old record is set aside. Check your answers and tell the invigilator.',
  },
  bannerYielded: {
    zh: '第 {list} 题在另一台设备上改过，已采用那里较新的答案，请核对。',
    en: 'Items {list} were changed on another device; the newer answers from there are used. Please check them.',
  },
  bannerClock: {
    zh: '离线打开，剩余时间为估计值，联网后自动校准。',
    en: 'Opened without a network: the time left is an estimate until the server is reached.',
  },
  questionOf: { zh: '第 {n} 题', en: 'Item {n}' },
  ofTotal: { zh: '共 {total} 题', en: 'of {total}' },
  multipleHint: { zh: '可选多项', en: 'Choose all that apply' },
  pointsOf: { zh: '{n} 分', en: 'Points: {n}' },
  true: { zh: '正确', en: 'True' },
  false: { zh: '错误', en: 'False' },
  mark: { zh: '标记', en: 'Mark' },
  marked: { zh: '已标记', en: 'Marked' },
  clear: { zh: '清除答案', en: 'Clear' },
  previous: { zh: '上一题', en: 'Back' },
  next: { zh: '下一题', en: 'Next' },
  keysHint: {
    zh: '键盘：← → 换题，A–E 或 1–5 选择，M 标记，Enter 下一题',
    en: 'Keys: ← → move, A–E or 1–5 choose, M mark, Enter next',
  },
  sheet: { zh: '答题卡', en: 'Answer sheet' },
  sheetCount: { zh: '已答 {answered}/{total}', en: '{answered}/{total} answered' },
  stateAnswered: { zh: '已答', en: 'Answered' },
  stateMarked: { zh: '标记', en: 'Marked' },
  stateUnanswered: { zh: '未答', en: 'Open' },
  stateCurrent: { zh: '当前', en: 'Current' },
  submit: { zh: '交卷', en: 'Hand in' },
  submitTitle: { zh: '确认交卷？', en: 'Hand in now?' },
  submitAll: { zh: '全部 {total} 题均已作答。', en: 'All {total} items are answered.' },
  submitOpen: { zh: '还有 {n} 题未答：', en: 'Items still open: {n}' },
  submitMarked: { zh: '还有 {n} 题标记待查：', en: 'Items marked for a second look: {n}' },
  submitHint: { zh: '交卷后不能再改答案。', en: 'Answers cannot be changed afterwards.' },
  submitBack: { zh: '继续作答', en: 'Go on answering' },
  submitYes: { zh: '确认交卷', en: 'Hand in' },

  endingTitle: { zh: '正在交卷', en: 'Handing in' },
  endingTime: { zh: '考试时间到，正在自动交卷', en: 'Time is up; handing in by itself' },
  endingSend: { zh: '送达全部答案', en: 'Every answer sent' },
  endingLeft: { zh: '还有 {n} 条', en: '{n} left' },
  endingConfirm: { zh: '等待服务器确认', en: 'Waiting for the server to confirm' },
  endingDone: { zh: '完成', en: 'done' },
  endingOffline: {
    zh: '尚未交卷成功：网络没有回应。答案在本机，网络恢复后自动交卷。请不要关闭本页，并告诉监考员。',
    en: 'Not handed in yet: the network does not answer. Your answers are on this device and are handed in when it returns. Keep this page open and tell the invigilator.',
  },
  endingUnconfirmed: {
    zh: '答案已全部送达服务器，交卷还没有得到确认，正在重试。请不要关闭本页。',
    en: 'Every answer has reached the server; handing in is not confirmed yet and is being tried again. Keep this page open.',
  },
  recall: { zh: '先不交卷，继续作答', en: 'Not yet: go on answering' },
  pausedTitle: { zh: '考试已暂停', en: 'The exam is paused' },
  pausedHint: {
    zh: '恢复后本页会自动继续，不必刷新。',
    en: 'This page goes on by itself afterwards; no need to reload.',
  },
  fencedTitle: { zh: '考试已在另一台设备上继续', en: 'The exam goes on at another device' },
  fencedHint: {
    zh: '本设备已停止保存。此前保存的答案都在服务器上。要换回本设备，请监考员放行后重新入场。',
    en: 'This device has stopped saving. What was saved before is on the server. To come back here, ask the invigilator to release the attempt and enter again.',
  },
  keptHere: {
    zh: '本设备上还有 {n} 条未送达的答案，已留存；重新入场时会一并带上。',
    en: 'Answers on this device not sent yet: {n}. They are kept and brought along when you enter again.',
  },
  enterAgain: { zh: '重新入场', en: 'Enter again' },
  expiredTitle: { zh: '需要重新入场', en: 'Please enter again' },
  expiredHint: {
    zh: '服务器不再认得本设备的入场凭证。请用准考证重新入场；本机答案都在，会一并带上。',
    en: 'The server no longer knows the entry of this device. Enter again with your ticket; the answers on this device are kept and brought along.',
  },
  elsewhereTitle: { zh: '考试已在另一个窗口打开', en: 'The exam is open in another window' },
  elsewhereHint: {
    zh: '同一浏览器只能在一个窗口作答。答案都在，可在任一窗口继续。',
    en: 'Only one window of a browser can take answers. Nothing is lost; go on in either.',
  },
  continueHere: { zh: '在此窗口继续', en: 'Go on in this window' },

  receiptSubmitted: { zh: '交卷成功', en: 'Handed in' },
  receiptEnded: { zh: '考试已结束', en: 'The exam is over' },
  receiptEndedHint: {
    zh: '本次考试已由服务器结束，送达的答案有效。',
    en: 'The server has ended the attempt; every answer that arrived counts.',
  },
  receiptHint: {
    zh: '服务器已确认收到全部答案。请听从监考员安排离场。',
    en: 'The server has confirmed every answer. Please follow the invigilator.',
  },
  exam: { zh: '考试', en: 'Exam' },
  answeredItems: { zh: '作答题数', en: 'Items answered' },
  answeredOf: { zh: '{answered} / {total} 题', en: '{answered} of {total}' },
  savedEntries: { zh: '保存记录', en: 'Entries saved' },
  entriesOf: { zh: '{n} 条', en: '{n}' },
  endedAt: { zh: '结束时间', en: 'Ended' },
  receiptCode: { zh: '回执码', en: 'Receipt code' },
  receiptCodeHint: {
    zh: '由全部保存记录逐条计算得出，任何一条改动都会使它不同。可抄下备查。',
    en: 'Computed from every saved entry in turn: a change to any of them would change it. You may note it down.',
  },
  receiptMatches: {
    zh: '服务器的记录与本机逐条相同。',
    en: 'The record of the server equals that of this device, entry by entry.',
  },
  receiptDiffers: {
    zh: '服务器的记录与本机不同。本机全部记录已保留，请告诉监考员。',
    en: 'The record of the server differs from that of this device. All of it is kept here; tell the invigilator.',
  },
  receiptUnsent: {
    zh: '有 {n} 条记录在考试结束后才到，未被接收。本机已保留，请告诉监考员。',
    en: 'Entries that came after the end and were not taken: {n}. They are kept on this device; tell the invigilator.',
  },
  exportJournal: { zh: '下载本机作答记录', en: 'Download the record of this device' },
  printReceipt: { zh: '打印回执', en: 'Print the receipt' },
  backToTicket: { zh: '返回准考证', en: 'Back to the ticket' },
  noScore: {
    zh: '成绩经阅卷、审核后公布，此处不显示。',
    en: 'Results are published after marking and review; none is shown here.',
  },
  spokenSaved: { zh: '答案已保存', en: 'Answers saved' },
} as const satisfies Record<string, Readonly<Record<Lang, string>>>;

export type TextKey = keyof typeof texts;

/** The sentence of a key in a language, with its `{names}` filled in; a name without a value stays visible. */
export function say(
  lang: Lang,
  key: TextKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return texts[key][lang].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
