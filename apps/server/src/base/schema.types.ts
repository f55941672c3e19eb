// Generated from the migrated database by scripts/schema-types.ts; a test compares them.
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export type Numeric = ColumnType<number, number | string, number | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface Accounts {
  disabled_at: Timestamp | null;
  failed_logins: Generated<number>;
  locked_until: Timestamp | null;
  name: string;
  password_hash: string;
  person_id: string;
  totp_cipher: Buffer;
  totp_last_step: Generated<bigint>;
}

export interface Adjudications {
  candidate_id: string;
  chief_id: string;
  decided_at: Timestamp;
  id: string;
  item_version_id: string;
  reason: string;
  salt: Buffer;
  sitting_id: string;
  total: Numeric;
}

export interface Assignments {
  assigned_at: Timestamp;
  assigned_by: string;
  batch_id: string;
  card_id: string | null;
  duty: string;
  person_id: string;
  side: Generated<string>;
}

export interface Associations {
  id: string;
  name_en: string;
  name_zh: string;
  registered_at: Timestamp;
  registered_by: string;
  uscc: string;
}

export interface Attempts {
  candidate_id: string;
  deadline_at: Timestamp;
  ended_at: Timestamp | null;
  ended_by: string | null;
  epoch: Generated<number>;
  form_id: string;
  id: string;
  released_at: Timestamp | null;
  sitting_id: string;
  started_at: Timestamp;
  token_digest: Buffer;
}

export interface Authorisations {
  decided_at: Timestamp | null;
  decided_by: string | null;
  document_number: string;
  id: string;
  proposed_at: Timestamp;
  proposed_by: string;
  site_id: string;
  state: string;
  valid_from: string;
  valid_to: string;
}

export interface BatchDecisions {
  batch_id: string;
  decided_at: Timestamp;
  decided_by: string;
  decision: string;
  fact_id: string;
  id: string;
  reason: Generated<string>;
  round: number;
}

export interface Batches {
  code: string;
  eligible_group: string;
  exam_on: string;
  id: string;
  level: string;
  mode: string;
  notice: string | null;
  occupation_id: string;
  planned_at: Timestamp;
  planned_by: string;
  scope_from: string;
  scope_line_id: string;
  scope_to: string;
  site_id: string;
  standard_id: string;
  state: string;
}

export interface BatchSides {
  batch_id: string;
  person_id: string;
  side: string;
}

export interface BatchSittings {
  batch_id: string;
  part: string;
  room_id: string;
  sitting_id: string;
}

export interface Blueprints {
  body: unknown;
  content_spec_id: string | null;
  created_at: Timestamp;
  created_by: string;
  id: string;
  level: string;
  occupation_id: string;
  part: string;
}

export interface CardOccupations {
  card_id: string;
  occupation_id: string;
}

export interface Cards {
  id: string;
  issued_at: Timestamp;
  issued_by: string;
  kind: string;
  number: string;
  person_id: string;
  state: string;
  valid_from: string;
  valid_to: string;
}

export interface Certificates {
  batch_id: string;
  claim_id: string;
  credential: string;
  credential_digest: Buffer;
  entry_id: string;
  fact_id: string;
  holder_id: string;
  id: string;
  identity_salt_cipher: Buffer;
  issued_at: Timestamp;
  issued_on: string;
  number: string;
  passed: Generated<boolean>;
  result_id: string;
  scope_line_id: string;
  state: string;
  status_index: number;
  status_list: number;
  token: string;
}

export interface CertificateStates {
  batch_id: string;
  certificate_id: string;
  changed_at: Timestamp;
  changed_by: string;
  proposed_by: string;
  reason: string;
  state: string;
}

export interface ClaimApprovals {
  approved_at: Timestamp;
  approved_by: string;
  batch_id: string;
  claim_id: string;
  claimed_by: string;
  decision_id: string;
}

