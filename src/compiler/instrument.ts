import { type Block, isNumbered } from './block.ts'
import { endsAsTitle } from './frame.ts'
import type { Style } from './mark.ts'
import { candidatesOf, type Numbered } from './scheme.ts'
import { type Node, treeOf } from './tree.ts'

/** One text with a numbering of its own: the notice, the plan issued with it, an attachment. */
export interface Instrument {
  /** Blocks of its title, in order. */
  readonly title: readonly number[]
  readonly from: number
  readonly to: number
  readonly nodes: readonly Node[]
}

const isHead = (block: Block | undefined) =>
  block?.role === 'title' || block?.role === 'title-note' || block?.role === 'attachment-head'

/** Indexes at which a new instrument starts: the first line of a title, or of an attachment, after the opening. */
function startsOf(blocks: readonly Block[], opening: number): readonly number[] {
  return blocks.flatMap((block, i) => (i > opening && isHead(block) && !headBefore(blocks, i) ? [i] : []))
}

/** How much residue may stand inside one head. */
const residue = 50

/** Whether the nearest block above that is no residue belongs to the same head. */
function headBefore(blocks: readonly Block[], i: number): boolean {
  for (let j = i - 1; j >= Math.max(0, i - residue); j--) {
    const role = blocks[j]?.role
    if (role === 'chrome' || role === 'publicity') continue
    return isHead(blocks[j])
  }
  return false
}

const isTitleLine = (block: Block | undefined) => {
  if (block?.role !== 'body' || block.paragraph.cells.length > 1 || isNumbered(block.paragraph)) return false
  const { text } = block.paragraph
  return text.length <= 60 && endsAsTitle(text) && !/[。；;:，,]$/.test(text)
}

/** How many blocks may stand between a title and the first number under it. */
const reach = 8

/** Whether a number starts the coarsest numbering afresh, as a further instrument does. */
function startsAfresh(item: Numbered, before: Numbered, first: Numbered, seen: ReadonlySet<Style>): boolean {
  const { style, ordinal } = item.mark
  if (ordinal !== 1 || item.inCell) return false
  if (style === 'article') return !(before.mark.style === 'chapter' && before.mark.ordinal === 1)
  return style === 'chapter' || (style === first.mark.style && seen.has(style))
}

/** Gives the title above a number its role; a line 关于… above it belongs to it. */
function settleTitleAbove(blocks: readonly Block[], item: Numbered, before: Numbered): void {
  for (let i = item.block - 1; i > before.block && i >= item.block - reach; i--) {
    const block = blocks[i]
    if (!block || !isTitleLine(block)) continue
    block.role = 'title'
    const above = i - 1 > before.block ? blocks[i - 1] : undefined
    if (above?.role === 'body' && above.paragraph.text.length < 40 && above.paragraph.text.startsWith('关于'))
      above.role = 'title'
    return
  }
}

/** Where the coarsest numbering starts again at 1 under a line that reads as a title, a further instrument begins. */
function settleLaterTitles(blocks: readonly Block[], items: readonly Numbered[]): void {
  const first = items[0]
  const seen = new Set<Style>()
  items.forEach((item, k) => {
    const before = items[k - 1]
    if (first && before && startsAfresh(item, before, first, seen)) settleTitleAbove(blocks, item, before)
    seen.add(item.mark.style)
  })
}

/** The instruments of a document, outermost first, each with its own tree. */
export function instrumentsOf(blocks: readonly Block[], opening: number): readonly Instrument[] {
  settleLaterTitles(blocks, candidatesOf(blocks))
  const starts = [0, ...startsOf(blocks, opening)]
  return starts.map((from, k) => {
    const to = starts[k + 1] ?? blocks.length
    const title = blocks.slice(from, to).flatMap((block, i) => (block.role === 'title' ? [from + i] : []))
    const items = candidatesOf(blocks.slice(from, to)).map((item) => ({ ...item, block: item.block + from }))
    return { title, from, to, nodes: treeOf(items) }
  })
}
