import type { Instant } from '../kernel/calendar.ts'
import { breachedCases, type Queryable } from '../store/read.ts'
import type { Acts } from './act.ts'
import type { BusinessClock } from './business-clock.ts'
import type { Log } from './log.ts'
import type { Seeds } from './seeds.ts'

/** Cases whose breaches are recorded in one scan; the rest follow in the next round of the same scan. */
const mostAtOnce = 500

export interface Timers {
  /** Records every breach up to now; answers how many events that made. */
  readonly scan: () => Promise<number>
  /** The instant of the next breach, or null. */
  readonly next: () => Promise<Instant | null>
  readonly close: () => void
}

export interface TimersOptions {
  readonly db: Queryable
  readonly acts: Acts
  readonly clock: BusinessClock
  readonly seeds: Seeds
  readonly log: Log
  readonly everyMs: number
}

/**
 * One scan of the due index, not a timer for each clock: what breached while the server was down is recorded at the next
 * start, each breach exactly once because recording it moves the case on.
 */
export function openTimers({ db, acts, clock, seeds, log, everyMs }: TimersOptions): Timers {
  let scanning: Promise<number> | null = null

  const scanOnce = async (): Promise<number> => {
    await seeds.prepare()
    let events = 0
    for (;;) {
      const due = await breachedCases(db, new Date(clock.now()), mostAtOnce)
      const results = await Promise.all(due.map(({ no }) => acts.submit({ care: 'fire', no })))
      const made = results.reduce((sum, result) => sum + (result.ok ? result.value.events.length : 0), 0)
      events += made
      // What could not be recorded now (nobody left to draw) is tried again at the next scan.
      if (made === 0) {
        if (due.length > 0) log.warn({ cases: due.length }, 'breaches wait')
        return events
      }
      if (due.length < mostAtOnce) return events
    }
  }

  const scan = (): Promise<number> => {
    scanning ??= scanOnce().finally(() => {
      scanning = null
    })
    return scanning
  }
  const timer = setInterval(() => {
    scan().catch((error: unknown) => log.error({ error: String(error) }, 'clock scan failed'))
  }, everyMs)

  return {
    scan,
    next: async () => {
      const { rows } = await db.query<{ fires: Date | null }>(
        'select min(fires) as fires from case_file where fires is not null',
      )
      return rows[0]?.fires?.getTime() ?? null
    },
    close: () => clearInterval(timer),
  }
}
