/**
 * A batch is one statement, which is one transaction. A case whose row has moved on since it was read, or one of whose
 * commands was accepted before, is left out with all that belongs to it; the answer names those that were written.
 * What every move has comes as arrays: reading it out of JSON cost four times as much. What few have comes as JSON, and a
 * batch that has none of it takes the shorter statement, whose fixed cost is half.
 *
 * A batch must cost the same among a thousand cases and among a hundred million. So its connections (`writerOptions`) leave
 * the planner only nested loops, into tables by a whole index key; what belongs to cases that were written is found in a hashed
 * list, which is not a join. Plans are kept, and made anew as the tables grow (`writeBatch`).
 */

/** What the planner may not do on a connection that writes: a join of whole tables looks cheap as long as they are small. */
export const writerOptions =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off'

/** True for what belongs to a case that is written. As a plain `in` the planner would make a join of it. */
const isDone = '(id in (select id from done)) is true'

/**
 * Columns come as lists of values between record separators (U+001E), which none of our texts can hold: an array would be
 * escaped here and unescaped there, value by value. A list of one escape character (U+001B) stands for nothing.
 */
const lists = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `string_to_array($${from + i}, E'\\x1e', E'\\x1b')`).join(', ')

/** Parameters 1–16: events with the commands that made them; 17–32: cases that move. */
const moving = `
x_event as (
  select region, id::uuid, seq::int, at::timestamptz, transition, from_state, to_state, basis, mover::json, body::json, actor,
    command::uuid, decode(command_hash, 'hex') as command_hash, convert_to(entry, 'UTF8') as entry, decode(leaf, 'hex') as leaf,
    concealed::json
  from unnest(${lists(1, 16)})
    as x (region, id, seq, at, transition, from_state, to_state, basis, mover, body, actor, command, command_hash, entry, leaf, concealed)
),
sent_before as (
  select x.id
  from x_event x cross join lateral (
    select from event e where e.region = x.region and e.actor = x.actor and e.command = x.command limit 1) known
  where x.command is not null
),
x_move as (
  select region, id::uuid, expected::int, seq::int, state, final::bool, public::bool, again::bool, title, unit, clause,
    changed::timestamptz, due::timestamptz, fires::timestamptz, decode(leaf, 'hex') as leaf, body::json
  from unnest(${lists(17, 32)})
    as x (region, id, expected, seq, state, final, public, again, title, unit, clause, changed, due, fires, leaf, body)
  where not exists (select from sent_before b where b.id = x.id::uuid)
),
moved as (
  update case_file f
  set seq = x.seq, state = x.state, final = x.final, is_public = x.public, again = x.again, title = x.title, unit = x.unit,
      clause = x.clause, changed_at = x.changed, due = x.due, fires = x.fires, leaf_hash = x.leaf, body = x.body
  from x_move x
  where f.region = x.region and f.id = x.id and f.seq = x.expected
  returning f.region, f.id
)`

/** The events of all cases that are written, with what goes with them. */
const recording = `
journal as (
  insert into event (region, case_id, seq, at, transition, from_state, to_state, basis, mover, body, actor, command, command_hash,
    entry, leaf_hash)
  select region, id, seq, at, transition, from_state, to_state, basis, mover, body, actor, command, command_hash,
    entry, leaf
  from x_event where ${isDone}
),
concealed as (
  insert into disclosure (region, case_id, seq, fields)
  select region, id, seq, concealed from x_event where concealed is not null and ${isDone}
),
pending as (
  insert into log_pending (region, case_id, seq) select region, id, seq from x_event where ${isDone}
)`

/** Parameter 33: cases that are opened, under numbers that the counter must agree to. */
const opening = `
x_open as (
  select * from json_to_recordset($33::json) as x (
    region text, id uuid, no text, procedure text, version text, seq int, state text, final bool, public bool, again bool,
    title text, unit text, clause text, parent text, opened timestamptz, changed timestamptz, due timestamptz,
    fires timestamptz, leaf text, body json, prefix text, year int, number int)
  where not exists (select from sent_before b where b.id = x.id)
),
counted as (
  insert into case_counter as k (region, prefix, year, last)
  select region, prefix, year, max(number) from x_open group by region, prefix, year
  -- A first number is 1, also when two writers open the first cases of a year at once.
  having max(number) = count(*) or exists (
    select from case_counter k where k.region = x_open.region and k.prefix = x_open.prefix and k.year = x_open.year)
  on conflict (region, prefix, year) do update set last = excluded.last
    where k.last = excluded.last - (
      select count(*) from x_open x where x.prefix = excluded.prefix and x.year = excluded.year and x.region = excluded.region)
  returning region, prefix, year
),
opened as (
  insert into case_file (region, id, no, procedure, version, seq, state, final, is_public, again, title, unit, clause, parent,
    opened_at, changed_at, due, fires, leaf_hash, body)
  select region, id, no, procedure, version, seq, state, final, public, again, title, unit, clause, parent,
    opened, changed, due, fires, decode(leaf, 'hex'), body
  from x_open join counted using (region, prefix, year)
  returning region, id
)`

