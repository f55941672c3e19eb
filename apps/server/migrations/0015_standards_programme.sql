-- standards: the development programme. Industry associations draw up standards, textbooks and item banks as work packages.

-- Organisations of their own, not sites: an association need not assess, and a site need not be one.
create table associations (
  id uuid primary key,
  name_zh text not null unique,
  name_en text not null,
  uscc text not null unique check (length(uscc) = 18),
  registered_by uuid not null references persons,
  registered_at timestamptz not null
);

create table milestones (
  id uuid primary key,
  name_zh text not null unique,
  name_en text not null,
  due_on date not null,
  -- Occupations, not packages.
  target int not null check (target > 0),
  set_by uuid not null references persons,
  set_at timestamptz not null
);

create table work_packages (
  id uuid primary key,
  milestone_id uuid not null references milestones,
  occupation_id uuid not null references occupations,
  kind text not null check (kind in ('standard', 'textbook', 'item_bank')),
  due_on date not null,
  state text not null check (state in ('planned', 'given', 'drafting', 'submitted', 'accepted', 'returned', 'cancelled')),
  association_id uuid references associations,
  -- The association's person who answers for the draft and alone hands it in.
  responsible_id uuid references persons,
  -- Counts the submissions; the files and the decision of one submission carry its number.
  round int not null default 1 check (round > 0),
  planned_by uuid not null references persons,
  planned_at timestamptz not null,
  given_by uuid references persons,
  given_at timestamptz,
  cancelled_by uuid references persons,
  cancelled_at timestamptz,
  cancel_reason text check (length(cancel_reason) between 1 and 2000),
  unique (id, responsible_id),
  check ((association_id is null) = (responsible_id is null)),
  check (state in ('planned', 'cancelled') or responsible_id is not null),
  check (state <> 'planned' or responsible_id is null),
  check ((state = 'cancelled') = (cancel_reason is not null))
);
create unique index work_packages_open on work_packages (occupation_id, kind) where state <> 'cancelled';
create index work_packages_due on work_packages (state, due_on);

-- A file is never changed or taken away; a better version is another file of a later round.
create table work_package_files (
  id uuid primary key,
  work_package_id uuid not null references work_packages,
  round int not null check (round > 0),
  name text not null check (length(name) between 1 and 200),
  type text not null check (type in ('pdf', 'docx', 'xlsx', 'ofd', 'zip')),
  bytes int not null check (bytes = length(content)),
  sha256 bytea not null check (length(sha256) = 32),
  content bytea not null,
  attached_by uuid not null references persons,
  attached_at timestamptz not null,
  unique (work_package_id, sha256)
);

-- One decision on each submission, never by the person who answers for the draft.
create table work_package_decisions (
  work_package_id uuid not null,
  round int not null check (round > 0),
  outcome text not null check (outcome in ('accepted', 'returned')),
  remarks text check (length(remarks) between 1 and 2000),
  responsible_id uuid not null,
  decided_by uuid not null references persons,
  decided_at timestamptz not null,
  primary key (work_package_id, round),
  foreign key (work_package_id, responsible_id) references work_packages (id, responsible_id),
  check (decided_by <> responsible_id),
  check (outcome = 'accepted' or remarks is not null)
);

grant select, insert on associations, milestones, work_packages, work_package_files, work_package_decisions to jiangping_app;
grant update (state, association_id, responsible_id, round, given_by, given_at, cancelled_by, cancelled_at, cancel_reason)
  on work_packages to jiangping_app;
