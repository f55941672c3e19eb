-- reviews: dossier, freeze, draw, review sheet, batch decision. A batch that is returned is rectified, its dossiers are
-- closed again and drawn again: that is its next round, and the rounds before it stay as they are.

create table dossiers (
  batch_id uuid not null,
  round int not null check (round >= 1),
  entry_id uuid not null,
  number int not null check (number >= 1),
  body jsonb not null,
  digest bytea not null check (length(digest) = 32),
  closed_at timestamptz not null,
  primary key (batch_id, round, entry_id),
  unique (batch_id, round, number),
  foreign key (batch_id, entry_id) references entries (batch_id, id)
);

-- The root over all dossiers, in the log before anything is drawn.
create table freezes (
  batch_id uuid not null references batches,
  round int not null check (round >= 1),
  -- The same root would give the same draw again.
  root bytea not null unique check (length(root) = 32),
  dossiers int not null check (dossiers >= 1),
  fact_id uuid not null references ledger_facts,
  frozen_by uuid not null references persons,
  frozen_at timestamptz not null,
  -- The round that was returned and reopened before this one.
  reopened_round int generated always as (nullif(round - 1, 0)) stored,
  primary key (batch_id, round)
);

-- One draw per round, for ever.
create table draws (
  batch_id uuid not null,
  round int not null,
  checkpoint text not null,
  vrf_public_key bytea not null,
  vrf_proof bytea not null,
  seed bytea not null check (length(seed) = 32),
  population int not null,
  share numeric not null,
  minimum int not null,
  drawn int[] not null,
  drawn_by uuid not null references persons,
  drawn_at timestamptz not null,
  primary key (batch_id, round),
  foreign key (batch_id, round) references freezes (batch_id, round)
);

create table drawn_dossiers (
  batch_id uuid not null,
  round int not null,
  entry_id uuid not null,
  reason text not null check (reason in ('draw', 'targeted', 'escalated')),
  primary key (batch_id, round, entry_id),
  foreign key (batch_id, round) references draws (batch_id, round),
  foreign key (batch_id, round, entry_id) references dossiers (batch_id, round, entry_id)
);

-- Reviewers belong to the batch: who reviewed one round of it stands on that side of it for good.

create table review_assignments (
  batch_id uuid not null,
  reviewer_id uuid not null,
  side text not null default 'review' check (side = 'review'),
  card_id uuid not null,
  assigned_by uuid not null references persons,
  assigned_at timestamptz not null,
  primary key (batch_id, reviewer_id),
  -- Nobody reviews own work.
  foreign key (batch_id, reviewer_id, side) references batch_sides (batch_id, person_id, side),
  foreign key (card_id, reviewer_id) references cards (id, person_id)
);

create table review_sheets (
  batch_id uuid not null,
  round int not null,
  entry_id uuid not null,
  reviewer_id uuid not null,
  rows jsonb not null,
  outcome text not null check (outcome in ('pass', 'minor', 'major', 'fatal')),
  remark text not null default '',
  -- Opens the commitment that the log keeps instead of the sheet.
  salt bytea not null check (length(salt) >= 16),
  signed_at timestamptz not null,
  primary key (batch_id, round, entry_id),
  foreign key (batch_id, round, entry_id) references drawn_dossiers (batch_id, round, entry_id),
  foreign key (batch_id, reviewer_id) references review_assignments (batch_id, reviewer_id)
);

create table batch_decisions (
  batch_id uuid not null,
  id uuid not null,
  round int not null,
  decision text not null check (decision in ('released', 'returned')),
  reason text not null default '',
  fact_id uuid not null references ledger_facts,
  decided_by uuid not null references persons,
  decided_at timestamptz not null,
  primary key (batch_id, id),
  unique (batch_id, id, decision),
  -- One decision a round.
  unique (batch_id, round),
  unique (batch_id, round, decision),
  foreign key (batch_id, round) references draws (batch_id, round)
);
create unique index batch_decisions_released on batch_decisions (batch_id) where decision = 'released';

-- What the site put right in a returned round. Without it, and so without a return, no further round can be frozen.
create table reopenings (
  batch_id uuid not null,
  round int not null,
  decision text not null default 'returned' check (decision = 'returned'),
  rectification text not null check (length(rectification) between 1 and 2000),
  fact_id uuid not null references ledger_facts,
  reopened_by uuid not null references persons,
  reopened_at timestamptz not null,
  primary key (batch_id, round),
  foreign key (batch_id, round, decision) references batch_decisions (batch_id, round, decision)
);
alter table freezes add foreign key (batch_id, reopened_round) references reopenings (batch_id, round);

grant select, insert on dossiers, freezes, draws, drawn_dossiers, review_assignments, review_sheets, batch_decisions, reopenings
  to jiangping_app;
