-- papers: blueprint, paper, form, seal. Which items a paper holds stands here as ciphertext from its assembly until a sitting
-- opens it: no row, key or lock of this database tells it (docs/decisions/0005-sealed-papers.md).

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
  -- assembled -> sealed -> unsealed; assembled and sealed ones may be withdrawn.
  state text not null check (state in ('assembled', 'sealed', 'unsealed', 'withdrawn')),
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
  items int not null check (items >= 1),
  unique (paper_id, label),
  unique (id, paper_id)
);

-- The versions of every form in their order with their points, the seed and the salt: AES-256-GCM under a key of its own,
-- bound to the paper and to the commitment; that key is wrapped by one that is outside the database.
create table paper_contents (
  paper_id uuid primary key references papers,
  digest bytea not null check (length(digest) = 32),
  wrapped_key bytea not null check (length(wrapped_key) = 60),
  ciphertext bytea not null,
  unique (paper_id, digest)
);

-- A paper is sealed once, by another person than the one who assembled it; the seal stands on the content as it was then.
create table seals (
  paper_id uuid primary key,
  assembled_by uuid not null,
  sealed_by uuid not null references persons,
  digest bytea not null,
  sealed_at timestamptz not null,
  foreign key (paper_id, assembled_by) references papers (id, assembled_by),
  foreign key (paper_id, digest) references paper_contents (paper_id, digest),
  check (sealed_by <> assembled_by)
);

-- The theory items of sealed papers, each under a keyed digest: no second paper takes one, and without the key no row says
-- which item it is. No paper is named, or the rows of one paper could be told from those of another.
create table item_uses (
  item_digest bytea primary key check (length(item_digest) = 32)
);

-- The salt opens the commitment to whoever holds the content.
create table unsealings (
  paper_id uuid primary key references seals,
  salt bytea not null check (length(salt) = 32),
  seed text not null,
  unsealed_by uuid not null references persons,
  unsealed_at timestamptz not null
);

create table withdrawals (
  paper_id uuid primary key references papers,
  is_leaked boolean not null,
  reason text not null check (length(reason) between 1 and 2000),
  withdrawn_by uuid not null references persons,
  withdrawn_at timestamptz not null
);

-- Only an unsealed paper has its items in clear.
create table paper_form_items (
  form_id uuid not null,
  paper_id uuid not null references unsealings,
  position int not null check (position >= 1),
  item_version_id uuid not null references item_versions,
  points numeric not null check (points > 0),
  primary key (form_id, position),
  foreign key (form_id, paper_id) references paper_forms (id, paper_id),
  -- Parallel forms of one paper share no item.
  unique (paper_id, item_version_id)
);

grant select, insert on blueprints, papers, paper_forms, paper_contents, seals, item_uses, unsealings, withdrawals,
  paper_form_items to jiangping_app;
grant update (state) on papers to jiangping_app;
