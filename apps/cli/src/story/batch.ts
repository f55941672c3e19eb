// One assessment batch through the ordinary commands, from the plan to the certificates, each act by somebody with the post
// for it. It can stop at any stage, so that the demo's workbenches have something waiting.
import type { BatchPlan, DemoCandidate, Step } from './files.ts';
import { markAll, reviewAll, sitAll } from './conduct.ts';
import { choosePanels, listDuties, placeSittings } from './staffing.ts';
import { writeRoster } from './roster-sheet.ts';
import type { World } from './world.ts';

export const stages = [
  'filed',
  'enrolling',
  'eligibility',
  'arranged',
  'ticketed',
  'running',
  'marking',
  'results',
  'frozen',
  'reviewing',
  'reviewed',
  'released',
  'claimed',
  'certified',
] as const;

export type Stage = (typeof stages)[number];

export interface BatchOptions {
  upTo: Stage;
  candidates: readonly DemoCandidate[];
  /** Rows with mistakes to put into the roster, as a clerk would make them. */
  mistakes?: readonly { position: number; row: DemoCandidate }[];
  /** When the exam begins; now, where nothing is said. */
  examAt?: Date;
  /** When the practical part begins; with the exam, where one run must live through both. */
  practicalAt?: Date;
  /** Awaited before each step, so that a calendar can let several batches run through the same months. */
  turn?: (step: Step) => Promise<void>;
  /** Works on at most so many candidates at once. */
  parallel?: number;
  progress?: (title: string, done: number, of: number) => void;
}

export interface BatchOutcome {
  batchId: string;
  code: string;
  accepted: number;
  refused: number;
  eligible: number;
  present: number;
  answers: number;
  passed: number;
  drawn: number;
  released: boolean;
  certificates: number;
}

