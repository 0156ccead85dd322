import { createNumberWriter, type NumberRef, type NumberWriter, numberingsOf } from './docx-numbering.ts'
import { createLines, type Lines } from './lines.ts'
import { cannotRead, type ReadResult } from './unreadable.ts'
import { type Attributes, walkXml } from './xml.ts'
import { unzipped } from './zip.ts'

const none: NumberRef = { num: null, level: null }

/** The numbering each paragraph style brings, its own or that of the style it is based on. */
function styleNumbers(xml: Uint8Array | undefined): (style: string) => NumberRef {
  const own = new Map<string, { num: string | null; level: number | null; based: string | null }>()
  let style: { num: string | null; level: number | null; based: string | null } | null = null
  if (xml) {
    walkXml(xml, {
      open: (name, attributes) => {
        if (name === 'w:style') {
          style = { num: null, level: null, based: null }
          own.set(attributes['w:styleId'] ?? '', style)
        }
        if (!style) return
        if (name === 'w:basedOn') style.based = attributes['w:val'] ?? null
        if (name === 'w:numId') style.num = attributes['w:val'] ?? null
        if (name === 'w:ilvl') style.level = Number(attributes['w:val'] ?? 0)
      },
      close: (name) => {
        if (name === 'w:style') style = null
      },
    })
  }
  return (id) => {
    let found = own.get(id)
    for (let hops = 0; found && hops < 20; hops++) {
      if (found.num !== null) return found
      found = found.based === null ? undefined : own.get(found.based)
    }
    return none
  }
}

/** Text that is not the document's own: deleted by a tracked change, an instruction of a field, the second version of a drawing. */
const silent = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'mc:Fallback',
  'w:footnoteReference',
  'w:rPr',
  'w:sectPr',
  'w:tblPr',
  'w:tcPr',
  'w:trPr',
  'w:sdtPr',
  'w:annotationRef',
  'w:pPrChange',
  'w:rPrChange',
])

interface OpenParagraph {
  style: string | null
  num: string | null
  level: number | null
  isNumbered: boolean
}

/** A walk through word/document.xml: the lines so far, and what is open. */
interface Walk {
  readonly lines: Lines
  readonly numberOf: NumberWriter['numberOf']
  readonly paragraphs: OpenParagraph[]
  inText: boolean
  inNumber: boolean
}

/** Writes the automatic number of the open paragraph before its first text. */
function writeNumber(walk: Walk): void {
  const paragraph = walk.paragraphs.at(-1)
  if (!paragraph || paragraph.isNumbered) return
  paragraph.isNumbered = true
  walk.lines.text(walk.numberOf({ num: paragraph.num, level: paragraph.level }, paragraph.style))
}

function openProperty(walk: Walk, name: string, attributes: Attributes): void {
  const paragraph = walk.paragraphs.at(-1)
  if (!paragraph) return
  const value = attributes['w:val'] ?? null
  if (name === 'w:pStyle') paragraph.style = value
  else if (name === 'w:numId' && walk.inNumber) paragraph.num = value
  else if (name === 'w:ilvl' && walk.inNumber) paragraph.level = Number(value ?? 0)
}

function openElement(walk: Walk, name: string, attributes: Attributes): void {
  const { lines } = walk
  switch (name) {
    case 'w:p':
      lines.endParagraph()
      walk.paragraphs.push({ style: null, num: null, level: null, isNumbered: false })
      break
    case 'w:numPr':
      walk.inNumber = true
      break
    case 'w:t':
      writeNumber(walk)
      walk.inText = true
      break
    case 'w:tab':
      if (walk.paragraphs.at(-1)?.isNumbered) lines.text(' ')
      break
    case 'w:br':
    case 'w:cr':
      lines.text('\n')
      break
    case 'w:noBreakHyphen':
      lines.text('-')
      break
    case 'w:tr':
      lines.startRow()
      break
    case 'w:tc':
      lines.startCell()
      break
    default:
      openProperty(walk, name, attributes)
  }
}

function closeElement(walk: Walk, name: string): void {
  if (name === 'w:p') {
    walk.paragraphs.pop()
    walk.lines.endParagraph()
  } else if (name === 'w:numPr') walk.inNumber = false
  else if (name === 'w:t') walk.inText = false
  else if (name === 'w:tc') walk.lines.endCell()
  else if (name === 'w:tr') walk.lines.endRow()
}

function bodyText(xml: Uint8Array, numbering: Uint8Array | undefined, styles: Uint8Array | undefined): string {
  const numberings = numbering ? numberingsOf(numbering) : { abstracts: new Map(), nums: new Map() }
  const { numberOf } = createNumberWriter(numberings, styleNumbers(styles))
  const walk: Walk = { lines: createLines(), numberOf, paragraphs: [], inText: false, inNumber: false }
  let muted = 0
  walkXml(xml, {
    open: (name, attributes) => {
      if (silent.has(name)) muted++
      if (muted === 0) openElement(walk, name, attributes)
    },
    text: (text) => {
      if (walk.inText && muted === 0) walk.lines.text(text)
    },
    close: (name) => {
      if (muted === 0) closeElement(walk, name)
      if (silent.has(name)) muted--
    },
  })
  return walk.lines.result()
}

const wanted = (name: string) =>
  ['word/document.xml', 'word/numbering.xml', 'word/styles.xml', '[Content_Types].xml'].includes(name) ||
  /^word\/document\d*\.xml$/.test(name)

/** The text of a Word document, with the numbers that exist only as automatic numbering. Refuses files that may hold macros. */
export async function readDocx(bytes: Uint8Array): Promise<ReadResult> {
  const zip = await unzipped(bytes, wanted)
  if (!zip.ok) return cannotRead(zip.code)
  const types = zip.files.get('[Content_Types].xml')
  const hasMacros =
    zip.names.some((name) => /vbaProject\.bin$/i.test(name)) ||
    (types !== undefined && new TextDecoder().decode(types).includes('macroEnabled'))
  if (hasMacros) return cannotRead('macros')
  const body =
    zip.files.get('word/document.xml') ?? [...zip.files].find(([name]) => name.startsWith('word/document'))?.[1]
  if (!body) return cannotRead('damaged')
  const text = bodyText(body, zip.files.get('word/numbering.xml'), zip.files.get('word/styles.xml'))
  return text.trim() === '' ? cannotRead('no-text') : { ok: true, format: 'docx', text }
}
