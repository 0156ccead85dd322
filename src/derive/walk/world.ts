import type { Around } from '../../kernel/around.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Day, Instant, WorkingCalendar } from '../../kernel/calendar.ts'
import type { Actor, Case, Event } from '../../kernel/case.ts'
import type { Org } from '../../kernel/org.ts'
import type { ExampleNames } from '../example.ts'

/** Where a walk takes place: a city, its calendar, and the secrets of its days. */
export interface World {
  readonly calendar: WorkingCalendar
  readonly org: Org
  readonly region: string
  /** When the first case is opened. */
  readonly start: Instant
  readonly seeds: (on: Day) => NonNullable<Around['seeds']>
  readonly names: Omit<ExampleNames, 'today'>
  /** Units that a case may be given to. */
  readonly units: readonly string[]
}

/** An event, and the clock whose breach it was. */
export interface Step {
  readonly event: Event
  readonly clock: string | null
}

/** A value that a walk typed into a field, found again by its mark wherever it is shown. */
export interface Mark {
  readonly mark: string
  readonly field: string
  /** Sequence number of the event in which it was typed, and the token of the person who typed it. */
  readonly seq: number
  readonly token: string | null
}

/** A walk under way. Only the walk itself changes it. */
export interface Path {
  readonly procedure: Procedure
  readonly world: World
  case: Case | null
  now: Instant
  readonly steps: Step[]
  readonly marks: Mark[]
  readonly tokens: string[]
  /** What was tried, as a reader follows it. */
  readonly told: string[]
}

export const titleOfActor = (actor: Actor): string => {
  switch (actor.kind) {
    case 'post':
      return `${actor.person} at ${actor.post}`
    case 'person':
      return `code ${actor.token} of ${actor.case}`
    case 'visitor':
    case 'clock':
    case 'system':
      return actor.kind
    default: {
      const never: never = actor
      throw new TypeError(String(never))
    }
  }
}
