import type pg from 'pg'
import type { Queryable } from './read.ts'

/** The tree as the database has it; `edge` are the bytes of the tiles that are not full yet. */
export interface LogHead {
  readonly size: number
  readonly root: Uint8Array
  readonly edge: Uint8Array
}

interface HeadRow {
  readonly size: string
  readonly root: Uint8Array
  readonly edge: Uint8Array
}

/** The head; null before the first entry. */
export function readHead(db: Queryable): Promise<LogHead | null> {
  return headBy(db, { name: 'log-head', text: 'select size, root, edge from log_head' })
}

/** The head, locked until the transaction ends: whoever else would move it waits and then sees where it went. */
export function lockHead(client: pg.ClientBase): Promise<LogHead | null> {
  return headBy(client, { name: 'lock-head', text: 'select size, root, edge from log_head for update' })
}

async function headBy(db: Queryable, query: pg.QueryConfig): Promise<LogHead | null> {
  const { rows } = await db.query<HeadRow>(query)
  const row = rows[0]
  return row ? { size: Number(row.size), root: row.root, edge: row.edge } : null
}

/** An entry that got its index. */
export interface SequencedEntry {
  readonly index: number
  readonly leafHash: Uint8Array
  /** The bytes that are kept are those that were hashed when they were written. */
  readonly isIntact: boolean
}

/**
 * Takes up to `limit` waiting entries out of the queue and gives them the indexes from `size` on, in the order of the queue's
 * key (region, case, seq), which keeps every chain in order and needs no sorting however long the queue is. Their bytes are hashed again here, where they are kept. Within the caller's transaction: what is
 * taken comes back if it is rolled back.
 */
export async function sequencePending(
  client: pg.ClientBase,
  size: number,
  limit: number,
): Promise<readonly SequencedEntry[]> {
  const { rows } = await client.query<{ idx: string; leaf_hash: Uint8Array; intact: boolean }>({
    name: 'sequence-pending',
    text: `
      with taken as (
        delete from log_pending p
        using (select region, case_id, seq from log_pending order by region, case_id, seq limit $2) as next
        where p.region = next.region and p.case_id = next.case_id and p.seq = next.seq
        returning p.region, p.case_id, p.seq
      ),
      found as (
        select t.region, t.case_id, t.seq, coalesce(e.entry, s.entry) as entry, coalesce(e.leaf_hash, s.leaf_hash) as leaf_hash,
               $1::bigint + row_number() over (order by t.region, t.case_id, t.seq) - 1 as idx
          from taken t
          left join event e on e.region = t.region and e.case_id = t.case_id and e.seq = t.seq
          left join log_statement s on s.id = t.case_id
      ),
      placed as (
        insert into log_leaf (idx, region, case_id, seq, leaf_hash) select idx, region, case_id, seq, leaf_hash from found
      )
      select idx, leaf_hash, sha256('\\x00'::bytea || entry) = leaf_hash as intact from found order by idx`,
    values: [size, limit],
  })
  return rows.map((row) => ({ index: Number(row.idx), leafHash: row.leaf_hash, isIntact: row.intact }))
}

export interface TileRow {
  readonly level: number
  readonly n: number
  readonly data: Uint8Array
}

/** Keeps the tiles that became full and moves the head on. False when another sequencer was first: roll back then. */
export async function moveHead(
  client: pg.ClientBase,
  before: number,
  tiles: readonly TileRow[],
  head: LogHead,
): Promise<boolean> {
  for (const tile of tiles) {
    await client.query({
      name: 'append-tile',
      text: 'insert into log_tile (level, n, data) values ($1, $2, $3)',
      values: [tile.level, tile.n, tile.data],
    })
  }
  const { rowCount } = await client.query({
    name: 'move-head',
    text: `insert into log_head as h (only_row, size, root, edge) values (true, $1, $2, $3)
           on conflict (only_row) do update set size = excluded.size, root = excluded.root, edge = excluded.edge where h.size = $4`,
    values: [head.size, head.root, head.edge, before],
  })
  return rowCount === 1
}

