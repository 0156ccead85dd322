import { between, type Chance, picked } from './chance.ts'

/** Words for the places of a template, by name. Example: { street: ['石桥街', '柳堤路'] }. */
export type Pools = Readonly<Record<string, readonly string[]>>

/** Words already fixed for some places, because another text has them. */
export type Given = Readonly<Record<string, string>>

const place = /\{(?:([a-zA-Z]+):)?(\d+)-(\d+)\}|\{([a-zA-Z]+)\}/g

/** One of `a|b|c`. */
export const variant = (text: string, chance: Chance): string => picked(text.split('|'), chance(`variant ${text}`))

/** A number that stands under this name anywhere in the texts of a matter, as `{name:from-to}`. */
function rangeOf(name: string, texts: string): readonly [number, number] | null {
  const found = new RegExp(`\\{${name}:(\\d+)-(\\d+)\\}`).exec(texts)
  return found ? [Number(found[1]), Number(found[2])] : null
}

/**
 * A text from its template. `a|b` is one of two; `{street}` a word of a pool; `{n:3-9}` a number, and `{n}` the same number
 * again; `{3-9}` a number used once. `all` holds the other texts of the matter, where a name may be declared. Throws
 * TypeError for a name that is neither.
 */
export function filled(template: string, chance: Chance, pools: Pools, given: Given = {}, all = template): string {
  return variant(template, chance).replaceAll(place, (whole, name: string, from: string, to: string, word: string) => {
    const called = name ?? word
    if (called === undefined) return String(between(Number(from), Number(to), chance(`number ${template} ${whole}`)))
    const fixed = given[called]
    if (fixed !== undefined) return fixed
    const range = rangeOf(called, `${all}\n${template}`)
    if (range) return String(between(...range, chance(`place ${called}`)))
    const pool = pools[called]
    if (!pool) throw new TypeError(`nothing is called ${called} in: ${template}`)
    return picked(pool, chance(`place ${called}`))
  })
}

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Every name at most once: what is read of it later fits all its places. */
function patternOf(template: string, pools: Pools): RegExp {
  const seen = new Set<string>()
  let pattern = ''
  let at = 0
  for (const match of template.matchAll(place)) {
    pattern += literal(template.slice(at, match.index))
    const name = match[1] ?? match[4]
    if (name === undefined) pattern += '\\d+'
    else if (seen.has(name)) pattern += `\\k<${name}>`
    else if (match[1] !== undefined) pattern += `(?<${name}>\\d+)`
    else pattern += `(?<${name}>${pools[name]?.map(literal).join('|') ?? '.+?'})`
    if (name !== undefined) seen.add(name)
    at = match.index + match[0].length
  }
  return new RegExp(`^${pattern}${literal(template.slice(at))}$`)
}

/** The words that a text has at the places of its template, or null where it was made from another, or of other pools. */
export function wordsIn(template: string, text: string, pools: Pools): Given | null {
  for (const one of template.split('|')) {
    const found = patternOf(one, pools).exec(text)
    if (found) return { ...found.groups }
  }
  return null
}
