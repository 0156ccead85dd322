-- Passkeys (WebAuthn) of accounts, and the challenges that a browser signs: each is made for one use within minutes.
create table passkey (
  -- The credential's id, as the authenticator chose it.
  id bytea not null primary key,
  account uuid not null references account (id),
  -- COSE, as it came.
  public_key bytea not null,
  -- The authenticator's signature counter; one that counts back is a copy.
  counter bigint not null,
  transports text[] not null,
  -- What its owner calls it.
  name text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_by_account on passkey (account);

create table sign_in_challenge (
  hash bytea not null primary key,
  -- Whose registration it is for; null for signing in.
  account uuid references account (id),
  expires_at timestamptz not null
);

grant select, insert, delete on passkey, sign_in_challenge to luoshi_app;
grant update (counter, used_at) on passkey to luoshi_app;
