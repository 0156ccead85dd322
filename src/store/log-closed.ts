import { servedNote } from './log.ts'
import type { Queryable } from './read.ts'

/**
 * Lays the checkpoints of a log that was closed aside, with the lines of its witnesses, so that the log that follows it can
 * sign the same sizes anew. Only the owner may: the app can take no record away. Answers how many there were.
 */
export async function closeCheckpoints(owner: Queryable, origin: string): Promise<number> {
  const { rowCount } = await owner.query(
    `insert into log_closed_checkpoint (origin, size, note, signed_at)
     select $1, c.size, ${servedNote}, c.signed_at from log_checkpoint c
     on conflict do nothing`,
    [origin],
  )
  await owner.query('delete from log_cosignature')
  await owner.query('delete from log_checkpoint')
  return rowCount ?? 0
}
