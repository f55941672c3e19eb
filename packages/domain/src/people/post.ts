// Posts and the acts they allow. A post is granted to a person, dated, at the Center or at one site; whether the person
// also needs a valid card, a scope or an assignment is asked by the capability that does the act.

export const posts = {
  center_director: { zh: '中心负责人', en: 'Center director' },
  center_staff: { zh: '中心工作人员', en: 'Center staff' },
  association_lead: { zh: '协会项目负责人', en: 'Association lead' },
  item_writer: { zh: '命题人员', en: 'Item writer' },
  item_vetter: { zh: '审题人员', en: 'Item vetter' },
  paper_maker: { zh: '组卷人员', en: 'Paper maker' },
  sealer: { zh: '封卷人员', en: 'Sealer' },
  site_manager: { zh: '站点负责人', en: 'Site manager' },
  site_administrator: { zh: '考务管理员', en: 'Site administrator' },
  invigilator: { zh: '监考员', en: 'Invigilator' },
  assessor: { zh: '考评员', en: 'Assessor' },
  supervisor: { zh: '督导员', en: 'Supervisor' },
  reviewer: { zh: '审查员', en: 'Reviewer' },
  certificate_clerk: { zh: '证书申领人员', en: 'Certificate clerk' },
  certificate_approver: { zh: '证书审批人员', en: 'Certificate approver' },
  security_admin: { zh: '安全管理员', en: 'Security administrator' },
  audit_admin: { zh: '审计管理员', en: 'Audit administrator' },
  system_admin: { zh: '系统管理员', en: 'System administrator' },
} as const;

export type Post = keyof typeof posts;

/** Posts that are held at one site and reach only its rows; the others are held at the Center. */
export const sitePosts: readonly Post[] = [
  'site_manager',
  'site_administrator',
  'invigilator',
  'assessor',
  'certificate_clerk',
];

/**
 * Posts one person may not hold together: the three administrators are separate (GB/T 22239-2019, level 3), and who
 * checks a thing is not who makes it.
 */
export const clashingPosts: readonly (readonly [Post, Post])[] = [
  ['security_admin', 'audit_admin'],
  ['security_admin', 'system_admin'],
  ['audit_admin', 'system_admin'],
  ['audit_admin', 'item_writer'],
  ['audit_admin', 'item_vetter'],
  ['audit_admin', 'paper_maker'],
  ['association_lead', 'center_staff'],
  ['certificate_clerk', 'certificate_approver'],
  ['reviewer', 'certificate_clerk'],
  ['reviewer', 'certificate_approver'],
  ['reviewer', 'site_manager'],
  ['reviewer', 'site_administrator'],
  ['supervisor', 'site_manager'],
  ['supervisor', 'site_administrator'],
];

interface ActRule {
  /** Any of these posts may do the act. */
  readonly by: readonly Post[];
}

