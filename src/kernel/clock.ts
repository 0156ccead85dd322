import type { Day, DayDetail, DayNumber, Instant, WorkingCalendar } from './calendar.ts'
import { dayNumber, dayOf, plusMonths } from './calendar.ts'

/**
 * A length of time as laws write it: working days, working hours, natural days, months. They are not convertible:
 * 行政许可法 means working days (art. 82), 政府督查工作条例 art. 17 natural ones.
 */
export type Span = `${number}wd` | `${number}wh` | `${number}d` | `${number}mo`

export type SpanUnit = 'wd' | 'wh' | 'd' | 'mo'

export interface ParsedSpan {
  readonly value: number
  readonly unit: SpanUnit
}

/** Throws RangeError: only a declaration can be wrong here. Example: '5wd' → { value: 5, unit: 'wd' }. */
export function parseSpan(span: string): ParsedSpan {
  const match = /^([1-9]\d{0,3})(wd|wh|d|mo)$/.exec(span)
  if (!match) throw new RangeError(`not a span: ${span} (write for example 5wd, 4wh, 30d or 6mo)`)
  return { value: Number(match[1]), unit: match[2] as SpanUnit }
}

/**
 * One clock of one case. `total` and `used` are in the clock's measure: working days (`wd`), minutes of office hours (`wh`),
 * natural days (`d`, `mo`, `until`). Used time adds up over every stretch in which the clock ran.
 */
export interface ClockRun {
  readonly unit: SpanUnit | 'until'
  readonly total: number
  readonly used: number
  /** When the present stretch began; null while the clock stands. */
  readonly since: Instant | null
  /** The first instant that is too late; null while the clock stands. */
  readonly due: Instant | null
  readonly warn: Instant | null
  readonly extensions: number
  readonly breached: boolean
}

interface Measure {
  readonly between: (from: Instant, to: Instant) => number
  /** The first instant that is later than `amount` after `since`; `since` itself when the amount is less than nothing. */
  readonly after: (since: Instant, amount: number) => Instant
}

function workingDays(calendar: WorkingCalendar): Measure {
  const { dayAt } = calendar
  return {
    between: (from, to) => calendar.workingDaysBetween(dayAt(from), dayAt(to)),
    after: (since, amount) =>
      amount < 0 ? since : calendar.startOf(calendar.plusWorkingDays(dayAt(since), amount) + 1),
  }
}

function naturalDays(calendar: WorkingCalendar): Measure {
  const { dayAt } = calendar
  return {
    between: (from, to) => Math.max(0, dayAt(to) - dayAt(from)),
    after: (since, amount) => (amount < 0 ? since : calendar.startOf(calendar.rolled(dayAt(since) + amount) + 1)),
  }
}

function workingMinutes(calendar: WorkingCalendar): Measure {
  const { dayAt, minuteAt, isWorkingDay } = calendar
  const hours = calendar.data.officeHours
  const within = (day: DayNumber, from: number, to: number) =>
    isWorkingDay(day) ? hours.reduce((sum, h) => sum + Math.max(0, Math.min(to, h.to) - Math.max(from, h.from)), 0) : 0
  const fullDay = hours.reduce((sum, h) => sum + h.to - h.from, 0)

  const between = (from: Instant, to: Instant): number => {
    const [first, last] = [dayAt(from), dayAt(to)]
    if (first >= last) return first > last ? 0 : within(first, minuteAt(from), minuteAt(to))
    const whole = calendar.workingDaysBetween(first, last - 1) * fullDay
    return within(first, minuteAt(from), 1440) + whole + within(last, 0, minuteAt(to))
  }
  const after = (since: Instant, amount: number): Instant => {
    if (amount < 0) return since
    let left = amount
    let day = dayAt(since)
    let from = minuteAt(since)
    for (;;) {
      for (const h of isWorkingDay(day) ? hours : []) {
        const start = Math.max(from, h.from)
        const open = h.to - start
        if (open > 0 && left <= open) return calendar.startOf(day) + (start + left) * 60_000
        left -= Math.max(0, open)
      }
      day += 1
      from = 0
    }
  }
  return { between, after }
}

function measureOf(unit: ClockRun['unit'], calendar: WorkingCalendar): Measure {
  switch (unit) {
    case 'wd':
      return workingDays(calendar)
    case 'wh':
      return workingMinutes(calendar)
    case 'd':
    case 'mo':
    case 'until':
      return naturalDays(calendar)
    default: {
      const never: never = unit
      throw new TypeError(String(never))
    }
  }
}

/** A limit with the case's data put in: a span, or a day until whose end there is time. */
export type ResolvedLimit = ParsedSpan | { readonly until: Day }

function totalOf(limit: ResolvedLimit, from: DayNumber): number {
  if ('until' in limit) return dayNumber(limit.until) - from
  switch (limit.unit) {
    case 'wd':
    case 'd':
      return limit.value
    case 'wh':
      return limit.value * 60
    case 'mo':
      return plusMonths(from, limit.value) - from
    default: {
      const never: never = limit.unit
      throw new TypeError(String(never))
    }
  }
}

function dueOf(run: ClockRun, since: Instant, amount: number, calendar: WorkingCalendar): Instant {
  // A date that somebody set is not moved when it falls on a day off: he chose the day.
  if (run.unit === 'until') return calendar.startOf(calendar.dayAt(since) + amount + 1)
  return measureOf(run.unit, calendar).after(since, amount - run.used)
}