export interface Claims {
  batch_id: string;
  claimed_at: Timestamp;
  claimed_by: string;
  decision: Generated<string>;
  decision_id: string;
  id: string;
}

export interface ContentSpecs {
  body: unknown;
  id: string;
  level: string;
  part: string;
  published_at: Timestamp;
  published_by: string;
  standard_id: string;
}

export interface Dossiers {
  batch_id: string;
  body: unknown;
  closed_at: Timestamp;
  digest: Buffer;
  entry_id: string;
  number: number;
  round: number;
}

export interface DrawnDossiers {
  batch_id: string;
  entry_id: string;
  reason: string;
  round: number;
}

export interface Draws {
  batch_id: string;
  checkpoint: string;
  drawn: number[];
  drawn_at: Timestamp;
  drawn_by: string;
  minimum: number;
  population: number;
  round: number;
  seed: Buffer;
  share: Numeric;
  vrf_proof: Buffer;
  vrf_public_key: Buffer;
}

export interface Duties {
  duty: string;
  person_id: string;
  sitting_id: string;
}

export interface EligibilityDecisions {
  batch_id: string;
  checker_id: string;
  clause: string | null;
  decided_at: Timestamp;
  eligible: boolean;
  entry_id: string;
  findings: unknown;
  id: string;
  supersedes_id: string | null;
}

export interface Entries {
  batch_id: string;
  candidate_id: string;
  claimed_clause: string | null;
  enrolled_at: Timestamp;
  evidence: unknown;
  id: string;
  number: number;
  state: string;
}

export interface Freezes {
  batch_id: string;
  dossiers: number;
  fact_id: string;
  frozen_at: Timestamp;
  frozen_by: string;
  reopened_round: Generated<number | null>;
  root: Buffer;
  round: number;
}

export interface Grants {
  confirmed_at: Timestamp | null;
  confirmed_by: string | null;
  id: string;
  person_id: string;
  post: string;
  proposed_at: Timestamp;
  proposed_by: string | null;
  revoked_at: Timestamp | null;
  revoked_by: string | null;
  site_id: string | null;
  valid_from: string;
  valid_to: string;
}

export interface IdempotencyKeys {
  actor: string;
  command: string;
  created_at: Timestamp;
  key: string;
  request_digest: Buffer;
  response: unknown | null;
}

export interface ImportedFigures {
  as_of: string;
  imported_at: Timestamp;
  imported_by: string;
  key: string;
  name_en: string;
  name_zh: string;
  source: string;
  unit: string;
  value: Numeric;
}

export interface Incidents {
  action: string;
  candidate_id: string | null;
  explanation: string;
  id: string;
  kind: string;
  reported_at: Timestamp;
  reported_by: string;
  sitting_id: string;
}

export interface ItemExposures {
  candidates: number;
  item_version_id: string;
  paper_id: string;
  seen_on: string;
  sitting_id: string;
}

export interface ItemMedia {
  content: Buffer;
  height: number | null;
  original_sha256: Buffer;
  sha256: Buffer;
  stored_at: Timestamp;
  stored_by: string;
  type: string;
  width: number | null;
}

export interface Items {
  code: string;
  id: string;
  level: string;
  occupation_id: string;
  part: string;
}

export interface ItemStatistics {
  candidates: number;
  held_on: string;
  item_spread: Numeric;
  item_version_id: string;
  joint: Numeric;
  omitted: number;
  reached: Numeric;
  recorded_at: Timestamp;
  rest_spread: Numeric;
  sitting_id: string;
}

export interface ItemUses {
  item_digest: Buffer;
}

export interface ItemVersionMedia {
  item_version_id: string;
  sha256: Buffer;
}

export interface ItemVersions {
  angoff: Numeric | null;
  body: unknown;
  content_spec_id: string | null;
  difficulty: number | null;
  id: string;
  interaction: string;
  item_id: string;
  point: string | null;
  search_pairs: string[];
  search_text: string;
  seconds: number | null;
  state: string;
  version: number;
  writer_id: string;
  written_at: Timestamp;
}

