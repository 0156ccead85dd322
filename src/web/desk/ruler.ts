import { type Day, type DayNumber, dayOf, type Instant, type WorkingCalendar } from '../../kernel/calendar.ts'

/** In which part of the ruler a deadline falls. */
export type Stretch = 'over' | 'today' | 'soon' | 'later'

/** One column of the ruler, or a folded break between two. */
export type Column<T> =
  | { readonly kind: 'over' | 'later'; readonly items: readonly T[] }
  | { readonly kind: 'today' | 'day'; readonly day: Day; readonly items: readonly T[] }
  | { readonly kind: 'off'; readonly from: Day; readonly days: number; readonly holiday: string | null }

/** Working days shown after today. */
const daysAhead = 4

interface Dated {
  /** The first instant that is too late; null for what has no deadline. */
  readonly due: Instant | null
}

/** Today and the next working days, in order. */
function shownDays(now: Instant, calendar: WorkingCalendar): readonly DayNumber[] {
  const today = calendar.dayAt(now)
  return [today, ...Array.from({ length: daysAhead }, (_, at) => calendar.plusWorkingDays(today, at + 1))]
}

/**
 * The column of a deadline. What ends on a day off stands under the working day before: that is when it must be done.
 */
function columnOf(due: Instant | null, now: Instant, calendar: WorkingCalendar): DayNumber | 'over' | 'later' {
  if (due === null) return 'later'
  if (due <= now) return 'over'
  const days = shownDays(now, calendar)
  const last = calendar.dayAt(due - 1)
  return last > (days.at(-1) ?? last) ? 'later' : (days.findLast((day) => day <= last) ?? 'over')
}

/** Where a deadline stands at `now`; later for what has none. */
export function stretchOf(due: Instant | null, now: Instant, calendar: WorkingCalendar): Stretch {
  const column = columnOf(due, now, calendar)
  if (typeof column === 'string') return column
  return column === calendar.dayAt(now) ? 'today' : 'soon'
}

function breakBetween(before: DayNumber, after: DayNumber, calendar: WorkingCalendar): Column<never> | null {
  if (after - before <= 1) return null
  const off = Array.from({ length: after - before - 1 }, (_, at) => calendar.detailOf(before + at + 1))
  return {
    kind: 'off',
    from: dayOf(before + 1),
    days: off.length,
    holiday: off.find(({ holiday }) => holiday !== null)?.holiday ?? null,
  }
}

/** Items on a ruler of working days: what is overdue, today, four working days with breaks folded, and what comes later. */
export function ruled<T extends Dated>(
  items: readonly T[],
  now: Instant,
  calendar: WorkingCalendar,
): readonly Column<T>[] {
  const dated = items.filter(({ due }) => due !== null)
  const within = (column: DayNumber | 'over' | 'later') =>
    dated.filter(({ due }) => columnOf(due, now, calendar) === column)
  const [today = 0, ...days] = shownDays(now, calendar)
  const columns: Column<T>[] = [
    { kind: 'over', items: within('over') },
    { kind: 'today', day: dayOf(today), items: within(today) },
  ]
  let before = today
  for (const day of days) {
    const pause = breakBetween(before, day, calendar)
    if (pause) columns.push(pause)
    columns.push({ kind: 'day', day: dayOf(day), items: within(day) })
    before = day
  }
  columns.push({ kind: 'later', items: within('later') })
  return columns
}
