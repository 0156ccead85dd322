import { type DayNumber, dayNumber, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'
import type { Event } from '../../kernel/case.ts'
import type { Clock, Declaration } from '../../kernel/procedure.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import { endAfter, passed } from './hours.ts'
import type { Step } from './world.ts'

/**
 * All clocks of a case, worked out again from its events alone. Must not use the kernel's `clock.ts` or `clocks.ts`: it is
 * what they are checked against.
 */
export interface NaiveClock {
  readonly due: Instant | null
  readonly breached: boolean
  readonly isPublic: boolean
}

interface Tally {
  unit: string
  total: number
  used: number
  since: Instant | null
  extensions: number
  breached: boolean
  until: string | null
}

/** Where the case was and what it knew, before and after one event. */
interface Moment {
  readonly event: Event
  readonly clock: string | null
  readonly before: JsonRecord
  readonly after: JsonRecord
}

function monthsOn(from: DayNumber, months: number): DayNumber {
  const date = new Date(from * 86_400_000)
  const wanted = date.getUTCMonth() + months
  const landed = new Date(Date.UTC(date.getUTCFullYear(), wanted, date.getUTCDate()))
  const overshot = landed.getUTCMonth() !== ((wanted % 12) + 12) % 12
  const end = overshot ? new Date(Date.UTC(date.getUTCFullYear(), wanted + 1, 0)) : landed
  return end.getTime() / 86_400_000
}

/** A limit in days, working days or minutes, counted from `day`. */
function amountOf(span: string, day: DayNumber): { readonly unit: string; readonly total: number } {
  const value = Number.parseInt(span, 10)
  const unit = span.slice(String(value).length)
  if (unit === 'mo') return { unit: 'd', total: monthsOn(day, value) - day }
  return { unit, total: unit === 'wh' ? value * 60 : value }
}

function spanOf(clock: Clock, data: JsonRecord): string | null {
  const { limit } = clock
  if (typeof limit === 'string') return limit
  if ('until' in limit) return data[limit.until] == null ? null : `until ${String(data[limit.until])}`
  return limit.of[String(data[limit.by] as Json)] ?? null
}

function begun(span: string, at: Instant, calendar: WorkingCalendar): Tally {
  const until = span.startsWith('until ') ? span.slice('until '.length) : null
  const amount = until === null ? amountOf(span, calendar.dayAt(at)) : { unit: 'until', total: 0 }
  return { ...amount, used: 0, since: at, extensions: 0, breached: false, until }
}

function stop(tally: Tally, at: Instant, calendar: WorkingCalendar): void {
  if (tally.since !== null && tally.until === null) tally.used += passed(calendar, tally.unit, tally.since, at)
  tally.since = null
}

/** The limit has another value than before this event. */
function follow(tally: Tally, span: string, before: string | null, calendar: WorkingCalendar): void {
  if (tally.until !== null) {
    const until = span.slice('until '.length)
    if (before !== span) tally.breached = false
    tally.until = until
    return
  }
  if (before === null || before === span) return
  const day = calendar.dayAt(tally.since ?? 0)
  tally.total += amountOf(span, day).total - amountOf(before, day).total
  tally.breached = false
}

function afterEvent(clock: Clock, tally: Tally | null, moment: Moment, calendar: WorkingCalendar): Tally | null {
  const { event } = moment
  const span = spanOf(clock, moment.after)
  const runs = clock.runsIn.includes(event.to) && span !== null
  if (!runs) {
    if (tally) stop(tally, event.at, calendar)
    return tally
  }
  if (!tally || (tally.since === null && clock.renew === 'onEntry')) return begun(span, event.at, calendar)
  tally.since ??= event.at
  follow(tally, span, spanOf(clock, moment.before), calendar)
  return tally
}

function oneClock(
  d: Declaration,
  name: string,
  clock: Clock,
  moments: readonly Moment[],
  calendar: WorkingCalendar,
): Tally | null {
  let tally: Tally | null = null
  for (const moment of moments) {
    const t = d.transitions[moment.event.transition]
    const restarts = t?.restarts?.includes(name) === true
    const fresh = afterEvent(clock, restarts ? null : tally, moment, calendar)
    if (restarts && !fresh && tally) Object.assign(tally, { used: 0, since: null, extensions: 0, breached: false })
    else tally = fresh
    if (tally && t?.extends === name && clock.extend) {
      tally.total += amountOf(clock.extend.by, calendar.dayAt(tally.since ?? 0)).total
      tally.extensions += 1
      if (tally.since !== null) tally.breached = false
    }
    if (tally && moment.clock === name && !restarts) tally.breached = true
  }
  return tally
}

function dueOf(tally: Tally, calendar: WorkingCalendar): Instant | null {
  if (tally.since === null) return null
  if (tally.until !== null) return calendar.startOf(dayNumber(tally.until) + 1)
  return endAfter(calendar, tally.unit, tally.since, tally.total - tally.used)
}

/** Name → what the clock must show after these steps; clocks that never ran are left out. */
export function naiveClocks(
  d: Declaration,
  steps: readonly Step[],
  calendar: WorkingCalendar,
): Readonly<Record<string, NaiveClock>> {
  let data: JsonRecord = {}
  const moments = steps.map(({ event, clock }): Moment => {
    const before = data
    data = { ...data, ...event.input, ...event.set }
    return { event, clock, before, after: data }
  })
  return Object.fromEntries(
    Object.entries(d.clocks).flatMap(([name, clock]) => {
      const tally = oneClock(d, name, clock, moments, calendar)
      if (!tally) return []
      const isPublic = clock.see === undefined || clock.see === 'public'
      return [[name, { due: dueOf(tally, calendar), breached: tally.breached, isPublic }]]
    }),
  )
}
