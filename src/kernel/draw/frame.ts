import { isObject, type Json, readCanonical } from '../log/canonical.ts'
import { type Checked, failed, passed } from '../log/checked.ts'
import { parseVkey } from '../log/key.ts'
import { compare } from './ticket.ts'

/** Who contributes to the seed. With a key, the party signs its own commitment, so that nobody can commit for it. */
export interface Party {
  readonly id: string
  /** A vkey of type 1 (docs/FORMAT.md §2), or null when the party has none. */
  readonly key: string | null
}

/** A unit that can be drawn. */
export interface Unit {
  readonly id: string
  readonly stratum: string
  /** 1 to 64: how many tickets it has in the spot draw. */
  readonly balls: number
  /** 1 while the unit has not been inspected in this cycle. */
  readonly due: 0 | 1
}

/** Someone who can be sent. */
export interface Inspector {
  readonly id: string
  readonly org: string
  readonly roles: readonly string[]
  /** Slots this inspector can take in this draw. */
  readonly max: number
  /** Slots taken earlier in the cycle: load is balanced over all of it. */
  readonly prior: number
}

/** All that a draw depends on, frozen and published before anybody commits (luoshi-draw/1, docs/FORMAT.md §6). */
export interface Frame {
  readonly draw: string
  /** A sealed draw publishes only the hash of its result until the visits are over. */
  readonly mode: 'public' | 'sealed'
  readonly parties: readonly Party[]
  /** Decimal digits that must be rolled in public before anyone reveals. */
  readonly dice: number
  /** A public value that becomes known only after the reveals. */
  readonly beacon: { readonly kind: string; readonly ref: string } | null
  readonly strata: readonly { readonly id: string; readonly take: number }[]
  readonly cover: { readonly take: number } | null
  readonly units: readonly Unit[]
  readonly inspectors: readonly Inspector[]
  /** Roles of every team, in the order in which slots are filled. */
  readonly team: readonly { readonly role: string; readonly n: number }[]
  /** [inspector, unit] pairs that must not meet. */
  readonly avoid: readonly (readonly [inspector: string, unit: string])[]
}

export const FRAME_VERSION = 'luoshi-draw-frame/1'

/** Balls of the heaviest unit. */
const BALLS_MAX = 64

/** Members of one role in a team. A bound of ours, so that a hostile frame cannot ask for endless slots. */
const ROLE_MAX = 99

const ID = /^[A-Za-z0-9._-]{1,64}$/
const DRAW = /^[A-Za-z0-9._/-]{1,128}$/
const BEACON_KIND = /^[a-z0-9-]{1,32}$/
const PRINTABLE = /^[\x21-\x7e]{1,256}$/

type Members = { readonly [key: string]: Json }

/**
 * The frame that canonical bytes hold. Members that the draw does not know (`register`, `excluded`, `cycle` …) are
 * hashed with the rest and otherwise ignored. Refuses ids that repeat, lists that are not sorted and unknown strata.
 */
export function readFrame(bytes: Uint8Array): Checked<Frame> {
  const read = readCanonical(bytes)
  if (!read.ok) return failed(`frame: ${read.why}`)
  const frame = read.value
  if (!isObject(frame)) return failed('frame: not a JSON object')
  const fault = frameFault(frame)
  // Every member was just checked against the interface; unknown members stay unread.
  return fault === null ? passed(frame as unknown as Frame) : failed(`frame: ${fault}`)
}

