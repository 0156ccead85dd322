import { regionOf } from '../../engine/order.ts'
import { possibleMoves } from '../../http/cases.ts'
import { procedureFor, viewing } from '../../http/views.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Day, dayNumber, dayOf } from '../../kernel/calendar.ts'
import type { Actor, Case, Draw } from '../../kernel/case.ts'
import type { ResolvedLimit } from '../../kernel/clock.ts'
import { inOrder, ticket } from '../../kernel/draw/ticket.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { type ClockView, type EventView, viewEvents } from '../../kernel/view.ts'
import { erasedFields } from '../../store/erasure.ts'
import { leafIndexes } from '../../store/log.ts'
import { casesByNo, eventsOf } from '../../store/read.ts'
import { readSeeds } from '../../store/seeds.ts'
import { type CaseLine, lineOf, linesOf } from './case-line.ts'
import { publicCases } from './cases.ts'
import { type Explained, explainedFrom } from './deadline.tsx'
import type { Erasures } from './erased.tsx'
import type { Visit } from './visit.ts'

const visitor: Actor = { kind: 'visitor' }

/** Cases that one case opened, listed at most. */
const childrenMost = 50

/** What was claimed, and what somebody else then saw. */
export interface Round {
  readonly claims: readonly string[]
  readonly claimedOn: Day
  readonly seen: readonly string[]
  /** Null while nobody has looked yet. */
  readonly checked: EventView | null
  readonly passed: boolean
}

/** How somebody was drawn, and the tickets once the seed of the day is open. */
export interface DrawView {
  readonly event: EventView
  readonly draw: Draw
  /** 64 hex digits; null while the day is not over. */
  readonly secret: string | null
  /** Posts in the order of their tickets, with them; empty while the seed is sealed. */
  readonly tickets: readonly { readonly post: string; readonly ticket: string }[]
}

export interface Deadline {
  readonly clock: ClockView
  /** Null for a clock that stood still in between. */
  readonly explained: Explained | null
}

/** Everything that the public side of a case shows. */
export interface CaseFile {
  readonly line: CaseLine
  readonly events: readonly EventView[]
  /** Index in the public log, by sequence number; without those that no checkpoint covers yet. */
  readonly indexes: ReadonlyMap<number, number>
  readonly rounds: readonly Round[]
  readonly draws: readonly DrawView[]
  readonly deadlines: readonly Deadline[]
  readonly parent: CaseLine | null
  readonly children: readonly CaseLine[]
  readonly canJoin: boolean
  /** What was erased by law, and the entries that say so. */
  readonly erased: Erasures
}

/** A case by its number, whoever may see it; null for what is no number of ours. */
export async function caseByNo(
  { engine, programme }: Pick<Visit, 'engine' | 'programme'>,
  no: string,
): Promise<Case | null> {
  const region = regionOf(no, programme.region)
  const [stored] = region === null ? [] : await casesByNo(engine.db, region, [no])
  return stored?.case ?? null
}

const linesIn = (record: JsonRecord, ...fields: readonly string[]): readonly string[] =>
  fields.flatMap((field) => {
    const value = record[field]
    if (Array.isArray(value)) return value.map(String)
    return typeof value === 'string' && value !== '' ? [value] : []
  })

/** Claims and checks in turn: each claim waits for the check that answers it. */
export function roundsOf(p: Procedure, events: readonly EventView[]): readonly Round[] {
  const rounds: Round[] = []
  for (const event of events) {
    const claims = linesIn(event.input, 'claims', 'resultNote')
    const seen = linesIn(event.input, 'seen', 'checkNote', 'missing')
    if (claims.length > 0) rounds.push({ claims, claimedOn: event.on, seen: [], checked: null, passed: false })
    const open = rounds.at(-1)
    if (seen.length === 0 || !open || open.checked) continue
    const means = p.declaration.states[event.to]?.means
    rounds[rounds.length - 1] = { ...open, seen, checked: event, passed: means === 'verified' || means === 'to-verify' }
  }
  return rounds
}

