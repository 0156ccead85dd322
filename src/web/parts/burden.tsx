import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Icon } from './icon.tsx'
import { Scroll } from './table.tsx'

/** Up to three kinds of load, told apart by dark, light and hatched. */
type Kind = 0 | 1 | 2

const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

/** The third kind is hatched, so that the three can be told apart without colour. */
const paint = (kind: Kind) => (kind === 2 ? { fill: 'url(#hatch-wait)' } : { className: `k${kind}` })

function Segments({ parts, of }: { readonly parts: readonly number[]; readonly of: number }): ReactNode {
  const starts = parts.map((_, at) => parts.slice(0, at).reduce((sum, part) => sum + part, 0))
  return parts.map((part, at) => (
    <rect
      // biome-ignore lint/suspicious/noArrayIndexKey: the kinds are a fixed sequence
      key={at}
      x={percent((starts[at] ?? 0) / of)}
      width={percent(part / of)}
      height="100%"
      {...paint(at as Kind)}
    />
  ))
}

interface LoadKeyProps {
  readonly kinds: readonly { readonly name: string; readonly total: string }[]
}

/** The key of the three kinds. */
export function LoadKey({ kinds }: LoadKeyProps): ReactNode {
  return (
    <ul className="key">
      {kinds.map(({ name, total }, at) => (
        <li key={name}>
          <svg className="swatch" aria-hidden="true">
            <rect width="100%" height="100%" {...paint(at as Kind)} />
          </svg>
          <span>
            {name} <b className="num">{total}</b>
          </span>
        </li>
      ))}
    </ul>
  )
}

export interface LoadRow {
  readonly name: string
  readonly parts: readonly number[]
  /** In words. Example: '9.5 小时'. */
  readonly total: string
  /** Each kind in words, read out. */
  readonly label: string
}

/** Who demands how much, on one scale. */
export function LoadBars({ rows, scale }: { readonly rows: readonly LoadRow[]; readonly scale: number }): ReactNode {
  return (
    <ul className="load">
      {rows.map(({ name, parts, total, label }) => (
        <li key={name}>
          <span>{name}</span>
          <svg className="chart" role="img" aria-label={label}>
            <Segments parts={parts} of={scale} />
          </svg>
          <b className="num right">{total}</b>
        </li>
      ))}
    </ul>
  )
}

interface GaugeProps {
  readonly parts: readonly number[]
  readonly limit: number
  /** The right end of the scale. */
  readonly scale: number
  readonly label: string
  /** The limit in words. Example: '30 小时'. */
  readonly limitWords: string
  readonly lang: Language
}

/** The whole load against its limit. */
export function Gauge({ parts, limit, scale, label, limitWords, lang }: GaugeProps): ReactNode {
  const at = percent(limit / scale)
  return (
    <svg className="chart" height="4.6em" role="img" aria-label={label}>
      <svg y="1.8em" height="2.6em" width="100%" aria-hidden="true">
        <rect className="track" width="100%" height="100%" />
        <Segments parts={parts} of={scale} />
      </svg>
      <line className="limit" x1={at} x2={at} y1="1.4em" y2="4.6em" />
      <text x={at} y="1em" textAnchor="middle">
        {texts[lang].chart.limit(limitWords)}
      </text>
    </svg>
  )
}

interface DotMatrixProps {
  readonly caption: string
  readonly firstColumn: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly asked: readonly boolean[] }[]
  /** From so many on a row counts as asked repeatedly. */
  readonly repeatedFrom: number
  readonly lang: Language
}

/** Who asked for which datum: a disc where it was asked, a diamond all along the row where too many asked. */
export function DotMatrix({ caption, firstColumn, columns, rows, repeatedFrom, lang }: DotMatrixProps): ReactNode {
  const t = texts[lang].chart
  return (
    <Scroll label={caption}>
      <table className="matrix">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {[firstColumn, ...columns, t.total].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, asked }) => {
            const total = asked.filter(Boolean).length
            const repeated = total >= repeatedFrom
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((column, at) => (
                  <td key={column}>
                    {asked[at] ? (
                      <span className={repeated ? 'tint st-late' : 'quiet'}>
                        <Icon shape={repeated ? 'diamond' : 'disc'} />
                        <span className="vh">{repeated ? t.repeated : t.asked}</span>
                      </span>
                    ) : (
                      <>
                        <span aria-hidden="true">·</span>
                        <span className="vh">{t.notAsked}</span>
                      </>
                    )}
                  </td>
                ))}
                <td>
                  <b>{total}</b>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Scroll>
  )
}

export interface HeatCell {
  readonly value: string
  readonly level: 'high' | 'middle' | 'low' | 'under'
  readonly href: string
}

interface HeatProps {
  readonly caption: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly name: ReactNode
    readonly key: string
    readonly cells: readonly (HeatCell | string)[]
  }[]
}

/** Scores of units by pillar; a cell under the mark has a line below it, and every cell opens into its evidence. */
export function Heat({ caption, columns, rows }: HeatProps): ReactNode {
  return (
    <Scroll label={caption}>
      <table className="heat">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) =>
                typeof cell === 'string' ? (
                  <td key={columns[at + 1]} className="quiet">
                    {cell}
                  </td>
                ) : (
                  <td key={columns[at + 1]} className={cell.level}>
                    <a href={cell.href}>{cell.value}</a>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
