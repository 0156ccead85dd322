import { isObject, type Json } from '../log/canonical.ts'
import { type Checked, failed, passed } from '../log/checked.ts'
import { sha256Hex } from '../log/hash.ts'
import { isContribution } from './commitment.ts'
import type { Frame } from './frame.ts'
import { compare } from './ticket.ts'

/** Everything that becomes known after all have committed: from it and the frame the seed follows. */
export interface Reveal {
  /** The contribution of every party, 64 hex digits, by party id. */
  readonly contributions: { readonly [party: string]: string }
  /** The digits rolled in public, or null when the frame wants none. */
  readonly dice: string | null
  /** The value of the beacon, or null when the frame names none. */
  readonly beacon: string | null
}

/** What a beacon's value may look like inside a line of the seed file. */
const BEACON_VALUE = /^[\x21-\x7e]{1,1024}$/

/** The reveals in a reveal.json, checked against the frame they are for. Its JSON need not be canonical. */
export function readReveal(bytes: Uint8Array, frame: Frame): Checked<Reveal> {
  let value: Json
  try {
    value = JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return failed('reveal: not JSON')
  }
  if (!isObject(value) || !isObject(value.contributions)) return failed('reveal: "contributions" is missing')
  const { contributions, dice = null, beacon = null } = value
  const fault = contributionsFault(contributions, frame) ?? diceFault(dice, frame) ?? beaconFault(beacon, frame)
  return fault === null ? passed({ contributions, dice, beacon } as unknown as Reveal) : failed(`reveal: ${fault}`)
}

/** The parties that have not revealed. At the deadline one of them is enough to void the draw, publicly and by name. */
export function missingParties(frame: Frame, contributions: { readonly [party: string]: unknown }): readonly string[] {
  return frame.parties.map(({ id }) => id).filter((id) => !Object.hasOwn(contributions, id))
}

function contributionsFault(contributions: { readonly [party: string]: Json }, frame: Frame): string | null {
  const missing = missingParties(frame, contributions)
  if (missing.length > 0) return `${missing.join(', ')} did not reveal: the draw is void`
  const stranger = Object.keys(contributions).find((id) => !frame.parties.some((party) => party.id === id))
  if (stranger !== undefined) return `${stranger} is no party of this draw`
  const malformed = Object.keys(contributions).find((id) => !isContribution(contributions[id]))
  return malformed === undefined ? null : `the contribution of ${malformed} is not 64 hex digits`
}

function diceFault(dice: Json, frame: Frame): string | null {
  if (frame.dice === 0) return dice === null ? null : 'dice were rolled that the frame does not want'
  if (typeof dice !== 'string' || !/^[0-9]+$/.test(dice)) return `the frame wants ${frame.dice} dice digits`
  return dice.length >= frame.dice ? null : `${dice.length} dice digits; the frame wants ${frame.dice}`
}

function beaconFault(beacon: Json, frame: Frame): string | null {
  if (frame.beacon === null) return beacon === null ? null : 'a beacon value that the frame does not want'
  return typeof beacon === 'string' && BEACON_VALUE.test(beacon)
    ? null
    : `the value of the beacon ${frame.beacon.kind} ${frame.beacon.ref} is missing`
}

/** The seed file: `sha256sum seed.txt` is the seed. `frameHash` is SHA-256 of frame.json in hex. */
export function seedText(frame: Frame, frameHash: string, { contributions, dice, beacon }: Reveal): string {
  const parties = frame.parties.map(({ id }) => id).sort(compare)
  return [
    'luoshi-draw-seed/1',
    `draw ${frame.draw}`,
    `frame ${frameHash}`,
    ...(frame.dice > 0 ? [`dice ${dice}`] : []),
    ...parties.map((id) => `party ${id} ${contributions[id]}`),
    ...(frame.beacon ? [`beacon ${frame.beacon.kind} ${frame.beacon.ref} ${beacon}`] : []),
    '',
  ].join('\n')
}

/** The seed of a draw: SHA-256 of its seed file, 64 lower-case hex digits. */
export function seedOf(text: string): string {
  return sha256Hex(text)
}