export async function drawsOf(visit: Visit, no: string, events: readonly EventView[]): Promise<readonly DrawView[]> {
  const drawn = events.flatMap((event) => (event.draw ? [{ event, draw: event.draw }] : []))
  const days = drawn.map(({ draw }) => draw.day).sort()
  const [first, last] = [days[0], days.at(-1)]
  const seeds = first !== undefined && last !== undefined ? await readSeeds(visit.engine.db, first, last) : []
  return drawn.map(({ event, draw }) => {
    // A day's seed is opened when the day is over, never before.
    const isOver = draw.day < visit.today
    const seed = isOver ? seeds.find(({ day, purpose }) => purpose === 'draw' && day === draw.day) : undefined
    const ticketOf = (post: string) => ticket(`${seed?.secret}/verifier`, `${no}|${event.seq}|${post}`)
    return {
      event,
      draw,
      secret: seed?.secret ?? null,
      tickets: seed ? inOrder(draw.pool, ticketOf).map((post) => ({ post, ticket: ticketOf(post) })) : [],
    }
  })
}

function limitOf(clock: ClockView): ResolvedLimit {
  if (clock.unit === 'working-days') return { value: clock.total, unit: 'wd' }
  if (clock.unit === 'working-minutes') return { value: Math.max(1, Math.round(clock.total / 60)), unit: 'wh' }
  return { value: clock.total, unit: 'd' }
}

/** The working of a running clock, found from the days on which something happened: shown only where it ends on its last day. */
function explainedClock({ programme }: Visit, clock: ClockView, events: readonly EventView[]): Explained | null {
  const { lastDay } = clock
  const { calendar } = programme
  if (lastDay === null || clock.total <= 0) return null
  const starts = events.map(({ on }) => on)
  const found = explainedFrom(starts, () => limitOf(clock), lastDay, calendar)
  if (found || clock.unit !== 'days') return found
  // A day that somebody set is not moved when it falls on a day off.
  return explainedFrom([dayOf(dayNumber(lastDay) - clock.total)], () => ({ until: lastDay }), lastDay, calendar)
}

async function mayJoin(visit: Visit, p: Procedure, c: Case): Promise<boolean> {
  const joins = p.transitions.find(([, t]) => t.joins !== undefined && t.from !== 'new')?.[0]
  if (joins === undefined) return false
  const moves = await possibleMoves(visit.site.context, p, c, visitor, false)
  return moves.some((move) => move.transition === joins && move.possible)
}

/** The public side of a case; null where there is none for a visitor. */
export async function caseFile(visit: Visit, no: string): Promise<CaseFile | null> {
  const { engine } = visit
  const c = await caseByNo(visit, no)
  const line = c && lineOf(visit, c)
  if (!c || !line) return null
  const p = procedureFor(engine, c)
  const [stored, indexes, parent, children, canJoin, erased] = await Promise.all([
    eventsOf(engine.db, c.region, c.id),
    leafIndexes(engine.db, c.region, c.id),
    c.parent === null ? null : caseByNo(visit, c.parent),
    publicCases(engine, { parent: c.no }, 'opened', childrenMost),
    mayJoin(visit, p, c),
    erasedFields(engine.db, c.region, c.id),
  ])
  const events = viewEvents(p, c, stored, viewing(engine, visitor)) ?? []
  const { size } = visit.log
  return {
    line,
    events,
    indexes: new Map([...indexes].filter(([, index]) => index < size)),
    rounds: roundsOf(p, events),
    draws: await drawsOf(visit, c.no, events),
    deadlines: line.seen.clocks
      .filter((clock) => clock.runs)
      .map((clock) => ({ clock, explained: explainedClock(visit, clock, events) })),
    parent: parent && lineOf(visit, parent),
    children: linesOf(visit, children),
    canJoin,
    erased: { fields: erased, sees: ['public'] },
  }
}
