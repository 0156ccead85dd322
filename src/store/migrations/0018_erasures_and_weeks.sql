-- Erasing what somebody wrote takes two persons (《个人信息保护法》第四十七条) and leaves a mark where it stood; weekly checkpoints are found by time.
create table erasure_request (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  case_no text not null,
  -- Names of fields, never what stood in them.
  fields text[] not null check (cardinality(fields) > 0),
  ground text not null,
  asked_by uuid not null,
  reason text not null,
  asked_at timestamptz not null default now(),
  decided_by uuid check (decided_by <> asked_by),
  agreed boolean,
  decided_at timestamptz,
  -- Why it was refused; null where it was agreed to.
  answer text,
  -- The entry of the log that says so, by its id; null unless agreed.
  statement uuid,
  primary key (region, id),
  check ((decided_by is null) = (agreed is null) and (decided_by is null) = (decided_at is null)),
  check ((statement is not null) = coalesce(agreed, false))
);

-- What was erased: which field of which event, and the entry of the log that says so, by its id.
create table erased_field (
  region text not null,
  case_id uuid not null,
  seq integer not null,
  field text not null,
  statement uuid not null,
  erased_at timestamptz not null default now(),
  primary key (region, case_id, seq, field)
);

create index log_checkpoint_signed on log_checkpoint (signed_at);

grant select, insert on erasure_request, erased_field to luoshi_app;
grant update (decided_by, agreed, decided_at, answer, statement) on erasure_request to luoshi_app;
grant select on erased_field to luoshi_reader;
