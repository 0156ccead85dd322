import type { Block } from './block.ts'
import {
  bareMark,
  cellMark,
  type Mark,
  markOf,
  misprintedMark,
  type Style,
  spacedMark,
  styles,
  undotted,
} from './mark.ts'

/** A numbered paragraph: the block that carries the number, and where in its text the number stands. */
export interface Numbered {
  readonly block: number
  readonly mark: Mark
  /** Position of the number in the paragraph's text. */
  readonly at: number
  /** Whether the number has a table cell of its own. */
  readonly inCell: boolean
}

const isDecimal = (style: Style) => style.startsWith('decimal')

/** Whether the document numbers by decimals: at least two such numbers, one of them following another in order. */
function numbersByDecimals(marks: readonly Mark[]): boolean {
  const decimals = marks.filter((mark) => isDecimal(mark.style))
  const keys = new Set(decimals.map((mark) => mark.components.join('.')))
  const follows = (mark: Mark) => {
    const head = mark.components.slice(0, -1)
    return keys.has([...head, mark.ordinal + 1].join('.')) || keys.has([...mark.components, 1].join('.'))
  }
  return decimals.length >= 2 && decimals.some((mark) => mark.ordinal === 1 && follows(mark))
}

function rowMark(block: Block, index: number): Numbered | null {
  const cells = block.paragraph.cells
  const first = cells.findIndex((cell) => cell.text !== '')
  const cell = cells[first]
  if (!cell) return null
  const alone = cellMark(cell.text)
  const mark = alone ?? markOf(cell.text)
  if (!mark || (alone && cells.slice(first + 1).every((other) => other.text === ''))) return null
  return { block: index, mark, at: cell.start - block.paragraph.start, inCell: alone !== null }
}

/** Lines such as 「一 总体要求」 in a document that has no 一、: at least two of them, counting on from one. */
function spaced(blocks: readonly Block[]): readonly Numbered[] {
  const found: Numbered[] = []
  blocks.forEach(({ role, paragraph }, block) => {
    const mark = role === 'body' && paragraph.cells.length <= 1 ? spacedMark(paragraph.text) : null
    if (mark?.ordinal === found.length + 1) found.push({ block, mark, at: 0, inCell: false })
  })
  return found.length >= 2 ? found : []
}

/** Misprinted numbers that are the next of their style, or the first one with a second further down. */
function misprinted(blocks: readonly Block[], raw: readonly Numbered[]): readonly Numbered[] {
  const printed = new Map(raw.map((item) => [item.block, item.mark]))
  const found: Numbered[] = []
  const last = new Map<Style, number>()
  const marks = blocks.map(({ role, paragraph }, block) => {
    const wrong = role === 'body' && paragraph.cells.length <= 1 && !printed.has(block)
    return wrong ? misprintedMark(paragraph.text) : null
  })
  const seconds = new Map<Style, number>()
  marks.forEach((mark, block) => {
    if (mark?.ordinal === 2) seconds.set(mark.style, block)
  })
  marks.forEach((mark, block) => {
    const right = printed.get(block)
    if (right) last.set(right.style === 'digit-comma' ? 'digit-dot' : right.style, right.ordinal)
    if (!mark) return
    const opens = mark.ordinal === 1 && (seconds.get(mark.style) ?? 0) > block
    if (mark.ordinal !== (last.get(mark.style) ?? 0) + 1 && !opens) return
    if (mark.ordinal === 1 && !opens) return
    found.push({ block, mark, at: 0, inCell: false })
    last.set(mark.style, mark.ordinal)
  })
  return found
}

