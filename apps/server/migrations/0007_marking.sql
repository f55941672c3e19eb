-- marking: mark sheet, score. Marks are written once; a correction is a row that supersedes.

create table mark_drafts (
  sitting_id uuid not null references sittings,
  candidate_id uuid not null references persons,
  item_version_id uuid not null references item_versions,
  assessor_id uuid not null references persons,
  marks jsonb not null,
  saved_at timestamptz not null,
  primary key (sitting_id, candidate_id, item_version_id, assessor_id)
);

create table mark_sheets (
  id uuid primary key,
  sitting_id uuid not null,
  candidate_id uuid not null,
  item_version_id uuid not null references item_versions,
  assessor_id uuid not null,
  duty text not null check (duty in ('assessor', 'chief_assessor')),
  marks jsonb not null,
  fatal text[] not null,
  total numeric not null check (total between 0 and 100),
  remark text not null default '',
  -- Opens the commitment that the log keeps instead of the marks.
  salt bytea not null check (length(salt) >= 16),
  signed_at timestamptz not null,
  supersedes_id uuid unique references mark_sheets,
  foreign key (sitting_id, candidate_id) references seats (sitting_id, candidate_id),
  foreign key (sitting_id, assessor_id, duty) references duties (sitting_id, person_id, duty),
  check (assessor_id <> candidate_id)
);
create unique index mark_sheets_first on mark_sheets (sitting_id, candidate_id, item_version_id, assessor_id)
  where supersedes_id is null;

-- The chief assessor's reading where the independent marks lie too far apart.
create table adjudications (
  id uuid primary key,
  sitting_id uuid not null,
  candidate_id uuid not null,
  item_version_id uuid not null references item_versions,
  chief_id uuid not null references persons,
  total numeric not null check (total between 0 and 100),
  reason text not null check (length(reason) between 1 and 2000),
  salt bytea not null check (length(salt) >= 16),
  decided_at timestamptz not null,
  unique (sitting_id, candidate_id, item_version_id),
  foreign key (sitting_id, candidate_id) references seats (sitting_id, candidate_id)
);

create table scores (
  id uuid primary key,
  sitting_id uuid not null,
  candidate_id uuid not null,
  part text not null check (part in ('theory', 'practical')),
  outcome text not null check (outcome in ('scored', 'absent', 'misconduct')),
  score numeric not null check (score between 0 and 100),
  method text not null check (method in ('automatic', 'assessors')),
  detail jsonb not null,
  scored_at timestamptz not null,
  supersedes_id uuid unique references scores,
  foreign key (sitting_id, part) references sittings (id, part),
  foreign key (sitting_id, candidate_id) references seats (sitting_id, candidate_id),
  check (outcome = 'scored' or score = 0)
);
create unique index scores_first on scores (sitting_id, candidate_id) where supersedes_id is null;

create table marking_closures (
  sitting_id uuid primary key references sittings,
  closed_by uuid not null references persons,
  closed_at timestamptz not null
);

grant select, insert on mark_sheets, adjudications, scores, marking_closures to jiangping_app;
grant select, insert, update, delete on mark_drafts to jiangping_app;
