import writeSheet, { type Cell } from 'write-excel-file/node'
import { widthOf } from '../../compiler/source.ts'
import { text } from '../../compiler/xml.ts'
import { type Day, dayNumber } from '../../kernel/calendar.ts'
import { type Template, templateOf, withRows } from './zip-rows.ts'

/** A column of a sheet: what is written on top, how wide it is in characters, and what its cells hold. */
export interface Column {
  readonly title: string
  readonly width: number
  readonly holds: 'text' | 'number' | 'day'
}

export type SheetValue = string | number | null

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Day 1 of a spreadsheet is 1 January 1900, and it believes that 29 February 1900 existed: days since 30 December 1899. */
const serialOf = (day: Day) => dayNumber(day) + 25_569

/** A..Z, AA.. by index. */
function letterOf(index: number): string {
  const rest = Math.floor(index / 26)
  return `${rest === 0 ? '' : letterOf(rest - 1)}${String.fromCharCode(65 + (index % 26))}`
}

const isDayText = (value: SheetValue): value is Day => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** `@` keeps text what a cell says: never a formula, not even after somebody edits the cell. */
const formats = { text: '@', number: '0', day: 'yyyy-mm-dd' } as const

const look = { alignVertical: 'top', wrap: true, borderStyle: 'thin' } as const

function sampleCell({ holds }: Column): Cell {
  if (holds === 'text') return { ...look, type: String, value: 'x', format: formats.text }
  if (holds === 'number') return { ...look, type: Number, value: 1, format: formats.number }
  return { ...look, type: Date, value: new Date(0), format: formats.day }
}

/** Styles of the sample row's cells, by column, as the library numbered them. */
function stylesIn(row: string): readonly string[] {
  return [...row.matchAll(/<c r="[A-Z]+2" s="(\d+)"/g)].map(([, style]) => style ?? '0')
}

function cellOf(value: SheetValue, place: string, style: string): string {
  if (value === null || value === '') return `<c r="${place}" s="${style}"/>`
  if (typeof value === 'number') return `<c r="${place}" s="${style}"><v>${value}</v></c>`
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text(value).xml}</t></is></c>`
}

/** Points from line to line at 11 pt, room for a taller face that stands in, and as high as a spreadsheet lets a row be. */
const lineHeight = 17
const highest = 405

/** Points that a row needs for all its wrapped text: not every spreadsheet counts the lines of a file that it opens. */
function heightOf(columns: readonly Column[], row: readonly SheetValue[]): number {
  const lines = columns.map(({ width }, i) =>
    String(row[i] ?? '')
      .split('\n')
      .reduce((sum, part) => sum + Math.max(1, Math.ceil(widthOf(part) / Math.max(1, width - 1))), 0),
  )
  return Math.min(highest, lineHeight * Math.max(...lines))
}

function* rowsOf(
  columns: readonly Column[],
  styles: readonly string[],
  rows: Iterable<readonly SheetValue[]>,
): Generator<string> {
  let at = 2
  for (const row of rows) {
    const cells = columns.map(({ holds }, i) => {
      const value = row[i] ?? null
      const shown = holds === 'day' && isDayText(value) ? serialOf(value) : value
      return cellOf(shown, `${letterOf(i)}${at}`, styles[i] ?? '0')
    })
    yield `<row r="${at}" ht="${heightOf(columns, row)}" customHeight="1">${cells.join('')}</row>`
    at++
  }
}

/** The sheet as wide as the page, however many pages long, with its heading row on each. */
function fitted(template: Template, sheet: string): Template {
  const workbook = template.others.get('xl/workbook.xml') ?? ''
  const titles = `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${text(sheet.replaceAll("'", "''")).xml}'!$1:$1</definedName></definedNames>`
  return {
    ...template,
    head: template.head.replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'),
    tail: template.tail.replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" '),
    others: new Map([...template.others, ['xl/workbook.xml', workbook.replace('<definedNames/>', titles)]]),
  }
}

/**
 * A workbook of one sheet, its heading row fixed when one scrolls, to be printed on A4 landscape. Texts stay texts, whatever
 * they begin with; days are days (shown 2018-12-14), so that a spreadsheet sorts and filters them.
 */
export async function* xlsxOf(
  sheet: string,
  columns: readonly Column[],
  rows: Iterable<readonly SheetValue[]>,
): AsyncGenerator<Uint8Array> {
  const heads = columns.map(({ title }): Cell => ({ ...look, type: String, value: title, fontWeight: 'bold' }))
  const file = await writeSheet(
    [heads, columns.map(sampleCell)],
    { sheet, orientation: 'landscape', stickyRowsCount: 1, columns: columns.map(({ width }) => ({ width })) },
    { fontFamily: '仿宋', fontSize: 11 },
  ).toBuffer()
  const template = templateOf(file, 'xl/worksheets/sheet1.xml', /<row r="2">.*?<\/row>/)
  yield* withRows(fitted(template, sheet), rowsOf(columns, stylesIn(template.row), rows))
}
