import type { Queryable } from './read.ts'

/** The account to which a subject of an issuer was bound; null where it was not. */
export async function boundAccount(db: Queryable, issuer: string, subject: string): Promise<string | null> {
  const { rows } = await db.query<{ account: string }>(
    'select account from city_login where issuer = $1 and subject = $2',
    [issuer, subject],
  )
  return rows[0]?.account ?? null
}

/** Binds a subject to an account; false when either is bound already. */
export async function bindAccount(db: Queryable, issuer: string, subject: string, account: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'insert into city_login (issuer, subject, account) values ($1, $2, $3) on conflict do nothing',
    [issuer, subject, account],
  )
  return rowCount === 1
}
