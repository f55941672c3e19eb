// The demo world's files as they are read; what they hold is told in demo/README.md.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '@jiangping/domain/standards/level';
import type { Post } from '@jiangping/domain/people/post';

const folder = join(import.meta.dirname, '../../../../demo');

export interface DemoPerson {
  slug: string;
  name: string;
  idNumber: string;
  sex: 'male' | 'female';
  bornOn: string;
  phone: string;
  employer: string;
  account?: string;
  posts: { post: Post; site?: string }[];
  cards: {
    kind: 'assessor' | 'senior_assessor' | 'supervisor' | 'administrator' | 'reviewer';
    number: string;
    occupations: string[];
    validFrom: string;
    validTo: string;
  }[];
}

export interface DemoSite {
  slug: string;
  kind: 'center' | 'general_station' | 'direct_base' | 'trial_base';
  nameZh: string;
  nameEn: string;
  uscc: string;
  province: string;
  city: string;
  serial: string;
  accountable: string;
  authorisation?: { documentNumber: string; validFrom: string; validTo: string };
  scope: {
    occupation: string;
    workType?: string;
    levels: Level[];
    eligibleGroups: ('own_staff' | 'students' | 'public')[];
    regions: string[];
  }[];
  venues: {
    name: string;
    address: string;
    rooms: { name: string; purpose: 'theory' | 'practical'; seats: number }[];
  }[];
}

export interface DemoOccupation {
  edition: string;
  code: string;
  nameZh: string;
  nameEn: string;
  industry: string;
  catalogueSet: 'pilot' | 'autonomous' | 'other';
  levels: Level[];
  workTypes: { nameZh: string; nameEn: string; levels: Level[] }[];
}

export interface DemoCandidate {
  name: string;
  sex: 'male' | 'female';
  idNumber: string;
  education: string;
  employer: string;
  phone: string;
  workMonths: number;
  heldLevel?: Level;
  heldSince?: string;
  heldNumber?: string;
  claimedClause: string;
}

export interface BatchStaff {
  siteManager: string;
  siteAdministrator: string;
  certificateClerk: string;
  invigilators?: string[];
  chiefAssessor?: string;
  assessors?: string[];
  supervisor?: string;
  reviewers?: string[];
}

export interface BatchPlan {
  slug: string;
  stage: string;
  site: string;
  scope: { occupation: string; level: Level };
  eligibleGroup: 'own_staff' | 'students' | 'public';
  /** Days from today to the exam, as planned. */
  examInDays: number;
  candidates?: { first: number; count: number };
  staff: BatchStaff;
}

/** The steps of a batch, each with the days between it and the exam. */
export const steps = [
  'planBatch',
  'fileBatch',
  'announceBatch',
  'importRoster',
  'closeEnrolment',
  'decideEligibility',
  'arrangeBatch',
  'assignStaff',
  'issueTickets',
  'startBatch',
  'sitTheory',
  'assessPractical',
  'finishExam',
  'closeMarking',
  'decideResults',
  'closeDossiers',
  'drawReview',
  'assignReviewer',
  'recordSheets',
  'decideBatch',
  'claimCertificates',
  'approveClaim',
] as const;

export type Step = (typeof steps)[number];

export interface Story {
  bank: string;
  fictitiousRegion: string;
  grants: { validFrom: string; validTo: string };
  center: {
    director: string;
    staff: string[];
    itemWriters: string[];
    itemVetters: string[];
    paperMakers: string[];
    sealers: string[];
    certificateApprovers: string[];
    securityAdmins: string[];
    auditAdmin: string;
    systemAdmin: string;
    supervisors: string[];
    reviewers: string[];
  };
  notice: { zh: string };
  steps: Record<Step, number>;
  main: BatchPlan;
  rehearsal: BatchPlan;
  batches: BatchPlan[];
  /** Work that the demo leaves waiting: names of bank folders, and a post proposed for a person. */
  desks: { toAssemble: string; toVet: string; grantToConfirm: { person: string; post: Post } };
}

/** An item of the bank file with its key: what the story's candidates “know”. */
export interface BankItem {
  id: string;
  interaction: 'single' | 'multiple' | 'judgement';
  stem: string;
  options?: { id: string; text: string }[];
  correct: string[];
  angoff: number;
}

