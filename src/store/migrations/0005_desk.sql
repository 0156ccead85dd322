-- What the desk keeps: how long a one-time password holds, named filters, calendar addresses, and requests to open an identity.
-- A one-time password is shown once by an administrator and opens the account until this instant only; null for ever.
alter table account add column password_until timestamptz;

create table saved_filter (
  account uuid not null references account (id),
  name text not null,
  -- The query of the list, without a cursor. Example: procedure=supervised-task&overdue=1.
  query text not null,
  created_at timestamptz not null default now(),
  primary key (account, name)
);

-- Addresses under which a calendar program reads the deadlines of a post; the address itself is the key, stored as a hash.
create table calendar_feed (
  hash bytea not null primary key,
  account uuid not null references account (id),
  post text not null,
  region text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);
create index calendar_feed_by_account on calendar_feed (account);

-- One person asks, another agrees, then the first may open it once; each opening is a row of vault.reading.
create table vault.request (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  case_no text not null,
  token text not null,
  asked_by uuid not null,
  reason text not null,
  asked_at timestamptz not null default now(),
  decided_by uuid check (decided_by <> asked_by),
  agreed boolean,
  decided_at timestamptz,
  read_at timestamptz,
  primary key (region, id),
  check ((decided_by is null) = (agreed is null) and (decided_by is null) = (decided_at is null)),
  check (read_at is null or agreed)
);

grant select, insert, delete on saved_filter to luoshi_app;
grant select, insert on calendar_feed to luoshi_app;
grant update (revoked_at) on calendar_feed to luoshi_app;
grant select, insert on vault.request to luoshi_vault;
grant update (decided_by, agreed, decided_at, read_at) on vault.request to luoshi_vault;
