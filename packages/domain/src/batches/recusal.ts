// Recusal (回避): who may not serve a candidate, and who has served too often at one place.
import { Refusal } from '../refusal.ts';
import { recusalReasons } from './recusal-reasons.ts';
import type { RecusalReason } from './recusal-reasons.ts';

/** A tie between two persons, declared or found in a class roster; it holds in both directions. */
export interface Tie {
  readonly kind: 'relative' | 'trainee' | 'apprentice' | 'declared';
  readonly a: string;
  readonly b: string;
}

export interface Relation {
  readonly personId: string;
  /** A key that is equal for one employer: the social credit code, or a hash of it. */
  readonly employerKey?: string | null;
  /** A key that is equal for one surname at one address. */
  readonly householdKey?: string | null;
}

// What people write where there is no employer: two of them are not colleagues.
const noEmployer = [
  '',
  '无',
  '无业',
  '待业',
  '个体',
  '个体户',
  '个体经营',
  '自由职业',
  '学生',
  '退休',
  'none',
];

/**
 * The key under which two writings of one employer's name are equal: without spaces, brackets and punctuation. Null for
 * an empty name and for words that stand for having no employer.
 */
export function keyOfEmployer(name: string | null | undefined): string | null {
  const key = (name ?? '')
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase();
  return noEmployer.includes(key) ? null : key;
}

function isSame(a: string | null | undefined, b: string | null | undefined): boolean {
  return a !== null && a !== undefined && a === b;
}

/**
 * Every reason why `server` (assessor, supervisor, reviewer) must not judge `candidate`, in the order of the table:
 * near relatives, teacher and student, master and apprentice, colleagues (督导人员回避规则), and, as a rule of ours,
 * the same surname at the same address. Empty when there is none.
 */
export function listRecusalReasons(
  server: Relation,
  candidate: Relation,
  ties: readonly Tie[],
): readonly RecusalReason[] {
  const found = new Set<RecusalReason>();
  if (server.personId === candidate.personId) found.add('self');
  for (const { kind, a, b } of ties) {
    const between =
      (a === server.personId && b === candidate.personId) ||
      (b === server.personId && a === candidate.personId);
    if (between) found.add(kind);
  }
  if (isSame(server.employerKey, candidate.employerKey)) found.add('same_employer');
  if (isSame(server.householdKey, candidate.householdKey)) found.add('same_household');
  return (Object.keys(recusalReasons) as RecusalReason[]).filter((reason) => found.has(reason));
}

/** Refuses (`recusal_conflict`) a server with a tie to any of the candidates, naming the first reason but no person. */
export function checkRecusal(server: Relation, candidates: readonly Relation[], ties: readonly Tie[]): void {
  for (const candidate of candidates) {
    const [reason] = listRecusalReasons(server, candidate, ties);
    if (reason) throw new Refusal('recusal_conflict', { reason });
  }
}

/** How often in a row, counted back from the latest, a person served at the site; `sites` lists services oldest first. */
export function countServicesInRow(sites: readonly string[], site: string): number {
  const others = sites.findLastIndex((each) => each !== site);
  return sites.length - 1 - others;
}

/** Refuses (`rotation_exceeded`) one more service at a site after `most` in a row. */
export function checkRotation(sites: readonly string[], site: string, most: number): void {
  const times = countServicesInRow(sites, site);
  if (times >= most) throw new Refusal('rotation_exceeded', { times });
}
