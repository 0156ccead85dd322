import { depthsOf, partedOutside, type Stretch } from './nesting.ts'

const stops = new Set(['。', '!', '?', '！', '？'])
const tail = /^[”’」』)】》]+/

function trimmedStretch(text: string, from: number, to: number): Stretch | null {
  const piece = text.slice(from, to)
  const inner = piece.trim()
  if (inner === '') return null
  const lead = piece.length - piece.trimStart().length
  return { from: from + lead, to: from + lead + inner.length }
}

/** Characters after which a sentence is cut wherever it stands: no sentence of a plan is as long, and rules read each as a whole. */
const longest = 1000

const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff

/**
 * The sentences in a stretch of folded text. A full stop, an exclamation or a question mark ends one, except inside brackets
 * and quotation marks (slogans hold whole sentences); semicolons do not. Text after the last stop is a sentence too.
 */
export function sentencesIn(text: string, from: number, to: number): readonly Stretch[] {
  const depths = depthsOf(text.slice(from, to))
  const found: Stretch[] = []
  let start = from
  for (let i = from; i < to; i++) {
    if (i - start >= longest && !isLowSurrogate(text.charCodeAt(i))) {
      const piece = trimmedStretch(text, start, i)
      if (piece) found.push(piece)
      start = i
    }
    if (!stops.has(text.charAt(i)) || depths[i - from] !== 0) continue
    let end = i + 1
    while (end < to && stops.has(text.charAt(end))) end++
    end = Math.min(to, end + (tail.exec(text.slice(end, end + 5))?.[0].length ?? 0))
    const sentence = trimmedStretch(text, start, end)
    if (sentence) found.push(sentence)
    start = end
    i = end - 1
  }
  const rest = trimmedStretch(text, start, to)
  if (rest) found.push(rest)
  return found
}

/** The parts of a stretch between semicolons outside brackets and quotation marks. */
export function segmentsIn(text: string, from: number, to: number): readonly Stretch[] {
  return partedOutside(text, { from, to }, ';；').flatMap((part) => trimmedStretch(text, part.from, part.to) ?? [])
}
