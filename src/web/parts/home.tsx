import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { Clock, type ClockFace } from './clock.tsx'
import type { Link } from './frame.tsx'
import { type Counts, ShareBar } from './share.tsx'
import { Written } from './written.tsx'

interface HeroProps {
  /** The question, a line for each part of it. */
  readonly question: readonly string[]
  readonly eyebrow: ReactNode
  readonly lede: string
  readonly children: ReactNode
  /** At the foot of the words: the share bar and its key. */
  readonly foot: ReactNode
  /** Beside the words: the panorama. */
  readonly picture: ReactNode
}

/** The first screen: the question, a search, the state of everything, and the plan itself. */
export function Hero({ question, eyebrow, lede, children, foot, picture }: HeroProps): ReactNode {
  return (
    <div className="hero">
      <div className="hero-text">
        <div className="eyebrow">{eyebrow}</div>
        <h1>
          {question.map((line, at) => (
            <span key={line}>
              {at === 0 ? null : <br />}
              {line}
            </span>
          ))}
        </h1>
        <p className="lede">{lede}</p>
        {children}
        <div className="hero-foot">{foot}</div>
      </div>
      {picture}
    </div>
  )
}

export interface Door extends Link {
  readonly says: string
  readonly links: readonly Link[]
}

/** Three ways in: to get something done, to report, to watch. */
export function Doors({ doors }: { readonly doors: readonly Door[] }): ReactNode {
  return (
    <div className="doors">
      <div className="wrap doors-in">
        {doors.map(({ href, label, says, links }) => (
          <section className="door" key={href}>
            <h2>
              <a href={href}>{label}</a>
            </h2>
            <p className="quiet">{says}</p>
            <ul>
              {links.map((link) => (
                <li key={link.href + link.label}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  )
}

/** 大字版's first page: a few large choices and nothing else. */
export function LargeDoors({
  doors,
}: {
  readonly doors: readonly (Link & { readonly second?: boolean })[]
}): ReactNode {
  return (
    <ul className="stack">
      {doors.map(({ href, label, second }) => (
        <li key={href}>
          <a className={second ? 'btn second door-btn' : 'btn door-btn'} href={href}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The plan's own words, large, in Song. */
export function Quote({ children, id }: { readonly children: ReactNode; readonly id?: string }): ReactNode {
  return (
    <h2 className="quote" id={id} lang="zh-CN">
      {children}
    </h2>
  )
}

interface BigFigureProps {
  readonly over: string
  readonly n: string
  readonly unit: string
  /** What it is made of. */
  readonly children?: ReactNode
}

/** One figure, very large, with its unit. */
export function BigFigure({ over, n, unit, children }: BigFigureProps): ReactNode {
  return (
    <div>
      <p className="small quiet">{over}</p>
      <p className="big">
        {n}
        <small>{unit}</small>
      </p>
      {children === undefined ? null : <div className="small mt3">{children}</div>}
    </div>
  )
}

/** Two figures side by side on one sheet. */
export function Pair({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="pair sheet">{children}</div>
}

interface TypeRow {
  readonly name: string
  readonly counts: Counts
  /** Example: '2／9 句已核查'. */
  readonly says: ReactNode
}

/** The pillars of the plan, a share bar each. */
export function TypeRows({ rows, lang }: { readonly rows: readonly TypeRow[]; readonly lang: Language }): ReactNode {
  return (
    <ul className="types">
      {rows.map(({ name, counts, says }) => (
        <li key={name}>
          <b>{name}</b>
          <ShareBar counts={counts} lang={lang} label={name} />
          <span className="small quiet right num">{says}</span>
        </li>
      ))}
    </ul>
  )
}

interface DueRow {
  readonly title: string
  readonly href: string
  readonly unit: string
  readonly clock: ClockFace
}

/** The nearest deadlines: what, who answers for it, how long yet. */
export function DueList({ rows, lang }: { readonly rows: readonly DueRow[]; readonly lang: Language }): ReactNode {
  return (
    <ul className="due-next">
      {rows.map(({ title, href, unit, clock }) => (
        <li key={href}>
          <a href={href}>
            <Written text={title} lang={lang} />
          </a>
          <span className="quiet">{unit}</span>
          <Clock face={clock} lang={lang} />
        </li>
      ))}
    </ul>
  )
}
