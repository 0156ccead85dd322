import { dayOf } from '../kernel/calendar.ts'
import { openedByDay } from '../store/census.ts'
import type { Queryable } from '../store/read.ts'
import type { BusinessClock } from './business-clock.ts'
import type { Log } from './log.ts'
import type { Programme } from './programme.ts'
import { state } from './statement.ts'

export interface PulseOptions {
  readonly db: Queryable
  readonly programme: Programme
  readonly clock: BusinessClock
  /** Entries under the newest checkpoint. */
  readonly size: () => number
  /** Something was put into the queue of the log. */
  readonly nudge: () => void
  readonly log: Log
  readonly everyMs: number
}

export interface Pulse {
  /** Enters what is due: once an hour a heartbeat, once a day a census of the days before. */
  readonly beat: () => Promise<void>
  readonly close: () => void
}

/** Days whose census is entered if it is missing: a server that was down for a week leaves no gap. */
const daysBack = 7

/**
 * Keeps the log from falling silent. A heartbeat each hour shows that a log without moves is quiet and not stopped; the
 * census of a day says how many cases were opened, for whoever counts them elsewhere, such as the exchange of the hotline.
 */
export function openPulse({ db, programme, clock, size, nudge, log, everyMs }: PulseOptions): Pulse {
  const { calendar, region } = programme
  let hour = ''
  let today = Number.NaN

  const census = async (now: number): Promise<void> => {
    const day = calendar.dayAt(now)
    if (day === today) return
    const from = day - daysBack
    const bounds = Array.from({ length: daysBack + 1 }, (_, i) => new Date(calendar.startOf(from + i)))
    const rows = Map.groupBy(await openedByDay(db, region, from, bounds), (row) => row.day)
    for (let one = from; one < day; one += 1) {
      const opened = Object.fromEntries((rows.get(one) ?? []).map(({ procedure, opened: n }) => [procedure, n]))
      const body = { day: dayOf(one), opened }
      await state(db, programme, now, { type: 'log.census', body, rule: 'house/log-census', once: dayOf(one) })
    }
    today = day
    nudge()
  }

  const beat = async (): Promise<void> => {
    const now = clock.now()
    const thisHour = new Date(now).toISOString().slice(0, 13)
    if (thisHour !== hour) {
      const body = { entries: size() }
      await state(db, programme, now, { type: 'log.heartbeat', body, rule: 'house/log-heartbeat', once: thisHour })
      hour = thisHour
      nudge()
    }
    await census(now)
  }

  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ error: String(error) }, 'no heartbeat'))
  }, everyMs)
  return { beat, close: () => clearInterval(timer) }
}
