import { type Day, dayNumber, dayOf } from '../kernel/calendar.ts'
import { commitmentOf, type DailySeed } from '../kernel/seed.ts'
import type { Queryable } from '../store/read.ts'
import { addSeeds, openSeeds, readSeeds } from '../store/seeds.ts'
import type { BusinessClock } from './business-clock.ts'
import type { Programme } from './programme.ts'
import { randomBytes } from './random.ts'
import { state } from './statement.ts'

/** Days ahead for which secrets are committed: a server that is down for a week loses no commitment. */
const daysAhead = 7

/** A look-back falls at most 180 days and a holiday break after its seed's day; only then is that seed opened. */
const lookBackOpensAfter = 195

const purposes: readonly DailySeed['purpose'][] = ['draw', 'look-back']

export interface Seeds {
  /** Throws when the day has none: `prepare` was not called in time. */
  readonly of: (day: Day) => { readonly draw: DailySeed; readonly lookBack: DailySeed }
  /** Commits to the days ahead and opens what lies behind, both in the log. */
  readonly prepare: () => Promise<void>
}

function freshSeed(day: Day, purpose: DailySeed['purpose']): DailySeed {
  const seed = { day, purpose, secret: Buffer.from(randomBytes(32)).toString('hex') }
  return { ...seed, commitment: commitmentOf(seed) }
}

export function openSeedsOf(db: Queryable, programme: Programme, clock: BusinessClock): Seeds {
  const known = new Map<string, DailySeed>()
  const todayNumber = () => programme.calendar.dayAt(clock.now())
  const rule = 'house/independent-verifier'
  /** The day on which it was done last: each day opens the seed of the one before. */
  let preparedOn = Number.NaN

  const prepare = async (): Promise<void> => {
    const today = todayNumber()
    if (preparedOn === today) return
    const days = Array.from({ length: daysAhead + 1 }, (_, i) => dayOf(today + i))
    const added = await addSeeds(
      db,
      days.flatMap((day) => purposes.map((purpose) => freshSeed(day, purpose))),
    )
    for (const { day, purpose, commitment } of added) {
      await state(db, programme, clock.now(), {
        type: 'draw.seed-commit',
        body: { day, purpose, commitment },
        rule,
        once: `${purpose}/${day}`,
      })
    }
    for (const seed of await readSeeds(db, dayOf(today), dayOf(today + daysAhead)))
      known.set(`${seed.purpose}/${seed.day}`, seed)
    const past = [
      ...(await openSeeds(db, 'draw', dayOf(today), new Date(clock.now()))),
      ...(await openSeeds(db, 'look-back', dayOf(today - lookBackOpensAfter), new Date(clock.now()))),
    ]
    for (const { day, purpose, secret } of past) {
      known.delete(`${purpose}/${day}`)
      await state(db, programme, clock.now(), {
        type: 'draw.seed-open',
        body: { day, purpose, secret },
        rule,
        once: `${purpose}/${day}`,
      })
    }
    preparedOn = today
  }

  return {
    of: (day) => {
      const draw = known.get(`draw/${day}`)
      const lookBack = known.get(`look-back/${day}`)
      if (!draw || !lookBack)
        throw new TypeError(`no seed was committed for ${day} (${dayNumber(day) - todayNumber()} days from today)`)
      return { draw, lookBack }
    },
    prepare,
  }
}
