// The review sheet of one dossier (材料审核表): what is checked, and how grave what was found is.
import { problem } from '../refusal.ts';
import type { Problem } from '../refusal.ts';

export const sheetRows = {
  eligibility_evidence: { zh: '申报条件证明材料', en: 'Evidence of eligibility' },
  identity_photo: { zh: '身份与照片一致', en: 'Identity and photo match' },
  ticket_sign_in: { zh: '准考证与签到', en: 'Ticket and sign-in' },
  paper_version: { zh: '试卷版本与封卷记录', en: 'Paper version and seal' },
  marks_arithmetic: { zh: '评分与合分', en: 'Marks and their sum' },
  assessor_cards: { zh: '考评人员证卡', en: "Assessors' cards" },
  recusal: { zh: '回避', en: 'Recusal' },
  video_presence: { zh: '考场视频与到场证据', en: 'Video and evidence of presence' },
  supervisor_report: { zh: '督导报告', en: "Supervisor's report" },
  publicity: { zh: '公示', en: 'Public notice' },
} as const;

export type SheetRow = keyof typeof sheetRows;

/** What a row says, from harmless to fatal; `pass` also where the row does not apply, with a remark that says so. */
export const gravities = {
  pass: { zh: '合格', en: 'pass' },
  minor: { zh: '一般问题', en: 'minor finding' },
  major: { zh: '重大问题', en: 'major finding' },
  fatal: { zh: '否决问题', en: 'fatal finding' },
} as const;

export type Gravity = keyof typeof gravities;

export interface SheetEntry {
  readonly row: SheetRow;
  readonly gravity: Gravity;
  readonly remark: string;
}

const order = Object.keys(gravities) as Gravity[];

/** The graver of two findings. */
export function graverOf(a: Gravity, b: Gravity): Gravity {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

/** What keeps a sheet from being signed: rows left open, and findings without a remark. Empty when it may be. */
export function problemsOfSheet(entries: readonly SheetEntry[]): readonly Problem[] {
  const filled = new Set(entries.map(({ row }) => row));
  const open = Object.keys(sheetRows).length - filled.size;
  const problems: Problem[] = open > 0 ? [problem('sheet_row_missing', { count: open })] : [];
  for (const { row, gravity, remark } of entries) {
    if (gravity !== 'pass' && remark.trim() === '') problems.push(problem('sheet_remark_missing', { row }));
  }
  return problems;
}

/** The outcome of a dossier: its gravest row. */
export function outcomeOfSheet(entries: readonly SheetEntry[]): Gravity {
  return entries.reduce<Gravity>((worst, { gravity }) => graverOf(worst, gravity), 'pass');
}
