import type { Instant, WorkingCalendar } from './calendar.ts'
import type { CaseHead } from './case.ts'
import type { FactName } from './facts.ts'
import type { Org } from './org.ts'
import type { DailySeed } from './seed.ts'
import type { Json } from './text.ts'

/** All that judging may know. Everything is an argument, so that a move can be judged again years later. */
export interface Around {
  readonly now: Instant
  readonly calendar: WorkingCalendar
  readonly org: Org
  readonly facts: Readonly<Partial<Record<FactName, Json>>>
  /** Today's committed seeds, for draws of verifiers and of look-back days. */
  readonly seeds?: { readonly draw: DailySeed; readonly lookBack: DailySeed }
  /** Number, id and version of the case to open. */
  readonly head?: CaseHead
  /** Mark of the person who joins. */
  readonly token?: string
}
