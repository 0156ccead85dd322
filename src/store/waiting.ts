import type { Queryable } from './read.ts'
import { type CaseRow, caseColumns, caseOf, type StoredCase } from './row.ts'

/** Open cases of one procedure in some states, in which a viewer holds one part. */
export interface Way {
  readonly procedure: string
  readonly states: readonly string[]
  /** Only where this field holds one of the units; `shown` when it is the field by which lists name the unit. */
  readonly unit?: { readonly field: string; readonly shown: boolean; readonly ids: readonly string[] }
  /** Only where this post was drawn for the party. */
  readonly drawn?: { readonly party: string; readonly post: string }
}

/** Names of fields and parties come from declarations; what else they held could not stand in a declaration. */
const literal = (text: string) => `'${text.replace(/[^A-Za-z0-9_-]/g, '')}'`

function selectOf(way: Way, region: string, limit: number, values: unknown[]): string {
  const value = (of: unknown) => {
    values.push(of)
    return `$${values.length}`
  }
  const conditions = [
    `region = ${value(region)}`,
    `procedure = ${value(way.procedure)}`,
    `state = any(${value(way.states)})`,
    'not final',
  ]
  if (way.unit) {
    const column = way.unit.shown ? 'unit' : `body -> 'data' ->> ${literal(way.unit.field)}`
    conditions.push(`${column} = any(${value(way.unit.ids)})`)
  }
  if (way.drawn)
    conditions.push(`body -> 'holders' -> ${literal(way.drawn.party)} ->> 'post' = ${value(way.drawn.post)}`)
  return `(select ${caseColumns} from case_file where ${conditions.join(' and ')} order by due nulls last, id limit ${limit})`
}

/** Cases that fit one of the ways, the nearest deadline first, each once; at most `limit` for each way. */
export async function casesByWays(
  db: Queryable,
  region: string,
  ways: readonly Way[],
  limit: number,
): Promise<readonly StoredCase[]> {
  if (ways.length === 0) return []
  const values: unknown[] = []
  const { rows } = await db.query<CaseRow>(
    ways.map((way) => selectOf(way, region, limit, values)).join('\nunion all\n'),
    values,
  )
  const cases = new Map(rows.map((row) => [row.id, caseOf(row)]))
  const due = ({ case: c }: StoredCase) => c.due ?? Number.POSITIVE_INFINITY
  return [...cases.values()].sort((a, b) => due(a) - due(b) || (a.case.id < b.case.id ? -1 : 1))
}

/** Who made the last move of these cases that somebody made, by case id: the party, and the unit where it was a post. */
export async function lastMovers(
  db: Queryable,
  region: string,
  cases: readonly { readonly id: string }[],
): Promise<ReadonlyMap<string, { readonly party: string; readonly unit: string | null }>> {
  if (cases.length === 0) return new Map()
  const { rows } = await db.query<{ id: string; party: string; unit: string | null }>({
    name: 'last-movers',
    text: `select e.case_id as id, e.mover ->> 'party' as party, e.mover ->> 'unit' as unit
             from unnest($2::uuid[]) as asked (id)
             cross join lateral (
               select case_id, mover from event
                where region = $1 and case_id = asked.id and mover ->> 'party' not in ('clock', 'system')
                order by seq desc limit 1) e`,
    values: [region, cases.map((one) => one.id)],
  })
  return new Map(rows.map(({ id, ...mover }) => [id, mover]))
}
