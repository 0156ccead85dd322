import type { Span } from './compiled.ts'
import { essenceOf } from './similarity.ts'
import { fold } from './source.ts'

/** Characters in a row that count as copied; comparison of theses in China commonly takes 13. */
export const run = 13

/** Every run of so many characters of a text without blanks and punctuation. */
export function runsIn(essence: string, length: number): ReadonlySet<string> {
  const found = new Set<string>()
  for (let at = 0; at + length <= essence.length; at++) found.add(essence.slice(at, at + length))
  return found
}

/** A text as it is compared, and where each of its UTF-16 units stands in the text itself. */
interface Kept {
  readonly essence: string
  readonly at: readonly number[]
}

/** Width, blanks and punctuation do not count; names of documents are quoted, not copied. */
function keptOf(text: string): Kept {
  const at: number[] = []
  let essence = ''
  const titles = [...text.matchAll(/《[^《》]*》/g)].map(
    (found) => [found.index, found.index + found[0].length] as const,
  )
  let offset = 0
  for (const char of fold(text)) {
    const [from, to] = titles[0] ?? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
    const letter = offset < from ? essenceOf(char) : ''
    for (let i = 0; i < letter.length; i++) at.push(offset + i)
    essence += letter
    offset += char.length
    if (offset >= to) titles.shift()
  }
  return { essence, at }
}

/** The runs by which copies from a text are found. */
export const copyRuns = (text: string): ReadonlySet<string> => runsIn(keptOf(text).essence, run)

/** Stretches of a text, counted in what is compared, that stand in the other one too. */
function copiedIn(runs: ReadonlySet<string>, { essence }: Kept): readonly Span[] {
  const found: { start: number; end: number }[] = []
  for (let start = 0; start + run <= essence.length; start++) {
    if (!runs.has(essence.slice(start, start + run))) continue
    const last = found.at(-1)
    if (last && start <= last.end) last.end = start + run
    else found.push({ start, end: start + run })
  }
  return found
}

/** Percent of the characters of a text that are copied, rounded down. */
export function copiedShare(runs: ReadonlySet<string>, text: string): number {
  const kept = keptOf(text)
  const copied = copiedIn(runs, kept).reduce((sum, { start, end }) => sum + end - start, 0)
  return kept.essence.length === 0 ? 0 : Math.floor((copied * 100) / kept.essence.length)
}

/** Where the copied passages stand in a text, in its order, none touching another. */
export function copiedPassages(runs: ReadonlySet<string>, text: string): readonly Span[] {
  const kept = keptOf(text)
  return copiedIn(runs, kept).map(({ start, end }) => ({
    start: kept.at[start] ?? 0,
    end: (kept.at[end - 1] ?? 0) + 1,
  }))
}