/** Which act needs which post. An act that is not in the table is allowed to nobody. */
export const actPosts = {
  openAccount: { by: ['security_admin'] },
  proposeGrant: { by: ['security_admin'] },
  confirmGrant: { by: ['security_admin', 'center_director'] },
  revokeGrant: { by: ['security_admin'] },
  readPersons: {
    by: ['security_admin', 'center_staff', 'center_director', 'site_administrator', 'site_manager'],
  },
  registerPerson: { by: ['security_admin', 'center_staff', 'site_administrator'] },
  publishRule: { by: ['center_director', 'center_staff'] },
  publishPolicy: { by: ['center_director', 'center_staff'] },
  registerOccupations: { by: ['center_staff'] },
  publishStandard: { by: ['center_staff'] },
  registerAssociation: { by: ['center_staff'] },
  setMilestone: { by: ['center_staff'] },
  planWorkPackages: { by: ['center_staff'] },
  giveWorkPackages: { by: ['center_staff'] },
  // Also the row's own responsible person only.
  draftWorkPackage: { by: ['association_lead'] },
  submitWorkPackage: { by: ['association_lead'] },
  decideWorkPackage: { by: ['center_staff'] },
  cancelWorkPackage: { by: ['center_staff'] },
  readProgramme: { by: ['center_staff', 'center_director', 'audit_admin', 'association_lead'] },
  importItems: { by: ['item_writer'] },
  writeItem: { by: ['item_writer'] },
  reviseItem: { by: ['item_writer'] },
  storeMedia: { by: ['item_writer'] },
  sendToVetting: { by: ['item_writer'] },
  readItem: { by: ['item_writer', 'item_vetter', 'paper_maker'] },
  // Neither writes, vets nor assembles: who looks for the source of a leak has no copy of their own.
  traceLeak: { by: ['audit_admin'] },
  vetItems: { by: ['item_vetter'] },
  retireItem: { by: ['item_vetter'] },
  // Who writes the items does not also carry them out.
  exportItems: { by: ['item_vetter'] },
  createBlueprint: { by: ['paper_maker'] },
  assemblePaper: { by: ['paper_maker'] },
  readPaper: { by: ['paper_maker', 'sealer'] },
  sealPaper: { by: ['sealer'] },
  withdrawPaper: { by: ['sealer', 'center_director'] },
  listPapers: { by: ['paper_maker', 'sealer', 'center_staff', 'site_administrator'] },
  openSitting: { by: ['invigilator', 'assessor'] },
  closeSitting: { by: ['invigilator', 'assessor'] },
  reportIncident: { by: ['invigilator', 'assessor'] },
  readSitting: { by: ['invigilator', 'assessor', 'supervisor', 'site_administrator'] },
  saveMarkDraft: { by: ['assessor'] },
  submitMarks: { by: ['assessor'] },
  adjudicate: { by: ['assessor'] },
  readMarking: { by: ['assessor', 'invigilator', 'supervisor'] },
  closeMarking: { by: ['assessor', 'invigilator'] },
  registerSite: { by: ['center_staff'] },
  proposeAuthorisation: { by: ['center_staff'] },
  decideAuthorisation: { by: ['center_director'] },
  readAuthorisations: { by: ['center_director', 'center_staff', 'audit_admin'] },
  issueCard: { by: ['center_staff'] },
  readCards: {
    by: [
      'center_director',
      'center_staff',
      'site_manager',
      'site_administrator',
      'supervisor',
      'audit_admin',
    ],
  },
  planBatch: { by: ['site_manager', 'site_administrator'] },
  fileBatch: { by: ['site_manager'] },
  announceBatch: { by: ['center_staff'] },
  importRoster: { by: ['site_administrator'] },
  closeEnrolment: { by: ['site_administrator'] },
  decideEligibility: { by: ['site_administrator', 'center_staff'] },
  arrangeBatch: { by: ['site_administrator'] },
  assignStaff: { by: ['center_staff'] },
  issueTickets: { by: ['site_administrator'] },
  startBatch: { by: ['site_manager'] },
  finishExam: { by: ['site_manager', 'site_administrator'] },
  readBatch: {
    by: [
      'site_manager',
      'site_administrator',
      'certificate_clerk',
      'center_staff',
      'center_director',
      'certificate_approver',
      'reviewer',
      'supervisor',
      'audit_admin',
    ],
  },
  decideResults: { by: ['site_manager'] },
  closeDossiers: { by: ['site_manager'] },
  drawReview: { by: ['center_staff'] },
  assignReviewer: { by: ['center_staff'] },
  readDossier: { by: ['reviewer'] },
  recordSheet: { by: ['reviewer'] },
  decideBatch: { by: ['center_director'] },
  reopenBatch: { by: ['site_manager'] },
  claimCertificates: { by: ['certificate_clerk'] },
  approveClaim: { by: ['certificate_approver'] },
  readCertificates: {
    by: [
      'certificate_clerk',
      'certificate_approver',
      'site_manager',
      'site_administrator',
      'center_staff',
      'center_director',
      'audit_admin',
    ],
  },
  printCertificate: { by: ['certificate_clerk', 'certificate_approver'] },
  recordItemStatistics: { by: ['center_staff'] },
  importFigures: { by: ['center_staff'] },
} as const satisfies Record<string, ActRule>;

export type Act = keyof typeof actPosts;

/** True when one of the posts held allows the act. */
export function mayAct(held: readonly Post[], act: Act): boolean {
  const { by }: ActRule = actPosts[act];
  return held.some((post) => by.includes(post));
}

/** The first clash that granting `wanted` to a holder of `held` would make, or null. */
export function findPostClash(held: readonly Post[], wanted: Post): readonly [Post, Post] | null {
  return (
    clashingPosts.find(
      ([a, b]) => (a === wanted && held.includes(b)) || (b === wanted && held.includes(a)),
    ) ?? null
  );
}
