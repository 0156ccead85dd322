import { endsAsTitle } from './frame.ts'
import { type Block, isNumbered } from './layout.ts'
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

/** Whether the nearest block above that is no residue belongs to the same head. */
function headBefore(blocks: readonly Block[], i: number): boolean {
  for (let j = i - 1; j >= 0; j--) {
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

/** Where the coarsest numbering starts again at 1 under a line that reads as a title, a further instrument begins: its title gets its role here. */
function settleLaterTitles(blocks: readonly Block[], items: readonly Numbered[]): void {
  const first = items[0]
  if (!first) return
  for (let k = 1; k < items.length; k++) {
    const item = items[k]
    const before = items[k - 1]
    if (!item || !before || item.mark.ordinal !== 1 || item.inCell) continue
    const isTop = item.mark.style === first.mark.style || item.mark.style === 'chapter' || item.mark.style === 'article'
    const isAfresh = items
      .slice(0, k)
      .some((earlier) => earlier.mark.style === item.mark.style || item.mark.style === 'chapter')
    if (!isTop || (!isAfresh && item.mark.style !== 'article')) continue
    if (item.mark.style === 'article' && before.mark.style === 'chapter' && before.mark.ordinal === 1) continue
    for (let i = item.block - 1; i > before.block && i >= item.block - reach; i--) {
      const block = blocks[i]
      if (!block || !isTitleLine(block)) continue
      block.role = 'title'
      const above = blocks[i - 1]
      if (
        above &&
        i - 1 > before.block &&
        above.role === 'body' &&
        above.paragraph.text.length < 40 &&
        /^关于/.test(above.paragraph.text)
      )
        above.role = 'title'
      break
    }
  }
}

/** The instruments of a document, outermost first, each with its own tree. */
export function instrumentsOf(blocks: readonly Block[], opening: number): readonly Instrument[] {
  settleLaterTitles(blocks, candidatesOf(blocks))
  const starts = [0, ...startsOf(blocks, opening)]
  return starts.map((from, k) => {
    const to = starts[k + 1] ?? blocks.length
    const title = blocks.flatMap((block, i) => (i >= from && i < to && block.role === 'title' ? [i] : []))
    const inside = blocks.map((block, i) => (i >= from && i < to ? block : outside))
    return { title, from, to, nodes: treeOf(candidatesOf(inside)) }
  })
}

const outside: Block = {
  paragraph: { start: 0, end: 0, text: '', shown: '', pieces: [], cells: [], apart: false, row: 0 },
  role: 'chrome',
}
