-- items: item, version, vetting, retirement, exposure, statistic. A version's content is final once it waits for vetting; from then on
-- only its state moves.

create table items (
  id uuid primary key,
  occupation_id uuid not null references occupations,
  level skill_level not null,
  part text not null check (part in ('theory', 'practical')),
  code text not null check (length(code) between 1 and 64),
  unique (occupation_id, level, code)
);

create table item_versions (
  id uuid primary key,
  item_id uuid not null references items,
  version int not null check (version >= 1),
  content_spec_id uuid references content_specs,
  point text,
  interaction text not null check (interaction in ('single', 'multiple', 'judgement', 'blank', 'matching', 'ordering', 'graphic',
    'composite', 'written', 'adaptive', 'practical')),
  body jsonb not null,
  difficulty int check (difficulty between 1 and 5),
  angoff numeric check (angoff > 0 and angoff < 1),
  seconds int check (seconds > 0),
  state text not null check (state in ('draft', 'vetting', 'approved', 'in_use', 'retired')),
  writer_id uuid not null references persons,
  written_at timestamptz not null,
  -- The id, and stem and options (or the title), without punctuation, width and case, and their pairs of neighbouring characters: what a
  -- search and a comparison look into. Two characters are a word in Chinese, so trigrams would miss the usual query.
  search_text text not null,
  search_pairs text[] not null,
  unique (item_id, version),
  unique (id, writer_id)
);
-- Without the pending list of GIN: every search would read it, up to 4 MB, where no vacuum empties it.
create index item_versions_search on item_versions using gin (search_pairs) with (fastupdate = off);
create index item_versions_state on item_versions (state);
create index item_versions_point on item_versions (content_spec_id, point);

-- Pictures, recordings and films of items, freed of what names a person or a place; the same content is stored once.
create table item_media (
  sha256 bytea primary key check (sha256 = sha256(content)),
  type text not null check (type ~ '^(image|audio|video)/[a-z+]+$'),
  content bytea not null check (length(content) > 0),
  width int check (width > 0),
  height int check (height > 0),
  -- Of the file as it was brought, before anything was taken out of it.
  original_sha256 bytea not null check (length(original_sha256) = 32),
  stored_by uuid not null references persons,
  stored_at timestamptz not null
);

-- Which version shows which file; what a candidate may fetch follows from it.
create table item_version_media (
  item_version_id uuid not null references item_versions,
  sha256 bytea not null references item_media,
  primary key (item_version_id, sha256)
);

create table vettings (
  id uuid primary key,
  item_version_id uuid not null,
  writer_id uuid not null,
  vetter_id uuid not null references persons,
  outcome text not null check (outcome in ('approved', 'returned')),
  -- One line a criterion: [{criterion, holds, remark}].
  sheet jsonb not null check (jsonb_typeof(sheet) = 'array' and jsonb_array_length(sheet) > 0),
  remarks text not null default '',
  vetted_at timestamptz not null,
  foreign key (item_version_id, writer_id) references item_versions (id, writer_id),
  check (vetter_id <> writer_id),
  -- The outcome follows from the sheet: one line that does not hold returns the version.
  check ((outcome = 'returned') = jsonb_path_exists(sheet, '$[*] ? (@.holds == false)'))
);
create index vettings_version on vettings (item_version_id);

create table retirements (
  item_version_id uuid primary key references item_versions,
  reason text not null check (length(reason) between 1 and 2000),
  retired_by uuid not null references persons,
  retired_at timestamptz not null
);

-- A draft that nobody has vetted is its writer's paper; whatever a vetter judged or a paper holds stays as it was.
create function check_version_content() returns trigger language plpgsql as $$
begin
  if old.state = 'draft' and not exists (select from vettings where item_version_id = old.id) then
    return new;
  end if;
  raise exception 'the content of an item version is final' using errcode = 'check_violation';
end
$$;
create trigger item_versions_final
  before update of content_spec_id, point, interaction, body, difficulty, angoff, seconds, written_at, search_text, search_pairs
  on item_versions for each row execute function check_version_content();

-- What became of a version in the sittings that used it, one row a sitting, so that nothing is counted twice. The items know
-- no sitting and no paper: their ids only keep the rows apart. No person stands here.
create table item_exposures (
  item_version_id uuid not null references item_versions,
  sitting_id uuid not null,
  paper_id uuid not null,
  -- Candidates who began, or stood at their workplace; none where nobody came.
  candidates int not null check (candidates >= 0),
  seen_on date not null,
  primary key (item_version_id, sitting_id)
);
create index item_exposures_sitting on item_exposures (sitting_id);

-- Sums about the means of one sitting (measure/item-statistics.ts): added up they give the figures of a version.
create table item_statistics (
  item_version_id uuid not null references item_versions,
  sitting_id uuid not null,
  held_on date not null,
  candidates int not null check (candidates >= 0),
  omitted int not null check (omitted between 0 and candidates),
  reached numeric not null check (reached between 0 and candidates),
  item_spread numeric not null check (item_spread >= 0),
  rest_spread numeric not null check (rest_spread >= 0),
  joint numeric not null,
  recorded_at timestamptz not null,
  primary key (item_version_id, sitting_id)
);
create index item_statistics_sitting on item_statistics (sitting_id);

-- Who has read a version stands in the ledger; this finds it there.
create index item_readings on ledger_facts using gin ((fact::jsonb #> '{data,versions}')) where kind = 'item.read';

grant select, insert on items, item_versions, item_media, item_version_media, vettings, retirements, item_exposures,
  item_statistics to jiangping_app;
-- A draft that is revised in place may lose a picture.
grant delete on item_version_media to jiangping_app;
-- Content moves only as the trigger above lets it.
grant update (state, content_spec_id, point, interaction, body, difficulty, angoff, seconds, written_at, search_text,
  search_pairs) on item_versions to jiangping_app;
