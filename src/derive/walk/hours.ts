import type { DayNumber, Instant, WorkingCalendar } from '../../kernel/calendar.ts'

/** Time counted by walking it, day by day and minute by minute: slow, and independent of the kernel's arithmetic. */
const minuteMs = 60_000

function officeMinutes(calendar: WorkingCalendar, from: Instant, to: Instant): number {
  const [first, last] = [from, to].map((at) => Math.floor(at / minuteMs) * minuteMs)
  let count = 0
  for (let day = calendar.dayAt(from); day <= calendar.dayAt(to); day += 1) {
    const midnight = calendar.isWorkingDay(day) ? calendar.startOf(day) : null
    for (let minute = 0; midnight !== null && minute < 1440; minute += 1) {
      const at = midnight + minute * minuteMs
      const isOpen = calendar.data.officeHours.some((hours) => hours.from <= minute && minute < hours.to)
      if (isOpen && at >= (first ?? 0) && at < (last ?? 0)) count += 1
    }
  }
  return count
}

function isOffice(calendar: WorkingCalendar, at: Instant): boolean {
  const minute = calendar.minuteAt(at)
  return (
    calendar.isWorkingDay(calendar.dayAt(at)) &&
    calendar.data.officeHours.some((hours) => hours.from <= minute && minute < hours.to)
  )
}

/** What passed between two moments, in the clock's unit: working days, office minutes, or days. */
export function passed(calendar: WorkingCalendar, unit: string, from: Instant, to: Instant): number {
  if (unit === 'wh') return officeMinutes(calendar, from, to)
  let count = 0
  for (let day = calendar.dayAt(from) + 1; day <= calendar.dayAt(to); day += 1) {
    if (unit !== 'wd' || calendar.isWorkingDay(day)) count += 1
  }
  return count
}

function endOf(calendar: WorkingCalendar, day: DayNumber): Instant {
  return calendar.startOf(day + 1)
}

/** The first moment at which `left` is used up and more; the beginning itself when less than nothing is left. */
export function endAfter(calendar: WorkingCalendar, unit: string, since: Instant, left: number): Instant {
  if (left < 0) return since
  let day = calendar.dayAt(since)
  if (unit === 'wd') {
    for (let counted = 0; counted < left; ) {
      day += 1
      if (calendar.isWorkingDay(day)) counted += 1
    }
    return endOf(calendar, day)
  }
  if (unit !== 'wh') {
    day += left
    while (!calendar.isWorkingDay(day)) day += 1
    return endOf(calendar, day)
  }
  let at = Math.floor(since / minuteMs) * minuteMs
  for (let counted = 0; ; at += minuteMs) {
    if (counted === left && (left > 0 || isOffice(calendar, at))) return at
    if (isOffice(calendar, at)) counted += 1
  }
}
