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
  /** Until when the password opens the account: a one-time password does not lie about for ever. Null for no end. */
  readonly passwordUntil: Date | null
  readonly disabledAt: Date | null
}

const columns = `id, login, name, password, admin, is_demo as "isDemo", failures, locked_until as "lockedUntil",
  must_change as "mustChange", password_until as "passwordUntil", disabled_at as "disabledAt"`

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

/** Accounts whose login or name holds `find` (all of them where it is empty), by login, from after a login on. */
export async function accountsPage(
  db: Queryable,
  find: string,
  after: string,
  limit: number,
): Promise<readonly Account[]> {
  const { rows } = await db.query<Account>(
    `select ${columns}
       from account
      where login > $2 and (strpos(login, $1) > 0 or strpos(name, $1) > 0)
      order by login
      limit $3`,
    [find, after, limit],
  )
  return rows
}

/** Accounts that are locked now, by login. */
export async function lockedAccounts(db: Queryable): Promise<readonly Account[]> {
  const { rows } = await db.query<Account>(
    `select ${columns} from account where locked_until > now() and disabled_at is null order by login`,
  )
  return rows
}

export type NewAccount = Pick<Account, 'id' | 'login' | 'name' | 'password' | 'admin' | 'isDemo' | 'mustChange'> &
  Partial<Pick<Account, 'passwordUntil'>>

/** False when the login is taken. */
export async function addAccounts(db: Queryable, added: readonly NewAccount[]): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into account (id, login, name, password, admin, is_demo, must_change, password_until)
     select x.id, x.login, x.name, x.password, x.admin, x."isDemo", x."mustChange", x."passwordUntil"
       from jsonb_to_recordset($1::jsonb) as x
            (id uuid, login text, name text, password text, admin text, "isDemo" bool, "mustChange" bool,
             "passwordUntil" timestamptz)
     on conflict (login) do nothing`,
    [JSON.stringify(added)],
  )
  return rowCount === added.length
}

/** Sets a password and lifts a lock: whoever was given it must be able to use it. */
export async function setPassword(
  db: Queryable,
  id: string,
  password: string,
  change: { readonly mustChange: boolean; readonly until: Date | null },
): Promise<void> {
  await db.query(
    `update account set password = $2, must_change = $3, password_until = $4, failures = 0, locked_until = null
      where id = $1`,
    [id, password, change.mustChange, change.until],
  )
}

/**
 * Counts a failed login and answers until when the account is locked, if it is: once there were `most` in a row. When a lock
 * has ended the count begins anew.
 */
export async function countFailure(db: Queryable, id: string, most: number, until: Date): Promise<Date | null> {
  const { rows } = await db.query<{ lockedUntil: Date | null }>(
    `update account
        set failures = case when locked_until <= now() then 1 else failures + 1 end,
            locked_until = case when locked_until <= now() then null when failures + 1 >= $2 then $3 else locked_until end
      where id = $1
      returning locked_until as "lockedUntil"`,
    [id, most, until],
  )
  return rows[0]?.lockedUntil ?? null
}

/** Lifts a lock. */
export async function clearFailures(db: Queryable, id: string): Promise<void> {
  await db.query('update account set failures = 0, locked_until = null where id = $1 and failures > 0', [id])
}

/** Closes an account for good or opens it again; what it did stays. */
export async function setDisabled(db: Queryable, id: string, isDisabled: boolean): Promise<void> {
  await db.query('update account set disabled_at = case when $2 then coalesce(disabled_at, now()) end where id = $1', [
    id,
    isDisabled,
  ])
}

/** What colleagues see of accounts, by id. */
export async function accountNames(db: Queryable, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.query<{ id: string; name: string }>('select id, name from account where id = any($1)', [
    [...new Set(ids)],
  ])
  return new Map(rows.map(({ id, name }) => [id, name]))
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
