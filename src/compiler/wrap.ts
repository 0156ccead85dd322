import { markOf, type Style, startsWithMark } from './mark.ts'
import { cellsOf, type Line, linesOf, type Paragraph } from './paragraph.ts'
import type { Source } from './source.ts'

/** How the pages of a hard-wrapped text are set; null where every line is a paragraph. */
export interface Setting {
  /** Columns of a full line. */
  readonly width: number
  /** Whether first lines of paragraphs are indented. */
  readonly indented: boolean
}

const ending = /[。；：！？!?;:.…]["”’』」）)】》]*$/
/** Whether a line ends as a sentence ends; more than a few closing marks in a row close none. */
const ends = { test: (text: string) => ending.test(text.slice(-8)) }
const closing = /^[。，、；：！？,;:!?)）】》」』”’%％]/

/** 「—2—」「- 10 -」「第3页 共18页」「3 / 18」: printed by the page, not by the author. */
const pageNumber =
  /^(?:[-—–―－·•~ ]{1,6}\d{1,4}[-—–―－·•~ ]{1,6}|第 ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?|\d{1,4} ?\/ ?\d{1,4}|page ?\d{1,4}(?: ?of ?\d{1,4})?)$/i

/** Whether a folded line is nothing but a page number with its ornament. A bare number is none. */
export const isPageNumberLine = (text: string): boolean => text.length <= 40 && /\d/.test(text) && pageNumber.test(text)

/**
 * The setting of a text whose lines were broken by a page width: most of its longer lines have nearly the same width,
 * and most of those do not end where a sentence ends. At least twelve such lines, else no judgement.
 */
export function settingOf(lines: readonly Line[]): Setting | null {
  const long = lines.filter((line) => line.width >= 20 && !line.text.includes('\t'))
  if (long.length < 12) return null
  const widths = long.map((line) => line.width).sort((a, b) => a - b)
  const width = widths[Math.floor(widths.length * 0.9)] ?? 0
  if (width > 120) return null
  const full = long.filter((line) => line.width + line.indent >= width - 4 && line.width <= width + 4)
  const broken = full.filter((line) => !ends.test(line.text))
  if (full.length < long.length * 0.5 || broken.length < full.length * 0.5)
    return flushSetting(lines, width) ?? blockSetting(lines, long)
  const indented = full.filter((line) => line.indent >= 4).length
  return { width, indented: indented >= 3 && indented <= full.length * 0.6 }
}

/** Fewest lines at the margin that show how a page is set. */
const fewestFlush = 5

/** A page whose paragraphs are indented and whose other lines go on at the margin: nearly each of those follows a full line. */
function flushSetting(lines: readonly Line[], widest: number): Setting | null {
  const reach = lines.map((line) => line.width + line.indent).sort((a, b) => a - b)
  const width = Math.max(widest, reach[Math.floor(reach.length * 0.9)] ?? 0)
  const flush = lines.flatMap((line, i) => (line.indent < 2 && i > 0 && !line.text.includes('\t') ? [i] : []))
  const goesOn = flush.filter((i) => {
    const before = lines[i - 1]
    return before !== undefined && Math.abs(before.width + before.indent - width) <= 4
  })
  const indented = lines.filter((line) => line.indent >= 4).length
  const isSet = goesOn.length >= fewestFlush && goesOn.length >= flush.length * 0.7 && indented >= 3
  return isSet && width <= 120 ? { width, indented: true } : null
}

/** Fewest full lines, broken inside a sentence, that show the width of a page set without indents. */
const fewestBroken = 5

/** A page set in blocks, without indents: no line is wider than the full ones, nearly each of those breaks inside a sentence, and few others do. */
function blockSetting(lines: readonly Line[], long: readonly Line[]): Setting | null {
  const width = Math.max(...lines.map((line) => line.width))
  if (width < 40 || width > 90) return null
  const full = long.filter((line) => line.width >= width - 6)
  const broken = full.filter((line) => !ends.test(line.text))
  const ragged = long.filter((line) => line.width < width - 6 && !ends.test(line.text))
  const isSet =
    broken.length >= fewestBroken &&
    broken.length >= full.length * 0.6 &&
    full.length >= long.length * 0.3 &&
    ragged.length * 3 <= long.length
  return isSet ? { width, indented: false } : null
}

function isPageNumber(line: Line, before: Line | undefined, setting: Setting | null): boolean {
  if (isPageNumberLine(line.text)) return true
  return setting !== null && /^\d{1,3}$/.test(line.text) && before !== undefined && !ends.test(before.text)
}

/** Styles whose numbers stand over titles. */
const isTitled: ReadonlySet<Style> = new Set(['division', 'chapter', 'section', 'han', 'han-bracket'])