export interface LedgerCheckpoints {
  note: string;
  published_at: Timestamp;
  root: Buffer;
  size: bigint;
}

export interface LedgerEntries {
  fact_id: string;
  index: bigint;
  leaf_hash: Buffer;
}

export interface LedgerFacts {
  fact: string;
  id: string;
  kind: string;
  recorded_at: Timestamp;
  stream: string | null;
}

export interface LedgerHead {
  frontier: Buffer;
  origin: string;
  size: bigint;
}

export interface LedgerQueue {
  fact_id: string;
}

export interface LedgerTiles {
  hashes: Buffer;
  index: bigint;
  level: number;
}

export interface Logins {
  created_at: Timestamp;
  expires_at: Timestamp;
  person_id: string;
  revoked_at: Timestamp | null;
  token_digest: Buffer;
}

export interface MarkDrafts {
  assessor_id: string;
  candidate_id: string;
  item_version_id: string;
  marks: unknown;
  saved_at: Timestamp;
  sitting_id: string;
}

export interface MarkingClosures {
  closed_at: Timestamp;
  closed_by: string;
  sitting_id: string;
}

export interface MarkSheets {
  assessor_id: string;
  candidate_id: string;
  duty: string;
  fatal: string[];
  id: string;
  item_version_id: string;
  marks: unknown;
  remark: Generated<string>;
  salt: Buffer;
  signed_at: Timestamp;
  sitting_id: string;
  supersedes_id: string | null;
  total: Numeric;
}

export interface Milestones {
  due_on: string;
  id: string;
  name_en: string;
  name_zh: string;
  set_at: Timestamp;
  set_by: string;
  target: number;
}

export interface NumberRanges {
  level: string;
  next_serial: number;
  site_id: string;
  year: number;
}

export interface Occupations {
  catalogue_set: string;
  code: string;
  edition: string;
  id: string;
  industry: string;
  levels: string[];
  name_en: string;
  name_zh: string;
  registered_at: Timestamp;
}

export interface OccupationStandards {
  body: unknown;
  edition: string;
  id: string;
  in_force_from: string;
  in_force_to: string | null;
  occupation_id: string;
  published_at: Timestamp;
  published_by: string;
}

export interface PaperContents {
  ciphertext: Buffer;
  digest: Buffer;
  paper_id: string;
  wrapped_key: Buffer;
}

export interface PaperFormItems {
  form_id: string;
  item_version_id: string;
  paper_id: string;
  points: Numeric;
  position: number;
}

export interface PaperForms {
  id: string;
  items: number;
  label: string;
  paper_id: string;
}

export interface Papers {
  assembled_at: Timestamp;
  assembled_by: string;
  blueprint_id: string;
  checks: unknown;
  id: string;
  level: string;
  minutes: number;
  occupation_id: string;
  part: string;
  solution: unknown;
  state: string;
}

export interface Persons {
  born_on: string | null;
  employer: string | null;
  id: string;
  id_number_cipher: Buffer;
  id_number_digest: Buffer;
  id_type: string;
  name: string;
  phone_cipher: Buffer | null;
  registered_at: Timestamp;
  sex: string | null;
}

export interface Policies {
  clause: string;
  confidence: string;
  id: string;
  key: string;
  published_at: Timestamp;
  published_by: string | null;
  rule_document_id: string | null;
  source_document: string;
  valid_from: string;
  valid_to: string | null;
  value: unknown;
}

export interface RecoveryCodes {
  code_digest: Buffer;
  person_id: string;
  used_at: Timestamp | null;
}

export interface Reopenings {
  batch_id: string;
  decision: Generated<string>;
  fact_id: string;
  rectification: string;
  reopened_at: Timestamp;
  reopened_by: string;
  round: number;
}

export interface ResponseJournal {
  attempt_id: string;
  epoch: number;
  hash: Buffer;
  position: number;
  received_at: Timestamp;
  response: unknown;
  saved_at_client: Timestamp;
  sequence: number;
}

