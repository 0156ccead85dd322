import type { Queryable } from './read.ts'

/**
 * Who complainants are. Every function here needs a connection of the role `vault`; the app's role can only add identities.
 */

/** A request to open one identity. */
export interface UnsealRequest {
  readonly id: string
  readonly caseNo: string
  readonly askedBy: string
  readonly reason: string
  readonly askedAt: Date
  readonly decidedBy: string | null
  readonly agreed: boolean | null
  readonly decidedAt: Date | null
  readonly readAt: Date | null
}

const columns = `id, case_no as "caseNo", asked_by as "askedBy", reason, asked_at as "askedAt",
  decided_by as "decidedBy", agreed, decided_at as "decidedAt", read_at as "readAt"`

/** How many identities a case has that were not erased. */
export async function identityCount(db: Queryable, region: string, caseId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from vault.identity where region = $1 and case_id = $2 and erased_at is null',
    [region, caseId],
  )
  return rows[0]?.n ?? 0
}

/** Asks for the nth identity of a case, the earliest first, from 0; false when there is none such. */
export async function askToUnseal(
  db: Queryable,
  region: string,
  request: {
    readonly id: string
    readonly caseId: string
    readonly caseNo: string
    readonly nth: number
    readonly askedBy: string
    readonly reason: string
  },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into vault.request (region, id, case_id, case_no, token, asked_by, reason)
     select $1, $2, $3, $4, token, $6, $7
       from vault.identity
      where region = $1 and case_id = $3 and erased_at is null
      order by created_at, token
      offset $5 limit 1`,
    [region, request.id, request.caseId, request.caseNo, request.nth, request.askedBy, request.reason],
  )
  return rowCount === 1
}

/** The latest requests, open ones first. */
export async function unsealRequests(db: Queryable, region: string, limit: number): Promise<readonly UnsealRequest[]> {
  const { rows } = await db.query<UnsealRequest>(
    `select ${columns} from vault.request where region = $1 order by decided_at is not null, asked_at desc limit $2`,
    [region, limit],
  )
  return rows
}

/** One request by its id; null when there is none such. */
export async function unsealRequest(db: Queryable, region: string, id: string): Promise<UnsealRequest | null> {
  const { rows } = await db.query<UnsealRequest>(`select ${columns} from vault.request where region = $1 and id = $2`, [
    region,
    id,
  ])
  return rows[0] ?? null
}

/** Another person agrees or refuses, once; false when it is his own request, decided already, or not there. */
export async function decideUnsealing(
  db: Queryable,
  region: string,
  id: string,
  by: string,
  agreed: boolean,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update vault.request set decided_by = $3, agreed = $4, decided_at = now()
      where region = $1 and id = $2 and decided_by is null and asked_by <> $3`,
    [region, id, by, agreed],
  )
  return rowCount === 1
}

export interface Sealed {
  readonly sealed: Uint8Array
  readonly wrappedKey: Uint8Array
}

/**
 * Uses up an agreed request and answers what it opens, in one statement with the row that records the reading. Null when the
 * request is not the asker's, not agreed, too old, used already, or the identity was erased.
 */
export async function spendRequest(
  db: Queryable,
  region: string,
  id: string,
  reading: { readonly id: string; readonly by: string; readonly hours: number },
): Promise<Sealed | null> {
  const { rows } = await db.query<{ sealed: Buffer; wrapped_key: Buffer }>(
    `with used as (
       update vault.request r set read_at = now()
        from vault.identity i
       where r.region = $1 and r.id = $2 and r.asked_by = $3 and r.agreed and r.read_at is null
         and r.decided_at > now() - make_interval(hours => $5)
         and i.region = r.region and i.case_id = r.case_id and i.token = r.token
         and i.erased_at is null and i.wrapped_key is not null
       returning r.region, r.case_id, r.token, r.asked_by, r.decided_by, r.reason, i.sealed, i.wrapped_key
     ), written as (
       insert into vault.reading (region, id, case_id, token, asked_by, agreed_by, reason)
       select region, $4, case_id, token, asked_by, decided_by, reason from used
     )
     select sealed, wrapped_key from used`,
    [region, id, reading.by, reading.id, reading.hours],
  )
  const [row] = rows
  return row ? { sealed: row.sealed, wrappedKey: row.wrapped_key } : null
}

/** An identity that was opened, without the identity. */
export interface Reading {
  readonly id: string
  readonly at: Date
  readonly caseNo: string
  readonly askedBy: string
  readonly agreedBy: string
  readonly reason: string
}

export async function readings(db: Queryable, region: string, limit: number): Promise<readonly Reading[]> {
  const { rows } = await db.query<Reading>(
    `select r.id, r.at, coalesce(q.case_no, '') as "caseNo", r.asked_by as "askedBy", r.agreed_by as "agreedBy", r.reason
       from vault.reading r
       left join lateral (
         select case_no from vault.request q where q.region = r.region and q.case_id = r.case_id limit 1) q on true
      where r.region = $1
      order by r.at desc
      limit $2`,
    [region, limit],
  )
  return rows
}
