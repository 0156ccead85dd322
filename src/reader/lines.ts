import { startsWithMark } from '../compiler/mark.ts'
import { fold } from '../compiler/source.ts'

/**
 * Collects the canonical text of a document as its parser walks through it: paragraphs become lines, the cells of a table row
 * one line parted by tabs. Cells that hold a page's layout rather than a datum become lines of their own.
 */
export interface Lines {
  readonly text: (piece: string) => void
  /** Ends the paragraph that is open, if it holds anything. */
  readonly endParagraph: () => void
  readonly startRow: () => void
  readonly startCell: () => void
  readonly endCell: () => void
  readonly endRow: () => void
  readonly result: () => string
}

/** A cell with more paragraphs or more text than this lays out a page. */
const mostParagraphs = 6
const mostCharacters = 1500

interface Row {
  readonly cells: string[][]
  /** Whether a table stands inside one of its cells. */
  isLayout: boolean
}

const clean = (paragraph: string) =>
  paragraph
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/ {3,}/g, '  ')
    .trimEnd()

/** Whether a cell lists numbered items, one a paragraph. */
const listsItems = (cell: readonly string[]) =>
  cell.filter((line) => startsWithMark(fold(line.trim()), 'any')).length >= 2

function rowLines(row: Row): readonly string[] {
  const { cells } = row
  const size = (cell: readonly string[]) => cell.reduce((sum, line) => sum + line.length, 0)
  const isLayout =
    row.isLayout ||
    cells.length === 1 ||
    cells.some((cell) => cell.length > mostParagraphs || size(cell) > mostCharacters)
  if (isLayout) return cells.flat()
  const joined = (some: readonly (readonly string[])[]) =>
    some.map((cell) => cell.map((line) => line.trim()).join(' ')).join('\t')
  const list = cells.findIndex(listsItems)
  return list < 0 ? [joined(cells)] : [...(list > 0 ? [joined(cells.slice(0, list))] : []), ...cells.slice(list).flat()]
}

export function createLines(): Lines {
  const lines: string[] = []
  const rows: Row[] = []
  let open: string[] = []
  const target = () => rows.at(-1)?.cells.at(-1) ?? lines
  const endParagraph = () => {
    const paragraph = open.join('')
    open = []
    for (const line of paragraph.split('\n')) if (line.trim() !== '') target().push(clean(line))
  }
  return {
    text: (piece) => open.push(piece),
    endParagraph,
    startRow: () => {
      endParagraph()
      for (const row of rows) row.isLayout = true
      rows.push({ cells: [], isLayout: false })
    },
    startCell: () => {
      endParagraph()
      rows.at(-1)?.cells.push([])
    },
    endCell: endParagraph,
    endRow: () => {
      endParagraph()
      const row = rows.pop()
      if (!row) return
      target().push(...rowLines(row).filter((line) => line.trim() !== ''))
    },
    result: () => {
      endParagraph()
      return lines.join('\n')
    },
  }
}
