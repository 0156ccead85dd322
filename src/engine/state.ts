import type { Procedure } from '../kernel/bind.ts'
import type { Org } from '../kernel/org.ts'
import type { DailySeed } from '../kernel/seed.ts'
import type { Endings } from '../store/read.ts'
import type { BusinessClock } from './business-clock.ts'
import type { Compare } from './comparison.ts'
import type { Keys } from './keys.ts'
import type { Programme } from './programme.ts'

/** What the engine holds in memory: all of it can be read again from the programme and the database. */
export interface EngineState {
  readonly programme: Programme
  readonly clock: BusinessClock
  readonly keys: Keys
  readonly org: () => Org
  /** What ended states mean, over all procedures. */
  readonly endings: Endings
  /** How a text or document stands to the plan. */
  readonly compare: Compare
  /** A version that cases here were opened under; undefined for one that was never published here. */
  readonly procedure: (id: string, version?: string) => Procedure | undefined
  /** Today's secrets, committed to yesterday or before. */
  readonly seeds: () => { readonly draw: DailySeed; readonly lookBack: DailySeed }
}
