-- Notices to posts, made by following the public log; how each person wants them; and who outside is told of public events.
-- Up to where the log has been followed: one row, moved on in the transaction that writes what was found.
create table notice_cursor (
  only_row boolean not null default true primary key check (only_row),
  next_idx bigint not null
);
-- What happened before there were notices is told to nobody.
insert into notice_cursor (next_idx) select coalesce(max(idx) + 1, 0) from log_leaf;

-- One row for each post that an event concerns. No title, no input and no name: pages read those through `view`.
create table notice (
  region text not null,
  id uuid not null,
  post text not null,
  case_id uuid not null,
  seq integer not null,
  kind text not null check (kind in ('waits', 'near', 'breached', 'refused', 'ruled')),
  transition text not null,
  -- Business time of the event; the start of its day where a citizen acted.
  at timestamptz not null,
  due timestamptz,
  -- Only whether the post has seen it; when and by whom is nobody's business.
  is_read boolean not null default false,
  primary key (region, id)
);
create index notice_by_post on notice (region, post, is_read, at desc, id);
create index notice_by_case on notice (region, case_id, due);

-- How a person wants notices outside the desk; without a row: not at all.
create table notice_setting (
  account uuid not null primary key references account (id),
  -- An address whose owner has sent back the code that was mailed to it.
  mail text,
  -- An address that waits for its code; the code is kept as a hash.
  asked_mail text,
  asked_hash bytea,
  asked_until timestamptz,
  -- Codes that were wrong; a new address begins anew.
  asked_failures integer not null default 0,
  -- The hour of the daily digest, in the programme's time zone.
  digest_hour smallint not null default 8 check (digest_hour between 0 and 23),
  -- Nothing is mailed from this hour on until that one, and on days off.
  quiet_from smallint not null default 20 check (quiet_from between 0 and 23),
  quiet_to smallint not null default 8 check (quiet_to between 0 and 23),
  wants_urgent boolean not null default true,
  -- The day whose digest was handed over last.
  digest_on date
);

-- Which notices a person's mails have carried, so that none is mailed twice.
create table notice_mailed (
  account uuid not null references account (id),
  region text not null,
  notice uuid not null,
  primary key (account, region, notice),
  foreign key (region, notice) references notice (region, id) on delete cascade
);
create index notice_mailed_by_notice on notice_mailed (region, notice);

-- Addresses that are told of public events (CloudEvents). The secret is wrapped by a key that is not in the database.
create table webhook (
  region text not null,
  id uuid not null,
  url text not null,
  sealed_secret bytea not null,
  wrapped_key bytea not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Why it ended by itself. Example: 'gone'.
  ended_because text,
  -- How the last attempt went: the answer's status code, or a word such as 'timeout'.
  last_outcome text,
  last_at timestamptz,
  failures integer not null default 0,
  primary key (region, id)
);

grant select, update on notice_cursor to luoshi_app;
grant select, insert, delete on notice to luoshi_app;
grant update (is_read) on notice to luoshi_app;
grant select, insert, update on notice_setting to luoshi_app;
grant select, insert, delete on notice_mailed to luoshi_app;
grant select, insert on webhook to luoshi_app;
grant update (ended_at, ended_because, last_outcome, last_at, failures) on webhook to luoshi_app;
