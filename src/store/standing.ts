import type { Queryable } from './read.ts'
import { type CaseRow, caseColumns, caseOf, type StoredCase } from './row.ts'

const columns = caseColumns
  .split(',')
  .map((column) => `f.${column.trim()}`)
  .join(', ')

/** Clauses with public cases that are overdue at `now`, and how many. */
export async function overdueByClause(db: Queryable, region: string, now: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ clause: string; n: number }>({
    name: 'overdue-by-clause',
    text: `select clause, count(*)::int as n
             from case_file
            where region = $1 and is_public and not final and due <= $2 and clause is not null
            group by clause`,
    values: [region, now],
  })
  return new Map(rows.map((row) => [row.clause, row.n]))
}

/** Clauses with public cases whose correction was found wanting and that are not settled yet, and how many. */
export async function againByClause(db: Queryable, region: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ clause: string; n: number }>({
    name: 'again-by-clause',
    text: `select clause, count(*)::int as n
             from case_file
            where region = $1 and again and clause is not null
            group by clause`,
    values: [region],
  })
  return new Map(rows.map((row) => [row.clause, row.n]))
}

/** Open cases read at once that rest on a clause; a city has some thousand. */
const openMost = 20_000

/** Everything open that rests on a clause of the plan. */
export async function openCasesWithClause(db: Queryable, region: string): Promise<readonly StoredCase[]> {
  const { rows } = await db.query<CaseRow>(
    `select ${columns} from case_file f
      where f.region = $1 and f.clause is not null and not f.final
      order by f.id limit ${openMost}`,
    [region],
  )
  return rows.map(caseOf)
}

/** For each clause and procedure the public cases to show beside it: open ones first, the nearest deadline first. */
export async function casesByClause(
  db: Queryable,
  region: string,
  clauses: readonly string[],
  procedures: readonly string[],
  each: number,
): Promise<readonly StoredCase[]> {
  const { rows } = await db.query<CaseRow>({
    name: 'cases-by-clause',
    text: `select ${columns}
             from unnest($2::text[]) as wanted (clause)
             cross join unnest($3::text[]) as kind (procedure)
             cross join lateral (
               select * from case_file c
                where c.region = $1 and c.clause = wanted.clause and c.procedure = kind.procedure and c.is_public
                order by c.final, c.due nulls last, c.id
                limit $4
             ) f`,
    values: [region, clauses, procedures, each],
  })
  return rows.map(caseOf)
}
