-- people: person, account, login, post, grant, rule document, policy row.

create table persons (
  id uuid primary key,
  name text not null check (length(name) between 1 and 50),
  id_type text not null,
  -- A keyed digest finds the same person again; the number itself is only kept encrypted.
  id_number_digest bytea not null,
  id_number_cipher bytea not null,
  sex text check (sex in ('male', 'female')),
  born_on date,
  phone_cipher bytea,
  employer text check (length(employer) <= 200),
  registered_at timestamptz not null,
  unique (id_type, id_number_digest)
);

create table accounts (
  person_id uuid primary key references persons,
  name text not null unique check (name ~ '^[a-z][a-z0-9.-]{2,39}$'),
  password_hash text not null,
  totp_cipher bytea not null,
  -- The last accepted time step: a code is good for one login (RFC 6238 section 5.2).
  totp_last_step bigint not null default 0,
  failed_logins int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz
);

create table recovery_codes (
  person_id uuid not null references accounts,
  code_digest bytea not null,
  used_at timestamptz,
  primary key (person_id, code_digest)
);

create table logins (
  token_digest bytea primary key,
  person_id uuid not null references accounts,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index logins_person on logins (person_id);

-- A post held by a person, at one site or at the Center (no site). It counts once a second person has confirmed it.
create table grants (
  id uuid primary key,
  person_id uuid not null references persons,
  post text not null,
  site_id uuid,
  valid_from date not null,
  valid_to date not null,
  proposed_by uuid references persons,
  proposed_at timestamptz not null,
  confirmed_by uuid references persons,
  confirmed_at timestamptz,
  revoked_by uuid references persons,
  revoked_at timestamptz,
  check (valid_from <= valid_to),
  check (confirmed_by <> proposed_by),
  check (confirmed_by <> person_id),
  check ((confirmed_at is null) or (confirmed_by is not null) or (proposed_by is null))
);
create index grants_person on grants (person_id);
create index grants_post on grants (post, site_id);

create table rule_documents (
  id uuid primary key,
  slug text not null,
  version text not null,
  title_zh text not null,
  title_en text not null,
  effective_on date not null,
  body text not null,
  published_by uuid references persons,
  published_at timestamptz not null,
  unique (slug, version)
);

create table policies (
  id uuid primary key,
  key text not null,
  value jsonb not null,
  valid_from date not null,
  valid_to date,
  rule_document_id uuid references rule_documents,
  source_document text not null,
  clause text not null,
  confidence text not null check (confidence in ('confirmed', 'unconfirmed', 'own')),
  published_by uuid references persons,
  published_at timestamptz not null,
  unique (key, valid_from),
  check (valid_to is null or valid_from <= valid_to)
);

grant select, insert on rule_documents, policies to jiangping_app;
grant select, insert on persons, accounts, recovery_codes, logins, grants to jiangping_app;
grant update (name, phone_cipher, employer) on persons to jiangping_app;
grant update (password_hash, totp_cipher, totp_last_step, failed_logins, locked_until, disabled_at) on accounts to jiangping_app;
grant update (used_at) on recovery_codes to jiangping_app;
grant update (revoked_at) on logins to jiangping_app;
grant update (confirmed_by, confirmed_at, revoked_by, revoked_at) on grants to jiangping_app;
