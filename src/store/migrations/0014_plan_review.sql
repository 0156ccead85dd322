-- A plan is read at the desk, decided sentence by sentence by one person and countersigned by another; nothing said is ever changed.
create table plan_draft (
  region text not null,
  id uuid not null,
  -- The uploaded file: its name, what it was, and its fingerprint (lower-case hex).
  file_name text not null,
  format text not null,
  sha256 text not null,
  -- The text as it was read; what is decided refers to places in it, so it never changes.
  content text not null,
  person uuid not null references account (id),
  post text not null,
  at timestamptz not null,
  primary key (region, id)
);

-- One thing said about one subject of a draft (a sentence by its place in the text, the programme's settings, a pair of clauses).
-- Each follows the one before it, so that nobody answers what he has not seen.
create table plan_review (
  region text not null,
  draft uuid not null,
  id uuid not null,
  subject text not null,
  act text not null check (act in ('decide', 'agree', 'return')),
  person uuid not null references account (id),
  post text not null,
  at timestamptz not null,
  decision jsonb,
  reason text,
  follows uuid,
  follows_act text,
  follows_person uuid,
  primary key (region, draft, id),
  unique (region, draft, subject, id, act, person),
  unique nulls not distinct (region, draft, subject, follows),
  foreign key (region, draft) references plan_draft (region, id),
  foreign key (region, draft, subject, follows, follows_act, follows_person)
    references plan_review (region, draft, subject, id, act, person),
  check ((follows is null) = (follows_act is null) and (follows is null) = (follows_person is null)),
  check ((act = 'decide') = (decision is not null)),
  check ((act = 'return') = (reason is not null)),
  -- Whoever decided neither countersigns nor returns his own decision: the second pair of eyes is another's.
  check (act = 'decide' or (follows is not null and follows_act = 'decide' and follows_person <> person))
);

grant select, insert on plan_draft to luoshi_app;
grant select, insert on plan_review to luoshi_app;
