import type { Day } from '../kernel/calendar.ts'
import type { JsonRecord } from '../kernel/text.ts'
import { type InspectionRow, inspectionsOf } from '../store/inspections.ts'
import type { Queryable } from '../store/read.ts'

/** Whose inspections are counted, and around which day. */
export interface VisitQuestion {
  readonly procedure: string
  readonly unit: string
  readonly day: Day
}

/** What the fact `visits` says where nothing was inspected yet: hopeful, for lists of moves that decide nothing. */
export const noVisits = { month: 0, atDoor: 0, year: 0, yearBefore: 0 } as const

const yearOf = (day: Day) => Number(day.slice(0, 4))

/** Which unit and day a move is about: as its form says, else as the case has it. Null where either is unknown. */
export function visitQuestion(procedure: string, input: JsonRecord, data: JsonRecord): VisitQuestion | null {
  const { unit, plannedOn } = { ...data, ...input }
  return typeof unit === 'string' && typeof plannedOn === 'string' ? { procedure, unit, day: plannedOn } : null
}

/** The other inspections of a procedure, none that was dropped, counted as a condition asks for them. */
export function visitsOf(rows: readonly InspectionRow[], { unit, day }: VisitQuestion, no: string | null) {
  const others = rows.filter((row) => row.no !== no)
  const isOfYear = (year: number) => (row: InspectionRow) => yearOf(row.plannedOn) === year
  const thisYear = others.filter(isOfYear(yearOf(day)))
  const ofUnit = thisYear.filter((row) => row.unit === unit)
  return {
    month: ofUnit.filter((row) => row.plannedOn.slice(0, 7) === day.slice(0, 7)).length,
    atDoor: ofUnit.filter((row) => row.mode === 'onsite').length,
    year: thisYear.filter((row) => row.isApproved).length,
    yearBefore: others.filter(isOfYear(yearOf(day) - 1)).filter((row) => row.isApproved).length,
  }
}

/** All inspections of these procedures that were not dropped; asked once for a batch. */
export async function readVisits(
  db: Queryable,
  region: string,
  procedures: readonly string[],
  dropped: readonly string[],
): Promise<readonly InspectionRow[]> {
  return procedures.length === 0 ? [] : inspectionsOf(db, region, procedures, dropped)
}
