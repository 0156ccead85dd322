import type { Day } from '../../kernel/calendar.ts'
import type { Unit } from '../../kernel/org.ts'
import { type CaseLine, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import type { Visit } from './visit.ts'

export const inspectionProcedure = 'routine-inspection'

/** Inspections read for one page; a city has some hundreds a year. */
const inspectionsMost = 10_000

/** From so many inspections in a year, or from the second in a month, a unit is inspected often (house/inspection-rhythm). */
const oftenFrom = 3

export interface Inspection {
  readonly line: CaseLine
  readonly plannedOn: Day
  readonly isAtDoor: boolean
  readonly isMerged: boolean
  readonly personHours: number
  /** It has begun; before, it is planned only. */
  readonly isHeld: boolean
}

/** What a unit has borne in the year. Whoever is inspected often is burdened, not at fault. */
export interface Covered {
  readonly unit: Unit
  readonly held: readonly Inspection[]
  readonly planned: readonly Inspection[]
  readonly personHours: number
  readonly isOften: boolean
}

export type Standing = 'all' | 'not-yet' | 'planned' | 'inspected' | 'often'
export const standings = ['all', 'not-yet', 'planned', 'inspected', 'often'] as const satisfies readonly Standing[]

export interface Coverage {
  readonly year: number
  /** Years in which something was inspected or planned, and this one; the latest first. */
  readonly years: readonly number[]
  readonly rows: readonly Covered[]
  readonly held: readonly Inspection[]
  readonly personHours: number
  readonly merged: number
  readonly offSite: number
}

const yearOf = (day: Day) => Number(day.slice(0, 4))

const notBegun: readonly string[] = ['planned', 'approved', 'notified']

/** What the public reads of each inspection that was approved and not called off. */
export function inspectionsIn(visit: Visit, lines: readonly CaseLine[]): readonly Inspection[] {
  return lines
    .filter(({ seen, procedure }) => procedure.declaration.states[seen.state]?.means !== 'dropped')
    .map((line) => ({
      line,
      plannedOn: String(line.seen.data.plannedOn ?? visit.today),
      isAtDoor: line.seen.data.mode === 'onsite',
      isMerged: Number(line.seen.data.merges ?? 1) > 1,
      personHours: Number(line.seen.data.personHours ?? 0),
      isHeld: !notBegun.includes(line.seen.state),
    }))
}

/** Who is to be inspected: every unit that has a head and stands on that day, but for those who inspect. */
export function inspectedUnits(visit: Pick<Visit, 'engine' | 'today'>): readonly Unit[] {
  const { data } = visit.engine.org()
  const with_ = (role: 'unitHead' | 'inspectionOffice') =>
    new Set(data.posts.filter((post) => post.roles.includes(role)).map((post) => post.unit))
  const [headed, inspecting] = [with_('unitHead'), with_('inspectionOffice')]
  const region = visit.engine.programme.region
  return data.units.filter(
    ({ id, ended, region: home }) =>
      home === region && headed.has(id) && !inspecting.has(id) && (ended === undefined || ended >= visit.today),
  )
}

/** Often: three times in the year, or twice in one month. */
export function isOften(held: readonly Inspection[]): boolean {
  const months = held.map(({ plannedOn }) => plannedOn.slice(0, 7))
  return held.length >= oftenFrom || new Set(months).size < months.length
}

const hoursOf = (held: readonly Inspection[]) => held.reduce((sum, one) => sum + one.personHours, 0)

function coveredOf(unit: Unit, inspections: readonly Inspection[]): Covered {
  const ofUnit = inspections.filter(({ line }) => line.seen.unit === unit.id)
  const held = ofUnit.filter(({ isHeld }) => isHeld)
  return {
    unit,
    held,
    planned: ofUnit.filter(({ isHeld }) => !isHeld),
    personHours: hoursOf(held),
    isOften: isOften(held),
  }
}

export function standingOf({ held, planned }: Covered): Exclude<Standing, 'all' | 'often'> {
  if (held.length > 0) return 'inspected'
  return planned.length > 0 ? 'planned' : 'not-yet'
}

export function fits(row: Covered, standing: Standing): boolean {
  if (standing === 'all') return true
  return standing === 'often' ? row.isOften : standingOf(row) === standing
}

/** First whoever has not been inspected at all, then those for whom it is planned; by name within. */
const order = ['not-yet', 'planned', 'inspected'] as const

/** A year's inspections by unit, out of what everybody may read. */
export function coverageOf(
  visit: Pick<Visit, 'engine' | 'today' | 'unitName'>,
  all: readonly Inspection[],
  year: number,
): Coverage {
  const ofYear = all.filter(({ plannedOn }) => yearOf(plannedOn) === year)
  const held = ofYear.filter(({ isHeld }) => isHeld)
  const rows = inspectedUnits(visit)
    .map((unit) => coveredOf(unit, ofYear))
    .toSorted(
      (a, b) =>
        order.indexOf(standingOf(a)) - order.indexOf(standingOf(b)) ||
        visit.unitName(a.unit.id).localeCompare(visit.unitName(b.unit.id), 'zh-CN'),
    )
  return {
    year,
    years: [...new Set([yearOf(visit.today), ...all.map(({ plannedOn }) => yearOf(plannedOn))])].sort((a, b) => b - a),
    rows,
    held,
    personHours: hoursOf(held),
    merged: held.filter(({ isMerged }) => isMerged).length,
    offSite: held.filter(({ isAtDoor }) => !isAtDoor).length,
  }
}

export async function coverage(visit: Visit, year: number): Promise<Coverage> {
  const cases = await publicCases(visit.engine, { procedure: inspectionProcedure }, 'opened', inspectionsMost)
  return coverageOf(visit, inspectionsIn(visit, linesOf(visit, cases)), year)
}
