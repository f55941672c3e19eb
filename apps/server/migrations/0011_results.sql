-- results: one outcome per entry; a change is a superseding row.

create table results (
  batch_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  theory_outcome text not null check (theory_outcome in ('scored', 'absent', 'misconduct')),
  theory_score numeric not null,
  practical_outcome text not null check (practical_outcome in ('scored', 'absent', 'misconduct')),
  practical_score numeric not null,
  pass_mark numeric not null,
  passed boolean not null,
  decided_by uuid not null references persons,
  decided_at timestamptz not null,
  supersedes_id uuid,
  primary key (batch_id, id),
  foreign key (batch_id, entry_id) references entries (batch_id, id),
  foreign key (batch_id, supersedes_id) references results (batch_id, id),
  unique (batch_id, supersedes_id),
  unique (batch_id, id, entry_id, passed),
  -- Each part must reach the pass mark; there is no averaging.
  check (passed = (theory_outcome = 'scored' and practical_outcome = 'scored'
                   and theory_score >= pass_mark and practical_score >= pass_mark))
);
create unique index results_first on results (batch_id, entry_id) where supersedes_id is null;

grant select, insert on results to jiangping_app;
