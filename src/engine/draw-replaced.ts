import type { Result } from '../kernel/draw/draw.ts'
import type { Frame } from '../kernel/draw/frame.ts'
import { type Reassignment, reassigned, replacementUnit } from '../kernel/draw/replacement.ts'
import { type Team, unitsDrawn } from '../kernel/draw/teams.ts'
import { canonical } from '../kernel/log/canonical.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Json } from '../kernel/text.ts'

/** A unit that gives way, and the next of its reserve; null when the reserve is exhausted. */
export interface UnitChange {
  /** Null for a unit of the cover sample. */
  readonly stratum: string | null
  readonly unavailable: string
  readonly replacement: string | null
}

export type InspectorChange = Reassignment & { readonly unavailable: string }

/** The files of a draw, as they are kept. */
type Files = ReadonlyMap<string, Uint8Array>

/** Each change is a file of its own, because files are only added; replacements.json is both together. */
export const changeFiles = { unit: 'replacement.unit.json', inspector: 'replacement.inspector.json' } as const

const parsed = <T>(files: Files, name: string): T | null => {
  const bytes = files.get(name)
  return bytes === undefined ? null : (JSON.parse(Buffer.from(bytes).toString()) as T)
}

export const unitChangeIn = (files: Files) => parsed<UnitChange>(files, changeFiles.unit)
export const inspectorChangeIn = (files: Files) => parsed<InspectorChange>(files, changeFiles.inspector)

/** What follows when a drawn unit cannot be visited. Null for a unit that was not drawn. docs/FORMAT.md §9. */
export function unitChange(result: Result, unavailable: string): UnitChange | null {
  const [stratum] = Object.entries(result.spot).find(([, units]) => units.includes(unavailable)) ?? [null]
  if (stratum === null && !result.cover.includes(unavailable)) return null
  return { stratum, unavailable, replacement: replacementUnit(result, stratum, new Set([unavailable])) }
}

/** What follows when an inspector cannot go. Null where there are no teams. */
export function inspectorChange(frame: Frame, result: Result, unavailable: string): InspectorChange | null {
  if (result.teams === null) return null
  return { unavailable, ...reassigned(frame, result.seed, result.teams, new Set([unavailable])) }
}

/** replacements.json of docs/FORMAT.md §9, or null where nothing was replaced. */
export function replacementsFile(files: Files): string | null {
  const [unit, inspector] = [unitChangeIn(files), inspectorChangeIn(files)]
  if (unit === null && inspector === null) return null
  return canonical({ ...(unit && { unit }), ...(inspector && { inspector }) } as unknown as Json)
}

/** What the log says of a change: nobody can tell it before the seed is open, everybody afterwards. */
export function amendHash(draw: string, seed: string, change: string): string {
  return sha256Hex(`luoshi-draw-amend/1\n${draw}\n${seed}\n${change}\n`)
}

/** Units to be visited, and who goes, after what was replaced; null before there is a result. */
export interface Standing {
  readonly units: readonly string[]
  /** Null where no teams could be made. */
  readonly teams: readonly Team[] | null
  readonly seed: string
}

/** Whoever must avoid the unit that took another's place stays away from it. */
export function standingOf(files: Files): Standing | null {
  const [frame, result] = [parsed<Frame>(files, 'frame.json'), parsed<Result>(files, 'result.json')]
  if (frame === null || result === null) return null
  const [unit, inspector] = [unitChangeIn(files), inspectorChangeIn(files)]
  const place = (id: string): readonly string[] =>
    unit?.unavailable !== id ? [id] : unit.replacement === null ? [] : [unit.replacement]
  const away = (at: string, post: string) => frame.avoid.some(([who, where]) => who === post && where === at)
  const teams = inspector === null ? result.teams : inspector.teams
  return {
    units: unitsDrawn(frame, result).flatMap(place),
    teams:
      teams?.flatMap(([id, members]) =>
        place(id).map((at): Team => [at, members.filter(([, post]) => !away(at, post))] as const),
      ) ?? null,
    seed: result.seed,
  }
}
