-- papers: blueprint, paper, form, seal.

create table blueprints (
  id uuid primary key,
  occupation_id uuid not null references occupations,
  level skill_level not null,
  part text not null check (part in ('theory', 'practical')),
  content_spec_id uuid references content_specs,
  body jsonb not null,
  created_by uuid not null references persons,
  created_at timestamptz not null
);

create table papers (
  id uuid primary key,
  blueprint_id uuid not null references blueprints,
  occupation_id uuid not null references occupations,
  level skill_level not null,
  part text not null check (part in ('theory', 'practical')),
  minutes int not null check (minutes between 1 and 600),
  seed text not null,
  solution jsonb not null,
  checks jsonb not null,
  assembled_by uuid not null references persons,
  assembled_at timestamptz not null,
  unique (id, assembled_by),
  unique (id, part)
);

create table paper_forms (
  id uuid primary key,
  paper_id uuid not null references papers,
  label text not null check (label ~ '^[A-Z]$'),
  unique (paper_id, label),
  unique (id, paper_id)
);

create table paper_form_items (
  form_id uuid not null,
  paper_id uuid not null,
  position int not null check (position >= 1),
  item_version_id uuid not null references item_versions,
  points numeric not null check (points > 0),
  primary key (form_id, position),
  foreign key (form_id, paper_id) references paper_forms (id, paper_id),
  -- Parallel forms of one paper share no item.
  unique (paper_id, item_version_id)
);

-- A paper is sealed once, by another person than the one who assembled it.
create table seals (
  paper_id uuid primary key,
  assembled_by uuid not null,
  sealed_by uuid not null references persons,
  digest bytea not null check (length(digest) = 32),
  salt bytea not null,
  sealed_at timestamptz not null,
  foreign key (paper_id, assembled_by) references papers (id, assembled_by),
  check (sealed_by <> assembled_by)
);

grant select, insert on blueprints, papers, paper_forms, paper_form_items, seals to jiangping_app;
