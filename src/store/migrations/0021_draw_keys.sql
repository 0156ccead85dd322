-- Parties of a draw sign with a key of their own: here lies only what checks it, the secret lies on their device.
create table draw_key (
  region text not null,
  post text not null,
  person uuid not null,
  -- As in frame.json (docs/FORMAT.md §6).
  vkey text not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (region, post, made_at)
);
create unique index draw_key_present on draw_key (region, post) where ended_at is null;

grant select, insert on draw_key to luoshi_app;
grant update (ended_at) on draw_key to luoshi_app;
