import { Fragment, type ReactNode } from 'react'
import { Bar, type Measured } from './chart.tsx'

export interface MillerItem {
  readonly label: string
  readonly value: string
  readonly note?: string
  readonly bar?: Measured
  /** Drawn as under the mark, which the note says in words. */
  readonly low?: 'late' | 'wait'
  /** Leads to the next column; what does not open has none. */
  readonly href?: string
  readonly current?: boolean
}

export interface MillerColumn {
  readonly title: string
  readonly items?: readonly MillerItem[]
  /** Instead of items, or below them. */
  readonly body?: ReactNode
}

function ItemInside({ item }: { readonly item: MillerItem }): ReactNode {
  return (
    <>
      <span className="item-top">
        <span>{item.label}</span>
        <b className="num">{item.value}</b>
      </span>
      {item.note === undefined ? null : <span className="tiny quiet">{item.note}</span>}
      {item.bar === undefined ? null : <Bar of={item.bar} {...(item.low === undefined ? {} : { status: item.low })} />}
    </>
  )
}

/** From a total down to one piece of evidence, a column for each step; every figure opens into what it is made of. */
export function MillerColumns({
  columns,
  label,
}: {
  readonly columns: readonly MillerColumn[]
  readonly label: string
}): ReactNode {
  return (
    <section className="miller" aria-label={label}>
      {columns.map(({ title, items = [], body }) => (
        <section key={title}>
          <h2>{title}</h2>
          {items.length === 0 ? null : (
            <ul>
              {items.map((item) => (
                <li key={item.label}>
                  {item.href === undefined ? (
                    <span className="item">
                      <ItemInside item={item} />
                    </span>
                  ) : (
                    <a className="item" href={item.href} aria-current={item.current ? 'true' : undefined}>
                      <ItemInside item={item} />
                    </a>
                  )}
                </li>
              ))}
            </ul>
          )}
          {body}
        </section>
      ))}
    </section>
  )
}

/** A piece of a formula: words and signs, or one thing divided by another. */
export type FormulaPart = string | { readonly over: readonly [numerator: string, denominator: string] }

/** A published formula, a line for each step, the last one the result. Read aloud, a fraction is “a ÷ b”. */
export function Formula({ lines }: { readonly lines: readonly (readonly FormulaPart[])[] }): ReactNode {
  return (
    <div className="formula">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a formula are a fixed sequence
        <p key={at}>
          {line.map((part, place) =>
            typeof part === 'string' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line are a fixed sequence
              <Fragment key={place}>{part}</Fragment>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line are a fixed sequence
              <span className="frac" key={place}>
                <span>{part.over[0]}</span>
                <span className="vh"> ÷ </span>
                <span>{part.over[1]}</span>
              </span>
            ),
          )}
        </p>
      ))}
    </div>
  )
}
