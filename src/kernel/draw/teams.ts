import type { Frame, Inspector } from './frame.ts'
import { rosterOf } from './roster.ts'
import type { Selection } from './selection.ts'
import { inOrder, tickets } from './ticket.ts'

/** A place in a team: one role at one unit. */
export interface Slot {
  readonly unit: string
  readonly role: string
}

/** The team of one unit: [unit, [[role, inspector], …]]. */
export type Team = readonly [unit: string, members: readonly (readonly [role: string, inspector: string])[]]

/** Who goes where, and the largest load anybody then has in the cycle. */
export interface Teams {
  readonly load: number
  readonly teams: readonly Team[]
}

/** The units to be visited, in the order in which their slots are filled: cover, then spot by stratum. */
export function unitsDrawn(frame: Frame, { cover, spot }: Selection): readonly string[] {
  return [...cover, ...frame.strata.flatMap(({ id }) => spot[id] ?? [])]
}

/** The slots of these units, in the order in which they are filled. */
export function slotsOf(frame: Frame, units: readonly string[]): readonly Slot[] {
  const roles = frame.team.flatMap(({ role, n }) => Array.from({ length: n }, () => role))
  return units.flatMap((unit) => roles.map((role) => ({ unit, role })))
}

/**
 * The teams of these units, or null when no full assignment exists. First the load is made as small as possible, then
 * each slot in turn goes to the first of its candidates, in ticket order, with whom the rest can still be filled: the
 * lexicographically first feasible assignment, which is one by definition and whatever the solver (docs/FORMAT.md §9).
 * `pinned` gives slots away beforehand, by number, to inspectors of the frame.
 */
export function teamsFor(
  frame: Frame,
  seed: string,
  units: readonly string[],
  pinned: ReadonlyMap<number, string> = new Map(),
): Teams | null {
  const slots = slotsOf(frame, units)
  const candidates = candidatesOf(frame, seed, slots)
  const place = new Map(frame.inspectors.map(({ id }, i) => [id, i]))
  const numbers = new Map(units.map((unit, i) => [unit, i]))
  const given = new Map([...pinned].map(([slot, id]) => [slot, place.get(id) ?? -1]))
  const rosterAt = (load: number) =>
    rosterOf(
      {
        units: slots.map(({ unit }) => numbers.get(unit) ?? -1),
        candidates: candidates.map((ids) => ids.map((id) => place.get(id) ?? -1)),
        caps: frame.inspectors.map((inspector) => capOf(inspector, load)),
      },
      given,
    )
  const load = smallest(slots.length, frame.inspectors, (limit) => rosterAt(limit)?.fill() ?? false)
  const roster = load === null ? null : rosterAt(load)
  if (load === null || !roster?.fill()) return null
  const chosen = candidates.map((ids, slot) => {
    const first = pinned.get(slot) ?? ids.find((id) => roster.pin(slot, place.get(id) ?? -1))
    if (first === undefined) throw new Error(`slot ${slot} has no candidate although all could be filled`)
    return first
  })
  return { load, teams: teamed(units, slots, chosen) }
}

/** Who may take each slot, in the order of their tickets. */
function candidatesOf(frame: Frame, seed: string, slots: readonly Slot[]): readonly (readonly string[])[] {
  const ticketFor = tickets(seed, 'team')
  const avoided = new Set(frame.avoid.map(([inspector, unit]) => `${inspector} ${unit}`))
  const known = new Map<string, readonly string[]>()
  return slots.map(({ unit, role }) => {
    const key = `${unit}|${role}`
    const able = ({ id, roles }: Inspector) => roles.includes(role) && !avoided.has(`${id} ${unit}`)
    const ids =
      known.get(key) ??
      inOrder(
        frame.inspectors.filter(able).map(({ id }) => id),
        (id) => ticketFor(`${key}|${id}`),
      )
    known.set(key, ids)
    return ids
  })
}

/** Slots an inspector may take when nobody's load in the cycle exceeds `load`. */
function capOf({ max, prior }: Inspector, load: number): number {
  return Math.max(0, Math.min(load - prior, max))
}

/** The smallest load that is possible, found by halving: what is possible with one load is so with any larger. */
function smallest(
  slots: number,
  inspectors: readonly Inspector[],
  isPossible: (load: number) => boolean,
): number | null {
  if (slots === 0) return 0
  let [low, high] = [0, Math.max(0, ...inspectors.map(({ max, prior }) => prior + Math.min(max, slots)))]
  if (!isPossible(high)) return null
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isPossible(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function teamed(units: readonly string[], slots: readonly Slot[], chosen: readonly string[]): readonly Team[] {
  const size = units.length === 0 ? 0 : slots.length / units.length
  return units.map((unit, i) => [
    unit,
    slots.slice(i * size, (i + 1) * size).map(({ role }, j) => [role, chosen[i * size + j] ?? ''] as const),
  ])
}