function frameFault(frame: Members): string | null {
  if (frame.v !== FRAME_VERSION) return `"v" must be "${FRAME_VERSION}"`
  if (!matches(frame.draw, DRAW)) return '"draw" must be an id of letters, digits and . _ / -'
  if (frame.mode !== 'public' && frame.mode !== 'sealed') return '"mode" must be "public" or "sealed"'
  if (!isCount(frame.dice)) return '"dice" must be a number of digits'
  if (frame.beacon !== null && !isBeacon(frame.beacon)) return '"beacon" must be null or a kind and a ref'
  if (frame.cover !== null && !(isObject(frame.cover) && isCount(frame.cover.take)))
    return '"cover" must be null or a number to take'
  return (
    listFault(frame.parties, 'parties', partyFault) ??
    (Array.isArray(frame.parties) && frame.parties.length === 0 ? 'nobody contributes to the seed' : null) ??
    listFault(frame.strata, 'strata', (stratum) => (isCount(stratum.take) ? null : '"take" must be a number')) ??
    listFault(frame.units, 'units', (unit) => unitFault(unit, frame)) ??
    listFault(frame.inspectors, 'inspectors', inspectorFault) ??
    sortedFault(frame.units, 'units') ??
    sortedFault(frame.inspectors, 'inspectors') ??
    teamFault(frame.team) ??
    avoidFault(frame.avoid)
  )
}

function partyFault({ key }: Members): string | null {
  if (key === null) return null
  const parsed = parseVkey(typeof key === 'string' ? key : '')
  if (!parsed.ok) return parsed.why
  return parsed.value.kind === 'note' ? null : 'a party signs with a key of type 1'
}

function unitFault({ stratum, balls, due }: Members, { strata }: Members): string | null {
  const known = Array.isArray(strata) && strata.some((one) => isObject(one) && one.id === stratum)
  if (!known) return `there is no stratum ${JSON.stringify(stratum)}`
  if (!isCount(balls) || balls < 1 || balls > BALLS_MAX) return `"balls" must be 1 to ${BALLS_MAX}`
  return due === 0 || due === 1 ? null : '"due" must be 0 or 1'
}

function inspectorFault({ org, roles, max, prior }: Members): string | null {
  if (typeof org !== 'string') return '"org" must be an id'
  if (!Array.isArray(roles) || !roles.every((role) => matches(role, ID))) return '"roles" must be a list of ids'
  return isCount(max) && isCount(prior) ? null : '"max" and "prior" must be numbers of slots'
}

function teamFault(team: Json | undefined): string | null {
  if (!Array.isArray(team)) return '"team" must be a list'
  const isRole = (part: Json) =>
    isObject(part) && matches(part.role, ID) && isCount(part.n) && part.n >= 1 && part.n <= ROLE_MAX
  return team.every(isRole) ? null : `every part of the team is a role and a number of 1 to ${ROLE_MAX}`
}

function avoidFault(avoid: Json | undefined): string | null {
  if (!Array.isArray(avoid)) return '"avoid" must be a list'
  const isPair = (pair: Json) => Array.isArray(pair) && pair.length === 2 && pair.every((id) => matches(id, ID))
  if (!avoid.every(isPair)) return 'every part of "avoid" is an inspector and a unit'
  // A space sorts before every character of an id, so that pairs sort by inspector, then by unit.
  return isAscending(avoid.map((pair) => pair.join(' '))) ? null : '"avoid" must be sorted and without repeats'
}

function listFault(list: Json | undefined, name: string, faultOf: (item: Members) => string | null): string | null {
  if (!Array.isArray(list)) return `"${name}" must be a list`
  const seen = new Set<unknown>()
  for (const item of list) {
    if (!isObject(item) || !matches(item.id, ID))
      return `every part of "${name}" needs an id of letters, digits and . _ -`
    if (seen.has(item.id)) return `${name}: the id ${item.id} occurs twice`
    seen.add(item.id)
    const fault = faultOf(item)
    if (fault) return `${name}: ${item.id}: ${fault}`
  }
  return null
}

function sortedFault(list: Json | undefined, name: string): string | null {
  const ids = Array.isArray(list) ? list.map((item) => String(isObject(item) && item.id)) : []
  return isAscending(ids) ? null : `"${name}" must be sorted by id`
}

function isAscending(keys: readonly string[]): boolean {
  return keys.every((key, i) => i === 0 || compare(keys[i - 1] ?? '', key) < 0)
}

function isBeacon(beacon: Json | undefined): boolean {
  return isObject(beacon) && matches(beacon.kind, BEACON_KIND) && matches(beacon.ref, PRINTABLE)
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && value >= 0
}

function matches(value: Json | undefined, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
