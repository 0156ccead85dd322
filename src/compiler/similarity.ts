import { letters } from './evidence.ts'
import { fold } from './source.ts'

/** A text as the multiset of its pairs of neighbouring characters; width, blanks and punctuation do not count. */
export interface Grams {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

export const essenceOf = (text: string) => letters(fold(text))

export function gramsOf(text: string): Grams {
  const essence = essenceOf(text)
  const counts = new Map<string, number>()
  for (let i = 0; i + 1 < essence.length; i++) {
    const gram = essence.slice(i, i + 2)
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return { counts, total: Math.max(0, essence.length - 1) }
}

/** Sørensen–Dice coefficient of two texts, 0 to 1; two texts without any pair are alike. */
export function likeness(a: Grams, b: Grams): number {
  if (a.total + b.total === 0) return 1
  let common = 0
  for (const [gram, n] of a.counts) common += Math.min(n, b.counts.get(gram) ?? 0)
  return (2 * common) / (a.total + b.total)
}

/** How many texts a pair may stand in and still tell one from another, and how many texts are looked at for each. */
const commonest = 60
const candidates = 12

/** For each text of `left` the texts of `right` that share most of its rarer pairs: a few, so that pairing stays linear. */
export function nearTexts(left: readonly Grams[], right: readonly Grams[]): readonly (readonly number[])[] {
  const places = new Map<string, number[]>()
  right.forEach((grams, i) => {
    for (const gram of grams.counts.keys()) {
      const found = places.get(gram)
      if (found) found.push(i)
      else places.set(gram, [i])
    }
  })
  return left.map((grams) => {
    const shared = new Map<number, number>()
    for (const gram of grams.counts.keys()) {
      const found = places.get(gram) ?? []
      if (found.length <= commonest) for (const i of found) shared.set(i, (shared.get(i) ?? 0) + 1)
    }
    return [...shared]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, candidates)
      .map(([i]) => i)
  })
}
