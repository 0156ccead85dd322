-- Recovery codes: whoever lost his password sets a new one with one of them. And what an account's owner must be told of it.
create table recovery_code (
  account uuid not null references account (id),
  -- HMAC of the code by a key that is not in the database; the code itself is shown once and kept by nobody.
  hash bytea not null,
  created_at timestamptz not null default now(),
  primary key (account, hash)
);

create table account_notice (
  account uuid not null references account (id),
  id uuid not null,
  at timestamptz not null default now(),
  kind text not null check (kind in ('codes-made', 'code-used')),
  primary key (account, id)
);

grant select, insert, delete on recovery_code, account_notice to luoshi_app;
