/**
 * The whole batch in one statement, which is one transaction. A case whose row has moved on since it was read is left out
 * with all that belongs to it; the answer names those that were written. `case_count` is kept as deltas in a slot of its
 * own for each writer, so that two writers never wait for each other's row.
 */
export const writeStatement = `
with input as materialized (select $1::json as j),
c as (
  select * from json_to_recordset((select j -> 'cases' from input)) as c (
    region text, id uuid, no text, procedure text, version text, expected int, seq int, state text, final bool, public bool,
    title text, unit text, clause text, parent text, opened bigint, changed bigint, due bigint, fires bigint, leaf text,
    body jsonb, prefix text, year int, number int)
),
counted as (
  insert into case_counter as k (region, prefix, year, last)
  select region, prefix, year, max(number) from c where prefix is not null group by region, prefix, year
  -- A first number is 1, also when two writers open the first cases of a year at once.
  having max(number) = count(*) or exists (
    select from case_counter k where k.region = c.region and k.prefix = c.prefix and k.year = c.year)
  on conflict (region, prefix, year) do update set last = excluded.last
    where k.last = excluded.last - (select count(*) from c where c.prefix = excluded.prefix and c.year = excluded.year and c.region = excluded.region)
  returning region, prefix, year
),
moved as (
  update case_file f
  set seq = c.seq, state = c.state, final = c.final, is_public = c.public, title = c.title, unit = c.unit, clause = c.clause,
      changed_at = to_timestamp(c.changed / 1000.0), due = to_timestamp(c.due / 1000.0), fires = to_timestamp(c.fires / 1000.0),
      leaf_hash = decode(c.leaf, 'hex'), body = c.body
  from c
  where c.expected >= 0 and f.region = c.region and f.id = c.id and f.seq = c.expected
  returning f.region, f.id
),
opened as (
  insert into case_file (region, id, no, procedure, version, seq, state, final, is_public, title, unit, clause, parent,
    opened_at, changed_at, due, fires, leaf_hash, body)
  select c.region, c.id, c.no, c.procedure, c.version, c.seq, c.state, c.final, c.public, c.title, c.unit, c.clause, c.parent,
    to_timestamp(c.opened / 1000.0), to_timestamp(c.changed / 1000.0), to_timestamp(c.due / 1000.0),
    to_timestamp(c.fires / 1000.0), decode(c.leaf, 'hex'), c.body
  from c join counted using (region, prefix, year)
  where c.expected < 0
  returning region, id
),
done as (select region, id from moved union all select region, id from opened),
e as (
  select * from json_to_recordset((select j -> 'events' from input)) as e (
    region text, id uuid, seq int, at bigint, transition text, "from" text, "to" text, basis text, mover jsonb, body jsonb,
    entry text, leaf text, concealed jsonb)
  join done using (region, id)
),
journal as (
  insert into event (region, case_id, seq, at, transition, from_state, to_state, basis, mover, body, entry, leaf_hash)
  select region, id, seq, to_timestamp(at / 1000.0), transition, "from", "to", basis, mover, body, convert_to(entry, 'UTF8'),
    decode(leaf, 'hex')
  from e
),
concealed as (
  insert into disclosure (region, case_id, seq, fields)
  select region, id, seq, concealed from e where concealed is not null
),
pending as (
  insert into log_pending (region, case_id, seq) select region, id, seq from e
),
commands as (
  insert into command (region, actor, key, hash, case_id, seq)
  select region, actor, key, decode(hash, 'hex'), id, seq
  from json_to_recordset((select j -> 'commands' from input)) as x (region text, id uuid, actor text, key uuid, hash text, seq int)
  join done using (region, id)
),
sent as (
  insert into outbox (region, id, kind, body)
  select region, x.key, x.kind, x.body
  from json_to_recordset((select j -> 'outbox' from input)) as x (region text, id uuid, key uuid, kind text, body jsonb)
  join done using (region, id)
),
used as (
  insert into evidence_use (region, sha256, case_id, seq)
  select distinct region, decode(x.sha256, 'hex'), id, x.seq
  from json_to_recordset((select j -> 'evidence' from input)) as x (region text, id uuid, sha256 text, seq int)
  join done using (region, id)
),
codes as (
  insert into case_code (region, hash, case_no, token)
  select region, decode(x.hash, 'hex'), x.no, x.token
  from json_to_recordset((select j -> 'codes' from input)) as x (region text, id uuid, hash text, no text, token text)
  join done using (region, id)
),
identities as (
  insert into vault.identity (region, case_id, token, sealed, wrapped_key)
  select region, id, x.token, decode(x.sealed, 'hex'), decode(x.wrapped, 'hex')
  from json_to_recordset((select j -> 'identities' from input)) as x (region text, id uuid, token text, sealed text, wrapped text)
  join done using (region, id)
),
words as (
  insert into case_search as s (region, case_id, public_text, public_words, staff_text, staff_words)
  select region, id, x.pt, array_to_tsvector(string_to_array(x.pw, ' ')), x.st, array_to_tsvector(string_to_array(x.sw, ' '))
  from json_to_recordset((select j -> 'search' from input)) as x (region text, id uuid, pt text, pw text, st text, sw text)
  join done using (region, id)
  on conflict (region, case_id) do update
  set public_text = excluded.public_text, public_words = excluded.public_words, staff_text = excluded.staff_text,
      staff_words = excluded.staff_words
),
counts as (
  insert into case_count as k (region, procedure, clause, unit, state, is_public, slot, n)
  select region, procedure, clause, unit, state, public, $2::smallint, sum(n)
  from json_to_recordset((select j -> 'counts' from input)) as x (region text, id uuid, procedure text, clause text, unit text,
    state text, public bool, n int)
  join done using (region, id)
  group by region, procedure, clause, unit, state, public
  order by region, procedure, clause, unit, state, public
  on conflict (region, procedure, clause, unit, state, is_public, slot) do update set n = k.n + excluded.n
)
select id from done`
