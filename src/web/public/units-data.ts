import type { Unit } from '../../kernel/org.ts'
import { publicCounts } from '../../store/list.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import { type Measures, measuresOfUnit } from './measures-data.ts'
import type { Visit } from './visit.ts'

/** Cases of one kind shown on a unit's page. */
const shownMost = 30
/** Overdue cases counted by unit. */
const overdueMost = 2_000

/** How many public cases a unit answers for. */
export interface UnitCounts {
  readonly items: number
  readonly tasks: number
  readonly findings: number
  readonly overdue: number
}

export interface UnitRow {
  readonly unit: Unit
  readonly counts: UnitCounts
}

const kinds = {
  'responsibility-list': 'items',
  'supervised-task': 'tasks',
  'finding-rectification': 'findings',
} as const satisfies Readonly<Record<string, keyof UnitCounts>>

const kindOf = (procedure: string): keyof UnitCounts | undefined =>
  Object.hasOwn(kinds, procedure) ? kinds[procedure as keyof typeof kinds] : undefined

/** Cases that were dropped do not count: they are nobody's. */
function isDropped({ engine }: Visit, procedure: string, state: string): boolean {
  return engine.procedure(procedure)?.declaration.states[state]?.means === 'dropped'
}

/** Every unit that exists or has existed, with what it answers for. */
export async function unitRows(visit: Visit): Promise<readonly UnitRow[]> {
  const { engine, programme } = visit
  const [counts, overdue] = await Promise.all([
    publicCounts(engine.db, programme.region),
    publicCases(engine, { overdue: true, open: true }, 'due', overdueMost),
  ])
  const totals = new Map<string, Record<keyof UnitCounts, number>>()
  const of = (unit: string) => {
    const known = totals.get(unit) ?? { items: 0, tasks: 0, findings: 0, overdue: 0 }
    totals.set(unit, known)
    return known
  }
  for (const { procedure, unit, state, n } of counts) {
    const kind = kindOf(procedure)
    if (kind !== undefined && !isDropped(visit, procedure, state)) of(unit)[kind] += n
  }
  for (const { seen } of linesOf(visit, overdue)) of(seen.unit ?? '').overdue += 1
  return engine.org().data.units.map((unit) => ({ unit, counts: of(unit.id) }))
}

/** A unit's page: who it is, and what it has promised. */
export interface UnitView {
  readonly unit: Unit
  readonly items: readonly CaseLine[]
  readonly tasks: readonly CaseLine[]
  readonly findings: readonly CaseLine[]
  /** Its own measures from the plan, the latest first. */
  readonly measures: readonly Measures[]
  /** Whatever has a running deadline, the nearest first. */
  readonly running: readonly CaseLine[]
}

export async function unitView(visit: Visit, id: string): Promise<UnitView | null> {
  const unit = visit.engine.org().unit(id)
  if (!unit) return null
  const of = async (procedure: string) =>
    linesOf(visit, await publicCases(visit.engine, { procedure, unit: id }, 'opened', shownMost))
  const [items, tasks, findings, measures, due] = await Promise.all([
    of('responsibility-list'),
    of('supervised-task'),
    of('finding-rectification'),
    measuresOfUnit(visit, id),
    publicCases(visit.engine, { unit: id, open: true }, 'due', shownMost),
  ])
  return { unit, items, tasks, findings, measures, running: linesOf(visit, due).filter((line) => line.clock !== null) }
}
