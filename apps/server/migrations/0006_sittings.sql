-- sittings: a person takes a sealed paper in a sitting, other persons have duties in it. Knows no batch, card or certificate.

create table sittings (
  id uuid primary key,
  part text not null check (part in ('theory', 'practical')),
  -- Only a sealed paper can be sat.
  paper_id uuid not null references seals,
  -- Under which id the booker gathers the facts of this sitting; its meaning is not known here.
  stream uuid not null,
  room_name text not null,
  starts_at timestamptz not null,
  minutes int not null check (minutes between 1 and 600),
  late_minutes int not null check (late_minutes >= 0),
  state text not null check (state in ('planned', 'ready', 'open', 'closed')),
  opened_by uuid references persons,
  opened_at timestamptz,
  closed_by uuid references persons,
  closed_at timestamptz,
  -- A sitting is not open before its paper is unsealed.
  opened_paper_id uuid generated always as (case when state in ('open', 'closed') then paper_id end) stored
    references unsealings,
  unique (id, part),
  foreign key (paper_id, part) references papers (id, part)
);

create table duties (
  sitting_id uuid not null references sittings,
  person_id uuid not null references persons,
  duty text not null check (duty in ('invigilator', 'assessor', 'chief_assessor', 'supervisor')),
  primary key (sitting_id, person_id, duty)
);

create table seats (
  sitting_id uuid not null references sittings,
  seat int not null check (seat >= 1),
  candidate_id uuid not null references persons,
  form_id uuid references paper_forms,
  primary key (sitting_id, seat),
  unique (sitting_id, candidate_id)
);

create table attempts (
  id uuid primary key,
  sitting_id uuid not null,
  candidate_id uuid not null,
  form_id uuid not null references paper_forms,
  token_digest bytea not null unique,
  -- A device writes only under the epoch it was given; taking over raises it.
  epoch int not null default 1,
  -- Set by the invigilator: the next entry with the ticket takes the attempt over.
  released_at timestamptz,
  started_at timestamptz not null,
  deadline_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('candidate', 'time', 'invigilator')),
  unique (sitting_id, candidate_id),
  foreign key (sitting_id, candidate_id) references seats (sitting_id, candidate_id),
  check ((ended_at is null) = (ended_by is null))
);

-- Every save of every answer, chained by hash; the answer that counts is the last by sequence.
create table response_journal (
  attempt_id uuid not null references attempts,
  sequence int not null check (sequence >= 1),
  epoch int not null,
  position int not null check (position >= 1),
  response jsonb not null,
  saved_at_client timestamptz not null,
  received_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  primary key (attempt_id, sequence)
);

create table incidents (
  id uuid primary key,
  sitting_id uuid not null references sittings,
  candidate_id uuid references persons,
  kind text not null check (kind in ('absence', 'misconduct', 'equipment', 'health', 'other')),
  action text not null check (action in ('noted', 'device_released', 'terminated')),
  explanation text not null check (length(explanation) between 1 and 2000),
  reported_by uuid not null references persons,
  reported_at timestamptz not null
);
create index incidents_sitting on incidents (sitting_id);

grant select, insert on sittings, duties, seats, attempts, response_journal, incidents to jiangping_app;
grant update (state, opened_by, opened_at, closed_by, closed_at) on sittings to jiangping_app;
grant update (form_id) on seats to jiangping_app;
grant update (token_digest, epoch, released_at, deadline_at, ended_at, ended_by) on attempts to jiangping_app;
