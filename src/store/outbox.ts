import type { JsonRecord } from '../kernel/text.ts'
import type { Queryable } from './read.ts'

/** A message that follows an event elsewhere: 'open' a case, 'settle' a parent. */
export interface Message {
  readonly region: string
  readonly id: string
  readonly kind: string
  readonly body: JsonRecord
}

/**
 * Hands messages over to the job queue and takes them out of the outbox, in one transaction: none is lost, none is there
 * twice (the job's key is the message's id).
 */
export async function handOver(db: Queryable, limit: number): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `with taken as (
       delete from outbox o using (select region, id from outbox order by created_at limit $1 for update skip locked) as next
       where o.region = next.region and o.id = next.id
       returning o.region, o.id, o.kind, o.body
     )
     select (graphile_worker.add_job(
       kind, json_build_object('region', region, 'id', id, 'body', body), job_key => id::text, max_attempts => 25)).id::text as id
       from taken`,
    [limit],
  )
  return rows.length
}
