-- sites: site, authorisation, scope line, venue, room.

create table sites (
  id uuid primary key,
  kind text not null check (kind in ('center', 'general_station', 'direct_base', 'trial_base')),
  name_zh text not null unique,
  name_en text not null,
  uscc text not null unique check (length(uscc) = 18),
  province text not null check (province ~ '^\d{2}$'),
  city text not null,
  -- Six digits given by the province's department; part of every certificate number of this site.
  serial text not null check (serial ~ '^\d{6}$'),
  accountable_id uuid not null references persons,
  state text not null check (state in ('trial', 'formal', 'suspended', 'withdrawn')),
  registered_by uuid not null references persons,
  registered_at timestamptz not null,
  unique (province, serial)
);

alter table grants add foreign key (site_id) references sites;

create table authorisations (
  id uuid primary key,
  site_id uuid not null references sites,
  document_number text not null unique,
  valid_from date not null,
  valid_to date not null,
  proposed_by uuid not null references persons,
  proposed_at timestamptz not null,
  decided_by uuid references persons,
  decided_at timestamptz,
  state text not null check (state in ('proposed', 'in_force', 'refused', 'suspended', 'withdrawn')),
  unique (id, site_id, valid_from, valid_to),
  check (valid_from <= valid_to),
  check (decided_by <> proposed_by),
  check ((state in ('in_force', 'suspended', 'withdrawn')) = (decided_by is not null and state <> 'refused'))
);

-- What a site may assess. The keys below let a batch point at one line with everything that bounds it.
create table scope_lines (
  id uuid primary key,
  site_id uuid not null,
  authorisation_id uuid not null,
  occupation_id uuid not null references occupations,
  work_type_id uuid,
  level skill_level not null,
  eligible_groups text[] not null check (cardinality(eligible_groups) > 0),
  regions text[] not null check (cardinality(regions) > 0),
  valid_from date not null,
  valid_to date not null,
  foreign key (authorisation_id, site_id, valid_from, valid_to) references authorisations (id, site_id, valid_from, valid_to),
  foreign key (work_type_id, occupation_id) references work_types (id, occupation_id),
  unique nulls not distinct (authorisation_id, occupation_id, work_type_id, level),
  unique (id, site_id, occupation_id, level, valid_from, valid_to)
);
create index scope_lines_site on scope_lines (site_id);

create table venues (
  id uuid primary key,
  site_id uuid not null references sites,
  name text not null,
  address text not null,
  unique (site_id, name),
  unique (id, site_id)
);

create table rooms (
  id uuid primary key,
  venue_id uuid not null references venues,
  name text not null,
  purpose text not null check (purpose in ('theory', 'practical')),
  seats int not null check (seats between 1 and 500),
  unique (venue_id, name)
);

grant select, insert on sites, authorisations, scope_lines, venues, rooms to jiangping_app;
grant update (state, accountable_id) on sites to jiangping_app;
-- Needed to lock a room while a batch books it.
grant update (seats) on rooms to jiangping_app;
grant update (state, decided_by, decided_at) on authorisations to jiangping_app;
