import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { type Status, statusClass } from './status.tsx'

/** Percent of a length, with two decimals. */
const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`

/** A value from 0 to 1, with the interval in which it lies. */
export interface Measured {
  readonly value: number
  readonly interval?: readonly [low: number, high: number]
}

interface BarProps {
  readonly of: Measured
  /** What the bar says, when no words beside it say so. */
  readonly label?: string
  /** Below what is expected: drawn in the colour of that status, which the words beside it name. */
  readonly status?: Extract<Status, 'late' | 'wait' | 'doing'>
  /** Drawn as a mere ground of comparison. */
  readonly base?: boolean
}

/** A bar of a share, and the black line of its interval. */
export function Bar({ of: { value, interval }, label, status, base }: BarProps): ReactNode {
  const tone = base ? 'base' : status === undefined ? 'fill' : statusClass(status)
  return (
    <svg className="bar" role="img" aria-label={label} aria-hidden={label === undefined}>
      <rect className="track" width="100%" height="100%" />
      <rect className={tone} width={percent(Math.min(1, Math.max(0, value)))} height="100%" />
      {interval === undefined ? null : (
        <line className="interval" x1={percent(interval[0])} x2={percent(interval[1])} y1="50%" y2="50%" />
      )}
    </svg>
  )
}

export interface Ranked {
  readonly name: string
  readonly href: string
  /** Its rank, or several where intervals overlap. Example: '7–12'. */
  readonly rank: string
  readonly of: Measured
  /** The value and the interval in words. */
  readonly value: string
  readonly interval: string
  /** The unit the page is about. */
  readonly own?: boolean
}

/** Units by score. Where intervals overlap there is no order, and the rank says so. */
export function Ranking({ rows }: { readonly rows: readonly Ranked[] }): ReactNode {
  return (
    <ol className="rank">
      {rows.map(({ name, href, rank, of, value, interval, own }) => (
        <li key={name}>
          <span className="quiet num">{rank}</span>
          <span>{own ? <b>{name}</b> : <a href={href}>{name}</a>}</span>
          <Bar of={of} {...(own ? {} : { status: 'doing' })} />
          <b className="num right">{value}</b>
          <span className="quiet tiny">{interval}</span>
        </li>
      ))}
    </ol>
  )
}

export interface Bucket {
  /** Example: '11月14日'. */
  readonly name: string
  /** Counted above the axis. */
  readonly up: number
  /** Counted below it. */
  readonly down?: number
}

interface ColumnsProps {
  readonly buckets: readonly Bucket[]
  readonly lang: Language
  /** What is counted, and the totals: read out instead of the drawing. */
  readonly label: string
  readonly upName: string
  readonly downName?: string
  readonly upStatus?: Status
  readonly downStatus?: Status
  /** A line across, with its value. */
  readonly limit?: number
  /** Marks the last column as the present one. */
  readonly markLast?: boolean
}

const axisEms = 0.15
const barEms = 5

/** Columns over time, up for one thing and down for its opposite, with the figures as a table below. */
export function Columns(props: ColumnsProps): ReactNode {
  const { buckets, lang, label, upName, downName, upStatus, downStatus, limit, markLast } = props
  const top = Math.max(1, limit ?? 0, ...buckets.map(({ up }) => up))
  const deepest = Math.max(0, ...buckets.map(({ down = 0 }) => down))
  const scale = barEms / Math.max(top, 1)
  const axis = barEms + 1.4
  const height = axis + deepest * scale + 1.8
  const pitch = 100 / Math.max(1, buckets.length)
  const em = (value: number) => `${Math.round(value * 100) / 100}em`
  const x = (at: number) => `${Math.round((at * pitch + pitch * 0.15) * 100) / 100}%`
  const wide = `${Math.round(pitch * 70) / 100}%`
  const last = buckets.length - 1
  const middle = (at: number) => `${Math.round((at + 0.5) * pitch * 100) / 100}%`
  return (
    <figure>
      <svg className="chart" height={em(height)} role="img" aria-label={label}>
        {buckets.map(({ name, up, down = 0 }, at) => (
          <g key={name}>
            <rect
              className={upStatus === undefined ? (markLast && at !== last ? 'k1' : 'fill') : statusClass(upStatus)}
              x={x(at)}
              y={em(axis - up * scale)}
              width={wide}
              height={em(up * scale)}
            >
              <title>{`${name} ${upName} ${up}`}</title>
            </rect>
            {down === 0 ? null : (
              <rect
                className={statusClass(downStatus ?? 'again')}
                x={x(at)}
                y={em(axis + axisEms)}
                width={wide}
                height={em(down * scale)}
              >
                <title>{`${name} ${downName} ${down}`}</title>
              </rect>
            )}
          </g>
        ))}
        <line className="axis" x1="0" x2="100%" y1={em(axis)} y2={em(axis)} />
        {limit === undefined ? null : (
          <line className="limit" x1="0" x2="100%" y1={em(axis - limit * scale)} y2={em(axis - limit * scale)} />
        )}
        {[0, last].map((at) => (
          <text key={at} x={middle(at)} y={em(axis - (buckets[at]?.up ?? 0) * scale - 0.4)} textAnchor="middle">
            {buckets[at]?.up}
          </text>
        ))}
        <text x="0" y={em(height - 0.3)}>
          {buckets[0]?.name}
        </text>
        <text x="100%" y={em(height - 0.3)} textAnchor="end">
          {buckets[last]?.name}
        </text>
      </svg>
      <details className="small mt3">
        <summary>{texts[lang].chart.data}</summary>
        <table className="table">
          <caption className="vh">{label}</caption>
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col" className="right">
                {upName}
              </th>
              {downName === undefined ? null : (
                <th scope="col" className="right">
                  {downName}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {buckets.map(({ name, up, down }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="right">{up}</td>
                {downName === undefined ? null : <td className="right">{down ?? 0}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
