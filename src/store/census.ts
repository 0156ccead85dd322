import type { Queryable } from './read.ts'

/** How many cases of each procedure were opened on each day. */
export interface CensusRow {
  /** Day number of the calendar, as the bounds were given. */
  readonly day: number
  readonly procedure: string
  readonly opened: number
}

/** Cases opened between bounds: instant i begins day `from + i`, the last one ends the last day. */
export async function openedByDay(
  db: Queryable,
  region: string,
  from: number,
  bounds: readonly Date[],
): Promise<readonly CensusRow[]> {
  const { rows } = await db.query<{ nth: number; procedure: string; n: number }>(
    `select width_bucket(opened_at, $2::timestamptz[])::int as nth, procedure, count(*)::int as n
       from case_file
      where region = $1 and opened_at >= $3 and opened_at < $4
      group by 1, 2`,
    [region, bounds, bounds[0], bounds.at(-1)],
  )
  return rows.map(({ nth, procedure, n }) => ({ day: from + nth - 1, procedure, opened: n }))
}
