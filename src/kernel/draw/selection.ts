import type { Frame, Unit } from './frame.ts'
import { compare, inOrder, tickets } from './ticket.ts'

/** The units drawn, and those that would follow if one cannot be visited. All in the order of their tickets. */
export interface Selection {
  /** Units whose turn in the cycle has come. */
  readonly cover: readonly string[]
  readonly coverReserve: readonly string[]
  /** By stratum: units drawn whether or not they were visited before. */
  readonly spot: { readonly [stratum: string]: readonly string[] }
  readonly reserve: { readonly [stratum: string]: readonly string[] }
}

/** Draws the cover sample, then from what it left a spot sample in every stratum. docs/FORMAT.md §8. */
export function selected(frame: Frame, seed: string): Selection {
  const due = frame.units.filter((unit) => unit.due === 1).map((unit) => unit.id)
  const order = frame.cover ? inOrder(due, tickets(seed, 'cover')) : []
  const cover = order.slice(0, frame.cover?.take ?? 0)
  const taken = new Set(cover)
  const spots = frame.strata.map(({ id, take }) => {
    const units = frame.units.filter((unit) => unit.stratum === id && !taken.has(unit.id))
    const drawn = spotOrder(units, seed)
    return { id, sample: drawn.slice(0, take), reserve: drawn.slice(take) }
  })
  return {
    cover,
    coverReserve: order.slice(cover.length),
    spot: Object.fromEntries(spots.map(({ id, sample }) => [id, sample])),
    reserve: Object.fromEntries(spots.map(({ id, reserve }) => [id, reserve])),
  }
}

/**
 * Units in the order in which their first ball is drawn. A unit with w balls owns the ids unit#1 … unit#w, which is
 * sampling without replacement in proportion to w with whole numbers only. More balls never delay a unit and never
 * reorder the others.
 */
export function spotOrder(units: readonly Unit[], seed: string): string[] {
  const ticketFor = tickets(seed, 'spot')
  return units
    .map(({ id, balls }) => ({ id, first: firstBall(id, balls, ticketFor) }))
    .sort((a, b) => compare(a.first, b.first))
    .map(({ id }) => id)
}

/** The earliest of a unit's balls, as `ticket ball`: comparing these compares tickets, then ids. */
function firstBall(unit: string, balls: number, ticketFor: (id: string) => string): string {
  let first = ''
  for (let n = 1; n <= balls; n++) {
    const ball = `${unit}#${n}`
    const drawn = `${ticketFor(ball)} ${ball}`
    if (n === 1 || drawn < first) first = drawn
  }
  return first
}

/** How many units to cover in a round so that every unit comes exactly once in a cycle: ⌈due / rounds left⌉. */
export function coverTake(due: number, roundsLeft: number): number {
  if (roundsLeft < 1) throw new RangeError(`${roundsLeft} rounds left`)
  return Math.ceil(due / roundsLeft)
}
