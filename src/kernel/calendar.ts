/** A calendar day in the programme's time zone, ISO 8601. Example: '2018-10-12'. */
export type Day = string

/** A moment, in milliseconds since 1970-01-01T00:00Z. */
export type Instant = number

/** Instants written lately. Deadlines and the moment of a batch are the same for many cases; the bound is against all others. */
const written = new Map<Instant, string>()

/** An instant in UTC as RFC 3339 with milliseconds. Example: '2018-11-14T02:00:00.000Z'. */
export function instantText(at: Instant): string {
  const known = written.get(at)
  if (known !== undefined) return known
  const text = new Date(at).toISOString()
  if (written.size === 2048) written.clear()
  written.set(at, text)
  return text
}

/** Days since 1970-01-01, for arithmetic. */
export type DayNumber = number

/** Office hours as minutes since midnight. Example: 09:00–12:00 is { from: 540, to: 720 }. */
export interface Hours {
  readonly from: number
  readonly to: number
}

/**
 * What a State Council notice says of one year: days off and make-up working days, each with the holiday's name. A year
 * without a notice is not here, and every deadline that reaches it is provisional.
 */
export interface CalendarData {
  readonly timeZone: string
  readonly officeHours: readonly Hours[]
  readonly publishedYears: readonly number[]
  readonly off: Readonly<Record<Day, string>>
  readonly work: Readonly<Record<Day, string>>
}

export type DayKind = 'working-day' | 'weekend' | 'holiday' | 'make-up'

export interface DayDetail {
  readonly day: Day
  readonly kind: DayKind
  /** The holiday, for a holiday or a make-up day; else null. */
  readonly holiday: string | null
}

export interface WorkingCalendar {
  readonly data: CalendarData
  /** True from the first day whose year has no published notice. */
  readonly isProvisional: (day: DayNumber) => boolean
  readonly isWorkingDay: (day: DayNumber) => boolean
  readonly detailOf: (day: DayNumber) => DayDetail
  /** Working days in (from, to]: the starting day is not counted (《民法典》第二百零一条). */
  readonly workingDaysBetween: (from: DayNumber, to: DayNumber) => number
  /** The nth working day after `from`; `from` itself for n = 0. */
  readonly plusWorkingDays: (from: DayNumber, n: number) => DayNumber
  /** `day`, or the first working day after it (《民法典》第二百零三条: a last day off moves to the day after the break). */
  readonly rolled: (day: DayNumber) => DayNumber
  readonly dayAt: (instant: Instant) => DayNumber
  /** Minutes since local midnight. */
  readonly minuteAt: (instant: Instant) => number
  /** The first instant of a day, local time. */
  readonly startOf: (day: DayNumber) => Instant
}

const dayMs = 86_400_000

/** Throws RangeError for a string that is not a real day. */
export function dayNumber(day: Day): DayNumber {
  const ms = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(ms) || dayOf(ms / dayMs) !== day) throw new RangeError(`not a day: ${day}`)
  return ms / dayMs
}

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(ms) && dayOf(ms / dayMs) === text
}

export function dayOf(number: DayNumber): Day {
  // A batch asks for the same few days over and over; formatting a date costs more than everything around it.
  const known = formatted.get(number)
  if (known !== undefined) return known
  const day = new Date(number * dayMs).toISOString().slice(0, 10)
  if (formatted.size > 4096) formatted.clear()
  formatted.set(number, day)
  return day
}

const formatted = new Map<DayNumber, Day>()

/** The same day-number n months on, or the last day of that month (《民法典》第二百零二条). */
export function plusMonths(from: DayNumber, months: number): DayNumber {
  const date = new Date(from * dayMs)
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1))
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  return target.getTime() / dayMs + Math.min(date.getUTCDate(), lastDay) - 1
}

const bucketMs = 900_000

