import type { Queryable } from './read.ts'

/** A request to erase what somebody wrote in a case. It names fields, and never holds what stands in them. */
export interface ErasureRequest {
  readonly id: string
  readonly caseNo: string
  readonly fields: readonly string[]
  /** Which of the cases of 《个人信息保护法》第四十七条. */
  readonly ground: string
  readonly askedBy: string
  readonly reason: string
  readonly askedAt: Date
  readonly decidedBy: string | null
  readonly agreed: boolean | null
  readonly decidedAt: Date | null
  /** Why it was refused. */
  readonly answer: string | null
  /** Where the log says so; null unless agreed, and until the entry has its place. */
  readonly index: number | null
}

const select = `select r.id, r.case_no as "caseNo", r.fields, r.ground, r.asked_by as "askedBy", r.reason,
    r.asked_at as "askedAt", r.decided_by as "decidedBy", r.agreed, r.decided_at as "decidedAt", r.answer,
    l.idx::float8 as index
  from erasure_request r
  left join log_leaf l on l.region = r.region and l.case_id = r.statement and l.seq = 0`

/** The latest requests, open ones first. */
export async function erasureRequests(
  db: Queryable,
  region: string,
  limit: number,
): Promise<readonly ErasureRequest[]> {
  const { rows } = await db.query<ErasureRequest>(
    `${select} where r.region = $1 order by r.decided_at is not null, r.asked_at desc limit $2`,
    [region, limit],
  )
  return rows
}

/** One request by its id; null when there is none such. */
export async function erasureRequest(db: Queryable, region: string, id: string): Promise<ErasureRequest | null> {
  const { rows } = await db.query<ErasureRequest>(`${select} where r.region = $1 and r.id = $2`, [region, id])
  return rows[0] ?? null
}

/** Asks; false where a request that is still open names one of these fields. */
export async function askToErase(
  db: Queryable,
  region: string,
  request: Pick<ErasureRequest, 'id' | 'caseNo' | 'fields' | 'ground' | 'askedBy' | 'reason'> & {
    readonly caseId: string
  },
): Promise<boolean> {
  const { id, caseId, caseNo, fields, ground, askedBy, reason } = request
  const { rowCount } = await db.query(
    `insert into erasure_request (region, id, case_id, case_no, fields, ground, asked_by, reason)
     select $1, $2, $3, $4, $5, $6, $7, $8
      where not exists (select from erasure_request
                         where region = $1 and case_id = $3 and decided_by is null and fields && $5)`,
    [region, id, caseId, caseNo, fields, ground, askedBy, reason],
  )
  return rowCount === 1
}

/** Holds a request until the transaction ends; false when it is decided, of another case, the person's own, or not there. */
export async function lockErasureRequest(
  db: Queryable,
  region: string,
  id: string,
  caseId: string,
  by: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from erasure_request
      where region = $1 and id = $2 and case_id = $3 and decided_by is null and asked_by <> $4 for update`,
    [region, id, caseId, by],
  )
  return rowCount === 1
}

/** Another person decides, once: with the entry that says so where it was granted, else with why not. */
export async function decideErasure(
  db: Queryable,
  region: string,
  id: string,
  by: string,
  outcome: { readonly statement: string } | { readonly answer: string },
): Promise<boolean> {
  const { statement = null, answer = null } = { ...outcome } as { statement?: string; answer?: string }
  const { rowCount } = await db.query(
    `update erasure_request
        set decided_by = $3, agreed = $4::uuid is not null, decided_at = now(), statement = $4, answer = $5
      where region = $1 and id = $2 and decided_by is null and asked_by <> $3`,
    [region, id, by, statement, answer],
  )
  return rowCount === 1
}

/** Fields of a case of which a disclosure is kept, with in how many moves they stand. */
export async function disclosedFields(
  db: Queryable,
  region: string,
  caseId: string,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ field: string; n: number }>(
    `select field, count(*)::int as n
       from disclosure, json_object_keys(fields) field
      where region = $1 and case_id = $2
      group by field order by field`,
    [region, caseId],
  )
  return new Map(rows.map(({ field, n }) => [field, n]))
}

/** Keeps which fields of which moves are about to be erased, and which entry says so. Call it before their disclosures go. */
export async function markErased(
  db: Queryable,
  region: string,
  caseId: string,
  fields: readonly string[],
  statement: string,
): Promise<void> {
  await db.query(
    `insert into erased_field (region, case_id, seq, field, statement)
     select region, case_id, seq, field, $4
       from disclosure, json_object_keys(fields) field
      where region = $1 and case_id = $2 and field = any ($3::text[])`,
    [region, caseId, fields, statement],
  )
}

/** A field of a move that was erased. */
export interface ErasedField {
  readonly seq: number
  readonly field: string
  /** The entry of the log that says so; null until it has its place. */
  readonly index: number | null
}

/** What was erased of a case, in the order of its moves. */
export async function erasedFields(db: Queryable, region: string, caseId: string): Promise<readonly ErasedField[]> {
  const { rows } = await db.query<ErasedField>({
    name: 'erased-fields',
    text: `select e.seq, e.field, l.idx::float8 as index
             from erased_field e
             left join log_leaf l on l.region = e.region and l.case_id = e.statement and l.seq = 0
            where e.region = $1 and e.case_id = $2
            order by e.seq, e.field`,
    values: [region, caseId],
  })
  return rows
}
