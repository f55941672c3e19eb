// Which batches wait for which act. The state machine is in domain/batches; here stands only what, within a state, is not
// done yet, so that a task leaves the workbench with the act that does it.
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { BatchState } from '@jiangping/domain/batches/batch-states';
import type { Act } from '@jiangping/domain/people/post';
import type { DB } from '../base/schema.types.ts';

type BatchTables = ExpressionBuilder<DB, 'batches' | 'sites'>;

export interface BatchTask {
  /** Named as in the timeline. */
  readonly task: string;
  readonly act: Act;
  readonly states: readonly BatchState[];
  /** What must also hold of the batch. */
  readonly when?: (eb: BatchTables, personId: string) => Expression<SqlBool>;
  /** True where the act must be done by the day of the exam. */
  readonly isDueByExam?: boolean;
}

const hasEntry = (eb: BatchTables, state: string) =>
  eb.exists(
    eb
      .selectFrom('entries')
      .select('entries.id')
      .whereRef('entries.batch_id', '=', 'batches.id')
      .where('entries.state', '=', state),
  );

const hasRoster = (eb: BatchTables) =>
  eb.exists(
    eb
      .selectFrom('roster_imports')
      .select('roster_imports.id')
      .whereRef('roster_imports.batch_id', '=', 'batches.id'),
  );

const hasStaff = (eb: BatchTables) =>
  eb.exists(
    eb
      .selectFrom('assignments')
      .select('assignments.person_id')
      .whereRef('assignments.batch_id', '=', 'batches.id'),
  );

const hasOpenSitting = (eb: BatchTables) =>
  eb.exists(
    eb
      .selectFrom('batch_sittings')
      .innerJoin('sittings', 'sittings.id', 'batch_sittings.sitting_id')
      .select('sittings.id')
      .whereRef('batch_sittings.batch_id', '=', 'batches.id')
      .where('sittings.state', '<>', 'closed'),
  );

const hasOpenMarking = (eb: BatchTables) =>
  eb.exists(
    eb
      .selectFrom('batch_sittings')
      .leftJoin('marking_closures', 'marking_closures.sitting_id', 'batch_sittings.sitting_id')
      .select('batch_sittings.sitting_id')
      .whereRef('batch_sittings.batch_id', '=', 'batches.id')
      .where('marking_closures.sitting_id', 'is', null),
  );

const hasReviewer = (eb: BatchTables) =>
  eb.exists(
    eb
      .selectFrom('review_assignments')
      .select('review_assignments.reviewer_id')
      .whereRef('review_assignments.batch_id', '=', 'batches.id'),
  );

const hasOpenDossier = (eb: BatchTables) =>
  eb.exists(
    eb
      .selectFrom('drawn_dossiers')
      .leftJoin('review_sheets', (join) =>
        join
          .onRef('review_sheets.batch_id', '=', 'drawn_dossiers.batch_id')
          .onRef('review_sheets.round', '=', 'drawn_dossiers.round')
          .onRef('review_sheets.entry_id', '=', 'drawn_dossiers.entry_id'),
      )
      .select('drawn_dossiers.entry_id')
      .whereRef('drawn_dossiers.batch_id', '=', 'batches.id')
      .where('review_sheets.entry_id', 'is', null),
  );

const isReviewer = (eb: BatchTables, personId: string) =>
  eb.exists(
    eb
      .selectFrom('review_assignments')
      .select('review_assignments.reviewer_id')
      .whereRef('review_assignments.batch_id', '=', 'batches.id')
      .where('review_assignments.reviewer_id', '=', personId),
  );

const hasClaim = (eb: BatchTables) =>
  eb.exists(eb.selectFrom('claims').select('claims.id').whereRef('claims.batch_id', '=', 'batches.id'));

/** A claim that waits, made by somebody else: nobody approves their own. */
const hasOpenClaim = (eb: BatchTables, personId: string) =>
  eb.exists(
    eb
      .selectFrom('claims')
      .leftJoin('claim_approvals', (join) =>
        join
          .onRef('claim_approvals.batch_id', '=', 'claims.batch_id')
          .onRef('claim_approvals.claim_id', '=', 'claims.id'),
      )
      .select('claims.id')
      .whereRef('claims.batch_id', '=', 'batches.id')
      .where('claims.claimed_by', '<>', personId)
      .where('claim_approvals.claim_id', 'is', null),
  );

/** The tasks about batches, in the order of a batch's way. */
export const batchTasks: readonly BatchTask[] = [
  { task: 'batch.file', act: 'fileBatch', states: ['draft'], isDueByExam: true },
  { task: 'batch.announce', act: 'announceBatch', states: ['filed'], isDueByExam: true },
  {
    task: 'batch.import-roster',
    act: 'importRoster',
    states: ['enrolling'],
    when: (eb) => eb.not(hasRoster(eb)),
    isDueByExam: true,
  },
  {
    task: 'batch.close-enrolment',
    act: 'closeEnrolment',
    states: ['enrolling'],
    when: hasRoster,
    isDueByExam: true,
  },
  {
    task: 'batch.decide-eligibility',
    act: 'decideEligibility',
    states: ['eligibility'],
    when: (eb) => hasEntry(eb, 'enrolled'),
    isDueByExam: true,
  },
  {
    task: 'batch.arrange',
    act: 'arrangeBatch',
    states: ['eligibility'],
    when: (eb) => eb.and([eb.not(hasEntry(eb, 'enrolled')), hasEntry(eb, 'eligible')]),
    isDueByExam: true,
  },
  {
    task: 'batch.assign',
    act: 'assignStaff',
    states: ['arranged', 'ticketed'],
    when: (eb) => eb.not(hasStaff(eb)),
    isDueByExam: true,
  },
  { task: 'batch.issue-tickets', act: 'issueTickets', states: ['arranged'], isDueByExam: true },
  {
    task: 'batch.begin',
    act: 'startBatch',
    states: ['ticketed'],
    when: hasStaff,
    isDueByExam: true,
  },
  {
    task: 'batch.close-exam',
    act: 'finishExam',
    states: ['running'],
    when: (eb) => eb.not(hasOpenSitting(eb)),
  },
  {
    task: 'batch.decide-results',
    act: 'decideResults',
    states: ['marking'],
    when: (eb) => eb.not(hasOpenMarking(eb)),
  },
  { task: 'batch.close-dossiers', act: 'closeDossiers', states: ['results'] },
  { task: 'batch.reopen', act: 'reopenBatch', states: ['returned'] },
  { task: 'batch.draw', act: 'drawReview', states: ['frozen'] },
  {
    task: 'batch.assign-reviewer',
    act: 'assignReviewer',
    states: ['frozen', 'reviewing'],
    when: (eb) => eb.not(hasReviewer(eb)),
  },
  {
    task: 'review.sheet',
    act: 'recordSheet',
    states: ['reviewing'],
    when: (eb, personId) => eb.and([isReviewer(eb, personId), hasOpenDossier(eb)]),
  },
  {
    task: 'batch.decide',
    act: 'decideBatch',
    states: ['reviewing'],
    when: (eb) => eb.not(hasOpenDossier(eb)),
  },
  {
    task: 'claim.make',
    act: 'claimCertificates',
    states: ['released'],
    when: (eb) => eb.not(hasClaim(eb)),
  },
  { task: 'claim.approve', act: 'approveClaim', states: ['released'], when: hasOpenClaim },
];
