import { type Source, widthOf } from './source.ts'

/** One table cell of a paragraph, offsets into the source. */
export interface Cell {
  readonly start: number
  readonly end: number
  /** Folded, without blanks at its ends. */
  readonly text: string
}

/** A stretch of source text that stands without a gap in a paragraph: `at` in the paragraph, `start` in the source. */
interface Piece {
  readonly at: number
  readonly start: number
}

/** A paragraph, or one row of a table. Lines that a page width broke are joined; page numbers between them are left out. */
export interface Paragraph {
  readonly start: number
  readonly end: number
  /** Folded text of all its lines. */
  readonly text: string
  /** The same in the document's own widths; same length. */
  readonly shown: string
  readonly pieces: readonly Piece[]
  /** More than one for a table row, else empty. */
  readonly cells: readonly Cell[]
  /** Whether an empty line stands before it. */
  readonly apart: boolean
  /** The physical line it starts in. Paragraphs share one where the line breaks between them were lost. */
  readonly row: number
}

/** The source offset of a position in a paragraph's text; its end for a position past it. */
export function offsetIn(paragraph: Paragraph, at: number): number {
  if (at >= paragraph.text.length) return paragraph.end
  const { pieces } = paragraph
  let low = 0
  let high = pieces.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.at ?? 0) <= at) low = middle
    else high = middle - 1
  }
  const found = pieces[low]
  return found ? found.start + at - found.at : paragraph.start
}

/** The source offset just after the character before `at`: where a slice that ends at `at` ends in the source. */
export function endOffsetIn(paragraph: Paragraph, at: number): number {
  return at <= 0 ? paragraph.start : offsetIn(paragraph, at - 1) + 1
}

export interface Line {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly indent: number
  readonly apart: boolean
  readonly width: number
  readonly row: number
}

/** A run of blanks inside a line that ends a paragraph in text whose line breaks were lost: after a sentence, or before a number. */
const lostBreak =
  /(?<=[。：:;；!?！？)）】])[ \u3000\t]{2,}(?=\S)|(?<![ \u3000])[ \u3000]{2,}(?=[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}[章节条])/g

const isWideGap = (gap: string) => gap.replaceAll(' ', '').length >= 2

function pushLine(lines: Line[], source: Source, from: number, to: number, apart: boolean, row: number): boolean {
  const raw = source.folded.slice(from, to)
  const text = raw.trim()
  if (text === '') return false
  const indent = raw.length - raw.trimStart().length
  const shown = source.shown.slice(from + indent, from + indent + text.length)
  const start = from + indent
  const lead = source.shown.slice(from, start)
  lines.push({
    start,
    end: start + text.length,
    text,
    indent: widthOf(lead.replace(/\t/g, '        ')),
    apart,
    width: widthOf(shown),
    row,
  })
  return true
}

/** The lines that hold something, split also where only a run of wide blanks is left of a line break. */
export function linesOf(source: Source): readonly Line[] {
  const lines: Line[] = []
  let apart = true
  let from = 0
  let row = 0
  while (from <= source.shown.length) {
    const found = source.shown.indexOf('\n', from)
    const to = found < 0 ? source.shown.length : found
    const raw = source.shown.slice(from, to)
    let start = from
    let any = false
    if (raw.length > 40 && /[\u3000\t]{2}/.test(raw)) {
      for (const gap of raw.matchAll(lostBreak)) {
        if (!isWideGap(gap[0])) continue
        any = pushLine(lines, source, start, from + gap.index, apart && !any, row) || any
        start = from + gap.index
      }
    }
    any = pushLine(lines, source, start, to, apart && !any, row) || any
    apart = !any
    from = to + 1
    row++
  }
  return lines
}

/** The cells of a line of a table: parted by tabs, or by bars where a line ends with one or holds two. */
export function cellsOf(source: Source, line: { readonly start: number; readonly end: number }): readonly Cell[] {
  const text = source.folded.slice(line.start, line.end)
  const bars = text.split('|').length - 1
  const mark = text.includes('\t') ? '\t' : bars >= 2 || (bars === 1 && text.endsWith('|')) ? '|' : null
  if (mark === null) return []
  const cells: Cell[] = []
  let at = 0
  for (const raw of text.split(mark)) {
    const inner = raw.trim()
    const start = line.start + at + (raw.length - raw.trimStart().length)
    cells.push({ start, end: start + inner.length, text: inner })
    at += raw.length + 1
  }
  if (mark === '|' && cells[0]?.text === '') cells.shift()
  if (mark === '|' && cells.at(-1)?.text === '') cells.pop()
  if (mark === '|') return cells
  const empty = (at: number): Cell => ({ start: at, end: at, text: '' })
  const before = tabsFrom(source.folded, line.start - 1, -1)
  const after = tabsFrom(source.folded, line.end, 1)
  return [
    ...Array.from({ length: before }, () => empty(line.start)),
    ...cells,
    ...Array.from({ length: after }, () => empty(line.end)),
  ]
}

/** Columns that a row may leave empty at its ends. */
const mostEmpty = 24

/** How many tabs stand between a place and the end of its line, blanks aside: the empty cells at the ends of a row. */
function tabsFrom(text: string, from: number, step: 1 | -1): number {
  let tabs = 0
  for (let at = from; at >= 0 && at < text.length && tabs < mostEmpty; at += step) {
    const char = text.charAt(at)
    if (char === '\t') tabs++
    else if (char !== ' ') break
  }
  return tabs
}
