import type { PlacedText } from './pdf-run.ts'

/** Runs of one baseline, from left to right. */
type Row = readonly PlacedText[]

/** A stretch of a row without a wide gap in it. */
interface Stretch {
  readonly runs: readonly PlacedText[]
  readonly from: number
  readonly to: number
  readonly characters: number
}

/** Blank that parts two columns, in letters; within a justified line gaps stay below one. */
const gutter = 1.4
/** Rows of two stretches that show that a page is set in two columns rather than a table with short cells. */
const fewestRows = 6
/** Characters that the lines of a column hold on average; cells of tables hold fewer. */
const fewestCharacters = 10

function stretchesOf(row: Row): readonly Stretch[] {
  const found: PlacedText[][] = []
  let end = 0
  for (const run of row) {
    const last = found.at(-1)
    if (last && run.x - end <= run.size * gutter) last.push(run)
    else found.push([run])
    end = Math.max(end, run.x + run.width)
  }
  return found.map((runs) => ({
    runs,
    from: runs[0]?.x ?? 0,
    to: Math.max(...runs.map((run) => run.x + run.width)),
    characters: runs.reduce((sum, run) => sum + run.text.trim().length, 0),
  }))
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Where the right column of a page begins and how far it lies from the left one; null for a page of one column. */
interface Columns {
  readonly right: number
  readonly shift: number
}

function columnsOf(rows: readonly (readonly Stretch[])[]): Columns | null {
  const pairs = rows.flatMap((row) => (row.length === 2 && row[0] && row[1] ? [[row[0], row[1]] as const] : []))
  if (pairs.length < fewestRows || rows.some((row) => row.length > 3)) return null
  const lefts = pairs.map(([left]) => left)
  const rights = pairs.map(([, right]) => right)
  const size = median(pairs.map(([left]) => left.runs[0]?.size ?? 0))
  const right = median(rights.map((stretch) => stretch.from))
  const aligned = rights.filter((stretch) => Math.abs(stretch.from - right) <= size * 2.5).length
  const isText =
    average(lefts.map((stretch) => stretch.characters)) >= fewestCharacters &&
    average(rights.map((stretch) => stretch.characters)) >= fewestCharacters
  const start = Math.min(...rights.map((stretch) => stretch.from))
  if (!isText || aligned < rights.length * 0.8 || lefts.some((stretch) => stretch.to > start)) return null
  return { right: start, shift: start - Math.min(...lefts.map((stretch) => stretch.from)) }
}

const moved = (stretch: Stretch, by: number): Row => stretch.runs.map((run) => ({ ...run, x: run.x - by }))

/**
 * The rows of a page in reading order. Where it is set in two columns, the left one is read to its end before the right one,
 * between lines that run over both (titles); the right column's runs are moved over the left, so that both have one margin.
 */
export function inReadingOrder(rows: readonly Row[]): readonly Row[] {
  const parted = rows.map(stretchesOf)
  const columns = columnsOf(parted)
  if (!columns) return rows
  const ordered: Row[] = []
  let left: Row[] = []
  let right: Row[] = []
  const close = () => {
    ordered.push(...left, ...right)
    left = []
    right = []
  }
  parted.forEach((stretches, i) => {
    if (stretches.some((stretch) => stretch.from < columns.right - 1 && stretch.to > columns.right + 1)) {
      close()
      ordered.push(rows[i] ?? [])
      return
    }
    for (const stretch of stretches)
      if (stretch.from >= columns.right - 1) right.push(moved(stretch, columns.shift))
      else left.push(stretch.runs)
  })
  close()
  return ordered
}
