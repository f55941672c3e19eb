import type { Words } from '../shell/language.ts';

/** What waits, as the workbench says it. A test compares the tasks with those the server sends. */
export const taskNames: Readonly<Record<string, Words>> = {
  'authorisation.decide': { zh: '待决定的评价范围授权', en: 'Authorisations to decide' },
  'batch.announce': { zh: '待公告的批次', en: 'Batches to announce' },
  'batch.arrange': { zh: '待编排的批次', en: 'Batches to arrange' },
  'batch.assign': { zh: '待安排人员的批次', en: 'Batches to staff' },
  'batch.assign-reviewer': { zh: '待指派审查员的批次', en: 'Batches that need a reviewer' },
  'batch.begin': { zh: '待开考的批次', en: 'Batches to begin' },
  'batch.close-dossiers': { zh: '待封存案卷的批次', en: 'Batches with dossiers to close' },
  'batch.close-enrolment': { zh: '待截止报名的批次', en: 'Batches with enrolment to close' },
  'batch.close-exam': { zh: '待结束考试的批次', en: 'Batches with an exam to close' },
  'batch.decide': { zh: '待作结论的批次', en: 'Batches to decide' },
  'batch.decide-eligibility': { zh: '待资格审查的批次', en: 'Batches with eligibility to decide' },
  'batch.decide-results': { zh: '待评定成绩的批次', en: 'Batches with results to decide' },
  'batch.draw': { zh: '待抽取审核样本的批次', en: 'Batches to draw for review' },
  'batch.file': { zh: '待报备的批次', en: 'Batches to file' },
  'batch.import-roster': { zh: '待导入名册的批次', en: 'Batches that need a roster' },
  'batch.issue-tickets': { zh: '待发准考证的批次', en: 'Batches that need tickets' },
  'batch.reopen': { zh: '退回待整改的批次', en: 'Returned batches to put right' },
  'claim.approve': { zh: '待审批的证书申领', en: 'Claims to approve' },
  'claim.make': { zh: '待申领证书的批次', en: 'Batches with certificates to claim' },
  'grant.confirm': { zh: '待确认的授岗', en: 'Grants to confirm' },
  'item.revise': { zh: '退回待修改的试题', en: 'Returned items to revise' },
  'item.trace': { zh: '因泄露作废的试卷（待溯源）', en: 'Papers withdrawn as leaked, to be traced' },
  'item.vet': { zh: '待审的试题', en: 'Items to vet' },
  'marking.adjudicate': { zh: '待仲裁的评分', en: 'Marks to adjudicate' },
  'marking.close': { zh: '待结束评分的场次', en: 'Sittings with marking to close' },
  'marking.submit': { zh: '待签署的评分表', en: 'Mark sheets to sign' },
  'paper.assemble': { zh: '待组的试卷', en: 'Papers to assemble' },
  'paper.seal': { zh: '待封的试卷', en: 'Papers to seal' },
  'review.sheet': { zh: '待审核的案卷', en: 'Dossiers to review' },
  'sitting.close': { zh: '进行中的场次', en: 'Sittings under way' },
  'sitting.watch': { zh: '今日督导的场次', en: 'Sittings to supervise today' },
  'sitting.open': { zh: '今日待开始的场次', en: 'Sittings to open today' },
  'work-package.decide': { zh: '待验收的工作包', en: 'Work packages to accept or return' },
  'work-package.draft': { zh: '待编制的工作包', en: 'Work packages to draft' },
  'work-package.late': { zh: '逾期未交的工作包', en: 'Work packages that are late' },
};

const tabs: Readonly<Record<string, string>> = {
  'batch.import-roster': 'roster',
  'batch.arrange': 'sittings',
  'batch.assign': 'staff',
  'batch.begin': 'readiness',
  'batch.issue-tickets': 'tickets',
  'batch.decide-results': 'results',
  'batch.close-dossiers': 'review',
  'batch.draw': 'review',
  'batch.reopen': 'review',
  'batch.assign-reviewer': 'review',
  'review.sheet': 'review',
  'batch.decide': 'review',
  'claim.make': 'certificates',
  'claim.approve': 'certificates',
};

/** Where the row of a task is done: a task about a batch leads to the tab of its page where the act stands. */
export function placeOfTask(task: string, link: string): string {
  const tab = tabs[task];
  return tab !== undefined && /^\/batches\/[0-9a-f-]{36}$/.test(link) ? `${link}/${tab}` : link;
}
