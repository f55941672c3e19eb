-- The ledger, the idempotency keys and the roles. Nothing here knows what is assessed.

-- The application connects as this role: what it may not do to a table is not a matter of care.
do $$ begin
  if not exists (select from pg_roles where rolname = 'jiangping_app') then
    create role jiangping_app nologin;
  end if;
end $$;
grant jiangping_app to current_user;
grant usage on schema public to jiangping_app;

-- What happened, as canonical JSON, written in the transaction of the act itself.
create table ledger_facts (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  stream uuid,
  fact text not null check (length(fact) <= 16384),
  recorded_at timestamptz not null
);
create index ledger_facts_stream on ledger_facts (stream, id);

-- Facts that wait for a place in the log; a row leaves when its fact has one.
create table ledger_queue (fact_id uuid primary key references ledger_facts);

-- The place of each fact in the Merkle log.
create table ledger_entries (
  index bigint primary key check (index >= 0),
  fact_id uuid not null unique references ledger_facts,
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);

-- The single writer's head, moved by compare-and-swap on size.
create table ledger_head (
  origin text primary key,
  size bigint not null check (size >= 0),
  frontier bytea not null
);

-- Hash tiles of C2SP tlog-tiles; the rightmost of each level grows until it is full.
create table ledger_tiles (
  level int not null check (level between 0 and 63),
  index bigint not null check (index >= 0),
  hashes bytea not null check (length(hashes) between 32 and 8192 and length(hashes) % 32 = 0),
  primary key (level, index)
);

-- Every signed checkpoint that was published.
create table ledger_checkpoints (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  published_at timestamptz not null
);

-- The answer an act gave, kept under the caller's key so that a retry gets the same answer and no second act.
create table idempotency_keys (
  actor text not null,
  key text not null check (length(key) between 8 and 128),
  command text not null,
  request_digest bytea not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (actor, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

grant select, insert on ledger_facts, ledger_entries, ledger_checkpoints to jiangping_app;
grant select, insert, delete on ledger_queue to jiangping_app;
grant select, insert, update on ledger_head, ledger_tiles to jiangping_app;
grant select, insert, update, delete on idempotency_keys to jiangping_app;

-- Named levels, because the numbers run backwards and newer grades stand above and below them.
create domain skill_level as text check (value in
  ('apprentice', 'junior', 'intermediate', 'advanced', 'technician', 'senior_technician', 'special_technician', 'chief_technician'));
