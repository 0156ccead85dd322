import type { Queryable } from './read.ts'

/** An inspection as far as counting needs it. */
export interface InspectionRow {
  readonly procedure: string
  readonly no: string
  readonly unit: string
  readonly plannedOn: string
  readonly mode: string
  /** It became public, which it does when it is approved. */
  readonly isApproved: boolean
}

/**
 * Every inspection of these procedures that is in none of the `dropped` states. A city has some hundreds a year: the body is
 * read, because no column holds the planned day (0001_cases.sql).
 */
export async function inspectionsOf(
  db: Queryable,
  region: string,
  procedures: readonly string[],
  dropped: readonly string[],
): Promise<readonly InspectionRow[]> {
  const { rows } = await db.query<InspectionRow>({
    name: 'inspections-of',
    text: `select procedure,
                  no,
                  unit,
                  body #>> '{data,plannedOn}' as "plannedOn",
                  body #>> '{data,mode}' as mode,
                  is_public as "isApproved"
             from case_file
            where region = $1
              and procedure = any($2)
              and not (state = any($3))
              and unit is not null
              and body #>> '{data,plannedOn}' is not null`,
    values: [region, procedures, dropped],
  })
  return rows
}