/** Runs a batch of a site up to a stage. */
export async function runBatch(world: World, plan: BatchPlan, options: BatchOptions): Promise<BatchOutcome> {
  const { cast, story, server } = world;
  const reached = (stage: Stage) => stages.indexOf(options.upTo) >= stages.indexOf(stage);
  const tell = (title: string, stage: Stage) =>
    options.progress?.(title, stages.indexOf(stage), stages.length);
  const manager = await cast.client(plan.staff.siteManager);
  const administrator = await cast.client(plan.staff.siteAdministrator);
  const staff = await cast.client(story.center.staff[0] ?? '');
  const siteId = world.sites.get(plan.site) ?? '';
  const site = await manager.sites.getSite({ siteId });
  const line = site.scope.find(
    ({ occupation, level, workType }) =>
      occupation.code === plan.scope.occupation && level === plan.scope.level && !workType,
  );
  if (!line) throw new Error(`${plan.site} has no scope for ${plan.scope.occupation}`);
  const outcome: BatchOutcome = {
    batchId: '',
    code: '',
    accepted: 0,
    refused: 0,
    eligible: 0,
    present: 0,
    answers: 0,
    passed: 0,
    drawn: 0,
    released: false,
    certificates: 0,
  };

  const turn = options.turn ?? (() => Promise.resolve());
  const examAt = options.examAt ?? server.now();
  tell('plan and file · 计划与报备', 'filed');
  await turn('planBatch');
  const examOn = shanghaiDate(examAt);
  const planned = await administrator.batches.planBatch({
    siteId,
    scopeLineId: line.id,
    eligibleGroup: plan.eligibleGroup,
    examOn,
  });
  const batchId = planned.id;
  Object.assign(outcome, { batchId, code: planned.code });
  await turn('fileBatch');
  await manager.batches.fileBatch({ batchId });
  if (!reached('enrolling')) return outcome;

  tell('announce and enrol · 公告与报名', 'enrolling');
  await turn('announceBatch');
  await staff.batches.announceBatch({ batchId, notice: story.notice.zh });
  await turn('importRoster');
  const rows = withMistakes(options.candidates, options.mistakes ?? []);
  const roster = await writeRoster(rows);
  const report = await administrator.batches.importRoster({
    batchId,
    fileName: '报名名册.xlsx',
    content: roster.toString('base64'),
  });
  Object.assign(outcome, { accepted: report.rowsAccepted, refused: report.rowsRefused });
  if (!reached('eligibility')) return outcome;

  tell('eligibility · 资格审查', 'eligibility');
  await turn('closeEnrolment');
  await administrator.batches.closeEnrolment({ batchId });
  if (!reached('arranged')) return outcome;
  await turn('decideEligibility');
  const decided = await administrator.batches.decideEligibility({ batchId });
  outcome.eligible = decided.eligible;

  tell('rooms, seats, staff · 考场、座位、人员', 'arranged');
  await turn('arrangeBatch');
  const { theory, practical } = placeSittings(site.rooms, decided.eligible, world.papers, {
    theory: examAt,
    practical: options.practicalAt ?? examAt,
  });
  const arranged = await administrator.batches.arrangeBatch({ batchId, theory, practical });
  if (!reached('ticketed')) return outcome;
  await turn('assignStaff');
  const panels = choosePanels(plan.staff, arranged.sittings);
  await staff.batches.assignStaff({
    batchId,
    assignments: listDuties(cast, plan.staff, arranged.sittings, panels),
  });

  tell('tickets · 准考证', 'ticketed');
  await turn('issueTickets');
  await administrator.batches.issueTickets({ batchId });
  if (!reached('running')) return outcome;

  tell('theory · 理论考试', 'running');
  await turn('startBatch');
  await manager.batches.startBatch({ batchId });
  const leader = (sittingId: string) => cast.client(panels.get(sittingId)?.[0] ?? '');
  const ofPart = (part: string) => arranged.sittings.filter((sitting) => sitting.part === part);
  for (const { id } of ofPart('theory')) await (await leader(id)).sittings.openSitting({ sittingId: id });
  if (!reached('marking')) return outcome;
  await turn('sitTheory');
  const tickets = await administrator.batches.listTickets({ batchId });
  const sat = await sitAll(world, tickets, options.candidates, options.parallel ?? 8, (done) =>
    options.progress?.(
      `theory · 理论考试 ${String(done)}/${String(tickets.length)}`,
      stages.indexOf('running'),
      stages.length,
    ),
  );
  Object.assign(outcome, { present: sat.present, answers: sat.answers });
  for (const { id } of ofPart('theory')) await (await leader(id)).sittings.closeSitting({ sittingId: id });

  tell('practical · 技能考核', 'marking');
  await turn('assessPractical');
  for (const { id } of ofPart('practical')) {
    const chief = await leader(id);
    await chief.sittings.openSitting({ sittingId: id });
    await chief.sittings.closeSitting({ sittingId: id });
  }
  await turn('finishExam');
  await manager.batches.finishExam({ batchId });
  if (!reached('results')) return outcome;
  await turn('closeMarking');
  await markAll(world, arranged.sittings, panels, (done, of) =>
    options.progress?.(
      `marking · 评分 ${String(done)}/${String(of)}`,
      stages.indexOf('marking'),
      stages.length,
    ),
  );

  tell('results · 成绩', 'results');
  await turn('decideResults');
  const result = await manager.results.decideResults({ batchId });
  outcome.passed = result.passed;
  if (!reached('frozen')) return outcome;

  tell('dossiers · 案卷', 'frozen');
  await turn('closeDossiers');
  await manager.reviews.closeDossiers({ batchId });
  if (!reached('reviewing')) return outcome;

  tell('draw and review · 抽取与审核', 'reviewing');
  await turn('drawReview');
  const draw = await staff.reviews.drawReview({ batchId });
  outcome.drawn = draw.drawn;
  await turn('assignReviewer');
  const reviewerSlug = plan.staff.reviewers?.[0] ?? story.center.reviewers[0] ?? '';
  await staff.reviews.assignReviewer({ batchId, reviewerId: cast.personId(reviewerSlug) });
  if (!reached('reviewed')) return outcome;
  await turn('recordSheets');
  await reviewAll(world, batchId, reviewerSlug);
  if (!reached('released')) return outcome;

  tell('decision · 批次结论', 'released');
  await turn('decideBatch');
  const director = await cast.client(story.center.director);
  await director.reviews.decideBatch({ batchId, decision: 'released' });
  outcome.released = true;
  if (!reached('claimed')) return outcome;

  tell('certificates · 证书', 'claimed');
  await turn('claimCertificates');
  const clerk = await cast.client(plan.staff.certificateClerk);
  await clerk.certificates.claimCertificates({ batchId });
  if (!reached('certified')) return outcome;
  await turn('approveClaim');
  const approver = await cast.client(story.center.certificateApprovers[0] ?? '');
  const issued = await approver.certificates.approveClaim({ batchId });
  outcome.certificates = issued.issued;
  options.progress?.('done · 完成', stages.length, stages.length);
  return outcome;
}

function withMistakes(
  candidates: readonly DemoCandidate[],
  mistakes: NonNullable<BatchOptions['mistakes']>,
): DemoCandidate[] {
  const rows = [...candidates];
  for (const { position, row } of mistakes) rows.splice(Math.min(position - 1, rows.length), 0, row);
  return rows;
}

function shanghaiDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
