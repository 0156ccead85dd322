import { inReadingOrder } from './pdf-columns.ts'
import type { PlacedText } from './pdf-run.ts'

/** A printed line. */
export interface PlacedLine {
  readonly text: string
  readonly from: number
  readonly to: number
  readonly y: number
  readonly size: number
  readonly page: number
}

const isWide = (char: string) => char >= '\u2e80' && char < '\uff61'

/** What stands between two runs of a line: nothing between Chinese characters, a blank between words, more across a column. */
function gapText(before: string, after: string, gap: number, size: number): string {
  if (gap > size * 2.5) return '  '
  const bothWide = isWide(before.slice(-1)) && isWide(after.charAt(0))
  return gap > size * (bothWide ? 0.8 : 0.18) && !/\s$/.test(before) ? ' ' : ''
}

function lineOf(runs: readonly PlacedText[], page: number): PlacedLine {
  const sorted = [...runs].sort((a, b) => a.x - b.x)
  let text = ''
  let end = sorted[0]?.x ?? 0
  for (const run of sorted) {
    text += (text === '' ? '' : gapText(text, run.text, run.x - end, run.size)) + run.text
    end = Math.max(end, run.x + run.width)
  }
  const size = Math.max(...sorted.map((run) => run.size))
  return { text: text.trimEnd(), from: sorted[0]?.x ?? 0, to: end, y: sorted[0]?.y ?? 0, size, page }
}

/** The lines of one page from top to bottom, column by column. Runs whose baselines differ by less than half a letter share a line. */
export function linesOfPage(runs: readonly PlacedText[], page: number): readonly PlacedLine[] {
  const sorted = runs.filter((run) => run.text.trim() !== '').sort((a, b) => b.y - a.y)
  const lines: PlacedText[][] = []
  for (const run of sorted) {
    const open = lines.at(-1)
    const first = open?.[0]
    if (open && first && Math.abs(first.y - run.y) < Math.max(first.size, run.size) * 0.5) open.push(run)
    else lines.push([run])
  }
  const rows = lines.map((line) => [...line].sort((a, b) => a.x - b.x))
  return inReadingOrder(rows).map((row) => lineOf(row, page))
}
