-- items: item, version, vetting, retirement. A version's content is written once; only its state moves.

create table items (
  id uuid primary key,
  occupation_id uuid not null references occupations,
  level skill_level not null,
  part text not null check (part in ('theory', 'practical')),
  code text not null check (length(code) between 1 and 64),
  unique (occupation_id, level, code)
);

create table item_versions (
  id uuid primary key,
  item_id uuid not null references items,
  version int not null check (version >= 1),
  content_spec_id uuid references content_specs,
  point text,
  interaction text not null check (interaction in ('single', 'multiple', 'judgement', 'practical')),
  body jsonb not null,
  difficulty int check (difficulty between 1 and 5),
  angoff numeric check (angoff > 0 and angoff < 1),
  seconds int check (seconds > 0),
  state text not null check (state in ('draft', 'vetting', 'approved', 'in_use', 'retired')),
  writer_id uuid not null references persons,
  written_at timestamptz not null,
  unique (item_id, version),
  unique (id, writer_id)
);
create index item_versions_state on item_versions (state);
create index item_versions_point on item_versions (content_spec_id, point);

create table vettings (
  id uuid primary key,
  item_version_id uuid not null,
  writer_id uuid not null,
  vetter_id uuid not null references persons,
  outcome text not null check (outcome in ('approved', 'returned')),
  remarks text not null default '',
  vetted_at timestamptz not null,
  foreign key (item_version_id, writer_id) references item_versions (id, writer_id),
  check (vetter_id <> writer_id)
);
create index vettings_version on vettings (item_version_id);

create table retirements (
  item_version_id uuid primary key references item_versions,
  reason text not null check (length(reason) between 1 and 2000),
  retired_by uuid not null references persons,
  retired_at timestamptz not null
);

grant select, insert on items, item_versions, vettings, retirements to jiangping_app;
-- The content of a version is final: only its state moves, a correction is a new version.
grant update (state) on item_versions to jiangping_app;
