// A dossier as its reviewer reads it. The body is data of the server's own making; what is missing in it is shown as
// missing, and what this page does not know is shown as it is.

type PartName = 'theory' | 'practical';

export interface Evidence {
  birth?: string;
  employer?: string | null;
  education?: string | null;
  heldNumber?: string | null;
  trainingHours?: number;
  work?: { from: string; to: string | null }[];
  held?: { level: string; on: string }[];
  titles?: { grade: string; on: string }[];
  graduations?: { type: string; inField?: boolean; on: string | null }[];
  awards?: { rank: number; on: string }[];
}

export interface DossierSitting {
  id: string;
  part: PartName;
  room: string;
  seat: number;
  form: string | null;
  startsAt: string | null;
  openedBy: string | null;
  openedAt: string | null;
  closedBy: string | null;
  closedAt: string | null;
  paper: { digest: string; sealedBy: string };
  attempt: {
    startedAt: string | null;
    endedAt: string | null;
    endedBy: string | null;
    saves: number;
    journal: string;
  } | null;
  incidents: {
    id: string;
    candidate: string | null;
    kind: string;
    action: string;
    explanation: string;
    reportedBy: string;
    reportedAt: string | null;
  }[];
}

export interface DossierMarkSheet {
  id: string;
  item: string;
  sitting: string;
  assessor: string;
  duty: string;
  marks: { code: string; points: number; note?: string }[];
  fatal: string[];
  total: number;
  remark: string;
  signedAt: string;
  supersedes: string | null;
}

export interface DossierResult {
  passed: boolean;
  passMark: number;
  theory: { outcome: string; score: number | null };
  practical: { outcome: string; score: number | null };
  decidedBy: string;
  decidedAt: string | null;
}

export interface DossierBody {
  number: number;
  batch: { code: string; level: string; examOn: string };
  entry: { id: string; number: number; candidate: string };
  eligibility: {
    claimedClause: string | null;
    evidence: Evidence | null;
    eligible: boolean;
    clause: string | null;
    findings: { zh: string; en: string }[];
    checker: string;
    decidedAt: string | null;
  };
  ticket: { number: string; issuedAt: string | null };
  sittings: DossierSitting[];
  scores: { id: string; part: PartName; outcome: string; score: number | null; method: string }[];
  markSheets: DossierMarkSheet[];
  adjudications: {
    id: string;
    item: string;
    chief: string;
    total: number;
    reason: string;
    decidedAt: string;
  }[];
  staff: { person: string; duty: string; card: { number: string; validTo: string } | null }[];
  result: DossierResult;
}

const known: readonly string[] = [
  'format',
  'salt',
  'number',
  'batch',
  'entry',
  'eligibility',
  'ticket',
  'sittings',
  'scores',
  'markSheets',
  'adjudications',
  'staff',
  'result',
];

/** The body by its members, each of which may be missing, and the members this page has no words for. */
export function readDossier(body: Readonly<Record<string, unknown>>): {
  readonly dossier: Partial<DossierBody>;
  readonly rest: Readonly<Record<string, unknown>>;
} {
  return {
    dossier: body,
    rest: Object.fromEntries(Object.entries(body).filter(([name]) => !known.includes(name))),
  };
}

/** The points of a mark sheet added up anew, to a hundredth; 0 where a fatal item was found. */
export function sumOf({ marks, fatal }: Pick<DossierMarkSheet, 'marks' | 'fatal'>): number {
  if (fatal.length > 0) return 0;
  return Math.round(marks.reduce((sum, { points }) => sum + points, 0) * 100) / 100;
}

/** Mark sheets by item, in the order in which items first appear; each with whether a later one supersedes it. */
export function groupSheets(sheets: readonly DossierMarkSheet[]): {
  item: string;
  sheets: (DossierMarkSheet & { isSuperseded: boolean })[];
}[] {
  const gone = new Set(sheets.map(({ supersedes }) => supersedes));
  return [...Map.groupBy(sheets, ({ item }) => item)].map(([item, own]) => ({
    item,
    sheets: own.map((sheet) => ({ ...sheet, isSuperseded: gone.has(sheet.id) })),
  }));
}

/** What can be told of a dossier without judging it: sums, cards, and who served. */
export interface DossierFacts {
  readonly sheets: number;
  readonly wrongSums: number;
  readonly cards: number;
  readonly badCards: number;
  readonly incidents: number;
  readonly supervisors: readonly string[];
  readonly hasSelfServed: boolean;
}

/** Adds up and compares what a reviewer would otherwise do by hand; it finds, it does not judge. */
export function factsOf(dossier: Partial<DossierBody>): DossierFacts {
  const { markSheets = [], staff = [], sittings = [], batch, entry } = dossier;
  const cards = staff.flatMap(({ card }) => (card ? [card] : []));
  return {
    sheets: markSheets.length,
    wrongSums: markSheets.filter((sheet) => sumOf(sheet) !== sheet.total).length,
    cards: cards.length,
    badCards: batch ? cards.filter(({ validTo }) => validTo < batch.examOn).length : 0,
    incidents: sittings.reduce((sum, { incidents }) => sum + incidents.length, 0),
    supervisors: staff.flatMap(({ duty, person }) => (duty === 'supervisor' ? [person] : [])),
    hasSelfServed: staff.some(({ person }) => person === entry?.candidate),
  };
}
