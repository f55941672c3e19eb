-- cards: a staff permit for certain occupations and days.

create table cards (
  id uuid primary key,
  number text not null unique,
  person_id uuid not null references persons,
  kind text not null check (kind in ('assessor', 'senior_assessor', 'supervisor', 'administrator', 'reviewer')),
  valid_from date not null,
  valid_to date not null,
  state text not null check (state in ('in_force', 'suspended', 'revoked')),
  issued_by uuid not null references persons,
  issued_at timestamptz not null,
  check (valid_from <= valid_to),
  check (issued_by <> person_id),
  unique (id, person_id)
);
create index cards_person on cards (person_id);

create table card_occupations (
  card_id uuid not null references cards,
  occupation_id uuid not null references occupations,
  primary key (card_id, occupation_id)
);

grant select, insert on cards, card_occupations to jiangping_app;
grant update (state) on cards to jiangping_app;
