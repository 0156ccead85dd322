-- Which migrations have run, and who may enter which schema. Every later grant is given table by table.
create schema vault;

revoke all on schema public from public;
grant usage on schema public to luoshi_app, luoshi_reader;
grant usage on schema vault to luoshi_vault;

create table migration (
  number integer primary key,
  name text not null,
  sha256 text not null,
  -- An older process must not run on the schema as it stands from here on.
  breaking boolean not null,
  -- The program's version that ran it: the oldest one to name to a process that is refused.
  program text not null,
  ran_at timestamptz not null default now()
);

grant select on migration to luoshi_app, luoshi_reader;
