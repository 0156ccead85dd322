import type { Engine } from '../../engine/engine.ts'
import type { Case } from '../../kernel/case.ts'
import { inLanguage } from '../../kernel/text.ts'
import type { WallCounts, WallRowData } from '../parts/wall.tsx'
import { bilingual } from '../text/bilingual.ts'
import { type CaseLine, lineOf, stateName } from './case-line.ts'
import { publicCases } from './cases.ts'
import { type GateStates, gatesOf, wallProcedure } from './gates.ts'
import type { Visit } from './visit.ts'

/** Bricks of one wall: beyond it the oldest that are settled are left out, and the page says so. */
const openMost = 400
const recentMost = 400

/** What keeps a problem on the wall; `ended` left it without being struck off. */
export type WallKind = keyof WallCounts | 'ended'

export interface Problem extends CaseLine {
  readonly gates: GateStates
  readonly kind: WallKind
  /** How it came to light. Example: '群众反映'. */
  readonly found: string
}

const texts = bilingual(
  { reported: '群众反映', found: (origin: string) => `${origin}发现`, again: (n: number) => `重开 ${n} 次` },
  {
    reported: 'reported by a citizen',
    found: (origin) => `found by ${origin}`,
    again: (n) => `reopened ${n === 1 ? 'once' : `${n} times`}`,
  },
)

function kindOf(line: CaseLine, gates: GateStates): WallKind {
  const { inPlace, satisfied, struckOff } = gates
  if (struckOff) return 'closed'
  if (line.procedure.declaration.states[line.seen.state]?.means === 'ended' || satisfied === 'unjudged') return 'ended'
  if (satisfied === 'fail') return 'unsatisfied'
  if (inPlace === 'pass') return 'waiting'
  if (line.again > 0) return 'reopened'
  return line.seen.overdue ? 'overdue' : 'inPlaceOpen'
}

function problemOf(visit: Visit, c: Case): Problem | null {
  const line = lineOf(visit, c)
  if (line === null || line.procedure.declaration.states[line.seen.state]?.means === 'dropped') return null
  const gates = gatesOf(line.seen)
  const t = texts[visit.lang]
  const field = line.procedure.fields.origin
  const origin = field?.kind === 'choice' ? field.options[String(line.seen.data.origin ?? '')] : undefined
  const found = origin ? t.found(inLanguage(origin, visit.lang)) : t.reported
  return { ...line, gates, kind: kindOf(line, gates), found }
}

/** The problems of the wall: all that are open, up to a bound, and the latest of the others; in the order of their numbers. */
export async function wallCases(engine: Engine): Promise<readonly Case[]> {
  const filter = { procedure: wallProcedure }
  const [open, recent] = await Promise.all([
    publicCases(engine, filter, 'due', openMost),
    publicCases(engine, filter, 'opened', recentMost),
  ])
  const all = new Map([...open, ...recent].map((c) => [c.no, c]))
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

export interface Wall {
  readonly problems: readonly Problem[]
  readonly counts: WallCounts
  /** Ended without being struck off. */
  readonly ended: number
  /** Held at the first gate, and of these past their limit, whatever else holds them; held at the second. */
  readonly heldInPlace: number
  readonly overdueInPlace: number
  readonly heldSatisfied: number
}

const noCounts: WallCounts = { closed: 0, inPlaceOpen: 0, reopened: 0, overdue: 0, waiting: 0, unsatisfied: 0 }

export const isHeld = ({ kind }: Problem): boolean => kind !== 'closed' && kind !== 'ended'

export const isHeldInPlace = (problem: Problem): boolean => isHeld(problem) && problem.gates.inPlace !== 'pass'

export const isHeldSatisfied = (problem: Problem): boolean => isHeld(problem) && problem.gates.inPlace === 'pass'

export function wallOf(visit: Visit, cases: readonly Case[]): Wall {
  const problems = cases.flatMap((c) => problemOf(visit, c) ?? [])
  const counts: Record<keyof WallCounts, number> = { ...noCounts }
  let ended = 0
  for (const { kind } of problems) {
    if (kind === 'ended') ended += 1
    else counts[kind] += 1
  }
  return {
    problems,
    counts,
    ended,
    heldInPlace: problems.filter(isHeldInPlace).length,
    overdueInPlace: problems.filter((problem) => isHeldInPlace(problem) && problem.seen.overdue).length,
    heldSatisfied: problems.filter(isHeldSatisfied).length,
  }
}

const urgency: Readonly<Record<WallKind, number>> = {
  reopened: 0,
  unsatisfied: 1,
  overdue: 2,
  inPlaceOpen: 3,
  waiting: 4,
  closed: 5,
  ended: 6,
}

/** What needs a look first: found wanting most often, then by what holds it, then the nearest deadline. */
export function byUrgency(a: Problem, b: Problem): number {
  const due = (problem: Problem) => problem.seen.clocks.find((clock) => clock.due !== null)?.due ?? '9999'
  return (
    urgency[a.kind] - urgency[b.kind] ||
    b.again - a.again ||
    (due(a) < due(b) ? -1 : 1) ||
    (a.seen.no < b.seen.no ? -1 : 1)
  )
}

/** A problem as a row of the wall's list. */
export function wallRow(problem: Problem, { lang }: Visit): WallRowData {
  const { seen, gates, again, clock, kind, procedure } = problem
  const { fact } = seen.data
  return {
    no: seen.no,
    title: seen.title,
    href: problem.href,
    inPlace: gates.inPlace,
    satisfied: gates.satisfied,
    reopened: kind === 'reopened',
    overdue: kind === 'overdue',
    found: problem.found,
    clause: problem.clause,
    text: typeof fact === 'string' ? fact : '',
    unit: problem.unitName,
    ...(clock && { clock: clock.face }),
    ...(again > 0 && { times: texts[lang].again(again) }),
    ...(kind === 'ended' && { ended: stateName(procedure, seen.state, lang) }),
  }
}
