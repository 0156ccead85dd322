-- A reporter may ask himself, with his case code, for what he wrote to be erased (《个人信息保护法》第五十条); a log that was closed keeps its checkpoints when another follows it.
create table erasure_wish (
  region text not null,
  id uuid not null,
  case_id uuid not null,
  case_no text not null,
  -- The opaque mark of the person, as in the moves that he made; never who he is.
  token text not null,
  -- Names of fields, never what stands in them.
  fields text[] not null check (cardinality(fields) > 0),
  ground text not null,
  filed_at timestamptz not null default now(),
  -- The request into which an intake officer made it; null until then.
  request uuid,
  primary key (region, id)
);
create index erasure_wish_of_case on erasure_wish (region, case_id);

grant select, insert on erasure_wish to luoshi_app;
grant update (request) on erasure_wish to luoshi_app;

-- What a log that was closed had signed, with the lines of its witnesses; the log that follows it signs anew.
create table log_closed_checkpoint (
  origin text not null,
  size bigint not null,
  note text not null,
  signed_at timestamptz not null,
  primary key (origin, size)
);

grant select, insert on log_closed_checkpoint to luoshi_app;
grant select on log_closed_checkpoint to luoshi_reader;
