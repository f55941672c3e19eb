-- standards: occupation, work type, standard, content specification.

create table occupations (
  id uuid primary key,
  edition text not null check (edition ~ '^\d{4}$'),
  code text not null check (code ~ '^\d-\d{2}-\d{2}-\d{2}$'),
  name_zh text not null,
  name_en text not null,
  industry text not null,
  catalogue_set text not null check (catalogue_set in ('pilot', 'autonomous', 'other')),
  levels text[] not null check (cardinality(levels) > 0),
  registered_at timestamptz not null,
  unique (edition, code)
);

create table work_types (
  id uuid primary key,
  occupation_id uuid not null references occupations,
  name_zh text not null,
  name_en text not null,
  levels text[] not null check (cardinality(levels) > 0),
  unique (occupation_id, name_zh),
  unique (id, occupation_id)
);

create table occupation_standards (
  id uuid primary key,
  occupation_id uuid not null references occupations,
  edition text not null,
  body jsonb not null,
  in_force_from date not null,
  in_force_to date,
  published_by uuid not null references persons,
  published_at timestamptz not null,
  unique (occupation_id, edition),
  unique (id, occupation_id)
);

create table content_specs (
  id uuid primary key,
  standard_id uuid not null references occupation_standards,
  level skill_level not null,
  part text not null check (part in ('theory', 'practical', 'panel')),
  body jsonb not null,
  published_by uuid not null references persons,
  published_at timestamptz not null,
  unique (standard_id, level, part)
);

grant select, insert on occupations, work_types, occupation_standards, content_specs to jiangping_app;
grant update (catalogue_set) on occupations to jiangping_app;
grant update (in_force_to) on occupation_standards to jiangping_app;
