import type { BesidePlan, LaidBeside, PlanClause } from '../../engine/comparison.ts'
import type { Evidence } from '../../kernel/field.ts'
import type { Unit } from '../../kernel/org.ts'
import { caseByNo } from './case-data.ts'
import { type CaseLine, lineOf, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import { inspectedUnits } from './inspections-data.ts'
import type { Visit } from './visit.ts'

export const measureProcedure = 'implementing-measure'

/** Measures read for one page: a city has some hundred units, and each may be asked again with a later plan. */
const measuresMost = 2_000

/** How far a unit has come with its measures. */
export type MeasureStanding = 'missing' | 'returned' | 'reading' | 'accepted' | 'excused'
export const measureStandings = ['missing', 'returned', 'reading', 'accepted', 'excused'] as const

const standingOfState: Readonly<Record<string, MeasureStanding>> = {
  due: 'missing',
  returned: 'returned',
  filed: 'reading',
  cleared: 'reading',
  accepted: 'accepted',
  excused: 'excused',
}

/** What the machine found when the measures were filed; shares in whole percents. */
export interface Found {
  readonly copied: number
  readonly covered: number
  readonly clauses: number
  readonly targets: number
}

/** One unit's measures as everybody may read them. */
export interface Measures {
  readonly line: CaseLine
  readonly standing: MeasureStanding
  /** Null before anything was filed. */
  readonly found: Found | null
  /** Filed after the day on which they were due, or not filed and past it. */
  readonly isLate: boolean
}

/** Null before anything was filed. */
function foundIn({ seen: { data } }: CaseLine): Found | null {
  const number = (field: string) => Number(data[field] ?? 0)
  if (data.copied === undefined || data.copied === null) return null
  return {
    copied: number('copied'),
    covered: number('covered'),
    clauses: number('clauses'),
    targets: number('targets'),
  }
}

export function measuresOf(line: CaseLine): Measures {
  const filing = line.seen.clocks.find(({ name }) => name === 'file')
  return {
    line,
    standing: standingOfState[line.seen.state] ?? 'missing',
    found: foundIn(line),
    isLate: filing !== undefined && filing.left < 0,
  }
}

/** A clause of the plan, and which units' measures take it up. */
export interface TakenClause extends PlanClause {
  readonly by: readonly Measures[]
}

export interface MeasuresOverview {
  /** Whoever was asked: first those who have not filed, then by name. */
  readonly rows: readonly Measures[]
  /** Asked, but for those who were excused. */
  readonly asked: number
  /** Asked and filed at least once. */
  readonly filed: number
  readonly clauses: readonly TakenClause[]
  /** Units with a head that nobody has asked. */
  readonly unasked: readonly Unit[]
}

const words = (value: unknown) => (typeof value === 'string' ? value : '')

/** What was filed last, laid beside the plan; null before it, and where no text can be read. */
export function laidOf({ seen: { data } }: CaseLine, { lay }: BesidePlan): Promise<LaidBeside | null> {
  const documents = Array.isArray(data.document) ? (data.document as unknown as readonly Evidence[]) : []
  return lay({ words: words(data.measureText), evidence: documents.map(({ sha256 }) => sha256) })
}

/** For each clause of the plan the measures that take it up. */
async function takenClauses(rows: readonly Measures[], beside: BesidePlan): Promise<readonly TakenClause[]> {
  const filed = rows.filter(({ found }) => found !== null)
  const laid = await Promise.all(filed.map(async (row) => ({ row, laid: await laidOf(row.line, beside) })))
  return beside.clauses().map((clause, at) => ({
    ...clause,
    by: laid.filter((one) => (one.laid?.clauses[at]?.own.length ?? 0) > 0).map(({ row }) => row),
  }))
}

/** Every unit's measures, as everybody may read them. */
export async function measuresOverview(visit: Visit, beside: BesidePlan): Promise<MeasuresOverview> {
  const cases = await publicCases(visit.engine, { procedure: measureProcedure }, 'opened', measuresMost)
  const order = (row: Measures) => measureStandings.indexOf(row.standing)
  const rows = linesOf(visit, cases)
    .map(measuresOf)
    .toSorted(
      (a, b) =>
        order(a) - order(b) ||
        Number(b.isLate) - Number(a.isLate) ||
        a.line.unitName.localeCompare(b.line.unitName, 'zh-CN'),
    )
  const counted = rows.filter(({ standing }) => standing !== 'excused')
  const asked = new Set(rows.map(({ line }) => line.seen.unit))
  return {
    rows,
    asked: counted.length,
    filed: counted.filter(({ found }) => found !== null).length,
    clauses: await takenClauses(rows, beside),
    unasked: inspectedUnits(visit).filter(({ id }) => !asked.has(id)),
  }
}

/** One unit's measures, laid beside the plan. */
export interface MeasuresFile {
  readonly measures: Measures
  readonly laid: LaidBeside | null
}

/** Null for a number that is none of these measures, or that nobody may read. */
export async function measuresFile(visit: Visit, no: string, beside: BesidePlan): Promise<MeasuresFile | null> {
  const c = await caseByNo(visit, no)
  const line = c?.procedure === measureProcedure ? lineOf(visit, c) : null
  return line && { measures: measuresOf(line), laid: await laidOf(line, beside) }
}

/** The measures of one unit, the latest first. */
export async function measuresOfUnit(visit: Visit, unit: string): Promise<readonly Measures[]> {
  const cases = await publicCases(visit.engine, { procedure: measureProcedure, unit }, 'opened', measuresMost)
  return linesOf(visit, cases).map(measuresOf)
}
