import { type Block, isBracketed, isNumbered, isProse, mostRows, type Role } from './block.ts'
import { endsPage, isChrome } from './chrome.ts'
import { contentsAmong } from './contents.ts'
import { copiesAmong } from './copies.ts'
import { dayOfLine } from './date.ts'
import { fieldsOf } from './field.ts'
import {
  attachmentListOf,
  endsAsTitle,
  isAddressee,
  isAttachmentHead,
  isImprint,
  isPostSignature,
  isPublicityNote,
  looksLikeOrgan,
} from './frame.ts'
import { settleFront } from './layout-front.ts'
import { bareMark, markOf, misprintedMark, spacedMark } from './mark.ts'
import type { Paragraph } from './paragraph.ts'
import { signedLine } from './signature.ts'
import { isTableHead } from './table-head.ts'

/** A whole sentence, however short: no line of a page or of a title ends with a full stop. */
const isSentence = (text: string) => text.length >= 8 && text.endsWith('。')

/** The roles that a paragraph's own form decides, wherever it stands. */
function ownRole(paragraph: Paragraph): Role {
  const { text } = paragraph
  if (isTableHead(paragraph)) return 'table-head'
  if (isPublicityNote(text)) return 'publicity'
  if (fieldsOf(paragraph).length > 0) return 'field'
  if (isImprint(text)) return 'imprint'
  if (isAttachmentHead(text)) return 'attachment-head'
  if (attachmentListOf(text) !== null) return 'attachment-list'
  if (isChrome(text)) return 'chrome'
  return 'body'
}

/** 「1 总则」 over 「1.1 编制目的」: the first chapter of a document numbered by decimals. */
function opensDecimals(blocks: readonly Block[], i: number): boolean {
  const below = markOf(blocks[i + 1]?.paragraph.text ?? '')
  const mark = bareMark(blocks[i]?.paragraph.text ?? '')
  return mark?.ordinal === 1 && below?.style === 'decimal-2' && below.components.join('.') === '1.1'
}

/** 「一 工作目标」 with 「二 …」 further down: the first chapter of a document that sets its numerals off by blanks. */
function opensSpaced(blocks: readonly Block[], i: number): boolean {
  if (spacedMark(blocks[i]?.paragraph.text ?? '')?.ordinal !== 1) return false
  return blocks.slice(i + 1, i + mostRows).some((block) => spacedMark(block.paragraph.text)?.ordinal === 2)
}

/**
 * 「一：指导思想」 with 「二：…」 further down: where the first chapter of a document whose numbers carry a wrong mark begins; -1
 * in any other document.
 */
function misprintedOpening(blocks: readonly Block[]): number {
  const first = new Map<string, number>()
  for (const [i, { paragraph }] of blocks.entries()) {
    const mark = misprintedMark(paragraph.text)
    if (mark?.ordinal === 1) first.set(mark.style, i)
    const opens = mark?.ordinal === 2 ? first.get(mark.style) : undefined
    if (opens !== undefined && i - opens < mostRows) return opens
  }
  return -1
}

/** Where the document proper begins: at its addressee, its first prose or its first numbered paragraph. */
function openingOf(blocks: readonly Block[]): number {
  const isOpen = (block: Block) => block.role === 'body' || block.role === 'table-head'
  const misprinted = misprintedOpening(blocks)
  const prose = blocks.findIndex(
    (block, i) =>
      isOpen(block) &&
      (block.role === 'table-head' ||
        isProse(block.paragraph.text) ||
        isSentence(block.paragraph.text) ||
        isNumbered(block.paragraph) ||
        opensDecimals(blocks, i) ||
        opensSpaced(blocks, i) ||
        i === misprinted),
  )
  const limit = prose < 0 ? blocks.length : prose
  const addressee = blocks.findIndex(
    (block, i) => i <= limit && block.role === 'body' && isAddressee(block.paragraph.text),
  )
  return addressee >= 0 ? addressee : limit
}

/** Where the page goes on after the document has ended; the number of blocks if it does not. */
function pageEndOf(blocks: readonly Block[]): number {
  const isMatter = (block: Block) =>
    (block.role === 'body' &&
      (isProse(block.paragraph.text) || (isNumbered(block.paragraph) && block.paragraph.text.length > 10))) ||
    dayOfLine(block.paragraph.text) !== null
  const last = blocks.findLastIndex(isMatter)
  const found = blocks.findIndex((block, i) => i > last && endsPage(block.paragraph.text))
  return found < 0 ? blocks.length : found
}

