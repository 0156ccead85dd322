-- Who a complainant is: encrypted per subject, in a schema of its own that the app's role can only add to. Every reading is itself a row.
create table vault.identity (
  region text not null,
  case_id uuid not null,
  token text not null,
  -- AES-256-GCM under a key of this subject alone; the key is wrapped by the vault's own.
  sealed bytea not null,
  wrapped_key bytea,
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (region, case_id, token)
);

create table vault.reading (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  token text not null,
  asked_by uuid not null,
  agreed_by uuid not null check (agreed_by <> asked_by),
  reason text not null,
  at timestamptz not null default now(),
  primary key (region, id)
);

grant usage on schema vault to luoshi_app;
grant insert on vault.identity to luoshi_app;
grant select, insert, update on vault.identity to luoshi_vault;
grant select, insert on vault.reading to luoshi_vault;
alter table vault.identity enable row level security;
create policy add_only on vault.identity for insert to luoshi_app with check (true);
create policy vault_only on vault.identity for all to luoshi_vault using (true) with check (true);
