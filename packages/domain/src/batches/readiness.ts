// The readiness gates (开考条件) of a batch: everything that must stand before the start. None can be skipped; every gate
// is always shown, open or not.
import { problem, Refusal } from '../refusal.ts';
import type { Problem } from '../refusal.ts';
import { findPanelProblem } from '../sittings/staffing.ts';

export const gates = {
  authorisation: { zh: '站点授权有效', en: 'Authorisation valid' },
  scope: { zh: '在评价范围内', en: 'Within the authorised scope' },
  findings: { zh: '无未销号的严重问题', en: 'No serious finding open' },
  standard: { zh: '职业标准生效', en: 'Standard in force' },
  bank: { zh: '题库可用', en: 'Item bank usable' },
  paper: { zh: '试卷已封卷', en: 'Paper sealed' },
  entries: { zh: '考生已审定', en: 'Entries decided' },
  seats: { zh: '座位足够', en: 'Seats enough' },
  invigilators: { zh: '监考员足够', en: 'Invigilators enough' },
  assessors: { zh: '考评员足够且为单数', en: 'Assessors enough and odd' },
  chief: { zh: '已指定考评组长', en: 'Chief assessor named' },
  supervisor: { zh: '已派督导员', en: 'Supervisor dispatched' },
  tickets: { zh: '准考证已发放', en: 'Tickets issued' },
} as const;

export type Gate = keyof typeof gates;

/** The facts the gates look at, each fetched by its owner on the day. */
export interface Readiness {
  readonly date: string;
  readonly occupationCode: string;
  /** The refusals of checkAuthorisation and checkScope, or null. */
  readonly authorisationProblem: Problem | null;
  readonly scopeProblem: Problem | null;
  readonly openSeriousFindings: number;
  readonly hasStandard: boolean;
  readonly vettedItems: number;
  readonly isPaperSealed: boolean;
  readonly admitted: number;
  readonly undecided: number;
  readonly seats: number;
  readonly invigilators: number;
  readonly invigilatorsNeeded: number;
  /** Only those with a valid card for the level, and without a conflict. */
  readonly assessors: number;
  readonly assessorsNeeded: number;
  readonly hasChief: boolean;
  readonly supervisors: number;
  readonly tickets: number;
}

export interface GateState {
  readonly gate: Gate;
  /** Null when the gate is passed. */
  readonly problem: Problem | null;
}

/** The state of every gate, in the order of the table. */
export function listGates(ready: Readiness): readonly GateState[] {
  const {
    date,
    occupationCode: code,
    admitted,
    undecided,
    seats,
    invigilators,
    assessors,
    supervisors,
    tickets,
  } = ready;
  const problems: Readonly<Record<Gate, Problem | null | false>> = {
    authorisation: ready.authorisationProblem,
    scope: ready.scopeProblem,
    findings: ready.openSeriousFindings > 0 && problem('finding_open', { count: ready.openSeriousFindings }),
    standard: !ready.hasStandard && problem('standard_not_in_force', { code, date }),
    bank: ready.vettedItems === 0 && problem('bank_empty', {}),
    paper: !ready.isPaperSealed && problem('paper_not_sealed', {}),
    entries:
      undecided > 0
        ? problem('eligibility_undecided', { count: undecided })
        : admitted === 0 && problem('roster_empty', {}),
    seats: seats < admitted && problem('seats_too_few', { seats, candidates: admitted }),
    invigilators:
      invigilators < ready.invigilatorsNeeded &&
      problem('invigilators_too_few', { count: invigilators, needed: ready.invigilatorsNeeded }),
    assessors: findPanelProblem(assessors, ready.assessorsNeeded),
    chief: !ready.hasChief && problem('chief_missing', {}),
    supervisor: supervisors === 0 && problem('quorum_missing', { post: 'supervisor', count: 0, needed: 1 }),
    tickets: tickets < admitted && problem('tickets_missing', { count: admitted - tickets }),
  };
  return (Object.keys(gates) as Gate[]).map((gate) => ({ gate, problem: problems[gate] || null }));
}

/** Refuses (`readiness_open`) while any gate is open, telling how many. */
export function checkReadiness(ready: Readiness): void {
  const count = listGates(ready).filter((gate) => gate.problem !== null).length;
  if (count > 0) throw new Refusal('readiness_open', { count });
}
