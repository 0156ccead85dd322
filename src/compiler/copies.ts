import type { Paragraph } from './paragraph.ts'

/** Letters and digits only: what stays the same when a page prints its text again in another layout. */
const essence = (text: string) => text.replace(/[\s\p{P}\p{S}]+/gu, '')

/** How much of a paragraph must stand in another to speak of a copy, in characters: longer than any stock phrase. */
const telling = 24

/** A line shorter than this is no second printing of a document. */
const shortest = 120

/** At most this many earlier paragraphs are looked for: enough to tell, and a bound on the work. */
const probes = 60

/** Lines that hold several earlier paragraphs run together: the whole text once more, without its line breaks. */
function runTogether(paragraphs: readonly Paragraph[], essences: readonly string[]): readonly number[] {
  const total = essences.reduce((sum, text) => sum + text.length, 0)
  const rows = new Map<number, number[]>()
  paragraphs.forEach((paragraph, i) => {
    const row = rows.get(paragraph.row)
    if (row) row.push(i)
    else rows.set(paragraph.row, [i])
  })
  return [...rows.values()].flatMap((row) => {
    const length = row.reduce((sum, i) => sum + (essences[i]?.length ?? 0), 0)
    if (length < shortest || length * 4 < total) return []
    return repeats(row.map((i) => essences[i] ?? '').join(''), essences.slice(0, row[0])) ? row : []
  })
}

function repeats(long: string, earlier: readonly string[]): boolean {
  const tried = earlier.filter((text) => text.length >= telling && text.length < long.length).slice(0, probes)
  let at = 0
  let hits = 0
  for (const text of tried) {
    const found = long.indexOf(text.slice(0, 40), at)
    if (found < 0) continue
    hits++
    at = found + 1
  }
  return hits >= 3 && hits * 2 >= tried.length
}

/** Runs of at least three long paragraphs that already stood in the same order. */
function repeatedRuns(essences: readonly string[]): readonly number[] {
  const long = essences.flatMap((text, i) => (text.length >= telling ? [i] : []))
  const firstRank = new Map<string, number>()
  const copies: number[] = []
  let run: number[] = []
  let expected = -1
  const flush = () => {
    if (run.length >= 3) copies.push(...run)
    run = []
  }
  long.forEach((i, rank) => {
    const text = essences[i] ?? ''
    const original = firstRank.get(text)
    if (original === undefined) firstRank.set(text, rank)
    if (original === undefined || original !== expected) flush()
    if (original === undefined) return
    run.push(i)
    expected = original + 1
  })
  flush()
  return copies
}

/** Indexes of the paragraphs that only repeat earlier text (a page's print view, a text printed for search engines). */
export function copiesAmong(paragraphs: readonly Paragraph[]): ReadonlySet<number> {
  const essences = paragraphs.map((paragraph) => essence(paragraph.text))
  return new Set([...runTogether(paragraphs, essences), ...repeatedRuns(essences)])
}
