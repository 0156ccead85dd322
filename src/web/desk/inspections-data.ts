import { storeViewer } from '../../http/views.ts'
import type { Case } from '../../kernel/case.ts'
import { type Cursor, listCases } from '../../store/list.ts'
import type { CaseLine } from '../public/case-line.ts'
import {
  type Covered,
  coverageOf,
  type Inspection,
  inspectionProcedure,
  inspectionsIn,
} from '../public/inspections-data.ts'
import { lineFor } from './case-file.ts'
import type { Acting } from './visit.ts'

const pageSize = 500
/** Inspections read for the year plan; a city has some hundreds a year. */
const most = 5_000

async function allInspections({ engine, actor, now }: Acting): Promise<readonly Case[]> {
  const found: Case[] = []
  let after: Cursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listCases>> = await listCases(engine.db, {
      region: engine.programme.region,
      viewer: storeViewer(engine, actor),
      filter: { procedure: inspectionProcedure },
      sort: 'opened',
      now,
      limit: pageSize,
      after,
    })
    found.push(...page.cases.map((stored) => stored.case))
    after = page.next
  } while (after !== null && found.length < most)
  return found
}

/** A unit in the year plan: when it was last inspected, in whatever year, and what this year holds. */
export interface PlanRow extends Covered {
  readonly last: string | null
}

export interface YearPlan {
  readonly year: number
  /** Never inspected first, then by the day of the last inspection. */
  readonly rows: readonly PlanRow[]
  /** Not ended, the nearest planned day first. */
  readonly running: readonly CaseLine[]
}

const lastOf = (all: readonly Inspection[], unit: string): string | null =>
  all
    .filter(({ isHeld, line }) => isHeld && line.seen.unit === unit)
    .map(({ plannedOn }) => plannedOn)
    .toSorted()
    .at(-1) ?? null

/** The year plan as the visitor's post may read it: what is not approved yet is in it too. */
export async function yearPlan(visit: Acting): Promise<YearPlan> {
  const lines = (await allInspections(visit)).flatMap((c) => lineFor(visit, c) ?? [])
  const all = inspectionsIn(visit.portal, lines)
  const year = Number(visit.today.slice(0, 4))
  const rows = coverageOf(visit.portal, all, year).rows.map((row) => ({ ...row, last: lastOf(all, row.unit.id) }))
  return {
    year,
    rows: rows.toSorted((a, b) => ((a.last ?? '') < (b.last ?? '') ? -1 : (a.last ?? '') > (b.last ?? '') ? 1 : 0)),
    running: all
      .filter(({ line }) => !line.seen.final)
      .toSorted((a, b) => (a.plannedOn < b.plannedOn ? -1 : 1))
      .map(({ line }) => line),
  }
}
