import type { Queryable } from './read.ts'

/** A passkey of an account: it signs what we send; we keep only what checks the signature. */
export interface Passkey {
  readonly id: Uint8Array
  readonly account: string
  /** COSE. */
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly createdAt: Date
  readonly usedAt: Date | null
}

interface PasskeyRow extends Omit<Passkey, 'counter'> {
  /** bigint comes as text. */
  readonly counter: string
}

const columns = `p.id, p.account, p.public_key as "publicKey", p.counter, p.transports, p.name,
  p.created_at as "createdAt", p.used_at as "usedAt"`

const passkeyOf = (row: PasskeyRow): Passkey => ({ ...row, counter: Number(row.counter) })

/** The passkeys of an account, the oldest first. */
export async function passkeysOf(db: Queryable, account: string): Promise<readonly Passkey[]> {
  const { rows } = await db.query<PasskeyRow>(
    `select ${columns} from passkey p where p.account = $1 order by p.created_at`,
    [account],
  )
  return rows.map(passkeyOf)
}

/** A passkey of an account that is not closed. */
export async function passkeyById(db: Queryable, id: Uint8Array): Promise<Passkey | null> {
  const { rows } = await db.query<PasskeyRow>(
    `select ${columns} from passkey p join account a on a.id = p.account where p.id = $1 and a.disabled_at is null`,
    [id],
  )
  const [row] = rows
  return row ? passkeyOf(row) : null
}

/** False when the passkey is known already, whosever it is, or the account has `most`. */
export async function addPasskey(
  db: Queryable,
  passkey: Pick<Passkey, 'id' | 'account' | 'publicKey' | 'counter' | 'transports' | 'name'>,
  most: number,
): Promise<boolean> {
  const { id, account, publicKey, counter, transports, name } = passkey
  const { rowCount } = await db.query(
    `insert into passkey (id, account, public_key, counter, transports, name)
     select $1, $2, $3, $4, $5, $6 where (select count(*) from passkey where account = $2) < $7
     on conflict (id) do nothing`,
    [id, account, publicKey, counter, transports, name, most],
  )
  return rowCount === 1
}

/** Notes a use. False when the counter was moved on meanwhile: then two hold the same key. */
export async function countPasskey(db: Queryable, id: Uint8Array, from: number, to: number): Promise<boolean> {
  const { rowCount } = await db.query(
    'update passkey set counter = $3, used_at = now() where id = $1 and counter = $2',
    [id, from, to],
  )
  return rowCount === 1
}

/** Removes one passkey of an account, or all of them where `id` is null; answers how many there were. */
export async function removePasskeys(db: Queryable, account: string, id: Uint8Array | null): Promise<number> {
  const { rowCount } = await db.query('delete from passkey where account = $1 and ($2::bytea is null or id = $2)', [
    account,
    id,
  ])
  return rowCount ?? 0
}

/** Remembers a challenge by its hash, and forgets those whose time is over. */
export async function addChallenge(
  db: Queryable,
  hash: Uint8Array,
  account: string | null,
  minutes: number,
): Promise<void> {
  await db.query('delete from sign_in_challenge where expires_at <= now()')
  await db.query(
    'insert into sign_in_challenge (hash, account, expires_at) values ($1, $2, now() + make_interval(mins => $3))',
    [hash, account, minutes],
  )
}

/** Uses a challenge up; false when it was never made for this, used before, or too old. */
export async function takeChallenge(db: Queryable, hash: Uint8Array, account: string | null): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from sign_in_challenge where hash = $1 and account is not distinct from $2 and expires_at > now()',
    [hash, account],
  )
  return rowCount === 1
}
