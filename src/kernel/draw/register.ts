import { isObject, type Json, readCanonical } from '../log/canonical.ts'
import { type Checked, failed, passed } from '../log/checked.ts'
import { sha256Hex } from '../log/hash.ts'
import { readFrame, type Unit } from './frame.ts'
import { coverTake } from './selection.ts'

export const REGISTER_VERSION = 'luoshi-register/1'

/**
 * Checks where a frame comes from. `register.json` holds every unit that could be drawn with its stratum, balls and whether
 * it is due, as they follow from the log at the size that the frame cites; its hash stands in the frame. Whoever is left out
 * must stand in `excluded` with a reason, nobody may be added, and no unit may have other balls. With `cycle`, the cover
 * sample is as large as it must be for every unit to come once (docs/FORMAT.md §6).
 */
export function checkRegister(frameBytes: Uint8Array, registerBytes: Uint8Array): Checked<true> {
  const frame = readFrame(frameBytes)
  if (!frame.ok) return frame
  const raw = readCanonical(frameBytes)
  const members = raw.ok && isObject(raw.value) ? raw.value : {}
  if (!isObject(members.register) || members.register.hash !== sha256Hex(registerBytes))
    return failed('register.json is not the register that the frame cites')
  const register = unitsIn(registerBytes)
  if (!register.ok) return register
  const excluded = excludedIn(members.excluded)
  if (!excluded.ok) return excluded
  const fault =
    unitFault(frame.value.units, register.value, excluded.value) ??
    cycleFault(members.cycle, frame.value.units, frame.value.cover?.take ?? null)
  return fault === null ? passed(true) : failed(fault)
}

function unitsIn(bytes: Uint8Array): Checked<ReadonlyMap<string, Unit>> {
  const read = readCanonical(bytes)
  if (!read.ok) return failed(`register.json: ${read.why}`)
  const { value } = read
  if (!isObject(value) || value.v !== REGISTER_VERSION || !Array.isArray(value.units))
    return failed(`register.json: "v" must be "${REGISTER_VERSION}" and "units" a list`)
  const units = new Map<string, Unit>()
  for (const unit of value.units as readonly Json[]) {
    if (!isObject(unit) || typeof unit.id !== 'string' || units.has(unit.id))
      return failed('register.json: every unit has an id of its own')
    units.set(unit.id, unit as unknown as Unit)
  }
  return passed(units)
}

function excludedIn(value: Json | undefined): Checked<ReadonlyMap<string, string>> {
  if (value === undefined) return passed(new Map())
  const pairs = Array.isArray(value) ? (value as readonly Json[]) : [null]
  const read = pairs.map((pair) =>
    Array.isArray(pair) && pair.length === 2 ? (pair as readonly Json[]) : [null, null],
  )
  return read.every(([unit, reason]) => typeof unit === 'string' && typeof reason === 'string' && reason.trim() !== '')
    ? passed(new Map(read.map(([unit, reason]) => [String(unit), String(reason)])))
    : failed('"excluded" must be a list of units, each with its reason')
}

function unitFault(
  units: readonly Unit[],
  register: ReadonlyMap<string, Unit>,
  excluded: ReadonlyMap<string, string>,
): string | null {
  const inFrame = new Set(units.map(({ id }) => id))
  const missing = [...register.keys()].find((id) => !inFrame.has(id) && !excluded.has(id))
  if (missing !== undefined) return `${missing} is in the register but neither in the frame nor excluded with a reason`
  const stray = [...excluded.keys()].find((id) => !register.has(id))
  if (stray !== undefined) return `${stray} is excluded but not in the register`
  for (const { id, stratum, balls, due } of units) {
    const registered = register.get(id)
    if (!registered) return `${id} is in the frame but not in the register`
    if (excluded.has(id)) return `${id} is excluded and in the frame`
    if (registered.stratum !== stratum || registered.balls !== balls || registered.due !== due)
      return `${id} has another stratum, other balls or another due than in the register`
  }
  return null
}

function cycleFault(cycle: Json | undefined, units: readonly Unit[], take: number | null): string | null {
  if (cycle === undefined) return null
  const roundsLeft = isObject(cycle) ? cycle.roundsLeft : null
  if (typeof roundsLeft !== 'number' || roundsLeft < 1) return '"cycle" must say how many rounds are left'
  const due = units.filter((unit) => unit.due === 1).length
  const needed = coverTake(due, roundsLeft)
  return take === needed
    ? null
    : `${due} units are due and ${roundsLeft} rounds left: cover takes ${needed}, not ${take ?? 'none'}`
}