function running(run: ClockRun, since: Instant, warnAt: number, calendar: WorkingCalendar): ClockRun {
  const due = dueOf(run, since, run.total, calendar)
  const warn = dueOf(run, since, Math.floor(run.total * warnAt), calendar)
  return { ...run, since, due, warn: warn < due ? warn : null }
}

/** A clock that starts for the first time, or anew with its whole limit. `warnAt` is a share of the limit, 1 for none. */
export function started(limit: ResolvedLimit, now: Instant, warnAt: number, calendar: WorkingCalendar): ClockRun {
  const unit = 'until' in limit ? 'until' : limit.unit
  const total = totalOf(limit, calendar.dayAt(now))
  const fresh: ClockRun = { unit, total, used: 0, since: null, due: null, warn: null, extensions: 0, breached: false }
  return running(fresh, now, warnAt, calendar)
}

/** Time already used stays used: rework gives nobody a new limit, and what was overdrawn is overdue at once. */
export function resumed(run: ClockRun, now: Instant, warnAt: number, calendar: WorkingCalendar): ClockRun {
  return run.since === null ? running(run, now, warnAt, calendar) : run
}

export function stopped(run: ClockRun, now: Instant, calendar: WorkingCalendar): ClockRun {
  if (run.since === null) return run
  // A day that somebody set does not wait while the clock stands: nothing is used of it, and `reset` finds it again.
  const used = run.unit === 'until' ? run.used : run.used + measureOf(run.unit, calendar).between(run.since, now)
  return { ...run, used, since: null, due: null, warn: null }
}

/** A standing clock that has used nothing: what a restarted clock is where it does not run. */
export function cleared(run: ClockRun): ClockRun {
  return { ...run, used: 0, since: null, due: null, warn: null, extensions: 0, breached: false }
}

/** A longer limit. A breach that has happened stays in the record; the clock can breach again. */
export function extended(run: ClockRun, by: ParsedSpan, warnAt: number, calendar: WorkingCalendar): ClockRun {
  const added = totalOf(by, run.since === null ? 0 : calendar.dayAt(run.since))
  const longer = { ...run, total: run.total + added, extensions: run.extensions + 1 }
  return run.since === null ? longer : { ...running(longer, run.since, warnAt, calendar), breached: false }
}

/**
 * A running clock with a set day, which may be another day than before. The day does not wait while the clock stands, so
 * this is also how such a clock runs on.
 */
export function reset(run: ClockRun, until: Day, warnAt: number, calendar: WorkingCalendar): ClockRun {
  if (run.since === null) return run
  return running({ ...run, total: dayNumber(until) - calendar.dayAt(run.since) }, run.since, warnAt, calendar)
}

/** A limit that hangs on a field, when the field changes: the difference is added, and the clock can breach again. */
export function relimited(
  run: ClockRun,
  before: ParsedSpan,
  limit: ParsedSpan,
  warnAt: number,
  calendar: WorkingCalendar,
): ClockRun {
  const from = run.since === null ? 0 : calendar.dayAt(run.since)
  const added = totalOf(limit, from) - totalOf(before, from)
  if (added === 0) return run
  const other = { ...run, total: run.total + added, breached: false }
  return run.since === null ? other : running(other, run.since, warnAt, calendar)
}

/** What is left, in the clock's measure; negative when overdue. For a standing clock: what will be left when it runs on. */
export function remaining(run: ClockRun, now: Instant, calendar: WorkingCalendar): number {
  if (run.since === null || run.due === null) return run.total - run.used
  const measure = measureOf(run.unit, calendar)
  // The last day still belongs to the holder, so the due instant is counted from just before it.
  if (now < run.due) return measure.between(now, run.due - 1)
  const overdrawn = run.unit === 'until' ? 0 : Math.max(0, run.used - run.total)
  return -overdrawn - measure.between(run.due - 1, now)
}

/** True when the deadline falls in a year whose holidays are not published yet. A day that somebody set stays as it is. */
export function isProvisional(run: ClockRun, calendar: WorkingCalendar): boolean {
  return run.due !== null && run.unit !== 'until' && calendar.isProvisional(calendar.dayAt(run.due - 1))
}

export interface DeadlineStep extends DayDetail {
  /** 1, 2, 3 … for a day that counts; null for a skipped one. */
  readonly counted: number | null
}

/**
 * Every day from the start to the last day of the limit, with what it counted for and why it was skipped: the working
 * shown under each deadline. For `wd` working days count; for `d` every day, and a last day off rolls on.
 */
export function workingOf(limit: ResolvedLimit, start: Instant, calendar: WorkingCalendar): readonly DeadlineStep[] {
  const run = started(limit, start, 1, calendar)
  const from = calendar.dayAt(start)
  const last = run.due === null ? from : calendar.dayAt(run.due - 1)
  const steps: DeadlineStep[] = []
  let counted = 0
  for (let day = from + 1; day <= last; day += 1) {
    const counts = run.unit === 'wd' || run.unit === 'wh' ? calendar.isWorkingDay(day) : counted < run.total
    if (counts) counted += 1
    steps.push({ ...calendar.detailOf(day), counted: counts ? counted : null })
  }
  return steps
}

/** The last day on which there is still time. Example: due 2018-11-10T00:00+08:00 → '2018-11-09'. */
export function lastDayOf(due: Instant, calendar: WorkingCalendar): Day {
  return dayOf(calendar.dayAt(due - 1))
}
