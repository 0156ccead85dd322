import type { Case } from '../kernel/case.ts'
import type { Queryable } from './read.ts'
import { type CaseRow, caseColumns, caseOf, type StoredCase } from './row.ts'
import type { SearchWrite } from './write.ts'

/** The case, locked until the transaction ends; null where there is none. */
export async function lockCase(db: Queryable, region: string, no: string): Promise<StoredCase | null> {
  const { rows } = await db.query<CaseRow>(
    `select ${caseColumns} from case_file where region = $1 and no = $2 for update`,
    [region, no],
  )
  return rows[0] ? caseOf(rows[0]) : null
}

/** The events of the case that keep a disclosure of one of these fields, oldest first. */
export async function disclosedSeqs(
  db: Queryable,
  region: string,
  caseId: string,
  fields: readonly string[],
): Promise<readonly number[]> {
  const { rows } = await db.query<{ seq: number }>(
    'select seq from disclosure where region = $1 and case_id = $2 and fields::jsonb ?| $3::text[] order by seq',
    [region, caseId, fields],
  )
  return rows.map(({ seq }) => seq)
}

/** Deletes the disclosures of these fields from every event of the case. */
export async function deleteDisclosures(
  db: Queryable,
  region: string,
  caseId: string,
  fields: readonly string[],
): Promise<void> {
  await db.query(
    `update disclosure set fields = (fields::jsonb - $3::text[])::json
      where region = $1 and case_id = $2 and fields::jsonb ?| $3::text[]`,
    [region, caseId, fields],
  )
}

/** Puts what is left of a case into its row and into the index of words. Its sequence number stays: nothing has moved. */
export async function rewriteCase(db: Queryable, c: Case, title: string, search: SearchWrite | null): Promise<void> {
  const { data, clocks, holders, acted, tallies, been } = c
  await db.query('update case_file set body = $3, title = $4 where region = $1 and id = $2', [
    c.region,
    c.id,
    JSON.stringify({ data, clocks, holders, acted, tallies, been }),
    title,
  ])
  if (!search) return
  await db.query(
    `update case_search
        set public_text = $3, public_words = array_to_tsvector(string_to_array($4, ' ')),
            staff_text = $5, staff_words = array_to_tsvector(string_to_array($6, ' '))
      where region = $1 and case_id = $2`,
    [c.region, c.id, search.publicText, search.publicWords, search.staffText, search.staffWords],
  )
}
