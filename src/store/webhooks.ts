import type { Event } from '../kernel/case.ts'
import type { Queryable } from './read.ts'
import { type EventRow, eventColumns, eventOf } from './row.ts'

/** An address that is told of public events. */
export interface Webhook {
  readonly id: string
  readonly url: string
  readonly createdAt: Date
  readonly endedAt: Date | null
  /** Why it ended by itself. Example: 'gone'. */
  readonly endedBecause: string | null
  /** How the last attempt went: a status code, or a word such as 'timeout'. Null before the first. */
  readonly lastOutcome: string | null
  readonly lastAt: Date | null
  /** Attempts that failed since the last that did not. */
  readonly failures: number
}

/** Its secret, encrypted under a key that is wrapped by one outside the database. */
export interface SealedSecret {
  readonly sealed: Uint8Array
  readonly wrappedKey: Uint8Array
}

const columns = `id, url, created_at as "createdAt", ended_at as "endedAt", ended_because as "endedBecause",
  last_outcome as "lastOutcome", last_at as "lastAt", failures`

/** The live ones first, each the latest first. */
export async function webhooks(db: Queryable, region: string, limit: number): Promise<readonly Webhook[]> {
  const { rows } = await db.query<Webhook>(
    `select ${columns} from webhook where region = $1 order by ended_at is not null, created_at desc, id limit $2`,
    [region, limit],
  )
  return rows
}

export async function liveWebhooks(db: Queryable, region: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>({
    name: 'live-webhooks',
    text: 'select id from webhook where region = $1 and ended_at is null order by id',
    values: [region],
  })
  return rows.map(({ id }) => id)
}

/** Whether anybody anywhere is to be told of every public move. */
export async function hasWebhook(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>({
    name: 'has-webhook',
    text: 'select exists (select from webhook where ended_at is null) as has',
  })
  return rows[0]?.has === true
}

export async function addWebhook(
  db: Queryable,
  region: string,
  { id, url, sealed, wrappedKey }: SealedSecret & Pick<Webhook, 'id' | 'url'>,
): Promise<void> {
  await db.query('insert into webhook (region, id, url, sealed_secret, wrapped_key) values ($1, $2, $3, $4, $5)', [
    region,
    id,
    url,
    sealed,
    wrappedKey,
  ])
}

/** Where to send and with which secret; null for one that has ended. */
export async function webhookTarget(
  db: Queryable,
  region: string,
  id: string,
): Promise<(SealedSecret & { readonly url: string }) | null> {
  const { rows } = await db.query<SealedSecret & { readonly url: string }>({
    name: 'webhook-target',
    text: `select url, sealed_secret as sealed, wrapped_key as "wrappedKey"
             from webhook where region = $1 and id = $2 and ended_at is null`,
    values: [region, id],
  })
  return rows[0] ?? null
}

/** Nothing more is sent to it. False for one that has ended already. */
export async function endWebhook(db: Queryable, region: string, id: string, because: string | null): Promise<boolean> {
  const { rowCount } = await db.query(
    'update webhook set ended_at = now(), ended_because = $3 where region = $1 and id = $2 and ended_at is null',
    [region, id, because],
  )
  return rowCount === 1
}

/** Ends a webhook that has taken nothing for a long while; one that takes other events stays. */
export async function endFailing(db: Queryable, region: string, id: string, failures: number): Promise<void> {
  await db.query(
    `update webhook set ended_at = now(), ended_because = 'given-up'
      where region = $1 and id = $2 and ended_at is null and failures >= $3`,
    [region, id, failures],
  )
}

/** Keeps how an attempt went. */
export async function markOutcome(
  db: Queryable,
  region: string,
  id: string,
  outcome: string,
  isTaken: boolean,
): Promise<void> {
  await db.query(
    `update webhook
        set last_outcome = $3, last_at = now(), failures = case when $4 then 0 else failures + 1 end
      where region = $1 and id = $2`,
    [region, id, outcome, isTaken],
  )
}

/** What a webhook is to be told of: an event by its place in the journal and in the log. No field of it. */
export interface WebhookMessage {
  readonly region: string
  /** The webhook-id: the same for the same event and webhook however often it is sent. */
  readonly id: string
  readonly webhook: string
  readonly caseId: string
  readonly seq: number
  readonly idx: number
}

/** Hands messages to the outbox, in the caller's transaction. */
export async function enqueueWebhooks(db: Queryable, messages: readonly WebhookMessage[]): Promise<void> {
  if (messages.length === 0) return
  const rows = messages.map(({ region, id, webhook, caseId, seq, idx }) => ({
    region,
    id,
    body: { webhook, caseId, seq, idx },
  }))
  await db.query(
    `insert into outbox (region, id, kind, body)
     select region, id, 'webhook', body from jsonb_to_recordset($1::jsonb) as x (region text, id uuid, body jsonb)`,
    [JSON.stringify(rows)],
  )
}

/** One event of a case, concealed fields put back. */
export async function eventAt(db: Queryable, region: string, caseId: string, seq: number): Promise<Event | null> {
  const { rows } = await db.query<EventRow>({
    name: 'event-at',
    text: `select ${eventColumns}
             from event e
             left join disclosure d on d.region = e.region and d.case_id = e.case_id and d.seq = e.seq
            where e.region = $1 and e.case_id = $2 and e.seq = $3`,
    values: [region, caseId, seq],
  })
  return rows[0] ? eventOf(rows[0]) : null
}
