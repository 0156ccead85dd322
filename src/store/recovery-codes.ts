import type { Queryable } from './read.ts'

/** What the owner of an account is told of it, until he has seen it. */
export interface AccountNotice {
  readonly id: string
  /** Real time. */
  readonly at: Date
  readonly kind: 'codes-made' | 'code-used'
}

/** Puts new codes in the place of all that an account had. */
export async function replaceCodes(db: Queryable, account: string, hashes: readonly Uint8Array[]): Promise<void> {
  await db.query('delete from recovery_code where account = $1', [account])
  await db.query('insert into recovery_code (account, hash) select $1, unnest($2::bytea[])', [account, hashes])
}

/** How many codes of an account are left, and when they were made; null when there is none. */
export async function codesLeft(
  db: Queryable,
  account: string,
): Promise<{ readonly count: number; readonly madeAt: Date } | null> {
  const { rows } = await db.query<{ count: number; madeAt: Date | null }>(
    'select count(*)::int as count, min(created_at) as "madeAt" from recovery_code where account = $1',
    [account],
  )
  const [row] = rows
  return row?.madeAt ? { count: row.count, madeAt: row.madeAt } : null
}

/** Uses a code up; false when the account has no such code or is closed. Of two who bring the same one, one is right. */
export async function takeCode(db: Queryable, account: string, hash: Uint8Array): Promise<boolean> {
  const { rowCount } = await db.query(
    `delete from recovery_code c
      using account a
      where c.account = $1 and c.hash = $2 and a.id = c.account and a.disabled_at is null`,
    [account, hash],
  )
  return rowCount === 1
}

export async function removeCodes(db: Queryable, account: string): Promise<void> {
  await db.query('delete from recovery_code where account = $1', [account])
}

export async function addAccountNotice(
  db: Queryable,
  account: string,
  id: string,
  kind: AccountNotice['kind'],
): Promise<void> {
  await db.query('insert into account_notice (account, id, kind) values ($1, $2, $3)', [account, id, kind])
}

/** The latest first. */
export async function accountNotices(db: Queryable, account: string): Promise<readonly AccountNotice[]> {
  const { rows } = await db.query<AccountNotice>(
    'select id, at, kind from account_notice where account = $1 order by id desc',
    [account],
  )
  return rows
}

/** Forgets what its owner has seen: up to that notice, and none that came after it. */
export async function forgetNotices(db: Queryable, account: string, upTo: string): Promise<void> {
  await db.query('delete from account_notice where account = $1 and id <= $2', [account, upTo])
}