/** A question document of a bank with its facts and the files it shows (demo/banks/README.md). */
export interface BankQuestion {
  id: string;
  document: string;
  facts: {
    point: string;
    difficulty: number;
    angoff: number;
    seconds: number;
    source: string;
    rationale: string;
  };
  media: { href: string; bytes: Buffer }[];
}

// The demo's files are ours and are checked by the server as they are sent.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
function read<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(folder, ...path), 'utf8')) as T;
}

export const readStory = (): Story => read('story.json');
export const readPeople = (): DemoPerson[] => [
  ...read<DemoPerson[]>('people.json'),
  ...read<DemoPerson[]>('rehearsal-people.json'),
];
export const readSites = (): DemoSite[] => read('sites.json');
export const readOccupations = (): DemoOccupation[] => read('occupations.json');
export const readCandidates = () =>
  read<{
    candidates: DemoCandidate[];
    rosterMistakes: { position: number; kind: string; expected: string; row: DemoCandidate }[];
  }>('candidates.json');
export const readHistory = () =>
  read<{
    figures: {
      key: string;
      value: number;
      unit: string;
      nameZh: string;
      nameEn: string;
      asOf: string;
      source: string;
    }[];
  }>('history.json');

export type DemoPackageState = 'planned' | 'given' | 'drafting' | 'submitted' | 'returned' | 'accepted';

/** The development programme: who leads which occupation, and how far each of its three packages is. */
export interface DemoProgramme {
  /** Slugs of general stations that are associations. */
  associations: string[];
  remarks: { returned: string; accepted: string };
  milestones: {
    nameZh: string;
    nameEn: string;
    dueOn: string;
    target: number;
    occupations: ({
      occupation: string;
      association?: string;
      dueInDays: number;
    } & Record<'standard' | 'textbook' | 'item_bank', DemoPackageState>)[];
  }[];
}

export const readProgramme = (): DemoProgramme => read('programme.json');

export interface RuleDocument {
  slug: string;
  version: string;
  titleZh: string;
  titleEn: string;
  effectiveOn: string;
  body: string;
}

/** The rule documents with their texts. */
export function readRuleDocuments(): RuleDocument[] {
  return read<(Omit<RuleDocument, 'body'> & { file: string })[]>('rule-documents.json').map(
    ({ slug, version, titleZh, titleEn, effectiveOn, file }) => ({
      slug,
      version,
      titleZh,
      titleEn,
      effectiveOn,
      body: readFileSync(join(folder, file), 'utf8'),
    }),
  );
}

/** The question documents of a bank folder and the blueprint of their own paper; null where it has none. */
function readQuestions(name: string) {
  const path = ['banks', name, 'questions'];
  if (!existsSync(join(folder, ...path))) return null;
  const listed = read<(BankQuestion['facts'] & { id: string; file: string; media: string[] })[]>(
    ...path,
    'questions.json',
  );
  const items = listed.map(({ id, file, media, ...facts }): BankQuestion => ({
    id,
    document: readFileSync(join(folder, ...path, file), 'utf8'),
    facts,
    media: media.map((href) => ({ href, bytes: readFileSync(join(folder, ...path, href)) })),
  }));
  return { items, blueprint: read<Record<string, unknown>>(...path, 'blueprint.json') };
}

/** A bank folder: the standard, the content specification with the points of every theory file, items and blueprints. */
export function readBank(name: string) {
  const theory = readdirSync(join(folder, 'banks', name))
    .filter((file) => file.startsWith('theory-'))
    .sort()
    .map((file) => read<{ points: unknown[]; items: BankItem[] }>('banks', name, file));
  return {
    name,
    standard: read<Record<string, unknown>>('banks', name, 'standard.json'),
    contentSpec: {
      ...read<Record<string, unknown>>('banks', name, 'content-spec.json'),
      points: theory.flatMap(({ points }) => points),
    },
    theory: theory.flatMap(({ items }) => items),
    questions: readQuestions(name),
    practical: read<{ items: (Record<string, unknown> & { id: string; weight: number; minutes: number })[] }>(
      'banks',
      name,
      'practical.json',
    ).items,
    blueprint: read<Record<string, unknown> & { level: number }>('banks', name, 'blueprint.json'),
  };
}

export type Bank = ReturnType<typeof readBank>;
