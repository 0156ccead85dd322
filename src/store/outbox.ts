import type { JsonRecord } from '../kernel/text.ts'
import type { Queryable } from './read.ts'

/** A message that follows an event elsewhere: 'open' a case, 'settle' a parent, a 'mail', a 'webhook'. */
export interface Message {
  readonly region: string
  readonly id: string
  readonly kind: string
  readonly body: JsonRecord
}

/**
 * Hands waiting messages over to the job queue, in one transaction: none is lost, none is there twice (the job's key is the
 * message's id).
 */
export async function handOver(db: Queryable, limit: number): Promise<number> {
  const { rows } = await db.query<{ id: string }>(
    `with taken as (
       update outbox o set handed_at = now()
       from (select region, id from outbox where handed_at is null order by created_at limit $1 for update skip locked) as next
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

/** The message is done for good. */
export async function delivered(db: Queryable, region: string, id: string): Promise<void> {
  await db.query({ name: 'delivered', text: 'delete from outbox where region = $1 and id = $2', values: [region, id] })
}

/** After a start everything that is not done is handed over again: the queue of a restored database is empty. */
export async function handOverAgain(db: Queryable): Promise<void> {
  await db.query('update outbox set handed_at = null where handed_at is not null')
}