/** Full tiles by their places; the same order as asked, null for one that does not exist. */
export async function readTiles(
  db: Queryable,
  places: readonly { readonly level: number; readonly n: number }[],
): Promise<readonly (Uint8Array | null)[]> {
  if (places.length === 0) return []
  const { rows } = await db.query<{ level: number; n: string; data: Uint8Array }>({
    name: 'read-tiles',
    text: `select t.level, t.n, t.data
             from unnest($1::smallint[], $2::bigint[]) as x (level, n) join log_tile t on t.level = x.level and t.n = x.n`,
    values: [places.map((place) => place.level), places.map((place) => place.n)],
  })
  const found = new Map(rows.map((row) => [`${row.level}/${row.n}`, row.data]))
  return places.map((place) => found.get(`${place.level}/${place.n}`) ?? null)
}

/** The entries with indexes from `from` up to but not including `to`, in order. */
export async function readEntries(db: Queryable, from: number, to: number): Promise<readonly Uint8Array[]> {
  const { rows } = await db.query<{ entry: Uint8Array }>({
    name: 'read-entries',
    text: `select coalesce(e.entry, s.entry) as entry
             from log_leaf l
             left join event e on e.region = l.region and e.case_id = l.case_id and e.seq = l.seq
             left join log_statement s on s.id = l.case_id
            where l.idx >= $1 and l.idx < $2
            order by l.idx`,
    values: [from, to],
  })
  return rows.map((row) => row.entry)
}

/** The index of an event's entry; null while it waits. */
export async function leafIndex(db: Queryable, region: string, caseId: string, seq: number): Promise<number | null> {
  const { rows } = await db.query<{ idx: string }>({
    name: 'leaf-index',
    text: 'select idx from log_leaf where region = $1 and case_id = $2 and seq = $3',
    values: [region, caseId, seq],
  })
  return rows[0] ? Number(rows[0].idx) : null
}

/** Indexes of all events of a case that have one, by sequence number. */
export async function leafIndexes(db: Queryable, region: string, caseId: string): Promise<ReadonlyMap<number, number>> {
  const { rows } = await db.query<{ seq: number; idx: string }>({
    name: 'leaf-indexes',
    text: 'select seq, idx from log_leaf where region = $1 and case_id = $2',
    values: [region, caseId],
  })
  return new Map(rows.map((row) => [row.seq, Number(row.idx)]))
}

export interface CheckpointRow {
  readonly size: number
  /** As it is served: the log's signature, and below it a line of each witness that cosigned this size. */
  readonly note: string
  readonly signedAt: Date
}

/** The note of `log_checkpoint c` with the lines of its witnesses. */
export const servedNote = `c.note || coalesce((select string_agg(s.line, '' order by s.witness)
                                          from log_cosignature s where s.size = c.size), '')`

export async function latestCheckpoint(db: Queryable): Promise<CheckpointRow | null> {
  const { rows } = await db.query<{ size: string; note: string; signed_at: Date }>({
    name: 'latest-checkpoint',
    text: `select c.size, ${servedNote} as note, c.signed_at from log_checkpoint c order by c.size desc limit 1`,
  })
  const row = rows[0]
  return row ? { size: Number(row.size), note: row.note, signedAt: row.signed_at } : null
}

export async function checkpointAt(db: Queryable, size: number): Promise<string | null> {
  const { rows } = await db.query<{ note: string }>({
    name: 'checkpoint-at',
    text: `select ${servedNote} as note from log_checkpoint c where c.size = $1`,
    values: [size],
  })
  return rows[0]?.note ?? null
}

/**
 * The head, and the checkpoint of that size, or the newest for null; in one round trip. Null where either is missing. `known` is
 * the head that the caller had last: while it is still the head, the bytes of its edge are not sent again.
 */