/**
 * Parameters 34–40: messages, evidence, codes, identities, words to search, counts and the writer's slot. `case_count` is
 * kept in a slot of its own for each writer, so that two writers never wait for each other's row.
 */
const following = `
sent as (
  insert into outbox (region, id, kind, body)
  select region, x.key, x.kind, x.body
  from json_to_recordset($34::json) as x (region text, id uuid, key uuid, kind text, body jsonb)
  where ${isDone}
),
used as (
  insert into evidence_use (region, sha256, case_id, seq)
  select distinct region, decode(x.sha256, 'hex'), id, x.seq
  from json_to_recordset($35::json) as x (region text, id uuid, sha256 text, seq int)
  where ${isDone}
),
codes as (
  insert into case_code (region, hash, case_no, token)
  select region, decode(x.hash, 'hex'), x.no, x.token
  from json_to_recordset($36::json) as x (region text, id uuid, hash text, no text, token text)
  where ${isDone}
),
identities as (
  insert into vault.identity (region, case_id, token, sealed, wrapped_key)
  select region, id, x.token, decode(x.sealed, 'hex'), decode(x.wrapped, 'hex')
  from json_to_recordset($37::json) as x (region text, id uuid, token text, sealed text, wrapped text)
  where ${isDone}
),
words as (
  insert into case_search as s (region, case_id, public_text, public_words, staff_text, staff_words)
  select region, id, x.pt, array_to_tsvector(string_to_array(x.pw, ' ')), x.st, array_to_tsvector(string_to_array(x.sw, ' '))
  from json_to_recordset($38::json) as x (region text, id uuid, pt text, pw text, st text, sw text)
  where ${isDone}
  on conflict (region, case_id) do update
  set public_text = excluded.public_text, public_words = excluded.public_words, staff_text = excluded.staff_text,
      staff_words = excluded.staff_words
),
counts as (
  insert into case_count as k (region, procedure, clause, unit, state, is_public, slot, n)
  select region, procedure, clause, unit, state, public, $40::smallint, sum(n)
  from json_to_recordset($39::json) as x (region text, id uuid, procedure text, clause text, unit text, state text,
    public bool, n int)
  where ${isDone}
  group by region, procedure, clause, unit, state, public
  order by region, procedure, clause, unit, state, public
  on conflict (region, procedure, clause, unit, state, is_public, slot) do update set n = k.n + excluded.n
)`

/** Only moves, with nothing that follows. */
export const moveStatement = `with ${moving},
done as (select region, id from moved),${recording}
select id from done`

/**
 * One move that comes alone, as they do where little happens: parameters 1–16 are its event, 17–30 the case after it without
 * region and id. Half the work of a batch of one.
 */
export const oneMoveStatement = `with
done as (
  update case_file f
  set seq = $18::int, state = $19::text, final = $20::bool, is_public = $21::bool, again = $22::bool, title = $23::text,
      unit = $24::text, clause = $25::text, changed_at = $26::timestamptz, due = $27::timestamptz, fires = $28::timestamptz,
      leaf_hash = decode($29::text, 'hex'), body = $30::json
  where f.region = $1::text and f.id = $2::uuid and f.seq = $17::int
    and not exists (select from event e where e.region = $1::text and e.actor = $11::text and e.command = $12::uuid)
  returning f.region, f.id
),
journal as (
  insert into event (region, case_id, seq, at, transition, from_state, to_state, basis, mover, body, actor, command, command_hash,
    entry, leaf_hash)
  select region, id, $3::int, $4::timestamptz, $5::text, $6::text, $7::text, $8::text, $9::json, $10::json, $11::text, $12::uuid,
    decode($13::text, 'hex'), convert_to($14::text, 'UTF8'), decode($15::text, 'hex')
  from done
),
concealed as (
  insert into disclosure (region, case_id, seq, fields)
  select region, id, $3::int, $16::json from done where $16::json is not null
),
pending as (
  insert into log_pending (region, case_id, seq) select region, id, $3::int from done
)
select id from done`

/** Openings and everything that can follow from a move. */
export const writeStatement = `with ${moving},${opening},
done as (select region, id from moved union all select region, id from opened),${recording},${following}
select id from done`
