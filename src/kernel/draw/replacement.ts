import type { Frame } from './frame.ts'
import type { Selection } from './selection.ts'
import { slotsOf, type Team, teamsFor } from './teams.ts'

/** What follows when inspectors cannot go. */
export interface Reassignment {
  /** Numbers of the slots, beyond those that lost their inspector, that had to be filled anew: last first. */
  readonly released: readonly number[]
  readonly feasible: boolean
  readonly teams: readonly Team[] | null
  readonly load: number | null
}

/**
 * The unit that takes the place of one that cannot be visited: the next of its reserve that is neither drawn nor
 * unavailable itself, or null when the reserve is exhausted. `stratum` is null for a unit of the cover sample.
 */
export function replacementUnit(
  selection: Selection,
  stratum: string | null,
  unavailable: ReadonlySet<string>,
): string | null {
  const drawn = new Set([...selection.cover, ...Object.values(selection.spot).flat()])
  const reserve =
    stratum === null ? selection.coverReserve : (selection.spot[stratum] && selection.reserve[stratum]) || []
  return reserve.find((unit) => !drawn.has(unit) && !unavailable.has(unit)) ?? null
}

/**
 * The teams after some inspectors have become unavailable. All other slots stay as they are, and only theirs are filled
 * by the rule of the draw; while that is impossible, the last slot still kept is released too.
 */
export function reassigned(
  frame: Frame,
  seed: string,
  teams: readonly Team[],
  unavailable: ReadonlySet<string>,
): Reassignment {
  const units = teams.map(([unit]) => unit)
  const holders = teams.flatMap(([, members]) => members.map(([, inspector]) => inspector))
  if (holders.length !== slotsOf(frame, units).length) throw new RangeError('these are not teams of this frame')
  const rest = { ...frame, inspectors: frame.inspectors.filter(({ id }) => !unavailable.has(id)) }
  const kept = new Map([...holders.entries()].filter(([, id]) => !unavailable.has(id)))
  const released: number[] = []
  for (;;) {
    const found = teamsFor(rest, seed, units, kept)
    if (found) return { released, feasible: true, teams: found.teams, load: found.load }
    const last = [...kept.keys()].at(-1)
    if (last === undefined) return { released, feasible: false, teams: null, load: null }
    kept.delete(last)
    released.push(last)
  }
}
