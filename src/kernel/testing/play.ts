import type { Procedure } from '../bind.ts'
import type { Instant } from '../calendar.ts'
import type { Actor, Case, Event } from '../case.ts'
import { type Command, type Decision, decide } from '../decide.ts'
import type { Result } from '../result.ts'
import type { JsonRecord } from '../text.ts'
import { at } from './calendar.ts'
import { type AroundOptions, around, headOf } from './city.ts'

/** A case under way in a test: what happened, and what time it is. */
export interface Play {
  readonly procedure: Procedure
  readonly case: Case | null
  readonly events: readonly Event[]
  readonly now: Instant
}

export interface Move extends Omit<Command, 'input' | 'seen'>, AroundOptions {
  readonly by: Actor
  readonly input?: JsonRecord
  readonly seen?: number
  /** When; the play's own time if absent. */
  readonly now?: Instant
}

/** Wednesday afternoon, in office hours. */
export const start: Instant = at('2018-11-14 15:00')

export function nothingYet(procedure: Procedure, now: Instant = start): Play {
  return { procedure, case: null, events: [], now }
}

/** What the kernel says of a move, without making it. */
export function judged(play: Play, move: Move): Result<Decision> {
  const { by, input = {}, now = play.now, transition, seen, clock, ...options } = move
  const last = seen ?? play.case?.seq
  const command: Command = {
    transition,
    input,
    ...(last !== undefined && { seen: last }),
    ...(clock !== undefined && { clock }),
  }
  const head = play.case ? {} : { head: headOf(play.procedure) }
  return decide(play.procedure, play.case, by, command, around(now, { ...head, ...options }))
}

/** The play after a move; throws with the refusal's sentence when it is not accepted. */
export function played(play: Play, ...moves: readonly Move[]): Play & { readonly case: Case } {
  let after = play
  for (const move of moves) {
    const result = judged(after, move)
    if (!result.ok) throw new Error(`${move.transition}: ${result.refusal.code}: ${result.refusal.says[1]}`)
    const events = [...after.events, ...result.value.events]
    after = { ...after, case: result.value.after, events, now: move.now ?? after.now }
  }
  if (!after.case) throw new Error('nothing was played')
  return { ...after, case: after.case }
}
