import type { Procedure } from './bind.ts'
import type { Instant, WorkingCalendar } from './calendar.ts'
import type { Case } from './case.ts'
import {
  type ClockRun,
  cleared,
  extended,
  parseSpan,
  type ResolvedLimit,
  relimited,
  reset,
  resumed,
  started,
  stopped,
} from './clock.ts'
import type { Clock, Limit, Transition } from './procedure.ts'
import { accept, type Result, refuse } from './result.ts'
import type { JsonRecord } from './text.ts'

/** The limit with the case's data put in; null while the field that decides it is empty. */
export function resolvedLimit(limit: Limit, data: JsonRecord): ResolvedLimit | null {
  if (typeof limit === 'string') return parseSpan(limit)
  if ('until' in limit) {
    const until = data[limit.until]
    return typeof until === 'string' ? { until } : null
  }
  const span = limit.of[String(data[limit.by])]
  return span === undefined ? null : parseSpan(span)
}

/** '90%' → 0.9; 1 where no warning is declared. */
export function warnShare(clock: Clock): number {
  return clock.warnAt === undefined ? 1 : Number.parseInt(clock.warnAt, 10) / 100
}

interface Passage {
  readonly t: Transition
  readonly to: string
  readonly data: JsonRecord
  readonly now: Instant
  /** The clock whose breach this move is. */
  readonly breached: string | null
}

function clockAfter(
  clock: Clock,
  run: ClockRun | undefined,
  passage: Passage,
  c: Case,
  calendar: WorkingCalendar,
): ClockRun | undefined {
  const { now, data } = passage
  const ran = run !== undefined && run.since !== null && clock.runsIn.includes(c.state)
  const runs = clock.runsIn.includes(passage.to)
  if (!runs) return run && stopped(run, now, calendar)
  const limit = resolvedLimit(clock.limit, data)
  // A limit that hangs on a field stands still while the field gives none.
  if (limit === null) return run && stopped(run, now, calendar)
  const warn = warnShare(clock)
  if (run === undefined || (!ran && clock.renew === 'onEntry')) return started(limit, now, warn, calendar)
  const going = resumed(run, now, warn, calendar)
  const before = resolvedLimit(clock.limit, c.data)
  if ('until' in limit) {
    const isSameDay = before !== null && 'until' in before && before.until === limit.until
    if (ran && isSameDay) return run
    return { ...reset(going, limit.until, warn, calendar), breached: run.breached && isSameDay }
  }
  return before === null || 'until' in before ? going : relimited(going, before, limit, warn, calendar)
}

/** All clocks of the case after a move. Refuses an extension that the clock does not have. */
export function clocksAfter(
  p: Procedure,
  c: Case,
  passage: Passage,
  calendar: WorkingCalendar,
): Result<Case['clocks']> {
  const clocks: Record<string, ClockRun> = {}
  for (const [name, clock] of Object.entries(p.declaration.clocks)) {
    const restarts = passage.t.restarts?.includes(name) === true
    const before = c.clocks[name]
    let run = clockAfter(clock, restarts ? undefined : before, passage, c, calendar)
    if (restarts && !run && before) run = cleared(before)
    if (run && passage.t.extends === name && clock.extend) {
      if (run.extensions >= clock.extend.times) {
        return refuse({
          code: 'no-extension-left',
          says: [
            `“${clock.title[0]}”只能延期 ${clock.extend.times} 次，已经用完`,
            `"${clock.title[1]}" can be extended ${clock.extend.times} times only`,
          ],
          basis: clock.basis,
        })
      }
      run = extended(run, parseSpan(clock.extend.by), warnShare(clock), calendar)
    }
    if (run && passage.breached === name && !restarts) run = { ...run, breached: true }
    if (run) clocks[name] = run
  }
  return accept(clocks)
}

/** The clocks that are not what they were: an event holds no more than it changed. */
export function changedClocks(before: Case['clocks'], after: Case['clocks']): Case['clocks'] {
  return Object.fromEntries(Object.entries(after).filter(([name, run]) => before[name] !== run))
}

const earliest = (instants: readonly (Instant | null)[]): Instant | null => {
  const known = instants.filter((instant) => instant !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/** The deadline shown: the earliest of the running clocks that everybody may see, overdue ones included. */
export function visibleDue(p: Procedure, clocks: Case['clocks']): Instant | null {
  const open = Object.entries(clocks).filter(([name]) => (p.declaration.clocks[name]?.see ?? 'public') === 'public')
  return earliest(open.map(([, run]) => run.due))
}

/** The next breach: the earliest of the running clocks that have not breached yet. */
export function firesAt(clocks: Case['clocks']): Instant | null {
  return earliest(Object.values(clocks).map((run) => (run.breached ? null : run.due)))
}

const hasBreached = (run: ClockRun, now: Instant) => run.due !== null && run.due <= now && !run.breached

/** True when `transition` is what happens by itself at `now` because the limit of `clock` has passed, and it has not happened yet. */
export function isBreach(p: Procedure, c: Case, transition: string, clock: string | undefined, now: Instant): boolean {
  const run = clock === undefined ? undefined : c.clocks[clock]
  return run !== undefined && p.declaration.clocks[clock ?? '']?.breach === transition && hasBreached(run, now)
}

/** The clocks that have breached at `now` and were not recorded yet, earliest first. */
export function breachedClocks(c: Case, now: Instant): readonly string[] {
  return Object.entries(c.clocks)
    .filter(([, run]) => hasBreached(run, now))
    .sort(([, a], [, b]) => (a.due ?? 0) - (b.due ?? 0))
    .map(([name]) => name)
}
