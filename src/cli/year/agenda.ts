import { dayNumber, dayOf, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'
import { citizenMinutes, officeMinutes } from './today.ts'

/** What is going to be done, by its minute. */
export interface Agenda<T> {
  readonly add: (at: Instant, item: T) => void
  /** The earliest minute with all its items, in the order in which they were added; null when nothing is left. */
  readonly next: () => { readonly at: Instant; readonly items: readonly T[] } | null
}

export function agendaOf<T>(): Agenda<T> {
  const byMinute = new Map<Instant, T[]>()
  return {
    add: (at, item) => {
      const there = byMinute.get(at)
      if (there) there.push(item)
      else byMinute.set(at, [item])
    },
    next: () => {
      const at = Math.min(...byMinute.keys())
      const items = byMinute.get(at)
      if (!items) return null
      byMinute.delete(at)
      return { at, items }
    },
  }
}

/** A day of the calendar has this many office minutes. */
const slotsADay = officeMinutes('2018-10-12').length

/** The office minute that lies so many working days after now, with a fraction; never now itself. */
export function officeMinuteAfter(calendar: WorkingCalendar, now: Instant, workingDays: number): Instant {
  let left = Math.max(1, Math.round(workingDays * slotsADay))
  for (let day = calendar.dayAt(now); ; day += 1) {
    if (!calendar.isWorkingDay(day)) continue
    const open = officeMinutes(dayOf(day))
      .map((minute) => calendar.startOf(day) + minute * 60_000)
      .filter((at) => at > now)
    const found = open[left - 1]
    if (found !== undefined) return found
    left -= open.length
  }
}

/** A minute at which citizens act, so many days after now, on any day of the week. */
export function citizenMinuteAfter(calendar: WorkingCalendar, now: Instant, days: number): Instant {
  const wanted = now + Math.max(0.02, days) * 86_400_000
  for (let day = calendar.dayAt(wanted); ; day += 1) {
    const start = calendar.startOf(day)
    const found = citizenMinutes(dayOf(day)).find((minute) => start + minute * 60_000 >= wanted)
    if (found !== undefined) return start + found * 60_000
  }
}

/** The first minute of a day at which the story looks around: before anybody is at work. */
export const morningOf = (calendar: WorkingCalendar, day: string): Instant =>
  calendar.startOf(dayNumber(day)) + 450 * 60_000
