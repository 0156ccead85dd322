import { readFile } from 'node:fs/promises'
import type { CompileOptions, RegisterIndicator, RegisterUnit } from '../compiler/compile.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const words = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.every((word) => typeof word === 'string') ? value : undefined
const word = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** A name is a string, or Chinese beside English. */
const nameOf = (entry: Readonly<Record<string, unknown>>) => word(entry.name) ?? words(entry.name)?.[0]

function unitOf(entry: unknown): RegisterUnit | null {
  const name = typeof entry === 'string' ? entry : isRecord(entry) ? nameOf(entry) : undefined
  if (name === undefined) return null
  if (!isRecord(entry)) return { name }
  const short = word(entry.short)
  const aliases = [...(words(entry.aliases) ?? []), ...(short ? [short] : [])]
  const about = words(entry.about)
  const ended = word(entry.ended)
  const successor = word(entry.successor)
  return { name, aliases, ...(about && { about }), ...(ended && { ended }), ...(successor && { successor }) }
}

function indicatorOf(entry: unknown): RegisterIndicator | null {
  const name = isRecord(entry) ? nameOf(entry) : undefined
  const about = isRecord(entry) ? words(entry.about) : undefined
  return name !== undefined && about ? { name, about } : null
}

/** The register a file holds, or the sentence that says why it holds none. */
export type RegisterResult =
  | { readonly ok: true; readonly options: Pick<CompileOptions, 'units' | 'indicators'> }
  | { readonly ok: false; readonly says: string }

function listOf<T>(value: unknown, read: (entry: unknown) => T | null): readonly T[] | null {
  if (value === undefined) return []
  if (!Array.isArray(value)) return null
  const found = value.map(read)
  return found.every((entry) => entry !== null) ? found : null
}

/**
 * Units and indicators for the compiler: `{ "units": [{ "name", "aliases", "ended", "successor", "about" }], "indicators":
 * [{ "name", "about" }] }`, or a bare list of units; a unit may be only its name. A programme's org file is read too.
 */
export async function readRegister(path: string): Promise<RegisterResult> {
  const raw = await readFile(path, 'utf8').catch(() => null)
  if (raw === null) return { ok: false, says: `找不到登记簿 ${path}。 (There is no register ${path}.)` }
  const wrong = {
    ok: false,
    says: `登记簿 ${path} 要有 units 或 indicators 列表，每项有 name。 (The register ${path} needs lists of units or indicators, each with a name.)`,
  } as const
  let json: unknown
  try {
    json = JSON.parse(raw)
  } catch {
    return wrong
  }
  const lists = Array.isArray(json) ? { units: json } : json
  if (!isRecord(lists)) return wrong
  const units = listOf(lists.units, unitOf)
  const indicators = listOf(lists.indicators, indicatorOf)
  return units && indicators && units.length + indicators.length > 0
    ? { ok: true, options: { units, indicators } }
    : wrong
}
