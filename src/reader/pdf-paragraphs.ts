import { startsWithMark } from '../compiler/mark.ts'
import { fold } from '../compiler/source.ts'
import { isPageNumberLine } from '../compiler/wrap.ts'
import type { PlacedLine } from './pdf-lines.ts'

const ended = /[。；：！？!?;:…]["”’』」）)】》]*$/

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** The column of text that most lines of a document fill. */
interface Measure {
  readonly left: number
  readonly right: number
  readonly size: number
  /** Whether paragraphs start with an indent. */
  readonly indented: boolean
}

function measureOf(lines: readonly PlacedLine[]): Measure {
  const long = lines.filter((line) => line.text.length > 12)
  const sample = long.length > 0 ? long : lines
  const size = quantile(
    sample.map((line) => line.size),
    0.5,
  )
  const left = quantile(
    sample.map((line) => line.from),
    0.1,
  )
  const indent = sample.filter((line) => line.from > left + size * 1.2 && line.from < left + size * 3.5).length
  return {
    left,
    right: quantile(
      sample.map((line) => line.to),
      0.9,
    ),
    size,
    indented: indent >= 2 && indent >= sample.length * 0.04,
  }
}

/** Numbers, running heads and feet at the edge of a page. */
function isPageFurniture(line: PlacedLine, isEdge: boolean, repeated: ReadonlySet<string>): boolean {
  const text = fold(line.text).trim()
  if (isPageNumberLine(text)) return true
  return isEdge && (/^\d{1,4}$/.test(text) || repeated.has(text))
}

/** Lines that stand at the edge of three pages or more. */
function repeatedAtEdges(pages: readonly (readonly PlacedLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const line of new Set([page[0], page.at(-1)])) {
      const text = fold(line?.text ?? '').trim()
      if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1)
    }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([text]) => text))
}

function continues(before: PlacedLine, line: PlacedLine, measure: Measure): boolean {
  const isFull = before.to >= measure.right - measure.size * 1.6
  if (!isFull || Math.abs(before.size - line.size) > measure.size * 0.2) return false
  const isNextColumn = before.page === line.page && line.y > before.y
  const pitch = before.page === line.page && !isNextColumn ? before.y - line.y : 0
  if (pitch > measure.size * 3) return false
  if (measure.indented && line.from > measure.left + measure.size * 1.2) return false
  const text = fold(line.text.trim())
  if (measure.indented) return !(ended.test(before.text) && startsWithMark(text, 'any'))
  return ended.test(before.text) ? false : !startsWithMark(text, 'strong')
}

/** The paragraphs of a document: wrapped lines joined across pages, page numbers and running heads left out. */
export function paragraphsOfPages(pages: readonly (readonly PlacedLine[])[]): readonly string[] {
  const repeated = repeatedAtEdges(pages)
  const lines = pages.flatMap((page) =>
    page.filter((line) => !isPageFurniture(line, line === page[0] || line === page.at(-1), repeated)),
  )
  const measure = measureOf(lines)
  const paragraphs: string[] = []
  let before: PlacedLine | null = null
  for (const line of lines) {
    const last = paragraphs.length - 1
    if (before && last >= 0 && continues(before, line, measure))
      paragraphs[last] += joint(before.text, line.text) + line.text.trimStart()
    else paragraphs.push(line.text)
    before = line
  }
  return paragraphs
}

const joint = (before: string, after: string) => (/[a-zA-Z0-9]$/.test(before) && /^\s*[a-zA-Z]/.test(after) ? ' ' : '')
