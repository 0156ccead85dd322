import type { Queryable } from './read.ts'

/** What a reporter asked for himself, with his case code. It names fields, and never holds what stands in them. */
export interface ErasureWish {
  readonly id: string
  readonly caseNo: string
  readonly fields: readonly string[]
  readonly ground: string
  readonly filedAt: Date
}

/** A reporter's own wish, and what has come of it so far. */
export interface FollowedWish extends ErasureWish {
  /** When an intake officer took it in; null until then. */
  readonly takenAt: Date | null
  readonly agreed: boolean | null
  /** Why it was refused. */
  readonly answer: string | null
  /** The entry of the log that says so; null unless granted, and until the entry has its place. */
  readonly index: number | null
}

const columns = 'w.id, w.case_no as "caseNo", w.fields, w.ground, w.filed_at as "filedAt"'

/**
 * Fields of a case that this person alone has written, and that are not erased yet. A field that others filled in, too, is
 * not among them: erasing goes by field, and nobody has the words of others erased.
 */
export async function fieldsOfPerson(
  db: Queryable,
  region: string,
  caseId: string,
  token: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ field: string }>(
    `select field
       from disclosure d
       join event e on e.region = d.region and e.case_id = d.case_id and e.seq = d.seq,
            json_object_keys(d.fields) field
      where d.region = $1 and d.case_id = $2
      group by field
     having bool_and(coalesce(e.mover ->> 'token' = $3, false))
      order by field`,
    [region, caseId, token],
  )
  return rows.map(({ field }) => field)
}

/** Files a wish; false where one of these fields is in a wish or a request that is not decided yet. */
export async function fileWish(
  db: Queryable,
  region: string,
  wish: Pick<ErasureWish, 'id' | 'caseNo' | 'fields' | 'ground'> & { readonly caseId: string; readonly token: string },
): Promise<boolean> {
  const { id, caseId, caseNo, token, fields, ground } = wish
  const { rowCount } = await db.query(
    `insert into erasure_wish (region, id, case_id, case_no, token, fields, ground)
     select $1, $2, $3, $4, $5, $6, $7
      where not exists (select from erasure_wish
                         where region = $1 and case_id = $3 and request is null and fields && $6)
        and not exists (select from erasure_request
                         where region = $1 and case_id = $3 and decided_by is null and fields && $6)`,
    [region, id, caseId, caseNo, token, fields, ground],
  )
  return rowCount === 1
}

/** What this person asked for in this case, the latest first. */
export async function wishesOfPerson(
  db: Queryable,
  region: string,
  caseId: string,
  token: string,
): Promise<readonly FollowedWish[]> {
  const { rows } = await db.query<FollowedWish>(
    `select ${columns}, r.asked_at as "takenAt", r.agreed, r.answer, l.idx::float8 as index
       from erasure_wish w
       left join erasure_request r on r.region = w.region and r.id = w.request
       left join log_leaf l on l.region = r.region and l.case_id = r.statement and l.seq = 0
      where w.region = $1 and w.case_id = $2 and w.token = $3
      order by w.filed_at desc`,
    [region, caseId, token],
  )
  return rows
}

/** Wishes that nobody has taken in yet, the oldest first. */
export async function openWishes(db: Queryable, region: string, limit: number): Promise<readonly ErasureWish[]> {
  const { rows } = await db.query<ErasureWish>(
    `select ${columns} from erasure_wish w where w.region = $1 and w.request is null order by w.filed_at limit $2`,
    [region, limit],
  )
  return rows
}

/** Holds an open wish until the transaction ends; null when it is taken in already, or not there. */
export async function lockWish(db: Queryable, region: string, id: string): Promise<ErasureWish | null> {
  const { rows } = await db.query<ErasureWish>(
    `select ${columns} from erasure_wish w where w.region = $1 and w.id = $2 and w.request is null for update`,
    [region, id],
  )
  return rows[0] ?? null
}

/** Notes into which request a wish was made. */
export async function takeWish(db: Queryable, region: string, id: string, request: string): Promise<void> {
  await db.query('update erasure_wish set request = $3 where region = $1 and id = $2', [region, id, request])
}
