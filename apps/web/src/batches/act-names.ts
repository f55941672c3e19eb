import type { Words } from '../shell/language.ts';

/** The acts of a batch as its page names them; `acts` of a batch that are not here have no button. */
export const actNames: Readonly<Record<string, Words>> = {
  fileBatch: { zh: '报备', en: 'File' },
  announceBatch: { zh: '公告', en: 'Announce' },
  importRoster: { zh: '导入名册', en: 'Import a roster' },
  closeEnrolment: { zh: '截止报名', en: 'Close enrolment' },
  decideEligibility: { zh: '资格审查', en: 'Decide eligibility' },
  arrangeBatch: { zh: '考务编排', en: 'Arrange sittings' },
  assignStaff: { zh: '安排人员', en: 'Assign staff' },
  issueTickets: { zh: '发放准考证', en: 'Issue tickets' },
  startBatch: { zh: '开考', en: 'Start the exam' },
  finishExam: { zh: '结束考试', en: 'Finish the exam' },
  decideResults: { zh: '评定成绩', en: 'Decide results' },
  closeDossiers: { zh: '封存案卷', en: 'Close dossiers' },
  drawReview: { zh: '抽取审核样本', en: 'Draw for review' },
  assignReviewer: { zh: '指派审查员', en: 'Assign a reviewer' },
  recordSheet: { zh: '审核案卷', en: 'Review dossiers' },
  decideBatch: { zh: '作出批次结论', en: 'Decide the batch' },
  reopenBatch: { zh: '整改完毕，重新审核', en: 'Review again after rectification' },
  claimCertificates: { zh: '申领证书', en: 'Claim certificates' },
  approveClaim: { zh: '审批申领', en: 'Approve the claim' },
};
