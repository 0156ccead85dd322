import { depthsOf } from './nesting.ts'

/** A stretch of a paragraph's text. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const stops = new Set(['。', '!', '?', '！', '？'])
const tail = /^[”’」』)】》]+/

function trimmedStretch(text: string, from: number, to: number): Stretch | null {
  const piece = text.slice(from, to)
  const inner = piece.trim()
  if (inner === '') return null
  const lead = piece.length - piece.trimStart().length
  return { from: from + lead, to: from + lead + inner.length }
}

/**
 * The sentences in a stretch of folded text. A full stop, an exclamation or a question mark ends one, except inside brackets
 * and quotation marks (slogans hold whole sentences); semicolons do not. Text after the last stop is a sentence too.
 */
export function sentencesIn(text: string, from: number, to: number): readonly Stretch[] {
  const depths = depthsOf(text.slice(from, to))
  const found: Stretch[] = []
  let start = from
  for (let i = from; i < to; i++) {
    if (!stops.has(text.charAt(i)) || depths[i - from] !== 0) continue
    const end = Math.min(to, i + 1 + (tail.exec(text.slice(i + 1, i + 6))?.[0].length ?? 0))
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
  const depths = depthsOf(text.slice(from, to))
  const found: Stretch[] = []
  let start = from
  for (let i = from; i <= to; i++) {
    const ends = i === to || ((text.charAt(i) === ';' || text.charAt(i) === '；') && depths[i - from] === 0)
    if (!ends) continue
    const segment = trimmedStretch(text, start, i)
    if (segment) found.push(segment)
    start = i + 1
  }
  return found
}
