import type { State } from '../kernel/procedure.ts'
import { type CountRow, publicCounts } from '../store/list.ts'
import type { StoredCase } from '../store/row.ts'
import { againByClause, casesByClause, overdueByClause } from '../store/standing.ts'
import type { Engine } from './engine.ts'

/**
 * Where a sentence of the plan stands, told by its public cases. `principle`: it states a direction and is never scored.
 * `none`: nobody has been made responsible yet.
 */
export type Standing = 'verified' | 'underway' | 'to-verify' | 'reopened' | 'late' | 'none' | 'principle'

export interface SentenceStanding {
  readonly slug: string
  readonly standing: Standing
  /** Public cases of this sentence, all procedures: how many there are and how many are open. */
  readonly cases: number
  readonly open: number
  readonly overdue: number
  /** The cases to show beside it. */
  readonly shown: readonly StoredCase[]
}

export interface PlanStanding {
  readonly bySlug: ReadonlyMap<string, SentenceStanding>
  /** How many sentences stand where; orientation and headings are counted as principle only where they are sentences of substance. */
  readonly totals: Readonly<Record<Standing, number>>
  readonly substantive: number
  readonly testable: number
}

/** Cases shown beside a sentence, of each procedure. */
const shownEach = 3

type Meaning = NonNullable<State['means']> | 'underway'

interface Counted extends CountRow {
  readonly means: Meaning
  /** The procedure opens others: a case of it is only as far as those are. */
  readonly leads: boolean
}

function standingOf(counts: readonly Counted[], overdue: number, again: number): Standing {
  const live = counts.filter((row) => row.means !== 'dropped')
  if (live.length === 0) return 'none'
  if (again > 0) return 'reopened'
  if (overdue > 0) return 'late'
  if (live.every((row) => row.means === 'verified')) return 'verified'
  const pending = live.filter((row) => !isOver(row.means) && !row.leads)
  return pending.length > 0 && pending.every((row) => row.means === 'to-verify') ? 'to-verify' : 'underway'
}

const isOver = (means: Meaning) => means === 'verified' || means === 'dropped' || means === 'ended'

function counted(engine: Engine, rows: readonly CountRow[]): readonly Counted[] {
  return rows.map((row) => {
    const declaration = engine.procedure(row.procedure)?.declaration
    const leads = Object.values(declaration?.transitions ?? {}).some((t) => t.opens !== undefined)
    return { ...row, means: declaration?.states[row.state]?.means ?? 'underway', leads }
  })
}

const isSubstantive = (kind: string) => !['heading', 'metadata', 'boilerplate'].includes(kind)

/** Where every sentence stands now: four queries, whatever the number of cases. */
export async function planStanding(engine: Engine): Promise<PlanStanding> {
  const { programme, db, editions } = engine
  const { region, tree, reading } = programme
  const sentences = tree.flatMap((clause) => clause.sentences.map((sentence) => sentence.slug))
  const slugs = [...new Set([...tree.map((clause) => clause.slug), ...sentences])]
  const [counts, overdue, again, shown] = await Promise.all([
    publicCounts(db, region),
    overdueByClause(db, region, new Date(engine.clock.now())),
    againByClause(db, region),
    casesByClause(db, region, slugs.flatMap(editions.keysAt), [...programme.procedures.keys()], shownEach),
  ])
  const countsOf = Map.groupBy(counted(engine, counts), (row) => editions.nowOf(row.clause) ?? '')
  const shownOf = Map.groupBy(shown, (stored) => clauseOf(engine, stored) ?? '')
  const sum = (of: ReadonlyMap<string, number>, slug: string) =>
    editions.keysAt(slug).reduce((all, key) => all + (of.get(key) ?? 0), 0)

  const bySlug = new Map(
    slugs.map((slug): readonly [string, SentenceStanding] => {
      const mine = countsOf.get(slug) ?? []
      const late = sum(overdue, slug)
      const cases = mine.reduce((n, row) => n + row.n, 0)
      const open = mine.filter((row) => !isOver(row.means)).reduce((n, row) => n + row.n, 0)
      const isTestable = reading.sentences[slug]?.testable === true
      const standing = isTestable ? standingOf(mine, late, sum(again, slug)) : 'principle'
      return [slug, { slug, standing, cases, open, overdue: late, shown: shownOf.get(slug) ?? [] }]
    }),
  )
  const substantive = sentences.filter((slug) => isSubstantive(reading.sentences[slug]?.kind ?? 'heading'))
  const totals: Record<Standing, number> = {
    verified: 0,
    underway: 0,
    'to-verify': 0,
    reopened: 0,
    late: 0,
    none: 0,
    principle: 0,
  }
  for (const slug of substantive) totals[bySlug.get(slug)?.standing ?? 'none'] += 1
  const testable = substantive.filter((slug) => reading.sentences[slug]?.testable === true).length
  return { bySlug, totals, substantive: substantive.length, testable }
}

/** Where the clause that a case serves stands now, by the field its procedure shows it with. */
export function clauseOf(engine: Pick<Engine, 'procedure' | 'editions'>, { case: c }: StoredCase): string | null {
  const p = engine.procedure(c.procedure, c.version)
  const field = p?.declaration.shows.clause
  const value = field === undefined ? null : c.data[field]
  return p && typeof value === 'string' ? engine.editions.nowAt(value, p.edition) : null
}

/** Computes at most once for one state of the data and one minute of business time: pages of that state share the answer. */
export function remembered<T>(
  engine: Pick<Engine, 'revision' | 'logSize' | 'clock'>,
  compute: () => Promise<T>,
): () => Promise<T> {
  let key = ''
  let value: Promise<T> | null = null
  return () => {
    const now = `${engine.revision()}-${engine.logSize()}-${Math.floor(engine.clock.now() / 60_000)}`
    if (value === null || key !== now) {
      key = now
      value = compute()
      value.catch(() => {
        value = null
      })
    }
    return value
  }
}
