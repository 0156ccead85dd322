import { Parser } from 'htmlparser2'
import { decoded } from './encoding.ts'
import { createLines, type Lines } from './lines.ts'
import { type OrdinalStyle, ordinal } from './ordinal.ts'
import { cannotRead, type ReadResult } from './unreadable.ts'
import type { Attributes } from './xml.ts'

const blocks = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody tfoot thead ul caption'.split(
    ' ',
  ),
)
const silent = new Set(
  'script style noscript head title template iframe object embed svg canvas select option textarea audio video'.split(
    ' ',
  ),
)

const isHidden = (attributes: Attributes) =>
  attributes.hidden !== undefined ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '') ||
  attributes.type === 'hidden'

/** Void elements never close; counting them would mute the rest of the page. */
const isVoid = (name: string) => /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/.test(name)

const listStyles: Readonly<Record<string, OrdinalStyle>> = {
  '1': 'decimal',
  a: 'letter',
  A: 'capital',
  i: 'roman',
  I: 'capital-roman',
  decimal: 'decimal',
  'cjk-ideographic': 'chinese',
  'simp-chinese-informal': 'chinese',
  'trad-chinese-informal': 'chinese',
  'simp-chinese-formal': 'chinese-formal',
  'cjk-decimal': 'chinese',
  'lower-alpha': 'letter',
  'upper-alpha': 'capital',
  'lower-roman': 'roman',
  'upper-roman': 'capital-roman',
  none: 'none',
}

interface OpenList {
  readonly style: OrdinalStyle
  next: number
}

function listOf(name: string, attributes: Attributes): OpenList {
  const css = /list-style(?:-type)?\s*:\s*([a-z-]+)/i.exec(attributes.style ?? '')?.[1]
  const style = name === 'ul' ? 'none' : (listStyles[css ?? ''] ?? listStyles[attributes.type ?? ''] ?? 'decimal')
  return { style, next: Number(attributes.start ?? 1) || 1 }
}

function itemNumber(lists: readonly OpenList[], attributes: Attributes): string {
  const list = lists.at(-1)
  if (!list || list.style === 'none') return ''
  if (attributes.value !== undefined) list.next = Number(attributes.value) || list.next
  const number = ordinal(list.next++, list.style)
  return list.style.startsWith('chinese') ? `${number}、` : `${number}.`
}

/** A table that is open: for each column, in how many rows below a cell merged downwards still fills it. */
interface OpenTable {
  readonly pending: number[]
  column: number
  /** Cells that the row prints itself. */
  own: number
  span: number
}

/** More columns or rows than these are no table of a document. */
const mostSpanned = { columns: 30, rows: 500 }

const spanned = (value: string | undefined, most: number) => Math.min(most, Math.max(1, Math.trunc(Number(value)) || 1))

/** Keeps the columns of rows true where cells are merged: what a merged cell covers is an empty cell. */
function mergedCells(lines: Lines): {
  readonly startTable: () => void
  readonly endTable: () => void
  readonly startRow: () => void
  readonly startCell: (attributes: Attributes) => void
  readonly endCell: () => void
  readonly endRow: () => void
} {
  const tables: OpenTable[] = []
  const empty = () => {
    lines.startCell()
    lines.endCell()
  }
  const fill = (table: OpenTable) => {
    for (let left = table.pending[table.column] ?? 0; left > 0; left = table.pending[table.column] ?? 0) {
      table.pending[table.column++] = left - 1
      empty()
    }
  }
  return {
    startTable: () => tables.push({ pending: [], column: 0, own: 0, span: 1 }),
    endTable: () => tables.pop(),
    startRow: () => {
      lines.startRow()
      Object.assign(tables.at(-1) ?? {}, { column: 0, own: 0, span: 1 })
    },
    startCell: (attributes) => {
      const table = tables.at(-1)
      if (table) {
        for (; table.own > 0 && table.span > 1; table.span--) empty()
        fill(table)
        table.own++
        table.span = spanned(attributes.colspan, mostSpanned.columns)
        const rows = spanned(attributes.rowspan, mostSpanned.rows) - 1
        for (let i = 0; i < table.span; i++) table.pending[table.column++] = rows
      }
      lines.startCell()
    },
    endCell: lines.endCell,
    endRow: () => {
      const table = tables.at(-1)
      if (table && table.own > 1) for (; table.span > 1; table.span--) empty()
      if (table && table.own > 0) fill(table)
      lines.endRow()
    },
  }
}

/** Opens and closes blocks, rows and cells. Tables that only lay out a page are told by what their cells hold. */
function elements(lines: Lines): {
  readonly open: (name: string, attributes: Attributes) => void
  readonly close: (name: string) => void
} {
  const lists: OpenList[] = []
  const cells = mergedCells(lines)
  return {
    open: (name, attributes) => {
      if (name === 'br') lines.text('\n')
      else if (name === 'tr') cells.startRow()
      else if (name === 'td' || name === 'th') cells.startCell(attributes)
      else if (blocks.has(name)) lines.endParagraph()
      if (name === 'table') cells.startTable()
      if (name === 'ol' || name === 'ul') lists.push(listOf(name, attributes))
      if (name === 'li') lines.text(itemNumber(lists, attributes))
    },
    close: (name) => {
      if (name === 'tr') cells.endRow()
      else if (name === 'td' || name === 'th') cells.endCell()
      else if (blocks.has(name)) lines.endParagraph()
      if (name === 'table') cells.endTable()
      if (name === 'ol' || name === 'ul') lists.pop()
    },
  }
}

/** The text of a page, block by block; scripts, styles and what is hidden left out. Nothing is run or fetched. */
export function htmlText(html: string): string {
  const lines = createLines()
  const { open, close } = elements(lines)
  const muted: string[] = []
  let pre = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (muted.length > 0 || (!isVoid(name) && (silent.has(name) || isHidden(attributes)))) {
          if (!isVoid(name)) muted.push(name)
          return
        }
        if (name === 'pre') pre++
        open(name, attributes)
      },
      ontext: (text) => {
        if (muted.length === 0) lines.text(pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' '))
      },
      onclosetag: (name) => {
        if (muted.length > 0) {
          if (!isVoid(name)) muted.pop()
          return
        }
        if (name === 'pre') pre--
        close(name)
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.end(html)
  return lines.result()
}

/** The encoding that a page declares near its start; null if it declares none. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return /charset\s*=\s*["']?\s*([a-z0-9_-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null
}

export function readHtml(bytes: Uint8Array): ReadResult {
  const text = htmlText(decoded(bytes, declaredEncoding(bytes)))
  return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'html', text }
}
