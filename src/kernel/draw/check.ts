import { canonical, isObject, type Json, readCanonical } from '../log/canonical.ts'
import { type Checked, failed, passed } from '../log/checked.ts'
import { checkCommitments, drawn, prepared, type Result } from './draw.ts'
import type { Frame } from './frame.ts'
import { reassigned, replacementUnit } from './replacement.ts'
import { seedOf } from './reveal.ts'

/** The files of a draw as they are published. */
export interface Published {
  readonly frame: Uint8Array
  readonly reveal: Uint8Array
  readonly seed: Uint8Array
  readonly result: Uint8Array
  /** The bytes of a party's commitment, null where there is none. */
  readonly commitmentOf: (party: string) => Uint8Array | null
}

/** Recomputes a published draw. Answers the result, or the first difference and where it is. */
export function checkDraw(published: Published): Checked<Result> {
  const draw = prepared(published.frame, published.reveal)
  if (!draw.ok) return draw
  const committed = checkCommitments(draw.value, published.commitmentOf)
  if (!committed.ok) return committed
  if (Buffer.from(published.seed).toString('latin1') !== draw.value.seedText)
    return failed('seed.txt is not the one that follows from the frame and the reveals')
  const result = drawn(draw.value.frame, draw.value.frameHash, seedOf(draw.value.seedText))
  const read = readCanonical(published.result)
  if (!read.ok) return failed(`result.json: ${read.why}`)
  const place = differenceOf(read.value, JSON.parse(canonical(result)))
  return place === null ? passed(result) : failed(`result.json differs from the draw at ${place}`)
}

/** Where two values of canonical JSON first differ, as a path such as spot.A.0; null when they are the same. */
export function differenceOf(a: Json, b: Json, place = ''): string | null {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? null : place || 'its root'
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(key), right.get(key)]
    const inside = place === '' ? key : `${place}.${key}`
    const found = one === undefined || other === undefined ? inside : differenceOf(one, other, inside)
    if (found !== null) return found
  }
  return Array.isArray(a) === Array.isArray(b) ? null : place
}

/**
 * Checks published replacements: JSON with `unit`, `inspector` or both, each saying who was unavailable and what
 * followed. The result is the one they change, already checked. docs/FORMAT.md §9.
 */
export function checkReplacements(bytes: Uint8Array, frame: Frame, result: Result): Checked<true> {
  const published = jsonIn(bytes)
  if (!isObject(published)) return failed('replacements.json is not a JSON object')
  const stranger = Object.keys(published).find((key) => key !== 'unit' && key !== 'inspector')
  if (stranger !== undefined) return failed(`replacements.json: "${stranger}" is neither "unit" nor "inspector"`)
  const fault = unitFault(published.unit, result) ?? inspectorFault(published.inspector, frame, result)
  return fault === null ? passed(true) : failed(`replacements.json: ${fault}`)
}

function unitFault(unit: Json | undefined, result: Result): string | null {
  if (unit === undefined) return null
  if (!isObject(unit)) return '"unit" is not an object'
  const { stratum, unavailable, replacement } = unit
  const isCover = stratum === null
  const sample = isCover ? result.cover : typeof stratum === 'string' ? result.spot[stratum] : undefined
  if (typeof unavailable !== 'string' || !sample?.includes(unavailable))
    return `${String(unavailable)} was not drawn there`
  const expected = replacementUnit(result, isCover ? null : String(stratum), new Set([unavailable]))
  return replacement === expected ? null : `${expected ?? 'no unit'} takes the place of ${unavailable}`
}

function inspectorFault(inspector: Json | undefined, frame: Frame, result: Result): string | null {
  if (inspector === undefined) return null
  if (!isObject(inspector) || !result.teams) return '"inspector" is not an object, or there are no teams'
  const { unavailable } = inspector
  if (typeof unavailable !== 'string' || !frame.inspectors.some(({ id }) => id === unavailable))
    return `${String(unavailable)} is no inspector of the frame`
  const after = { unavailable, ...reassigned(frame, result.seed, result.teams, new Set([unavailable])) }
  const place = differenceOf(inspector, JSON.parse(canonical(after)))
  return place === null ? null : `what follows from the loss of ${unavailable} differs at ${place}`
}

function jsonIn(bytes: Uint8Array): Json {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return null
  }
}