export interface Results {
  batch_id: string;
  decided_at: Timestamp;
  decided_by: string;
  entry_id: string;
  id: string;
  pass_mark: Numeric;
  passed: boolean;
  practical_outcome: string;
  practical_score: Numeric;
  supersedes_id: string | null;
  theory_outcome: string;
  theory_score: Numeric;
}

export interface Retirements {
  item_version_id: string;
  reason: string;
  retired_at: Timestamp;
  retired_by: string;
}

export interface ReviewAssignments {
  assigned_at: Timestamp;
  assigned_by: string;
  batch_id: string;
  card_id: string;
  reviewer_id: string;
  side: Generated<string>;
}

export interface ReviewSheets {
  batch_id: string;
  entry_id: string;
  outcome: string;
  remark: Generated<string>;
  reviewer_id: string;
  round: number;
  rows: unknown;
  salt: Buffer;
  signed_at: Timestamp;
}

export interface Rooms {
  id: string;
  name: string;
  purpose: string;
  seats: number;
  venue_id: string;
}

export interface RosterImports {
  batch_id: string;
  file_digest: Buffer;
  file_name: string;
  id: string;
  imported_at: Timestamp;
  imported_by: string;
  report: unknown;
  rows_accepted: number;
  rows_read: number;
  rows_refused: number;
}

export interface RuleDocuments {
  body: string;
  effective_on: string;
  id: string;
  published_at: Timestamp;
  published_by: string | null;
  slug: string;
  title_en: string;
  title_zh: string;
  version: string;
}

export interface ScopeLines {
  authorisation_id: string;
  eligible_groups: string[];
  id: string;
  level: string;
  occupation_id: string;
  regions: string[];
  site_id: string;
  valid_from: string;
  valid_to: string;
  work_type_id: string | null;
}

export interface Scores {
  candidate_id: string;
  detail: unknown;
  id: string;
  method: string;
  outcome: string;
  part: string;
  score: Numeric;
  scored_at: Timestamp;
  sitting_id: string;
  supersedes_id: string | null;
}

export interface Seals {
  assembled_by: string;
  digest: Buffer;
  paper_id: string;
  sealed_at: Timestamp;
  sealed_by: string;
}

export interface Seats {
  candidate_id: string;
  form_id: string | null;
  seat: number;
  sitting_id: string;
}

export interface Sites {
  accountable_id: string;
  city: string;
  id: string;
  kind: string;
  name_en: string;
  name_zh: string;
  province: string;
  registered_at: Timestamp;
  registered_by: string;
  serial: string;
  state: string;
  uscc: string;
}

export interface Sittings {
  closed_at: Timestamp | null;
  closed_by: string | null;
  id: string;
  late_minutes: number;
  minutes: number;
  opened_at: Timestamp | null;
  opened_by: string | null;
  opened_paper_id: Generated<string | null>;
  paper_id: string;
  part: string;
  room_name: string;
  starts_at: Timestamp;
  state: string;
  stream: string;
}

export interface StatusLists {
  next_index: number;
  number: number;
  revocation_id: string;
  suspension_id: string;
}

export interface Tickets {
  batch_id: string;
  entry_id: string;
  issued_at: Timestamp;
  number: string;
  token_cipher: Buffer;
  token_digest: Buffer;
}

export interface Unsealings {
  paper_id: string;
  salt: Buffer;
  seed: string;
  unsealed_at: Timestamp;
  unsealed_by: string;
}

export interface Venues {
  address: string;
  id: string;
  name: string;
  site_id: string;
}

export interface Vettings {
  id: string;
  item_version_id: string;
  outcome: string;
  remarks: Generated<string>;
  sheet: unknown;
  vetted_at: Timestamp;
  vetter_id: string;
  writer_id: string;
}

export interface Withdrawals {
  is_leaked: boolean;
  paper_id: string;
  reason: string;
  withdrawn_at: Timestamp;
  withdrawn_by: string;
}

