import { type CheckpointRow, servedNote } from './log.ts'
import type { Queryable } from './read.ts'

/** The last checkpoint signed before each of these instants, the newest first; none for an instant before the first of all. */
export async function lastCheckpointsBefore(
  db: Queryable,
  instants: readonly Date[],
): Promise<readonly CheckpointRow[]> {
  const { rows } = await db.query<{ size: string; note: string; signed_at: Date }>(
    `select distinct c.size, ${servedNote} as note, c.signed_at
       from unnest($1::timestamptz[]) as week (ends),
            lateral (select size, note, signed_at from log_checkpoint
                      where signed_at < week.ends
                      order by signed_at desc, size desc limit 1) c
      order by c.size desc`,
    [instants],
  )
  return rows.map(({ size, note, signed_at }) => ({ size: Number(size), note, signedAt: signed_at }))
}

/** The checkpoint of one size, with when it was signed; null where none of this size was ever published. */
export async function publishedCheckpoint(db: Queryable, size: number): Promise<CheckpointRow | null> {
  const { rows } = await db.query<{ note: string; signed_at: Date }>(
    `select ${servedNote} as note, c.signed_at from log_checkpoint c where c.size = $1`,
    [size],
  )
  const [row] = rows
  return row ? { size, note: row.note, signedAt: row.signed_at } : null
}
