-- The public log. The event's transaction puts its leaf into log_pending; one sequencer gives it its index (docs/FORMAT.md).
create table log_pending (
  region text not null,
  case_id uuid not null,
  seq integer not null,
  primary key (region, case_id, seq)
);

-- Entries that belong to no case: heartbeats, censuses, seeds. They wait in log_pending with their id and seq 0.
create table log_statement (
  id uuid not null primary key,
  entry bytea not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);

create table log_leaf (
  idx bigint not null primary key,
  region text not null,
  case_id uuid not null,
  seq integer not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32)
);
create unique index log_leaf_event on log_leaf (region, case_id, seq);

-- Full tiles only: 256 hashes; a partial tile is the prefix of what will become one.
create table log_tile (
  level smallint not null,
  n bigint not null,
  data bytea not null check (length(data) = 8192),
  primary key (level, n)
);
alter table log_tile alter column data set storage external;

-- One row: the state of the tree. Written with `where size = <what was read>`.
create table log_head (
  only_row boolean not null default true primary key check (only_row),
  size bigint not null,
  root bytea not null,
  -- The tiles that are not full yet, from the leaves upward; their widths follow from the size.
  edge bytea not null
);

create table log_checkpoint (
  size bigint not null primary key,
  root bytea not null,
  note text not null,
  signed_at timestamptz not null
);

create table log_cosignature (
  size bigint not null,
  witness text not null,
  line text not null,
  primary key (size, witness)
);

-- Secrets of a day, committed to before it begins and opened afterwards: no verifier and no look-back day can be chosen.
create table daily_seed (
  day date not null,
  purpose text not null,
  secret text not null,
  commitment text not null,
  opened_at timestamptz,
  primary key (day, purpose)
);

grant select, insert, delete on log_pending to luoshi_app;
grant select, insert, update on log_head to luoshi_app;
grant select, insert on log_statement, log_leaf, log_tile, log_checkpoint, log_cosignature to luoshi_app;
grant select, insert on daily_seed to luoshi_app;
grant update (opened_at) on daily_seed to luoshi_app;
grant select on log_pending, log_statement, log_leaf, log_tile, log_head, log_checkpoint, log_cosignature to luoshi_reader;
