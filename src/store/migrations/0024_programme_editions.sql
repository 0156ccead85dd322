-- A reviewed plan is put in force from the desk: each edition is kept whole, as it was published; nothing published is ever changed.
create table programme_edition (
  plan text not null,
  edition integer not null check (edition >= 1),
  -- The division of the plan. The first plan of a fresh instance may be that of another division than the one it began with.
  region text not null,
  region_before text check (region_before <> region),
  -- The files of the programme, name → text, and lower-case hex SHA-256 of plan.txt and of all files together.
  files jsonb not null,
  text_sha256 text not null,
  files_sha256 text not null,
  -- Where each clause and sentence of the edition before stands in this one, or null; {} for the first.
  mapping jsonb not null default '{}',
  -- Null where the folder that was served before is kept beside the edition that replaced it.
  draft uuid,
  person uuid references account (id),
  post text,
  at timestamptz,
  -- The entry of the log that says so, by its id.
  statement uuid,
  primary key (plan, edition),
  check ((draft is null) = (statement is null) and (draft is null) = (person is null))
);

grant select, insert on programme_edition to luoshi_app;
grant select on programme_edition to luoshi_reader;

-- What a fresh instance holds of its people goes to the division of its first plan with it.
grant update (region) on token, webhook to luoshi_app;

-- Owners of a responsibility that a new edition touches are told.
alter table notice drop constraint notice_kind_check;
alter table notice add constraint notice_kind_check
  check (kind in ('waits', 'near', 'breached', 'refused', 'ruled', 'edition'));
