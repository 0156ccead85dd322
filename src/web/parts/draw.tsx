import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { texts } from '../text/texts.ts'
import { Scroll } from './table.tsx'

export interface Act {
  readonly title: string
  readonly text: string
  /** What the act produced: a fingerprint, names. */
  readonly result?: ReactNode
  readonly when?: string
  readonly entry?: { readonly index: number; readonly href: string }
  readonly toCome?: boolean
}

/** The four acts of a draw: seal the list, hand in commitments, reveal, draw. */
export function Acts({
  acts,
  lang,
  label,
}: {
  readonly acts: readonly Act[]
  readonly lang: Language
  readonly label: string
}): ReactNode {
  const t = texts[lang].evidence
  return (
    <ol className="acts" aria-label={label}>
      {acts.map(({ title, text, result, when, entry, toCome }) => (
        <li key={title} className={toCome ? 'to-come' : undefined}>
          <h3>{title}</h3>
          <p>{text}</p>
          {result === undefined ? null : <p className="hash">{result}</p>}
          {when === undefined && entry === undefined ? null : (
            <p className="tiny row">
              {when === undefined ? null : <time>{when}</time>}
              {entry === undefined ? null : (
                <a className="num" href={entry.href}>
                  {t.entry(entry.index)}
                </a>
              )}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

export interface Lot {
  readonly name: string
  /** The first digits of the ticket. */
  readonly ticket: string
}

interface LotsProps {
  /** In the order of their tickets. */
  readonly lots: readonly Lot[]
  /** How many, from the first, were drawn. */
  readonly drawn: number
  readonly lang: Language
}

/** Every unit of the pool with its ticket, from the smallest; the drawn ones first, then the cut. */
export function Lots({ lots, drawn, lang }: LotsProps): ReactNode {
  const t = texts[lang].lots
  return (
    <ol className="lots">
      {lots.map(({ name, ticket }, at) => {
        const hit = at < drawn
        return (
          <li key={ticket} className={`lot${hit ? ' drawn' : ''}${at === drawn - 1 ? ' cut' : ''}`}>
            <span className="rank-of">{hit ? t.drawnRank(at + 1) : t.rank(at + 1)}</span>
            <b>{name}</b>
            <span className="mono">{ticket}</span>
          </li>
        )
      })}
    </ol>
  )
}

interface NumberCardProps {
  readonly title: string
  readonly number?: string
  readonly children?: ReactNode
}

/** A contributor's number, or the inspectors of one unit. */
export function NumberCard({ title, number, children }: NumberCardProps): ReactNode {
  return (
    <div className={number === undefined ? 'number-card top-hu' : 'number-card'}>
      {number === undefined ? <h3>{title}</h3> : <span className="quiet">{title}</span>}
      {number === undefined ? null : <b className="num">{number}</b>}
      {children}
    </div>
  )
}

/** Where a reader recomputes or checks something; what needs a script stands in it hidden until the script runs. */
export function Recompute({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section className="recompute" aria-labelledby="recompute-title">
      <h2 id="recompute-title">{title}</h2>
      {children}
    </section>
  )
}

/** A command to run, or bytes to compare; read by keyboard when it scrolls. */
export function Code({ children, label }: { readonly children: string; readonly label: string }): ReactNode {
  return (
    <Scroll label={label}>
      <pre className="code">{children}</pre>
    </Scroll>
  )
}
