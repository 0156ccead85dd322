import type { WorkingDay } from '../compiler/compile.ts'
import { nationalCalendar } from '../engine/calendar.ts'
import { dayNumber, dayOf } from '../kernel/calendar.ts'

/** Working days by the State Council's notices; null where either end lies in a year without one. */
export function nationalWorkingDays(): WorkingDay {
  const calendar = nationalCalendar('Asia/Shanghai', [])
  const isPublished = (day: string) => calendar.data.publishedYears.includes(Number(day.slice(0, 4)))
  return (from, n) => {
    const day = dayOf(calendar.plusWorkingDays(dayNumber(from), n))
    return isPublished(from) && isPublished(day) ? day : null
  }
}
