import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { type Counts, countsInWords } from './share.tsx'
import { type Status, statusClass } from './status.tsx'

/** A line of the plan in the order of its text. `title`: a heading of the first degree, drawn with its words. */
export type PanoramaLine =
  | { readonly kind: 'title'; readonly text: string }
  /** The bold words that open a paragraph; `length` in characters. */
  | { readonly kind: 'paragraph'; readonly length: number }
  | { readonly kind: 'sentence'; readonly length: number; readonly status: Status; readonly href?: string }

interface PanoramaProps {
  readonly lines: readonly PanoramaLine[]
  readonly lang: Language
  /** Where the whole text is read. */
  readonly href: string
}

/** Characters on a line of the miniature, as in the plan set on a page of two columns. */
const perLine = 40
const indent = 2

/** A stretch of one sentence on one line, in characters. */
interface Piece {
  readonly row: number
  readonly from: number
  readonly to: number
}

interface Drawn {
  readonly line: PanoramaLine
  readonly pieces: readonly Piece[]
}

interface Column {
  readonly drawn: readonly Drawn[]
  readonly rows: number
}

/** Lays `length` characters from a cell onwards, broken at the end of each line. */
function piecesFrom(row: number, cell: number, length: number): readonly Piece[] {
  const pieces: Piece[] = []
  for (let left = length, at = cell, line = row; left > 0; line += 1, at = 0) {
    const to = Math.min(perLine, at + left)
    pieces.push({ row: line, from: at, to })
    left -= to - at
  }
  return pieces
}

/** Sets the plan like type: a title has three rows of its own, a paragraph opens on a new line, two characters in. */
export function laidOut(lines: readonly PanoramaLine[]): Column {
  let row = -1
  let cell = perLine
  const drawn = lines.map((line): Drawn => {
    if (line.kind === 'title') {
      row += row < 0 ? 2.2 : 4.2
      cell = perLine
      return { line, pieces: [{ row: row - 1.3, from: 0, to: perLine }] }
    }
    if (line.kind === 'paragraph' || cell >= perLine) {
      row += line.kind === 'paragraph' && cell < perLine ? 1.4 : 1
      cell = indent
    }
    const pieces = piecesFrom(row, cell, line.length)
    const last = pieces.at(-1)
    row = last?.row ?? row
    cell = last?.to ?? cell
    return { line, pieces }
  })
  return { drawn, rows: row + 1 }
}

/** The titles and paragraphs at which the text may go to the second column, so that both are equally long. */
function halves(lines: readonly PanoramaLine[]): readonly (readonly PanoramaLine[])[] {
  const { rows } = laidOut(lines)
  const breaks = lines.flatMap((line, at) => (line.kind === 'sentence' || at === 0 ? [] : [at]))
  const off = (at: number) => Math.abs(laidOut(lines.slice(0, at)).rows - rows / 2)
  const middle = breaks.reduce((best, at) => (off(at) < off(best) ? at : best), breaks[0] ?? lines.length)
  return [lines.slice(0, middle), lines.slice(middle)]
}

const percent = (cells: number) => `${Math.round((cells / perLine) * 10_000) / 100}%`
const em = (rows: number) => `${Math.round(rows * 100) / 100}em`

function Bars({ of: { line, pieces } }: { readonly of: Drawn }): ReactNode {
  const tone = line.kind === 'sentence' ? statusClass(line.status) : 'pano-title'
  const bars = pieces.map(({ row, from, to }) => (
    <rect
      key={row}
      x={percent(from)}
      y={em(row + 0.2)}
      width={percent(Math.max(0.6, to - from - 0.3))}
      height="0.6em"
      className={tone}
    />
  ))
  return line.kind === 'sentence' && line.href !== undefined ? (
    <a href={line.href} tabIndex={-1}>
      {bars}
    </a>
  ) : (
    bars
  )
}

function ColumnDrawing({ column }: { readonly column: Column }): ReactNode {
  return (
    <svg height={em(column.rows)} aria-hidden="true">
      {column.drawn.map((drawn) => {
        const [first] = drawn.pieces
        const key = `${drawn.line.kind}-${first?.row}-${first?.from}`
        return drawn.line.kind === 'title' ? (
          <svg key={key} y={em(first?.row ?? 0)} height="2em" aria-hidden="true">
            <text y="0.7em">{drawn.line.text}</text>
          </svg>
        ) : (
          <Bars key={key} of={drawn} />
        )
      })}
    </svg>
  )
}

/** How many sentences of a plan stand where. */
export function countsOf(lines: readonly PanoramaLine[]): Counts {
  const counts: Partial<Record<Status, number>> = {}
  for (const line of lines) if (line.kind === 'sentence') counts[line.status] = (counts[line.status] ?? 0) + 1
  return counts
}

/**
 * The plan drawn as its own page: each sentence is a bar as long as its characters, in the colour of its status. Letters
 * and lines keep their size at every width. The drawing repeats what the words beside it say, so readers are read those.
 */
export function Panorama({ lines, lang, href }: PanoramaProps): ReactNode {
  const t = texts[lang].panorama
  const counts = countsOf(lines)
  const sentences = lines.filter(({ kind }) => kind === 'sentence').length
  return (
    <figure className="pano">
      <h2 className="pano-head">
        <span>{t.title}</span>
        <a href={href}>{t.read}</a>
      </h2>
      <p className="vh">{t.summary(sentences, countsInWords(counts, lang))}</p>
      <div className="pano-cols" lang="zh-CN">
        {halves(lines).map((half, at) => (
          <ColumnDrawing key={at === 0 ? 'first' : 'second'} column={laidOut(half)} />
        ))}
      </div>
      <figcaption className="tiny quiet mt4">{t.legend}</figcaption>
    </figure>
  )
}