/** 「各区教育局、」 at the end of a line: no paragraph ends with an enumeration mark, nor an addressee with a comma. */
function endsInList(before: Line, line: Line): boolean {
  if (before.text.includes('\t') || line.text.includes('\t') || startsWithMark(line.text, 'any')) return false
  return before.text.endsWith('、') || (/[,，]$/.test(before.text) && /[:：]$/.test(line.text) && line.width <= 120)
}

/** 「第一章」 alone on its line, its title on the next one. */
function isNumberOver(before: Line, line: Line): boolean {
  if (before.text.length > 8 || line.text.includes('\t') || !/^[一-龥“《]/.test(line.text)) return false
  if (line.text.length > 30 || ends.test(line.text) || markOf(line.text) !== null) return false
  const mark = markOf(before.text)
  return mark !== null && mark.length >= before.text.length && isTitled.has(mark.style)
}

function continues(before: Line, line: Line, setting: Setting | null): boolean {
  if (isNumberOver(before, line)) return true
  if (closing.test(line.text) && !ends.test(before.text)) return true
  if (endsInList(before, line)) return true
  if (!setting || before.text.includes('\t') || line.text.includes('\t')) return false
  if (before.width + before.indent < setting.width - 6) return false
  if (setting.indented) return line.indent < 4 && !(startsWithMark(line.text, 'strong') && ends.test(before.text))
  if (ends.test(before.text)) return !startsWithMark(line.text, 'any') && !line.apart
  return !startsWithMark(line.text, 'strong')
}

const wordSetApart = /[^ \u3000]+/g
/** Fewest characters of a line of which one may say that they are set apart. */
const fewestApart = 8

/** 「县 应 急 管 理 局 要」: recognised text with a blank behind nearly every character. */
function isSetApart(text: string): boolean {
  if (text.charAt(1) !== ' ' && text.charAt(2) !== ' ') return false
  if (text.includes('\t')) return false
  const apart = text.match(/[一-龥、。,:;()“”] (?=[一-龥、。,:;()“”])/g)?.length ?? 0
  const close = text.match(/[一-龥、。,:;()“”](?=[一-龥、。,:;()“”])/g)?.length ?? 0
  return apart >= fewestApart && apart >= close * 4
}

function joined(source: Source, lines: readonly Line[]): Paragraph {
  const first = lines[0]
  const last = lines.at(-1)
  if (!first || !last) throw new RangeError('a paragraph has at least one line')
  const pieces: { readonly at: number; readonly start: number }[] = []
  const texts: string[] = []
  const shown: string[] = []
  let length = 0
  let end = ''
  // What was joined before is never looked at: a look at its last character alone copies all of it.
  const add = (words: string, printedAs: string, start: number) => {
    const gap = /[\w.%]/.test(end) && /^[A-Za-z]/.test(printedAs) ? ' ' : ''
    pieces.push({ at: length + gap.length, start })
    texts.push(gap, words)
    shown.push(gap, printedAs)
    length += gap.length + words.length
    end = printedAs.slice(-1)
  }
  for (const line of lines) {
    const next = source.shown.slice(line.start, line.end)
    if (!isSetApart(line.text)) add(line.text, next, line.start)
    else
      for (const word of next.matchAll(wordSetApart))
        add(line.text.slice(word.index, word.index + word[0].length), word[0], line.start + word.index)
  }
  const cells = lines.length === 1 ? cellsOf(source, first) : []
  return {
    start: first.start,
    end: last.end,
    text: texts.join(''),
    shown: shown.join(''),
    pieces,
    cells,
    apart: first.apart,
    row: first.row,
  }
}

/** What the lines of a document come to: its paragraphs, and the page numbers that stood between and inside them. */
export interface Paragraphs {
  readonly paragraphs: readonly Paragraph[]
  readonly pageNumbers: readonly Paragraph[]
  readonly setting: Setting | null
}

export function paragraphsOf(source: Source): Paragraphs {
  const lines = linesOf(source)
  const setting = settingOf(lines)
  const paragraphs: Paragraph[] = []
  const pageNumbers: Paragraph[] = []
  let open: Line[] = []
  const close = () => {
    if (open.length > 0) paragraphs.push(joined(source, open))
    open = []
  }
  for (const line of lines) {
    const before = open.at(-1)
    if (isPageNumber(line, before, setting)) pageNumbers.push(joined(source, [line]))
    else if (before && continues(before, line, setting)) open.push(line)
    else {
      close()
      open = [line]
    }
  }
  close()
  return { paragraphs, pageNumbers, setting }
}
