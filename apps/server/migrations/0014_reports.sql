-- reports: figures imported from the years before this system, each with its source.

create table imported_figures (
  key text primary key,
  value numeric not null,
  unit text not null,
  name_zh text not null,
  name_en text not null,
  as_of date not null,
  source text not null,
  imported_by uuid not null references persons,
  imported_at timestamptz not null
);

grant select, insert on imported_figures to jiangping_app;
