import type { Queryable } from './read.ts'

/** Which of the three separated administrators an account is; null for everybody else. */
export type Admin = 'system' | 'security' | 'audit'

export interface Account {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly password: string | null
  readonly admin: Admin | null
  readonly isDemo: boolean
  readonly failures: number
  readonly lockedUntil: Date | null
  readonly mustChange: boolean
  readonly disabledAt: Date | null
}

const columns = `id, login, name, password, admin, is_demo as "isDemo", failures, locked_until as "lockedUntil",
  must_change as "mustChange", disabled_at as "disabledAt"`

export async function accountByLogin(db: Queryable, login: string): Promise<Account | null> {
  const { rows } = await db.query<Account>(`select ${columns} from account where login = $1`, [login])
  return rows[0] ?? null
}

export async function accountById(db: Queryable, id: string): Promise<Account | null> {
  const { rows } = await db.query<Account>(`select ${columns} from account where id = $1`, [id])
  return rows[0] ?? null
}

export async function accounts(db: Queryable): Promise<readonly Account[]> {
  const { rows } = await db.query<Account>(`select ${columns} from account order by login`)
  return rows
}

export type NewAccount = Pick<Account, 'id' | 'login' | 'name' | 'password' | 'admin' | 'isDemo' | 'mustChange'>

/** False when the login is taken. */
export async function addAccounts(db: Queryable, added: readonly NewAccount[]): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into account (id, login, name, password, admin, is_demo, must_change)
     select x.id, x.login, x.name, x.password, x.admin, x."isDemo", x."mustChange"
       from jsonb_to_recordset($1::jsonb) as x (id uuid, login text, name text, password text, admin text, "isDemo" bool, "mustChange" bool)
     on conflict (login) do nothing`,
    [JSON.stringify(added)],
  )
  return rowCount === added.length
}

export async function setPassword(db: Queryable, id: string, password: string, mustChange: boolean): Promise<void> {
  await db.query(
    'update account set password = $2, must_change = $3, failures = 0, locked_until = null where id = $1',
    [id, password, mustChange],
  )
}

/** Counts a failed login; locks the account until `until` once there were `most` in a row. */
export async function countFailure(db: Queryable, id: string, most: number, until: Date): Promise<void> {
  await db.query(
    `update account set failures = failures + 1, locked_until = case when failures + 1 >= $2 then $3 else locked_until end where id = $1`,
    [id, most, until],
  )
}

export async function clearFailures(db: Queryable, id: string): Promise<void> {
  await db.query('update account set failures = 0, locked_until = null where id = $1 and failures > 0', [id])
}

export interface Session {
  readonly account: string
  readonly post: string | null
  readonly region: string | null
  readonly csrf: string
  readonly expiresAt: Date
}

export async function addSession(db: Queryable, hash: Uint8Array, session: Session, agent: string): Promise<void> {
  await db.query(
    'insert into session (hash, account, post, region, csrf, expires_at, agent) values ($1, $2, $3, $4, $5, $6, $7)',
    [hash, session.account, session.post, session.region, session.csrf, session.expiresAt, agent],
  )
}

/** The live session of an account that is not disabled. */
export async function sessionByHash(db: Queryable, hash: Uint8Array): Promise<Session | null> {
  const { rows } = await db.query<Session>({
    name: 'session-by-hash',
    text: `select s.account, s.post, s.region, s.csrf, s.expires_at as "expiresAt"
             from session s join account a on a.id = s.account
            where s.hash = $1 and s.expires_at > now() and a.disabled_at is null`,
    values: [hash],
  })
  return rows[0] ?? null
}

export async function setSessionPost(db: Queryable, hash: Uint8Array, post: string, region: string): Promise<void> {
  await db.query('update session set post = $2, region = $3, seen_at = now() where hash = $1', [hash, post, region])
}

export async function endSession(db: Queryable, hash: Uint8Array): Promise<void> {
  await db.query('delete from session where hash = $1', [hash])
}

export async function endSessions(db: Queryable, account: string): Promise<number> {
  const { rowCount } = await db.query('delete from session where account = $1', [account])
  return rowCount ?? 0
}

export interface Token {
  readonly account: string
  readonly post: string
  readonly region: string
  readonly expiresAt: Date
}

export async function addToken(db: Queryable, hash: Uint8Array, token: Token, label: string): Promise<void> {
  await db.query('insert into token (hash, account, post, region, label, expires_at) values ($1, $2, $3, $4, $5, $6)', [
    hash,
    token.account,
    token.post,
    token.region,
    label,
    token.expiresAt,
  ])
}

export async function tokenByHash(db: Queryable, hash: Uint8Array): Promise<Token | null> {
  const { rows } = await db.query<Token>({
    name: 'token-by-hash',
    text: `select t.account, t.post, t.region, t.expires_at as "expiresAt"
             from token t join account a on a.id = t.account
            where t.hash = $1 and t.revoked_at is null and t.expires_at > now() and a.disabled_at is null`,
    values: [hash],
  })
  return rows[0] ?? null
}

export interface CaseCode {
  readonly no: string
  readonly token: string
}

export async function caseCode(db: Queryable, region: string, hash: Uint8Array): Promise<CaseCode | null> {
  const { rows } = await db.query<CaseCode>({
    name: 'case-code',
    text: 'select case_no as no, token from case_code where region = $1 and hash = $2',
    values: [region, hash],
  })
  return rows[0] ?? null
}

/** What an administrator did, for the audit administrator. */
export async function addAdminEvent(
  db: Queryable,
  region: string,
  id: string,
  account: string | null,
  act: string,
  about: object,
): Promise<void> {
  await db.query('insert into admin_event (region, id, account, act, about) values ($1, $2, $3, $4, $5)', [
    region,
    id,
    account,
    act,
    JSON.stringify(about),
  ])
}
