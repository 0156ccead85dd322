/**
 * Slots, each held by one inspector or by nobody. An inspector holds at most one slot of a unit and at most `caps`
 * slots in all. Inspectors, units and slots are numbered from 0. Everything is exact: whether the rest can still be
 * filled is decided by augmenting paths in a flow network, without any tolerance.
 */
export interface Roster {
  /** Fills every free slot. False when that is impossible; then as many as possible are filled. */
  readonly fill: () => boolean
  /** Gives a slot to an inspector for good if all other slots can still be filled; else changes nothing. */
  readonly pin: (slot: number, inspector: number) => boolean
}

/** The problem: for each slot its unit and who may take it, for each inspector how many slots. */
export interface Places {
  readonly units: readonly number[]
  readonly candidates: readonly (readonly number[])[]
  readonly caps: readonly number[]
}

const NOBODY = -1

/** A slot and the inspector it goes to. */
interface Move {
  readonly slot: number
  readonly inspector: number
}

/** An empty roster; slots in `pinned` are given away already, whatever their candidates. Null if those break a cap. */
export function rosterOf({ units, candidates, caps }: Places, pinned: ReadonlyMap<number, number>): Roster | null {
  const holders = units.map(() => NOBODY)
  const held = caps.map(() => new Set<number>())
  const inUnit = new Map<number, number>()
  const fixed = new Set<number>()
  const place = (slot: number, inspector: number) => (units[slot] ?? 0) * caps.length + inspector
  const isFull = (inspector: number) => slotsOf(inspector).size >= (caps[inspector] ?? 0)
  const slotsOf = (inspector: number) => held[inspector] ?? new Set<number>()

  function release(slot: number): void {
    const inspector = holders[slot] ?? NOBODY
    if (inspector === NOBODY) return
    slotsOf(inspector).delete(slot)
    inUnit.delete(place(slot, inspector))
    holders[slot] = NOBODY
  }

  function give(slot: number, inspector: number): void {
    release(slot)
    if (inspector === NOBODY) return
    slotsOf(inspector).add(slot)
    inUnit.set(place(slot, inspector), slot)
    holders[slot] = inspector
  }

  /** The slots that could make room for this one if they moved; null when the inspector has room as it is. */
  function inTheWay(slot: number, inspector: number): Iterable<number> | null {
    const same = inUnit.get(place(slot, inspector))
    if (same !== undefined) return [same]
    return isFull(inspector) ? slotsOf(inspector) : null
  }

  /** Fills one free slot, moving others along a shortest augmenting path. False when there is none. */
  function augment(free: number): boolean {
    // Slots reached so far, each with the move that would displace it. New ones are visited in turn: a queue.
    const reached = new Map<number, Move | null>([[free, null]])
    for (const slot of reached.keys()) {
      for (const inspector of candidates[slot] ?? []) {
        const blocking = inTheWay(slot, inspector)
        if (blocking === null) {
          shift({ slot, inspector }, reached)
          return true
        }
        for (const other of blocking)
          if (!fixed.has(other) && !reached.has(other)) reached.set(other, { slot, inspector })
      }
    }
    return false
  }

  /** Makes the last move of a path and all moves that led to it. */
  function shift(last: Move, reached: ReadonlyMap<number, Move | null>): void {
    const moves: Move[] = []
    for (let move: Move | null = last; move; move = reached.get(move.slot) ?? null) moves.push(move)
    for (const { slot } of moves) release(slot)
    for (const { slot, inspector } of moves) give(slot, inspector)
  }

  function fill(): boolean {
    return holders.map((_, slot) => holders[slot] !== NOBODY || augment(slot)).every((filled) => filled)
  }

  function pin(slot: number, inspector: number): boolean {
    if (holders[slot] === inspector) {
      fixed.add(slot)
      return true
    }
    const before = [...holders]
    const displaced = toMakeRoom(slot, inspector)
    if (displaced === null) return false
    for (const other of displaced) release(other)
    give(slot, inspector)
    fixed.add(slot)
    if (displaced.every(augment)) return true
    fixed.delete(slot)
    restore(before)
    return false
  }

  /** The slot that must move so that the inspector can take this one: none, one, or null when none of them can. */
  function toMakeRoom(slot: number, inspector: number): readonly number[] | null {
    const blocking = inTheWay(slot, inspector)
    if (blocking === null) return []
    const movable = [...blocking].find((other) => !fixed.has(other))
    return movable === undefined ? null : [movable]
  }

  function restore(before: readonly number[]): void {
    const changed = [...before.entries()].filter(([slot, holder]) => holders[slot] !== holder)
    for (const [slot] of changed) release(slot)
    for (const [slot, holder] of changed) give(slot, holder)
  }

  for (const [slot, inspector] of pinned) {
    if (inUnit.has(place(slot, inspector)) || isFull(inspector)) return null
    give(slot, inspector)
    fixed.add(slot)
  }
  return { fill, pin }
}
