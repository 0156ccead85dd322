import type { Queryable } from './read.ts'

/** Somebody logged in, in one browser. */
export interface Session {
  readonly account: string
  /** The post he chose to act for. */
  readonly post: string | null
  readonly region: string | null
  readonly csrf: string
  readonly expiresAt: Date
}

/** A session as its owner and the security administrator see it. */
export interface SessionRow {
  /** The hash of its secret, lower-case hex: names it, opens nothing. */
  readonly id: string
  readonly createdAt: Date
  readonly seenAt: Date
  readonly expiresAt: Date
  /** What the browser said it is. */
  readonly agent: string
}

export async function addSession(db: Queryable, hash: Uint8Array, session: Session, agent: string): Promise<void> {
  await db.query(
    'insert into session (hash, account, post, region, csrf, expires_at, agent) values ($1, $2, $3, $4, $5, $6, $7)',
    [hash, session.account, session.post, session.region, session.csrf, session.expiresAt, agent],
  )
}

/** The live session of an account that is not disabled. One that nobody used for `idleMinutes` has ended. */
export async function sessionByHash(db: Queryable, hash: Uint8Array, idleMinutes: number): Promise<Session | null> {
  const { rows } = await db.query<Session>({
    name: 'session-by-hash',
    text: `select s.account, s.post, s.region, s.csrf, s.expires_at as "expiresAt"
             from session s join account a on a.id = s.account
            where s.hash = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(mins => $2)
              and a.disabled_at is null`,
    values: [hash, idleMinutes],
  })
  return rows[0] ?? null
}

/** Notes that a session is in use, at most once a minute. */
export async function touchSession(db: Queryable, hash: Uint8Array): Promise<void> {
  await db.query({
    name: 'touch-session',
    text: `update session set seen_at = now() where hash = $1 and seen_at < now() - interval '1 minute'`,
    values: [hash],
  })
}

export async function setSessionPost(db: Queryable, hash: Uint8Array, post: string, region: string): Promise<void> {
  await db.query('update session set post = $2, region = $3, seen_at = now() where hash = $1', [hash, post, region])
}

export async function endSession(db: Queryable, hash: Uint8Array): Promise<void> {
  await db.query('delete from session where hash = $1', [hash])
}

/** Ends every session of an account but `kept`; answers how many there were. */
export async function endSessions(db: Queryable, account: string, kept: Uint8Array | null = null): Promise<number> {
  const { rowCount } = await db.query('delete from session where account = $1 and hash is distinct from $2', [
    account,
    kept,
  ])
  return rowCount ?? 0
}

/** The sessions of these accounts that have not ended, the latest used first. */
export async function sessionsOf(
  db: Queryable,
  accounts: readonly string[],
  idleMinutes: number,
): Promise<readonly (SessionRow & { readonly account: string })[]> {
  const { rows } = await db.query<SessionRow & { readonly account: string }>(
    `select account, encode(hash, 'hex') as id, created_at as "createdAt", seen_at as "seenAt",
            expires_at as "expiresAt", agent
       from session
      where account = any($1) and expires_at > now() and seen_at > now() - make_interval(mins => $2)
      order by seen_at desc`,
    [accounts, idleMinutes],
  )
  return rows
}

/** Removes sessions that have ended. */
export async function sweepSessions(db: Queryable, idleMinutes: number): Promise<void> {
  await db.query('delete from session where expires_at <= now() or seen_at <= now() - make_interval(mins => $1)', [
    idleMinutes,
  ])
}
