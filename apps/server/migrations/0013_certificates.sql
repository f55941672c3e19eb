-- certificates: claim, number, certificate, status list. No certificate can exist without a released decision.

create table claims (
  batch_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  decision text not null default 'released' check (decision = 'released'),
  claimed_by uuid not null references persons,
  claimed_at timestamptz not null,
  primary key (batch_id, id),
  unique (batch_id, id, decision_id, claimed_by),
  foreign key (batch_id, decision_id, decision) references batch_decisions (batch_id, id, decision)
);
create unique index claims_one on claims (batch_id);

create table claim_approvals (
  batch_id uuid not null,
  claim_id uuid not null,
  decision_id uuid not null,
  claimed_by uuid not null,
  approved_by uuid not null references persons,
  approved_at timestamptz not null,
  primary key (batch_id, claim_id),
  foreign key (batch_id, claim_id, decision_id, claimed_by) references claims (batch_id, id, decision_id, claimed_by),
  check (approved_by <> claimed_by)
);

-- The next serial per site, year and level; taken under a row lock, in the transaction that uses it.
create table number_ranges (
  site_id uuid not null references sites,
  year int not null,
  level skill_level not null,
  next_serial int not null check (next_serial between 1 and 1000000),
  primary key (site_id, year, level)
);

-- Positions in the published status lists. One row is a pair of lists, for revocation and for suspension, in which a
-- certificate has the same place; what the lists say is read from the states of the certificates.
create table status_lists (
  number int primary key check (number >= 1),
  revocation_id uuid not null unique,
  suspension_id uuid not null unique,
  next_index int not null check (next_index between 0 and 131072)
);

create table certificates (
  batch_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  claim_id uuid not null,
  result_id uuid not null,
  passed boolean not null default true check (passed),
  holder_id uuid not null references persons,
  number text not null unique check (number ~ '^[A-Z]\d{4}\d{2}\d{6}\d{2}[0-9A-Z]\d{6}$'),
  scope_line_id uuid not null references scope_lines,
  status_list int not null references status_lists,
  status_index int not null check (status_index between 0 and 131071),
  state text not null check (state in ('issued', 'corrected', 'suspended', 'revoked', 'annulled')),
  credential text not null,
  credential_digest bytea not null check (length(credential_digest) = 32),
  -- Without it the hash of the ID number in the credential cannot be tried out; it is in no file.
  identity_salt_cipher bytea not null,
  -- The way from the printed code to the record; it cannot be guessed from the number.
  token text not null unique check (length(token) >= 22),
  fact_id uuid not null unique references ledger_facts,
  issued_on date not null,
  issued_at timestamptz not null,
  primary key (batch_id, id),
  unique (batch_id, entry_id),
  unique (status_list, status_index),
  foreign key (batch_id, entry_id) references entries (batch_id, id),
  foreign key (batch_id, claim_id) references claim_approvals (batch_id, claim_id),
  -- Only a passed result becomes a certificate.
  foreign key (batch_id, result_id, entry_id, passed) references results (batch_id, id, entry_id, passed)
);
create index certificates_id on certificates (id);
create index certificates_holder on certificates (holder_id);
create index certificates_not_in_force on certificates (status_list, state) where state in ('suspended', 'revoked', 'annulled');

create table certificate_states (
  batch_id uuid not null,
  certificate_id uuid not null,
  state text not null check (state in ('issued', 'corrected', 'suspended', 'revoked', 'annulled')),
  reason text not null,
  proposed_by uuid not null references persons,
  changed_by uuid not null references persons check (changed_by <> proposed_by),
  changed_at timestamptz not null,
  primary key (batch_id, certificate_id, changed_at),
  foreign key (batch_id, certificate_id) references certificates (batch_id, id)
);

grant select, insert on claims, claim_approvals, certificates, certificate_states, number_ranges, status_lists to jiangping_app;
-- The signed record is final: only its state moves.
grant update (state) on certificates to jiangping_app;
grant update (next_serial) on number_ranges to jiangping_app;
grant update (next_index) on status_lists to jiangping_app;
