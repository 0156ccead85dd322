import { drawProcedure, isOpenDraw } from '../../engine/draw-record.ts'
import {
  type InspectorChange,
  inspectorChangeIn,
  replacementsFile,
  type Standing,
  standingOf,
  type UnitChange,
  unitChangeIn,
} from '../../engine/draw-replaced.ts'
import { takenId } from '../../engine/draw-visits.ts'
import type { Result } from '../../kernel/draw/draw.ts'
import type { Frame } from '../../kernel/draw/frame.ts'
import { unitsDrawn } from '../../kernel/draw/teams.ts'
import { tickets } from '../../kernel/draw/ticket.ts'
import { isObject } from '../../kernel/log/canonical.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { allDraws, type DrawRow, drawFiles, drawOfCase, drawSteps, loggedStatements } from '../../store/draws.ts'
import { casesByNo } from '../../store/read.ts'
import { type CaseLine, lineOf, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import type { Visit } from './visit.ts'

/** A step in the log: where, and when by the time that its entry claims. */
export interface DrawStep {
  readonly type: string
  /** Null while it waits to be sealed. */
  readonly index: number | null
  readonly at: number
  readonly body: JsonRecord
}

/** A draw as a visitor may see it. */
export interface DrawView {
  readonly row: DrawRow
  readonly line: CaseLine
  readonly isCovert: boolean
  /** Whether its files are public: at once, or after the visits. */
  readonly isOpen: boolean
  /** ISO 8601; null for an open draw. */
  readonly unsealBy: string | null
  /** Covert, past the day on which it had to be opened, and still sealed. */
  readonly isLate: boolean
}

/** The files of an open draw, and what they say. */
export interface DrawDetail extends DrawView {
  readonly steps: readonly DrawStep[]
  /** Public files by name; empty while a covert draw is sealed. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Hex SHA-256 of frame.json. */
  readonly frameHash: string
  readonly frame: Frame | null
  readonly result: Result | null
  /** Who goes where after what was replaced. */
  readonly standing: Standing | null
  readonly unitChange: UnitChange | null
  readonly inspectorChange: InspectorChange | null
  /** In the order of the log; none while a covert draw is sealed. */
  readonly looks: readonly Look[]
  /** Public cases that its visits opened; none while it is sealed. */
  readonly findings: readonly CaseLine[]
}

function stepOf(row: Awaited<ReturnType<typeof drawSteps>>[number]): DrawStep {
  const entry = JSON.parse(row.entry.toString()) as { readonly at: string; readonly body: JsonRecord }
  return { type: row.type, index: row.index, at: Date.parse(entry.at), body: entry.body }
}

function viewOf(visit: Visit, row: DrawRow, line: CaseLine, steps: readonly DrawStep[]): DrawView {
  const isCovert = line.seen.data.mode === 'covert'
  const isOpen = isOpenDraw(line.seen)
  const { unsealBy = null } = steps[0]?.body ?? {}
  const by = typeof unsealBy === 'string' ? unsealBy : null
  return { row, line, isCovert, isOpen, unsealBy: by, isLate: !isOpen && by !== null && Date.parse(by) < visit.now }
}

const mostDraws = 500

/** All draws, the newest first. */
export async function drawViews(visit: Visit): Promise<readonly DrawView[]> {
  const { db, programme } = visit.engine
  const cases = await publicCases(visit.engine, { procedure: drawProcedure }, 'opened', mostDraws)
  const lines = new Map(cases.map((c) => [c.no, lineOf(visit, c)]))
  const rows = await allDraws(db, programme.region)
  const views = await Promise.all(
    rows.map(async (row) => {
      const line = lines.get(row.no)
      const [frame] = await drawSteps(db, programme.region, row.id)
      return line && frame ? viewOf(visit, row, line, [stepOf(frame)]) : null
    }),
  )
  return views.filter((view) => view !== null)
}

/** Covert draws past the day on which they had to be opened, and still sealed. */
export async function lateDraws(visit: Visit): Promise<readonly DrawView[]> {
  const { db, programme } = visit.engine
  const open = await publicCases(visit.engine, { procedure: drawProcedure, open: true }, 'opened', mostDraws)
  const views = await Promise.all(
    open.map(async (c) => {
      const line = isOpenDraw(c) ? null : lineOf(visit, c)
      const row = line && (await drawOfCase(db, programme.region, c.no))
      return line && row ? viewOf(visit, row, line, (await drawSteps(db, programme.region, row.id)).map(stepOf)) : null
    }),
  )
  return views.filter((view): view is DrawView => view?.isLate === true)
}

/** When an inspector of a covert draw that is open by now looked at his targets, and where the log says so. */
export interface Look {
  readonly inspector: string
  readonly at: number
  readonly index: number
}

async function looksOf({ engine }: Visit, draw: string, files: ReadonlyMap<string, Buffer>): Promise<readonly Look[]> {
  const { inspectors = [] } = JSON.parse(files.get('frame.json')?.toString() ?? '{}') as Partial<Frame>
  const ids = new Map(inspectors.map(({ id }) => [takenId(draw, id), id]))
  const logged = await loggedStatements(engine.db, engine.programme.region, [...ids.keys()])
  return logged
    .map(({ id, index, entry }) => ({ inspector: ids.get(id) ?? '', index, at: stepOf({ type: '', index, entry }).at }))
    .sort((a, b) => a.index - b.index)
}

/** One draw by the number of its case; null where there is none. */
export async function drawDetail(visit: Visit, no: string): Promise<DrawDetail | null> {
  const { db, programme } = visit.engine
  const [[stored], row] = await Promise.all([
    casesByNo(db, programme.region, [no]),
    drawOfCase(db, programme.region, no),
  ])
  const line = stored ? lineOf(visit, stored.case) : null
  if (!row || !line) return null
  const steps = (await drawSteps(db, programme.region, row.id)).map(stepOf)
  const view = viewOf(visit, row, line, steps)
  const files = new Map(view.isOpen ? await drawFiles(db, programme.region, row.id) : [])
  const replacements = replacementsFile(files)
  if (replacements !== null) files.set('replacements.json', Buffer.from(replacements))
  const json = (name: string) => JSON.parse(files.get(name)?.toString() ?? 'null') as unknown
  return {
    ...view,
    steps,
    files,
    frameHash: String(steps[0]?.body.frame ?? ''),
    frame: isFrame(json('frame.json')),
    result: json('result.json') as Result | null,
    standing: standingOf(files),
    unitChange: unitChangeIn(files),
    inspectorChange: inspectorChangeIn(files),
    looks: view.isCovert && view.isOpen ? await looksOf(visit, row.id, files) : [],
    findings: view.isOpen ? linesOf(visit, await publicCases(visit.engine, { parent: no }, 'opened', mostDraws)) : [],
  }
}

/** Our own file, which the recorder made. */
const isFrame = (value: unknown): Frame | null => (isObject(value) ? (value as unknown as Frame) : null)

/** A unit with its ticket in the random part of the draw. */
export interface Lot {
  readonly unit: string
  readonly ticket: string
}

/** The units in the order in which they were drawn: first those that were due, then those at random, then the reserve. */
export function lotsOf({
  frame,
  result,
}: DrawDetail): { readonly lots: readonly Lot[]; readonly drawn: number } | null {
  if (!frame || !result) return null
  const [cover, spot] = [tickets(result.seed, 'cover'), tickets(result.seed, 'spot')]
  const drawn = unitsDrawn(frame, result)
  const lots = [
    ...result.cover.map((unit) => ({ unit, ticket: cover(unit) })),
    ...[...Object.values(result.spot).flat(), ...Object.values(result.reserve).flat()].map((unit) => ({
      unit,
      ticket: spot(`${unit}#1`),
    })),
  ]
  return { lots, drawn: drawn.length }
}
