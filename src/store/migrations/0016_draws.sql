-- Random draws: which case runs which draw, the files from which anybody recomputes it, and who declared not to inspect whom.
create table draw (
  region text not null,
  -- As it stands in the log. Example: CC-2018/3, the third of its series.
  id text not null,
  series text not null,
  n integer not null,
  -- Number of the case.
  no text not null,
  -- The last move of the case that stands in the log as a step of the draw, and how many steps there are.
  seq integer not null,
  steps integer not null,
  primary key (region, id)
);
create unique index draw_case on draw (region, no);
create unique index draw_series on draw (region, series, n);

-- frame.json, commit.<party>.note, result.json … byte for byte (docs/FORMAT.md §6). Whether a file is public follows from its case.
create table draw_file (
  region text not null,
  draw text not null,
  name text not null,
  bytes bytea not null,
  primary key (region, draw, name)
);

-- Each step with the statement that holds it in the log.
create table draw_step (
  region text not null,
  draw text not null,
  n integer not null,
  type text not null,
  statement uuid not null,
  primary key (region, draw, n)
);

-- An inspector declares that he does not inspect a unit, and why; withdrawn ones stay with their day.
create table draw_conflict (
  region text not null,
  post text not null,
  unit text not null,
  ground text not null,
  declared_on date not null,
  ended_on date,
  primary key (region, post, unit, declared_on)
);

grant select, insert on draw_file, draw_step, draw, draw_conflict to luoshi_app;
grant update (seq, steps) on draw to luoshi_app;
grant update (ended_on) on draw_conflict to luoshi_app;
grant select on draw, draw_step to luoshi_reader;
