-- Units, posts and who holds them, each with its dates; accounts, sessions, tokens and case codes.
create table org_unit (
  region text not null,
  id text not null,
  body jsonb not null,
  primary key (region, id)
);

create table org_post (
  region text not null,
  id text not null,
  body jsonb not null,
  primary key (region, id)
);

create table org_holding (
  region text not null,
  post text not null,
  person uuid not null,
  from_day date not null,
  to_day date,
  primary key (region, post, person, from_day)
);

create table account (
  id uuid not null primary key,
  login text not null unique,
  -- What colleagues see; never in a case, an event or the log.
  name text not null,
  -- argon2id in PHC format; null when the account has no password.
  password text,
  admin text check (admin in ('system', 'security', 'audit')),
  is_demo boolean not null default false,
  failures integer not null default 0,
  locked_until timestamptz,
  must_change boolean not null default false,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);

create table session (
  hash bytea not null primary key,
  account uuid not null references account (id),
  post text,
  region text,
  csrf text not null,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  agent text not null
);
create index session_by_account on session (account);

create table token (
  hash bytea not null primary key,
  account uuid not null references account (id),
  post text not null,
  region text not null,
  label text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);

-- What a person who came without a name keeps: 100 bits, stored as a hash.
create table case_code (
  region text not null,
  hash bytea not null,
  case_no text not null,
  token text not null,
  created_at timestamptz not null default now(),
  primary key (region, hash)
);

-- What administrators did: opened accounts, changed posts, revoked sessions.
create table admin_event (
  region text not null,
  id uuid not null,
  at timestamptz not null default now(),
  account uuid,
  act text not null,
  about jsonb not null,
  primary key (region, id)
);

grant select, insert, update on org_unit, org_post, org_holding, account, session to luoshi_app;
grant delete on session to luoshi_app;
grant select, insert on token, case_code, admin_event to luoshi_app;
grant update (revoked_at) on token to luoshi_app;
grant select on org_unit, org_post, org_holding, admin_event to luoshi_reader;
