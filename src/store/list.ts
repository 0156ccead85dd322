import type { Queryable } from './read.ts'
import { type CaseRow, caseColumns, caseOf, type StoredCase } from './row.ts'
import { type Viewer, visibleTo } from './visible.ts'

export interface ListFilter {
  readonly procedure?: string
  readonly unit?: string
  readonly state?: string
  /** Keys of clauses; a case of any of them fits. */
  readonly clauses?: readonly string[]
  readonly parent?: string
  readonly overdue?: boolean
  /** Only cases that are not final; implied by sorting by due day. */
  readonly open?: boolean
}

/** Where a page ends: the sort key of its last row. */
export interface Cursor {
  /** Milliseconds; null for a case without a deadline, which sorts last. */
  readonly at: number | null
  readonly id: string
}

export interface ListPage {
  readonly cases: readonly StoredCase[]
  /** Null on the last page. */
  readonly next: Cursor | null
}

export interface ListQuery {
  readonly region: string
  readonly viewer: Viewer
  readonly filter: ListFilter
  /** `due`: open cases, the nearest deadline first. `opened`: all, the latest first. */
  readonly sort: 'due' | 'opened'
  readonly now: number
  readonly limit: number
  readonly after: Cursor | null
}

/** Conditions and their values; `?` in a condition stands for its value. */
function conditions() {
  const values: unknown[] = []
  const parts: string[] = []
  return {
    values,
    parts,
    add: (sql: string, value: unknown) => {
      values.push(value)
      parts.push(sql.replace('?', `$${values.length}`))
    },
  }
}

function where(query: ListQuery) {
  const { filter, viewer, now } = query
  const c = conditions()
  c.add('f.region = ?', query.region)
  if (filter.procedure !== undefined) c.add('f.procedure = ?', filter.procedure)
  if (filter.unit !== undefined) c.add('f.unit = ?', filter.unit)
  if (filter.state !== undefined) c.add('f.state = ?', filter.state)
  if (filter.clauses !== undefined) c.add('f.clause = any(?)', filter.clauses)
  if (filter.parent !== undefined) c.add('f.parent = ?', filter.parent)
  if (filter.overdue === true) c.add('f.due <= ?', new Date(now))
  if (filter.open === true || query.sort === 'due') c.parts.push('not f.final')
  const visible = visibleTo(viewer, c.values.length + 1)
  c.values.push(...visible.values)
  c.parts.push(visible.sql)
  return c
}

/**
 * The rows after a cursor, as conditions that an index can start from: what follows is either nearer than no deadline at all, or
 * has none; each is a branch of its own.
 */
function branchesAfter(c: ReturnType<typeof conditions>, { sort, after }: ListQuery): readonly string[] {
  if (!after) return ['true']
  const value = (of: unknown) => `$${c.values.push(of)}`
  const id = `${value(after.id)}::uuid`
  if (sort === 'opened') return [`f.id < ${id}`]
  if (after.at === null) return [`f.due is null and f.id > ${id}`]
  return [`(f.due, f.id) > (${value(new Date(after.at))}, ${id})`, 'f.due is null']
}

const orders = { due: 'f.due asc nulls last, f.id asc', opened: 'f.region desc, f.id desc' } as const

/** The procedures that have open cases, by one probe of the index for each. */
const openProcedures = `with recursive kind (procedure) as (
    select min(procedure) from case_file where region = $1 and not final
    union all
    select (select min(procedure) from case_file where region = $1 and not final and procedure > kind.procedure)
      from kind where kind.procedure is not null)`

/**
 * One page of the cases that the viewer may know of, by key: a deep page costs what the first one costs. Without a unit or a
 * procedure the open cases are read procedure by procedure, each in the order of its index, and merged.
 */
export async function listCases(db: Queryable, query: ListQuery): Promise<ListPage> {
  const { filter, sort } = query
  const c = where(query)
  const isMerged = sort === 'due' && [filter.unit, filter.procedure, filter.parent].every((one) => one === undefined)
  const enough = `order by ${orders[sort]} limit ${query.limit + 1}`
  const pages = branchesAfter(c, query).map((after) => {
    const page = `select f.* from case_file f where ${[...c.parts, after].join(' and ')}`
    return isMerged
      ? `select f.* from kind cross join lateral (${page} and f.procedure = kind.procedure ${enough}) f`
      : `(${page} ${enough})`
  })
  const { rows } = await db.query<CaseRow>(
    `${isMerged ? openProcedures : ''} select ${caseColumns} from (${pages.join(' union all ')}) f ${enough}`,
    c.values,
  )
  const cases = rows.slice(0, query.limit).map(caseOf)
  const last = cases.at(-1)?.case
  return { cases, next: rows.length > query.limit && last ? { at: last.due, id: last.id } : null }
}

/** How many cases fit; for counts that open into their list. */
export async function countCases(db: Queryable, query: Omit<ListQuery, 'limit' | 'after'>): Promise<number> {
  const c = where({ ...query, limit: 0, after: null })
  const { rows } = await db.query<{ n: string }>(
    `select count(*) as n from case_file f where ${c.parts.join(' and ')}`,
    c.values,
  )
  return Number(rows[0]?.n ?? 0)
}

/** Public cases counted by clause, unit and state. */
export interface CountRow {
  readonly procedure: string
  readonly clause: string
  readonly unit: string
  readonly state: string
  readonly n: number
}

export async function publicCounts(db: Queryable, region: string): Promise<readonly CountRow[]> {
  const { rows } = await db.query<CountRow>({
    name: 'public-counts',
    text: `select procedure, clause, unit, state, sum(n)::int as n
             from case_count
            where region = $1 and is_public
            group by procedure, clause, unit, state
           having sum(n) > 0`,
    values: [region],
  })
  return rows
}

/** Cases whose readable text holds every word, newest first. `words` are index words; `phrases` are checked in the text itself. */
export async function searchCases(
  db: Queryable,
  query: {
    readonly region: string
    readonly viewer: Viewer
    readonly words: readonly string[]
    readonly phrases: readonly string[]
    readonly limit: number
  },
): Promise<readonly StoredCase[]> {
  const side = query.viewer.post === null ? 'public' : 'staff'
  const quoted = query.words.map((word) => `'${word.replaceAll("'", "''")}'`).join(' & ')
  const values: unknown[] = [query.region, quoted]
  const likes = query.phrases.map((phrase) => {
    values.push(`%${phrase.replace(/[\\%_]/g, '\\$&')}%`)
    return `s.${side}_text like $${values.length}`
  })
  const visible = visibleTo(query.viewer, values.length + 1)
  const { rows } = await db.query<CaseRow>(
    `select ${caseColumns
      .split(',')
      .map((column) => `f.${column.trim()}`)
      .join(', ')}
       from case_search s join case_file f on f.region = s.region and f.id = s.case_id
      where s.region = $1 and s.${side}_words @@ $2::tsquery and ${likes.join(' and ')} and ${visible.sql}
      order by s.region desc, s.case_id desc
      limit ${query.limit}`,
    [...values, ...visible.values],
  )
  return rows.map(caseOf)
}
