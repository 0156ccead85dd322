import { type Block, isBracketed } from './block.ts'
import { dayOfLine } from './date.ts'
import { letters } from './evidence.ts'
import {
  documentNumberIn,
  endsAsNotice,
  endsAsTitle,
  issueYearOfLine,
  looksLikeOrgan,
  numberOfLine,
  orderNumberOfLine,
  redHeadOrgan,
} from './frame.ts'
import { signedLine } from './signature.ts'

/** Before the opening: number, red head, title, notes under the title; whatever is left belongs to the page. */
export function settleFront(blocks: readonly Block[], opening: number): void {
  const front = blocks.slice(0, opening)
  for (const block of front) {
    if (block.role !== 'body') continue
    const { text } = block.paragraph
    if (numberOfLine(text) || orderNumberOfLine(text) || issueYearOfLine(text) !== null) block.role = 'number'
    else if (redHeadOrgan(text)) block.role = 'red-head'
    else if (signedLine(text)) block.role = 'date'
    else if (dayOfLine(text) || (isBracketed(text) && /\d{4} ?年/.test(text))) block.role = 'title-note'
  }
  const isLine = (block: Block) => block.role === 'body' && block.paragraph.cells.length === 0
  const named = front.findLastIndex(
    (block) => isLine(block) && (endsAsTitle(block.paragraph.text) || /^\(/.test(block.paragraph.text)),
  )
  const last = named >= 0 ? named : front.findLastIndex(isLine)
  if (last >= 0) settleTitle(front, last)
}

/** Lines a title may be broken into. */
const titleLines = 5

/** Where a title in running words begins that ends at `last`: its line with 关于, if only pieces of it stand between. */
function subjectLine(front: readonly Block[], last: number): number {
  for (let i = last; i > last - titleLines; i--) {
    const block = front[i]
    if (block?.role !== 'body' || block.paragraph.text.length > 60 || /[。；;:]/.test(block.paragraph.text)) break
    if (i < last && endsAsNotice(block.paragraph.text)) break
    if (block.paragraph.text.includes('关于')) return i
  }
  return last
}

/** The title that ends at `last`: lines are added above it until it names its subject (关于…) or starts with its organ. */
function settleTitle(front: readonly Block[], last: number): void {
  const first = subjectLine(front, last)
  let joined = ''
  for (let i = last; i >= 0; i--) {
    const block = front[i]
    if (!block || (block.role !== 'body' && block.role !== 'title')) break
    const { text } = block.paragraph
    if (i < first && !belongsAbove(text, joined)) break
    block.role = 'title'
    joined = text + joined
  }
  for (const block of front)
    if (block.role === 'body') block.role = sameTitle(block.paragraph.text, joined) ? 'title' : 'chrome'
}

/** A page prints its title more than once, with its document number before it or the site's name behind it. */
function sameTitle(line: string, title: string): boolean {
  const number = documentNumberIn(title)
  const key = letters(number?.at === 0 ? title.slice(number.length) : title)
  return key.length >= 6 && letters(line).includes(key)
}

function belongsAbove(line: string, below: string): boolean {
  if (below.startsWith('关于')) return line.split(/ +/).every(looksLikeOrgan)
  if (/关于/.test(below) || line.length > 60 || /[。；;:]/.test(line)) return false
  if (/^\(/.test(below)) return true
  return !endsAsTitle(line) && !looksLikeOrgan(line) && line.length * 2 >= below.length
}
