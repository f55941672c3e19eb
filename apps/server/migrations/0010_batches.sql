-- batches: plan, batch, entry, eligibility decision, assignment, ticket.

create table batches (
  id uuid primary key,
  code text not null unique,
  site_id uuid not null references sites,
  scope_line_id uuid not null,
  occupation_id uuid not null references occupations,
  level skill_level not null,
  scope_from date not null,
  scope_to date not null,
  standard_id uuid not null,
  eligible_group text not null,
  mode text not null check (mode in ('exam')),
  exam_on date not null,
  -- The announcement; empty until the batch is announced.
  notice text,
  state text not null,
  planned_by uuid not null references persons,
  planned_at timestamptz not null,
  -- A site acts only inside its scope: site, occupation, level and dates are those of one scope line.
  foreign key (scope_line_id, site_id, occupation_id, level, scope_from, scope_to)
    references scope_lines (id, site_id, occupation_id, level, valid_from, valid_to),
  foreign key (standard_id, occupation_id) references occupation_standards (id, occupation_id),
  check (exam_on between scope_from and scope_to)
);
create index batches_site on batches (site_id, state);
-- The year and serial at the end of a code go into ticket numbers, so they are unique over all sites.
create unique index batches_serial on batches (right(code, 10));

-- Keys hold site, occupation, level and dates; that site and authorisation stand today, no key can say. A batch is planned,
-- and moves on towards its exam, only while they do. The share lock keeps a suspension from slipping in between.
create function check_batch_scope() returns trigger language plpgsql as $$
declare
  line record;
begin
  if tg_op = 'UPDATE' and (new.state = old.state or new.state not in
      ('filed', 'announced', 'enrolling', 'eligibility', 'arranged', 'ticketed', 'running')) then
    return new;
  end if;
  select sites.state as site_state, authorisations.state as authorisation_state, scope_lines.eligible_groups into line
    from scope_lines
    join authorisations on authorisations.id = scope_lines.authorisation_id
    join sites on sites.id = scope_lines.site_id
    where scope_lines.id = new.scope_line_id
    for share of authorisations, sites;
  if line.site_state in ('trial', 'formal') and line.authorisation_state = 'in_force'
      and new.eligible_group = any (line.eligible_groups) then
    return new;
  end if;
  raise exception 'the scope line of the batch is not in force' using errcode = 'check_violation';
end
$$;
create trigger batches_in_scope before insert or update of state on batches
  for each row execute function check_batch_scope();

create table roster_imports (
  batch_id uuid not null references batches,
  id uuid not null,
  file_name text not null,
  file_digest bytea not null,
  rows_read int not null,
  rows_accepted int not null,
  rows_refused int not null,
  report jsonb not null,
  imported_by uuid not null references persons,
  imported_at timestamptz not null,
  primary key (batch_id, id)
);

create table entries (
  batch_id uuid not null references batches,
  id uuid not null,
  candidate_id uuid not null references persons,
  number int not null check (number >= 1),
  claimed_clause text,
  evidence jsonb not null,
  state text not null check (state in ('enrolled', 'eligible', 'ineligible', 'withdrawn')),
  enrolled_at timestamptz not null,
  primary key (batch_id, id),
  unique (batch_id, candidate_id),
  unique (batch_id, number)
);

create table eligibility_decisions (
  batch_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  eligible boolean not null,
  clause text,
  findings jsonb not null,
  checker_id uuid not null references persons,
  decided_at timestamptz not null,
  supersedes_id uuid,
  primary key (batch_id, id),
  foreign key (batch_id, entry_id) references entries (batch_id, id),
  foreign key (batch_id, supersedes_id) references eligibility_decisions (batch_id, id),
  unique (batch_id, supersedes_id)
);
create unique index eligibility_decisions_first on eligibility_decisions (batch_id, entry_id) where supersedes_id is null;

-- A person stands on one side of a batch: serves in it, or reviews it. Never both.
create table batch_sides (
  batch_id uuid not null references batches,
  person_id uuid not null references persons,
  side text not null check (side in ('service', 'review')),
  primary key (batch_id, person_id),
  unique (batch_id, person_id, side)
);

create table assignments (
  batch_id uuid not null,
  person_id uuid not null,
  side text not null default 'service' check (side = 'service'),
  duty text not null check (duty in ('invigilator', 'assessor', 'chief_assessor', 'supervisor')),
  card_id uuid,
  assigned_by uuid not null references persons,
  assigned_at timestamptz not null,
  primary key (batch_id, person_id, duty),
  foreign key (batch_id, person_id, side) references batch_sides (batch_id, person_id, side),
  foreign key (card_id, person_id) references cards (id, person_id)
);

create table batch_sittings (
  batch_id uuid not null references batches,
  sitting_id uuid not null references sittings,
  part text not null check (part in ('theory', 'practical')),
  room_id uuid not null references rooms,
  primary key (batch_id, sitting_id),
  foreign key (sitting_id, part) references sittings (id, part)
);
create unique index batch_sittings_sitting on batch_sittings (sitting_id);
create index batch_sittings_room on batch_sittings (room_id);

create table tickets (
  batch_id uuid not null,
  entry_id uuid not null,
  number text not null unique,
  token_digest bytea not null unique,
  token_cipher bytea not null,
  issued_at timestamptz not null,
  primary key (batch_id, entry_id),
  foreign key (batch_id, entry_id) references entries (batch_id, id)
);

grant select, insert on batches, roster_imports, entries, eligibility_decisions, batch_sides, assignments, batch_sittings, tickets
  to jiangping_app;
grant update (state, notice) on batches to jiangping_app;
grant update (state) on entries to jiangping_app;
