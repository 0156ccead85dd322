import {
  AlignmentType,
  Document,
  Footer,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { text } from '../../compiler/xml.ts'
import { type Template, templateOf, withRows } from './zip-rows.ts'

/** A column of the table: what stands on top, how wide it is, and whether its cells are short and centred. */
export interface WordColumn {
  readonly title: string
  /** Millimetres; all columns together fill `textWidth`. */
  readonly width: number
  readonly centred?: true
}

/** An official table: title, a line below it, paragraphs before the table, and who answers for it, on which day, at the end. */
export interface WordTable {
  readonly title: string
  readonly subtitle: string
  readonly paragraphs: readonly string[]
  readonly columns: readonly WordColumn[]
  readonly signature: string
  readonly date: string
  /** RFC 3339: when the file says that it was made. */
  readonly madeAt: string
}

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The area of text of GB/T 9704—2012, 5.2: 225 mm long, here across; margins make up A4 landscape (297 × 210 mm). */
const textWidth = 225
const margins = { top: 28, bottom: 26, left: 36, right: 36, footer: 19 } as const

const twips = (mm: number) => Math.round((mm * 1440) / 25.4)

/** Sizes of type in half-points: 二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt. */
const sizes = { second: 44, third: 32, fourth: 28, smallFourth: 24 } as const

/**
 * The faces that GB/T 9704 asks for, each with what stands in where it is not installed; none of them is inside the file.
 * `altName` is what Word and WPS look for next.
 */
const faces = {
  title: {
    name: '方正小标宋简体',
    others: ['FZXiaoBiaoSong-B05S', '小标宋体', '华文中宋', '宋体', 'SimSun', 'Songti SC'],
  },
  body: { name: '仿宋_GB2312', others: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong', 'FandolFang'] },
  heading: { name: '黑体', others: ['SimHei', 'Heiti SC', '华文黑体', 'FandolHei'] },
  subtitle: { name: '楷体_GB2312', others: ['楷体', 'KaiTi', '华文楷体', 'STKaiti', 'FandolKai'] },
  number: { name: '宋体', others: ['SimSun', 'Songti SC', 'FandolSong'] },
} as const

const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.values(
  faces,
)
  .map(
    ({ name, others }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others.join(',')}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>`,
  )
  .join('')}</w:fonts>`

const face = (kind: keyof typeof faces) => {
  const { name } = faces[kind]
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name }
}

const run = (words: string, kind: keyof typeof faces, size: number): TextRun =>
  new TextRun({ text: words, font: face(kind), size } satisfies IRunOptions)

/** 28 pt from line to line: what 22 lines of 三号 on a page come to. */
const lineOfBody = { line: 560, lineRule: LineRuleType.EXACT } as const

function cell(words: string, { width, centred }: WordColumn, kind: 'heading' | 'body'): TableCell {
  const isCentred = centred || kind === 'heading'
  return new TableCell({
    width: { size: twips(width), type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({
        alignment: isCentred ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [run(words, kind, sizes.smallFourth)],
      }),
    ],
  })
}

function tableOf({ columns }: WordTable): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(textWidth), type: WidthType.DXA },
    columnWidths: columns.map(({ width }) => twips(width)),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((column) => cell(column.title, column, 'heading')),
      }),
      new TableRow({ cantSplit: true, children: columns.map((column, i) => cell(`{${i}}`, column, 'body')) }),
    ],
  })
}

function bodyOf(table: WordTable): readonly (Paragraph | Table)[] {
  const centred = (child: TextRun) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 640, lineRule: LineRuleType.AT_LEAST },
      children: [child],
    })
  const signed = (words: string, before: number) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      keepLines: true,
      indent: { right: sizes.third * 20 },
      spacing: { ...lineOfBody, before },
      children: [run(words, 'body', sizes.third)],
    })
  return [
    centred(run(table.title, 'title', sizes.second)),
    centred(run(table.subtitle, 'subtitle', sizes.third)),
    ...table.paragraphs.map(
      (words) =>
        new Paragraph({
          spacing: lineOfBody,
          indent: { firstLine: sizes.third * 20 },
          children: [run(words, 'body', sizes.third)],
        }),
    ),
    tableOf(table),
    signed(table.signature, 560),
    signed(table.date, 0),
  ]
}

/** 四号 Arabic numbers between two short lines. */
function pageNumbers(): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: face('number'), size: sizes.fourth })
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] })
}

/** A document with one sample row, its cells holding {0}, {1} and so on. */
async function madeWithSample(table: WordTable): Promise<Template> {
  const { top, bottom, left, right, footer } = margins
  const document = new Document({
    title: table.title,
    creator: table.signature,
    styles: {
      default: {
        document: { run: { font: face('body'), size: sizes.third, language: { value: 'en-GB', eastAsia: 'zh-CN' } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            // The library turns the page itself: width and height are those of the upright sheet.
            size: { width: twips(210), height: twips(297), orientation: PageOrientation.LANDSCAPE },
            margin: {
              top: twips(top),
              bottom: twips(bottom),
              left: twips(left),
              right: twips(right),
              footer: twips(footer),
            },
          },
        },
        footers: { default: pageNumbers() },
        children: [...bodyOf(table)],
      },
    ],
  })
  const file = new Uint8Array(await Packer.toBuffer(document))
  const template = templateOf(file, 'word/document.xml', /<w:tr>(?:(?!<w:tr>).)*\{0\}.*?<\/w:tr>/)
  const core = template.others.get('docProps/core.xml') ?? ''
  const others = new Map([
    ...template.others,
    ['word/fontTable.xml', fontTable],
    ['docProps/core.xml', core.replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${table.madeAt}`)],
  ] as const)
  return { ...template, others }
}

/** Text of a cell: a line end becomes a break of the line. */
const wordText = (words: string) => text(words).xml.replaceAll(/\r?\n/g, '</w:t><w:br/><w:t xml:space="preserve">')

function* rowsOf({ row }: Template, rows: Iterable<readonly string[]>): Generator<string> {
  const pieces = row.split(/\{\d+\}/)
  for (const cells of rows)
    yield pieces.map((piece, i) => (i === 0 ? piece : wordText(cells[i - 1] ?? '') + piece)).join('')
}

/**
 * A Word document in the spirit of GB/T 9704: A4 landscape, the title centred in 二号小标宋, what is said in 三号仿宋, the table
 * in 小四 with its heading row on every page, page numbers, and at the end the unit that answers for it and the day.
 */
export async function* docxOf(table: WordTable, rows: Iterable<readonly string[]>): AsyncGenerator<Uint8Array> {
  const template = await madeWithSample(table)
  yield* withRows(template, rowsOf(template, rows))
}
