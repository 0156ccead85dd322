import type { Queryable } from './read.ts'

/** An address under which a calendar program reads the deadlines of a post. The address is its key; its hash is kept. */
export interface CalendarFeed {
  readonly account: string
  readonly post: string
  readonly region: string
}

/** A feed as its owner sees it in a list. */
export interface CalendarFeedRow {
  /** The hash of its secret, lower-case hex: names it, opens nothing. */
  readonly id: string
  readonly post: string
  readonly createdAt: Date
}

export async function addFeed(db: Queryable, hash: Uint8Array, { account, post, region }: CalendarFeed): Promise<void> {
  await db.query('insert into calendar_feed (hash, account, post, region) values ($1, $2, $3, $4)', [
    hash,
    account,
    post,
    region,
  ])
}

/** The live feed of an account that is not closed. */
export async function feedByHash(db: Queryable, hash: Uint8Array): Promise<CalendarFeed | null> {
  const { rows } = await db.query<CalendarFeed>(
    `select f.account, f.post, f.region
       from calendar_feed f join account a on a.id = f.account
      where f.hash = $1 and f.revoked_at is null and a.disabled_at is null`,
    [hash],
  )
  return rows[0] ?? null
}

/** The live feeds of an account, the latest first. */
export async function feedsOf(db: Queryable, account: string): Promise<readonly CalendarFeedRow[]> {
  const { rows } = await db.query<CalendarFeedRow>(
    `select encode(hash, 'hex') as id, post, created_at as "createdAt"
       from calendar_feed
      where account = $1 and revoked_at is null
      order by created_at desc`,
    [account],
  )
  return rows
}

/** Ends one feed of an account; nothing happens for one that is not his. */
export async function revokeFeed(db: Queryable, account: string, hash: Uint8Array): Promise<void> {
  await db.query(
    'update calendar_feed set revoked_at = now() where account = $1 and hash = $2 and revoked_at is null',
    [account, hash],
  )
}
