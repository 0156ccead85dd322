import { cellMark, markOf } from './mark.ts'
import type { Paragraph } from './paragraph.ts'

/** What a paragraph is in the make-up of an official document. */
export type Role =
  | 'chrome'
  | 'page-number'
  | 'copy'
  | 'field'
  | 'red-head'
  | 'number'
  | 'title'
  | 'title-note'
  | 'addressee'
  | 'contents'
  | 'body'
  | 'signature'
  | 'date'
  | 'publicity'
  | 'imprint'
  | 'attachment-list'
  | 'attachment-head'
  | 'table-head'

export interface Block {
  readonly paragraph: Paragraph
  role: Role
}

/** Running text rather than a line of a head. */
export const isProse = (text: string) => text.length >= 20 && /[。；;]/.test(text)

/** Rows that a table may have under its head. */
export const mostRows = 400

/** The head of the table that a row stands in; null if none is near enough above. */
export function tableHeadAbove(blocks: readonly Block[], row: number): Paragraph | null {
  for (let i = row - 1; i >= Math.max(0, row - mostRows); i--) {
    const block = blocks[i]
    if (block?.role === 'table-head') return block.paragraph
  }
  return null
}

/** Whether a paragraph carries a number at its start, in its first cell for a row. */
export function isNumbered(paragraph: Paragraph): boolean {
  const first = paragraph.cells.find((cell) => cell.text !== '')
  return first ? cellMark(first.text) !== null || markOf(first.text) !== null : markOf(paragraph.text) !== null
}

export const isBracketed = (text: string): boolean => /^\(.*\)$/.test(text)