/** The numbered or plain lines of a list of attachments, after its head. */
function settleAttachments(blocks: readonly Block[], head: number): void {
  const inline = attachmentListOf(blocks[head]?.paragraph.text ?? '') ?? ''
  let expected = (markOf(inline)?.ordinal ?? 0) + 1
  for (let i = head + 1; i < blocks.length; i++) {
    const block = blocks[i]
    if (block?.role !== 'body') return
    const { text } = block.paragraph
    const mark = markOf(text)
    const isNext = mark !== null && mark.ordinal === expected && text.length < 120
    const isOnly =
      mark === null && inline === '' && expected === 1 && i === head + 1 && text.length < 80 && !/[。]./.test(text)
    const above = blocks[i - 1]?.paragraph.text ?? ''
    const isRest =
      mark === null &&
      !block.paragraph.apart &&
      expected > 1 &&
      text.length < 60 &&
      endsAsTitle(text) &&
      !endsAsTitle(above)
    if (!isNext && !isOnly && !isRest) return
    block.role = 'attachment-list'
    if (isNext) expected++
  }
}

/** The lines above a signature's date that name who signed. A name may be broken over two lines. */
function settleSigners(blocks: readonly Block[], date: number): void {
  let found = false
  for (let i = date - 1; i >= Math.max(0, date - 8); i--) {
    const block = blocks[i]
    if (block?.role !== 'body' || isNumbered(block.paragraph)) return
    const { text, apart } = block.paragraph
    const below = blocks[i + 1]
    if (isPostSignature(text)) {
      block.role = 'signature'
      continue
    }
    const isOrgan = text.split(/ {1,}/).every(looksLikeOrgan)
    const isFirstHalf = found && below?.paragraph.apart === false && text.length <= 24 && !/[。；;:，,]/.test(text)
    if (!isOrgan && !isFirstHalf) return
    block.role = 'signature'
    found = true
    if (!isOrgan && apart) return
  }
}

/** Title lines of an enclosed document: short lines without a sentence between one document's end and the next one's text. */
function settleEnclosedTitle(blocks: readonly Block[], from: number): void {
  for (let i = from; i < Math.min(blocks.length, from + 8); i++) {
    const block = blocks[i]
    if (!block) return
    if (block.role === 'chrome' || block.role === 'publicity' || block.role === 'attachment-head') continue
    const { text, cells } = block.paragraph
    if (block.role !== 'body' || isProse(text) || /[。；;]$/.test(text) || text.length > 80) return
    if (cells.length > 1 || (isNumbered(block.paragraph) && !/^[12]\d{3} ?年/.test(text)) || isAddressee(text)) return
    if ((looksLikeOrgan(text) && !endsAsTitle(text)) || opensDecimals(blocks, i)) return
    block.role = isBracketed(text) && /\d{4} ?年/.test(text) ? 'title-note' : 'title'
  }
}

/** What reads as a field is none in the body, or stands in the imprint; the organ alone above the day of printing does so too. */
function settleFoot(blocks: readonly Block[], i: number): void {
  const [above, own] = [blocks[i - 1], blocks[i]]
  if (own?.role === 'field') own.role = isImprint(own.paragraph.text) ? 'imprint' : 'body'
  if (above?.role !== 'body' || own?.role !== 'imprint') return
  if (!/^\d{4} ?年.*(?:印发|印制)$/.test(own.paragraph.text)) return
  if (looksLikeOrgan(above.paragraph.text)) above.role = 'imprint'
}

/** After the opening: addressee, attachments, signatures with their dates, and the titles of what is enclosed. */
function settleBody(blocks: readonly Block[], opening: number): void {
  blocks.forEach((block, i) => {
    if (i < opening) return
    const { text } = block.paragraph
    settleFoot(blocks, i)
    if (i === opening && block.role === 'body' && isAddressee(text)) block.role = 'addressee'
    if (block.role === 'attachment-list' && attachmentListOf(text) !== null) settleAttachments(blocks, i)
    if (block.role === 'attachment-head') settleEnclosedTitle(blocks, i + 1)
    if (block.role !== 'body') return
    const day = dayOfLine(text)
    const signed = day ? null : signedLine(text)
    if (!day && !signed) return
    block.role = 'date'
    if (day) settleSigners(blocks, i)
    settleEnclosedTitle(blocks, i + 1)
  })
}

function setRole(blocks: readonly Block[], i: number, role: Role): void {
  const block = blocks[i]
  if (block) block.role = role
}

/** The paragraphs with their roles, in order. Nothing is left out: residue keeps its place, so that offsets stay true. */
export function layoutOf(paragraphs: readonly Paragraph[]): {
  readonly blocks: readonly Block[]
  readonly opening: number
} {
  const copies = copiesAmong(paragraphs)
  const blocks: Block[] = paragraphs.map((paragraph, i) => ({
    paragraph,
    role: copies.has(i) ? 'copy' : ownRole(paragraph),
  }))
  const end = pageEndOf(blocks)
  for (const block of blocks.slice(end)) if (block.role !== 'copy') block.role = 'chrome'
  for (const i of contentsAmong(blocks.map((block) => (block.role === 'body' ? block.paragraph.text : null))))
    setRole(blocks, i, 'contents')
  const opening = openingOf(blocks)
  settleFront(blocks, opening)
  settleBody(blocks, opening)
  return { blocks, opening }
}
