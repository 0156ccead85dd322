import type { Found } from './draws.ts'
import type { Facts } from './facts.ts'

/** A size, and when the first of its witnesses saw it: milliseconds since 1970. */
export interface Seen {
  readonly size: number
  readonly at: number
}

/** Clocks of offices and witnesses differ, and a move may wait for its turn: less than this is nobody's lie. */
const toleranceMs = 600_000

const dayMs = 86_400_000

/** Back-dated entries told one by one; more only make the report longer. */
const mostTold = 10

/**
 * Compares the time that each entry claims with the times between which witnesses fixed it. An entry that a tree seen at T0
 * did not yet hold was written after T0, whatever it says. Times of persons are told by the day and get a day's tolerance.
 */
export function timeFaults(facts: Facts, seen: readonly Seen[]): Found {
  const steps = [...seen].sort((a, b) => a.size - b.size)
  const faults: string[] = []
  let bounded = 0
  let step = 0
  for (const [index, claimed] of facts.times.entries()) {
    while (step < steps.length && (steps[step]?.size ?? 0) <= index) step += 1
    const before = steps[step - 1]
    const after = steps[step]
    const slack = toleranceMs + (claimed.isCoarse ? dayMs : 0)
    if (before || after) bounded += 1
    if (before && claimed.at < before.at - slack)
      faults.push(
        `entry ${index} claims ${iso(claimed.at)}, but was not there when ${iso(before.at)} was witnessed: dated back`,
      )
    if (after && claimed.at > after.at + slack)
      faults.push(
        `entry ${index} claims ${iso(claimed.at)}, but was there when ${iso(after.at)} was witnessed: dated ahead`,
      )
  }
  const told = faults.slice(0, mostTold)
  return {
    checked: [
      `${bounded} of ${facts.times.length} claimed times lie between the times of ${steps.length} witnessed trees`,
    ],
    faults:
      faults.length > mostTold ? [...told, `and ${faults.length - mostTold} more entries dated back or ahead`] : told,
  }
}

const iso = (at: number) => new Date(at).toISOString()
