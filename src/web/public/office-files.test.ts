import { describe, expect, test } from 'vitest'
import { readBytes } from '../../reader/read.ts'
import { walkXml } from '../../reader/xml.ts'
import { unzipped } from '../../reader/zip.ts'
import { docxOf, type WordTable } from './docx-table.ts'
import { xlsxOf } from './xlsx.ts'

async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(pieces))
}

/** The parts of an office file, by a reader that has nothing to do with the writer. */
async function partsOf(file: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const zip = await unzipped(file, () => true)
  if (!zip.ok) throw new Error(zip.code)
  return new Map([...zip.files].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]))
}

interface ReadCell {
  readonly place: string
  /** `inlineStr` for a text, undefined for a number. */
  readonly type: string | undefined
  text: string
}

/** The cells of a sheet from its XML; formulas would be elements `f`. */
function cellsIn(sheet: string): { readonly cells: readonly ReadCell[]; readonly formulas: number } {
  const cells: ReadCell[] = []
  let formulas = 0
  walkXml(new TextEncoder().encode(sheet), {
    open: (name, attributes) => {
      if (name === 'f') formulas++
      if (name === 'c') cells.push({ place: attributes.r ?? '', type: attributes.t, text: '' })
    },
    text: (text) => {
      const cell = cells.at(-1)
      if (cell) cell.text += text
    },
    close: () => {},
  })
  return { cells, formulas }
}

const columns = [
  { title: '事项', width: 30, holds: 'text' },
  { title: '次数', width: 8, holds: 'number' },
  { title: '时限', width: 12, holds: 'day' },
] as const

const sheetOf = async (rows: readonly (readonly (string | number | null)[])[]) => {
  const parts = await partsOf(await bytesOf(xlsxOf('责任清单', columns, rows)))
  return cellsIn(parts.get('xl/worksheets/sheet1.xml') ?? '')
}

describe('a workbook', () => {
  test('prints as wide as the page with its heading row on each, and each row is as high as its text', async () => {
    const rows = [['一行'], ['事项'.repeat(20)], ['一行\n又一行']]
    const parts = await partsOf(await bytesOf(xlsxOf('责任清单', [{ title: '事项', width: 21, holds: 'text' }], rows)))
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''

    expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(sheet).toMatch(/<pageSetup [^>]*fitToWidth="1" fitToHeight="0"/)
    expect(parts.get('xl/workbook.xml')).toContain("'责任清单'!$1:$1")
    expect([...sheet.matchAll(/ ht="(\d+)"/g)].map(([, points]) => Number(points))).toEqual([17, 68, 34])
  })

  test('holds every row in its place, texts as texts, numbers as numbers, days as days of the spreadsheet', async () => {
    const { cells } = await sheetOf([
      ['供水 <提质> & 改造', 2, '2018-12-14'],
      ['第二行\n下一段', 0, null],
    ])

    expect(cells.slice(3).map(({ place, type, text }) => [place, type, text])).toEqual([
      ['A2', 'inlineStr', '供水 <提质> & 改造'],
      ['B2', undefined, '2'],
      ['C2', undefined, '43448'],
      ['A3', 'inlineStr', '第二行\n下一段'],
      ['B3', undefined, '0'],
      ['C3', undefined, ''],
    ])
  })

  test('never takes a text for a formula, whatever it begins with', async () => {
    const risky = ['=1+1', '+1', '-1', '@sum', '=HYPERLINK("x")']
    const { cells, formulas } = await sheetOf(risky.map((text) => [text, 1, null]))
    const texts = cells.filter(({ place }) => /^A([2-9])/.test(place))

    expect(formulas).toBe(0)
    expect(texts.map(({ type, text }) => [type, text])).toEqual(risky.map((text) => ['inlineStr', text]))
  })

  test('keeps no sample when there is nothing to list', async () => {
    expect((await sheetOf([])).cells.map(({ place }) => place)).toEqual(['A1', 'B1', 'C1'])
  })
})

const table: WordTable = {
  title: '责任清单',
  subtitle: '（截至2018年11月14日）',
  paragraphs: ['本清单列责任事项 2 条。'],
  columns: [
    { title: '序号', width: 25, centred: true },
    { title: '事项', width: 200 },
  ],
  signature: '五型办',
  date: '2018年11月14日',
  madeAt: '2018-11-14T09:00:00.000Z',
}

describe('an official document', () => {
  const rows = [
    ['1', '供水 <提质> & 改造'],
    ['2', '=1+1'],
  ]

  test('is read back with its title, its rows, who answers for it and the day', async () => {
    const read = await readBytes(await bytesOf(docxOf(table, rows)))

    expect(read.ok && read.text.split('\n')).toEqual([
      ...['责任清单', '（截至2018年11月14日）', '本清单列责任事项 2 条。', '序号\t事项'],
      ...['1\t供水 <提质> & 改造', '2\t=1+1', '五型办', '2018年11月14日'],
    ])
  })

  test('lies across, repeats its heading row, names the faces and what stands in for them, and numbers its pages', async () => {
    const parts = await partsOf(await bytesOf(docxOf(table, rows)))
    const body = parts.get('word/document.xml') ?? ''

    expect(body).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"\/>/)
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(body).toContain('方正小标宋简体')
    expect(parts.get('word/fontTable.xml')).toMatch(/仿宋_GB2312"><w:altName w:val="仿宋,FangSong/)
    expect([...parts].some(([name, text]) => name.includes('footer') && text.includes('PAGE'))).toBe(true)
    expect(parts.get('docProps/core.xml')).toContain('2018-11-14T09:00:00.000Z')
  })

  test('a line end in a cell is a break of the line, not another row', async () => {
    const parts = await partsOf(await bytesOf(docxOf(table, [['1', '事项\n成果']])))

    expect(parts.get('word/document.xml')).toMatch(/事项<\/w:t><w:br\/><w:t[^>]*>成果<\/w:t>/)
  })

  test('the same data gives the same bytes', async () => {
    const [first, second] = await Promise.all([0, 1].map(() => bytesOf(docxOf(table, rows))))

    expect(first).toEqual(second)
  })
})
