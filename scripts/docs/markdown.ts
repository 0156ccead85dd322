/** A text as it stands in a cell: on one line, no bars that would end the cell, no angle brackets that would be HTML. */
const cellOf = (text: string): string =>
  text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** What a cell holds: a text, or one text a line; null where it is meant to be empty. */
export type Cell = string | readonly string[] | null

/** Nothing to say is a dash, so that it is told from what is meant to be empty. */
function written(cell: Cell): string {
  if (cell === null) return ''
  return [cell].flat().map(cellOf).join('<br>') || '—'
}

export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(written)))].join('\n')
}

/** Paragraphs, tables and headings, one blank line between two; nothing for what is null. */
export const page = (...parts: readonly (string | null)[]): string =>
  `${parts.filter((part) => part !== null && part !== '').join('\n\n')}\n`

export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

export const numbered = (items: readonly string[]): string => items.map((item, i) => `${i + 1}. ${item}`).join('\n')

/** The first line of every generated page. */
export const generated = '<!-- Written by ./luoshi docs; do not edit. -->'