/** Offsets change on quarter hours everywhere, so one look-up per quarter hour is exact. */
function offsetsOf(timeZone: string): (instant: Instant) => number {
  const known = new Map<number, number>()
  return (instant) => {
    const bucket = Math.floor(instant / bucketMs)
    const hit = known.get(bucket)
    if (hit !== undefined) return hit
    const zoned = Temporal.Instant.fromEpochMilliseconds(bucket * bucketMs).toZonedDateTimeISO(timeZone)
    const offset = zoned.offsetNanoseconds / 1e6
    if (known.size > 4096) known.clear()
    known.set(bucket, offset)
    return offset
  }
}

/** Monday is 1, Sunday is 7; 1970-01-01 was a Thursday. */
function weekdayOf(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** A calendar from what was read; throws RangeError for an unknown time zone or a malformed day. */
export function calendarOf(data: CalendarData): WorkingCalendar {
  const off = new Map(Object.entries(data.off).map(([day, name]) => [dayNumber(day), name]))
  const work = new Map(Object.entries(data.work).map(([day, name]) => [dayNumber(day), name]))
  const published = new Set(data.publishedYears)
  const lastPublished = Math.max(...data.publishedYears, 0)
  const provisionalFrom = dayNumber(`${String(lastPublished + 1).padStart(4, '0')}-01-01`)
  const offsetAt = offsetsOf(data.timeZone)

  const isWorkingDay = (day: DayNumber) => work.has(day) || (!off.has(day) && weekdayOf(day) <= 5)

  const detailOf = (day: DayNumber): DayDetail => {
    const makeUp = work.get(day)
    const holiday = off.get(day)
    if (makeUp !== undefined) return { day: dayOf(day), kind: 'make-up', holiday: makeUp }
    if (holiday !== undefined) return { day: dayOf(day), kind: 'holiday', holiday }
    return { day: dayOf(day), kind: weekdayOf(day) <= 5 ? 'working-day' : 'weekend', holiday: null }
  }

  // Working days up to each day of the published span, so that counting does not walk.
  const first = dayNumber(`${Math.min(...data.publishedYears, lastPublished)}-01-01`)
  const counts: number[] = [0]
  for (let day = first; day < provisionalFrom + 400; day += 1) {
    counts.push((counts.at(-1) ?? 0) + (isWorkingDay(day) ? 1 : 0))
  }
  /** Working days in [first, day]. */
  const countTo = (day: DayNumber): number => {
    const index = day - first + 1
    const known = counts[index]
    if (known !== undefined) return known
    let count = index < 0 ? 0 : (counts.at(-1) ?? 0)
    if (index < 0) for (let d = first - 1; d > day; d -= 1) count -= isWorkingDay(d) ? 1 : 0
    else for (let d = first + counts.length - 1; d <= day; d += 1) count += isWorkingDay(d) ? 1 : 0
    return count
  }

  const plusWorkingDays = (from: DayNumber, n: number): DayNumber => {
    let day = from
    for (let left = n; left > 0; ) {
      day += 1
      if (isWorkingDay(day)) left -= 1
    }
    return day
  }

  return {
    data,
    isProvisional: (day) => day >= provisionalFrom && !published.has(Number(dayOf(day).slice(0, 4))),
    isWorkingDay,
    detailOf,
    workingDaysBetween: (from, to) => (to <= from ? 0 : countTo(to) - countTo(from)),
    plusWorkingDays,
    rolled: (day) => (isWorkingDay(day) ? day : plusWorkingDays(day, 1)),
    dayAt: (instant) => Math.floor((instant + offsetAt(instant)) / dayMs),
    minuteAt: (instant) => {
      const local = instant + offsetAt(instant)
      return Math.floor((local - Math.floor(local / dayMs) * dayMs) / 60_000)
    },
    startOf: (day) => {
      const utc = day * dayMs
      const guess = utc - offsetAt(utc)
      return utc - offsetAt(guess)
    },
  }
}