export interface WorkPackageDecisions {
  decided_at: Timestamp;
  decided_by: string;
  outcome: string;
  remarks: string | null;
  responsible_id: string;
  round: number;
  work_package_id: string;
}

export interface WorkPackageFiles {
  attached_at: Timestamp;
  attached_by: string;
  bytes: number;
  content: Buffer;
  id: string;
  name: string;
  round: number;
  sha256: Buffer;
  type: string;
  work_package_id: string;
}

export interface WorkPackages {
  association_id: string | null;
  cancel_reason: string | null;
  cancelled_at: Timestamp | null;
  cancelled_by: string | null;
  due_on: string;
  given_at: Timestamp | null;
  given_by: string | null;
  id: string;
  kind: string;
  milestone_id: string;
  occupation_id: string;
  planned_at: Timestamp;
  planned_by: string;
  responsible_id: string | null;
  round: Generated<number>;
  state: string;
}

export interface WorkTypes {
  id: string;
  levels: string[];
  name_en: string;
  name_zh: string;
  occupation_id: string;
}

export interface DB {
  accounts: Accounts;
  adjudications: Adjudications;
  assignments: Assignments;
  associations: Associations;
  attempts: Attempts;
  authorisations: Authorisations;
  batch_decisions: BatchDecisions;
  batch_sides: BatchSides;
  batch_sittings: BatchSittings;
  batches: Batches;
  blueprints: Blueprints;
  card_occupations: CardOccupations;
  cards: Cards;
  certificate_states: CertificateStates;
  certificates: Certificates;
  claim_approvals: ClaimApprovals;
  claims: Claims;
  content_specs: ContentSpecs;
  dossiers: Dossiers;
  drawn_dossiers: DrawnDossiers;
  draws: Draws;
  duties: Duties;
  eligibility_decisions: EligibilityDecisions;
  entries: Entries;
  freezes: Freezes;
  grants: Grants;
  idempotency_keys: IdempotencyKeys;
  imported_figures: ImportedFigures;
  incidents: Incidents;
  item_exposures: ItemExposures;
  item_media: ItemMedia;
  item_statistics: ItemStatistics;
  item_uses: ItemUses;
  item_version_media: ItemVersionMedia;
  item_versions: ItemVersions;
  items: Items;
  ledger_checkpoints: LedgerCheckpoints;
  ledger_entries: LedgerEntries;
  ledger_facts: LedgerFacts;
  ledger_head: LedgerHead;
  ledger_queue: LedgerQueue;
  ledger_tiles: LedgerTiles;
  logins: Logins;
  mark_drafts: MarkDrafts;
  mark_sheets: MarkSheets;
  marking_closures: MarkingClosures;
  milestones: Milestones;
  number_ranges: NumberRanges;
  occupation_standards: OccupationStandards;
  occupations: Occupations;
  paper_contents: PaperContents;
  paper_form_items: PaperFormItems;
  paper_forms: PaperForms;
  papers: Papers;
  persons: Persons;
  policies: Policies;
  recovery_codes: RecoveryCodes;
  reopenings: Reopenings;
  response_journal: ResponseJournal;
  results: Results;
  retirements: Retirements;
  review_assignments: ReviewAssignments;
  review_sheets: ReviewSheets;
  rooms: Rooms;
  roster_imports: RosterImports;
  rule_documents: RuleDocuments;
  scope_lines: ScopeLines;
  scores: Scores;
  seals: Seals;
  seats: Seats;
  sites: Sites;
  sittings: Sittings;
  status_lists: StatusLists;
  tickets: Tickets;
  unsealings: Unsealings;
  venues: Venues;
  vettings: Vettings;
  withdrawals: Withdrawals;
  work_package_decisions: WorkPackageDecisions;
  work_package_files: WorkPackageFiles;
  work_packages: WorkPackages;
  work_types: WorkTypes;
}