export async function headUnder(
  db: Queryable,
  size: number | null,
  known: LogHead | null,
): Promise<{ readonly head: LogHead; readonly checkpoint: Pick<CheckpointRow, 'size' | 'note'> } | null> {
  const { rows } = await db.query<Omit<HeadRow, 'edge'> & { edge: Uint8Array | null; at: string; note: string }>({
    name: 'head-under',
    text: `select h.size, h.root, case when h.root = $2 then null else h.edge end as edge, c.size as at, ${servedNote} as note
             from log_head h, lateral (
               select size, note from log_checkpoint where size <= $1 order by size desc limit 1
             ) c`,
    values: [size ?? Number.MAX_SAFE_INTEGER, known?.root ?? null],
  })
  const row = rows[0]
  if (!row || (size !== null && Number(row.at) !== size)) return null
  const head = row.edge === null ? known : { size: Number(row.size), root: row.root, edge: row.edge }
  return head && { head, checkpoint: { size: Number(row.at), note: row.note } }
}

/** Every checkpoint that was ever published, by its size, smallest first. */
export async function allCheckpoints(db: Queryable): Promise<ReadonlyMap<number, string>> {
  const { rows } = await db.query<{ size: string; note: string }>(
    `select c.size, ${servedNote} as note from log_checkpoint c order by c.size`,
  )
  return new Map(rows.map(({ size, note }) => [Number(size), note]))
}

export async function insertCheckpoint(db: Queryable, size: number, root: Uint8Array, note: string): Promise<void> {
  await db.query({
    name: 'insert-checkpoint',
    text: 'insert into log_checkpoint (size, root, note, signed_at) values ($1, $2, $3, now()) on conflict do nothing',
    values: [size, root, note],
  })
}

/** An entry that belongs to no case, put into the queue. */
export async function addStatement(
  db: Queryable,
  region: string,
  id: string,
  entry: Uint8Array,
  leafHash: Uint8Array,
): Promise<void> {
  await db.query({
    name: 'add-statement',
    text: `with added as (insert into log_statement (id, entry, leaf_hash) values ($2, $3, $4) on conflict do nothing returning id)
           insert into log_pending (region, case_id, seq) select $1, id, 0 from added`,
    values: [region, id, entry, leafHash],
  })
}

/** A line of a witness that verified, under the checkpoint of that size. */
export interface CosignatureRow {
  readonly size: number
  /** Name and id of its key. */
  readonly witness: string
  readonly line: string
}

/** Cosignatures looked at: a few hours of them. A witness that is not among them is asked from the beginning. */
const recentCosignatures = 5000

/** The newest cosignatures, the largest tree first. */
export async function newestCosignatures(db: Queryable): Promise<readonly CosignatureRow[]> {
  const { rows } = await db.query<{ size: string; witness: string; line: string }>({
    name: 'newest-cosignatures',
    text: `select size, witness, line from log_cosignature order by size desc, witness limit ${recentCosignatures}`,
  })
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}

export async function insertCosignature(db: Queryable, size: number, witness: string, line: string): Promise<void> {
  await db.query({
    name: 'insert-cosignature',
    text: 'insert into log_cosignature (size, witness, line) values ($1, $2, $3) on conflict do nothing',
    values: [size, witness, line],
  })
}

/** The disclosures of an event by field: what opens the digests of its entry. Empty where there are none, or all were erased. */
export async function disclosuresOf(
  db: Queryable,
  region: string,
  caseId: string,
  seq: number,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await db.query<{ fields: Record<string, string> }>({
    name: 'disclosures-of',
    text: 'select fields from disclosure where region = $1 and case_id = $2 and seq = $3',
    values: [region, caseId, seq],
  })
  return rows[0]?.fields ?? {}
}

/** Sizes below `before` whose checkpoint a witness has cosigned, the largest first. */
export async function cosignedSizes(db: Queryable, before: number, limit: number): Promise<readonly number[]> {
  const { rows } = await db.query<{ size: string }>({
    name: 'cosigned-sizes',
    text: 'select distinct size from log_cosignature where size < $1 order by size desc limit $2',
    values: [before, limit],
  })
  return rows.map(({ size }) => Number(size))
}
