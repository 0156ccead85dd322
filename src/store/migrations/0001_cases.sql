-- Cases and their journal. The journal is the truth, the case row is its running total; region is the first column of every key, so that the tables can be spread over machines.
create table case_file (
  region text not null,
  id uuid not null,
  no text not null,
  procedure text not null,
  version text not null,
  seq integer not null,
  state text not null,
  final boolean not null,
  is_public boolean not null,
  -- Public, open, and found wanting before: what the plan page shows as reopened.
  again boolean not null,
  title text not null,
  unit text,
  clause text,
  parent text,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  -- The earliest deadline that may be shown; lists are sorted by it.
  due timestamptz,
  -- The next breach, sealed ones too: only the clock scan reads it.
  fires timestamptz,
  -- Leaf hash of the last event, which the next one cites.
  leaf_hash bytea not null,
  -- data, clocks, holders, acted, tallies, been; json, not jsonb: it is written with every move and searched by none
  body json not null,
  primary key (region, id)
) with (fillfactor = 70);
create unique index case_file_no on case_file (region, no);
create index case_file_fires on case_file (fires) where fires is not null;
-- No index below names a column that every move changes: such a move rewrites the row in its page and touches no index.
create index case_file_open_by_unit on case_file (region, unit, due, id) where not final;
create index case_file_open_by_procedure on case_file (region, procedure, due, id) where not final;
create index case_file_by_state on case_file (region, procedure, state, id);
create index case_file_by_clause on case_file (region, clause, procedure, id) where clause is not null;
create index case_file_overdue on case_file (region, due) where is_public and not final and due is not null;
create index case_file_again on case_file (region, clause) where again;
create index case_file_children on case_file (region, parent) where parent is not null;

-- One row for each accepted move. Concealed fields are not here but in disclosure.
create table event (
  region text not null,
  case_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  transition text not null,
  from_state text,
  to_state text not null,
  basis text not null,
  -- party, post, unit, person (an account's opaque id) or token
  mover json not null,
  -- input and set without concealed fields; clocks, due, fires, holders, tallies, draw, opened
  body json not null,
  -- The command that made it, for ever: sent again under the same key, it is answered, not done again. Null for what
  -- followed by itself.
  actor text,
  command uuid,
  command_hash bytea,
  -- The bytes of the log entry, final from the start (docs/FORMAT.md).
  entry bytea not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  primary key (region, case_id, seq)
);
create unique index event_command on event (region, actor, command) where command is not null;

-- What only its readers may know of an event: field name → base64url of [salt, name, value]. Erasing deletes from here.
create table disclosure (
  region text not null,
  case_id uuid not null,
  seq integer not null,
  fields json not null,
  primary key (region, case_id, seq)
);

-- What must follow an event elsewhere: written with it, delivered after it, exactly once.
create table outbox (
  region text not null,
  id uuid not null,
  kind text not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  -- When the job queue took it over; it stays here until its job is done, so that a backup holds what is under way.
  handed_at timestamptz,
  primary key (region, id)
);
create index outbox_waiting on outbox (created_at) where handed_at is null;

-- Running numbers of cases by procedure and year; no sequences, so that numbers have no gaps.
create table case_counter (
  region text not null,
  prefix text not null,
  year integer not null,
  last integer not null,
  primary key (region, prefix, year)
);

-- Which evidence serves which event: the same file for two matters is seen here.
create table evidence_use (
  region text not null,
  sha256 bytea not null,
  case_id uuid not null,
  seq integer not null,
  primary key (region, sha256, case_id, seq)
);

create table evidence (
  sha256 bytea not null primary key,
  type text not null,
  size bigint not null,
  stored_at timestamptz not null default now()
);

-- Words of two characters out of what may be read: jieba finds 0 of 浔阳, bigrams find all.
create table case_search (
  region text not null,
  case_id uuid not null,
  public_text text not null,
  public_words tsvector not null,
  staff_text text not null,
  staff_words tsvector not null,
  primary key (region, case_id)
);
create index case_search_public on case_search using gin (public_words) with (fastupdate = on);
create index case_search_staff on case_search using gin (staff_words) with (fastupdate = on);

-- Open and closed cases by procedure, clause, unit and state: kept in the same transaction, rebuilt and compared by fsck.
create table case_count (
  region text not null,
  procedure text not null,
  clause text not null,
  unit text not null,
  state text not null,
  is_public boolean not null,
  -- Each concurrent writer counts in a row of its own; readers add them up.
  slot smallint not null,
  n bigint not null,
  primary key (region, procedure, clause, unit, state, is_public, slot)
);

-- Every version of every procedure that a case here was opened under.
create table procedure_version (
  id text not null,
  version text not null,
  declaration jsonb not null,
  binding jsonb not null,
  published_at timestamptz not null default now(),
  primary key (id, version)
);

create table setting (
  name text not null primary key,
  value jsonb not null
);

grant select, insert, update on case_file, case_counter, case_search, case_count, setting to luoshi_app;
grant delete on case_search, case_count to luoshi_app;
grant select, insert on event, evidence, evidence_use, procedure_version to luoshi_app;
grant select, insert, update, delete on disclosure, outbox to luoshi_app;
grant select on case_file, event, disclosure, outbox, case_counter, evidence, evidence_use, case_search, case_count,
  procedure_version, setting to luoshi_reader;