/** Every paragraph that starts with something that reads as a number, in order; what it means is not settled yet. */
export function candidatesOf(blocks: readonly Block[]): readonly Numbered[] {
  const raw = blocks.flatMap((block, index): Numbered[] => {
    if (block.role !== 'body') return []
    if (block.paragraph.cells.length > 1) {
      const row = rowMark(block, index)
      return row ? [row] : []
    }
    const mark = markOf(block.paragraph.text)
    return mark ? [{ block: index, mark, at: 0, inCell: false }] : []
  })
  if (!raw.some((item) => item.mark.style === 'han')) raw.push(...spaced(blocks))
  const byDecimals = numbersByDecimals(raw.map((item) => item.mark))
  if (!byDecimals) raw.push(...misprinted(blocks, raw))
  raw.sort((a, b) => a.block - b.block)
  if (byDecimals) return withBare(blocks, raw)
  return raw.flatMap((item) => {
    const other = undotted(blocks[item.block]?.paragraph.text ?? '', item.mark)
    if (!isDecimal(item.mark.style)) return [item]
    return other ? [{ ...item, mark: other }] : []
  })
}

/** In a document numbered by decimals, 「1 总则」 is a heading too where its number is the next one due. */
function withBare(blocks: readonly Block[], raw: readonly Numbered[]): readonly Numbered[] {
  const known = new Map(raw.map((item) => [item.block, item]))
  let due = 1
  return blocks.flatMap((block, index): Numbered[] => {
    const item = known.get(index)
    if (item) {
      if (isDecimal(item.mark.style)) due = Math.max(due, (item.mark.components[0] ?? 0) + 1)
      return [item]
    }
    const mark = block.role === 'body' && block.paragraph.text.length < 40 ? bareMark(block.paragraph.text) : null
    if (!mark || mark.ordinal !== due) return []
    due++
    return [{ block: index, mark, at: 0, inCell: false }]
  })
}

const naturalRank = (style: Style) =>
  (style === 'digit-dot' ? styles.indexOf('digit-comma') : styles.indexOf(style)) * 10

/** Times a style starts anew at 1 although a number of the other style came between. */
function restarts(items: readonly Numbered[], style: Style, other: Style): number {
  let count = 0
  let between = false
  let seen = false
  for (const { mark } of items) {
    if (mark.style === other) between = true
    if (mark.style !== style) continue
    if (seen && between && mark.ordinal === 1) count++
    seen = true
    between = false
  }
  return count
}

/** Whether `outer` contains `inner` against the usual order: it comes first, runs on, and the other starts anew under it. */
function isReversed(items: readonly Numbered[], outer: Style, inner: Style): boolean {
  const firstOuter = items.findIndex((item) => item.mark.style === outer)
  const firstInner = items.findIndex((item) => item.mark.style === inner)
  if (firstOuter < 0 || firstInner < 0 || firstOuter > firstInner) return false
  if (isDecimal(outer)) return true
  if (outer === 'han' && inner === 'article')
    return items.slice(firstInner).some((item) => item.mark.style === 'han' && item.mark.ordinal > 1)
  return restarts(items, inner, outer) > 0 && restarts(items, outer, inner) === 0
}

const reversible: readonly (readonly [outer: Style, inner: Style])[] = [
  ['han', 'article'],
  ['digit-dot', 'han-bracket'],
  ['digit-comma', 'han-bracket'],
  ['digit-bracket', 'digit-dot'],
  ['digit-bracket', 'digit-comma'],
  ['decimal-2', 'han'],
  ['decimal-2', 'han-bracket'],
  ['decimal-2', 'digit-dot'],
  ['decimal-2', 'digit-comma'],
  ['circled', 'digit-bracket'],
  ['circled', 'digit-dot'],
  ['circled', 'digit-comma'],
]

/** The depth of each style in one instrument, coarse to fine: the usual order, unless this document nests otherwise. */
export function ranksOf(items: readonly Numbered[]): ReadonlyMap<Style, number> {
  const ranks = new Map<Style, number>(styles.map((style) => [style, naturalRank(style)]))
  for (const [outer, inner] of reversible) {
    if (!isReversed(items, outer, inner)) continue
    if (isDecimal(outer)) ranks.set(inner, naturalRank('decimal-4') + 1 + naturalRank(inner) / 1000)
    else ranks.set(outer, (ranks.get(inner) ?? 0) - 1)
  }
  return ranks
}
