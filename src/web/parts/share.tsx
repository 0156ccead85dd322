import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'
import { Icon } from './icon.tsx'
import { type Status, statusClass, statuses, statusWord } from './status.tsx'

/** How many of a set stand where; a status that is left out counts zero. */
export type Counts = Readonly<Partial<Record<Status, number>>>

interface Part {
  readonly status: Status
  readonly label: string
  readonly n: number
  /** Left edge and width in percent. */
  readonly x: number
  readonly width: number
}

/** A part of one in a thousand would be invisible: none is drawn thinner than this, in percent. */
const thinnest = 0.8

function partsOf(counts: Counts, lang: Language): readonly Part[] {
  const present = statuses.filter((status) => (counts[status] ?? 0) > 0)
  const total = present.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  const widths = present.map((status) => Math.max(thinnest, ((counts[status] ?? 0) / total) * 100))
  const scale = 100 / widths.reduce((sum, width) => sum + width, 0)
  let x = 0
  return present.map((status, at) => {
    const width = (widths[at] ?? 0) * scale
    const part = { status, label: statusWord(status, lang), n: counts[status] ?? 0, x, width }
    x += width
    return part
  })
}

/** '已核查 13，进行中 24': the counts in words, for labels. */
export function countsInWords(counts: Counts, lang: Language): string {
  return texts[lang].status.list(partsOf(counts, lang).map(({ label, n }) => [label, n] as const))
}

/** Percent with two decimals, so that a bar of a thousand parts still sums to a hundred. */
const percent = (value: number) => `${Math.round(value * 100) / 100}%`

/** Hatched for principles, dotted for what is not begun: those two are not achievements and have no solid ground. */
const patterns: Readonly<Partial<Record<Status, string>>> = { principle: 'url(#hatch)', none: 'url(#dots)' }

interface ShareBarProps {
  readonly counts: Counts
  readonly lang: Language
  /** What the bar is about; the counts are added. Example: '全文状态'. */
  readonly label: string
}

/** One bar, divided by status in a fixed order. */
export function ShareBar({ counts, lang, label }: ShareBarProps): ReactNode {
  return (
    <svg className="share" role="img" aria-label={texts[lang].status.of(label, countsInWords(counts, lang))}>
      {partsOf(counts, lang).map(({ status, x, width, label: word, n }) => (
        <rect
          key={status}
          x={percent(x)}
          width={percent(width)}
          height="100%"
          {...(patterns[status] ? { fill: patterns[status] } : { className: statusClass(status) })}
        >
          <title>{`${word} ${n}`}</title>
        </rect>
      ))}
    </svg>
  )
}

interface KeyProps {
  readonly counts: Counts
  readonly lang: Language
  /** The list behind each number, if there is one. */
  readonly hrefs?: Readonly<Partial<Record<Status, string>>>
}

/** The key of a share bar: shape, word and number of each status that occurs. */
export function Key({ counts, lang, hrefs }: KeyProps): ReactNode {
  return (
    <ul className="key">
      {partsOf(counts, lang).map(({ status, label, n }) => {
        const href = hrefs?.[status]
        const number = <b className="num">{formats[lang].number(n)}</b>
        return (
          <li key={status} className={statusClass(status)}>
            <Icon shape={status} />
            {href === undefined ? (
              <span>
                {label} {number}
              </span>
            ) : (
              <a href={href}>
                {label} {number}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** One small tick per sentence, for tables of contents; the words beside it carry the meaning. */
export function Ticks({ of }: { readonly of: readonly Status[] }): ReactNode {
  if (of.length === 0) return null
  return (
    <svg className="ticks" width={of.length * 9 - 2} height="11" aria-hidden="true">
      {of.map((status, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the ticks are a fixed sequence without identity
        <rect key={at} x={at * 9} width="7" height="11" className={statusClass(status)} />
      ))}
    </svg>
  )
}
