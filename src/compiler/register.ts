import { type Grams, gramsOf, likeness } from './similarity.ts'
import { fold } from './source.ts'

/**
 * A unit of the register; `ended` is the last day of a unit that was merged or abolished, `about` are words of the actions that
 * its tasks cover. Example: { name: '市林业局', aliases: ['林业局'], about: ['造林', '森林防火'] }.
 */
export interface RegisterUnit {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly ended?: string
  readonly successor?: string
  readonly about?: readonly string[]
}

/** An indicator that the programme keeps; `about` are words of the actions it measures. */
export interface RegisterIndicator {
  readonly name: string
  readonly about: readonly string[]
}

/** 市人社局 for 市人力资源和社会保障局: every character stands in the full name, in its order, the first and the last in their places. */
function abbreviates(short: string, full: string): boolean {
  if (short.length < 3 || short.at(0) !== full.at(0) || short.at(-1) !== full.at(-1)) return false
  let at = 0
  for (const char of short) {
    at = full.indexOf(char, at) + 1
    if (at === 0) return false
  }
  return true
}

/** How surely an abbreviation names its unit: less than an equal name, more than a merely similar one. */
const abbreviation = 0.9

/** Below this likeness a name is another name, not the same one miswritten. */
const alike = 0.5

const known = new WeakMap<ReadonlyMap<string, RegisterUnit>, readonly (readonly [RegisterUnit, Grams])[]>()

function gramsOfAll(register: ReadonlyMap<string, RegisterUnit>): readonly (readonly [RegisterUnit, Grams])[] {
  const found = known.get(register)
  if (found) return found
  const all = [...register].map(([name, unit]) => [unit, gramsOf(name)] as const)
  known.set(register, all)
  return all
}

/** The registered name that is most like a name which is not registered; null where none is. Ended units give their successor. */
export function nearestUnit(name: string, register: ReadonlyMap<string, RegisterUnit>): string | null {
  const wanted = gramsOf(fold(name))
  let best: readonly [score: number, unit: RegisterUnit | null] = [alike, null]
  for (const [unit, grams] of gramsOfAll(register)) {
    const full = fold(unit.name)
    const isShort = abbreviates(fold(name), full) || abbreviates(full, fold(name))
    const score = isShort ? abbreviation : likeness(wanted, grams)
    if (score > best[0]) best = [score, unit]
  }
  const unit = best[1]
  return unit ? (unit.ended === undefined ? unit.name : (unit.successor ?? null)) : null
}
