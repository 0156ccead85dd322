import type { ReactNode } from 'react'
import type { Day } from '../../kernel/calendar.ts'
import type { Language } from '../../kernel/text.ts'
import { formats } from '../text/format.ts'
import { texts } from '../text/texts.ts'
import { LinkButton } from './button.tsx'
import { Clock, type ClockFace } from './clock.tsx'
import { Mark, type Status, statusClass } from './status.tsx'

export interface Stat {
  readonly n: number
  readonly label: string
  readonly href: string
  readonly late?: boolean
}

/** Numbers in a strip, each opening into its list. */
export function Stats({ stats, lang }: { readonly stats: readonly Stat[]; readonly lang: Language }): ReactNode {
  return (
    <nav className="stats" aria-label={stats.map(({ label }) => label).join(' · ')}>
      {stats.map(({ n, label, href, late }) => (
        <a key={label} href={href} className={late && n > 0 ? statusClass('late') : undefined}>
          <b className="num">{formats[lang].number(n)}</b>
          {label}
        </a>
      ))}
    </nav>
  )
}

export interface DueItem {
  readonly title: string
  readonly href: string
  readonly status: Status
  /** Case number, days overdue, what follows. */
  readonly notes: readonly string[]
  readonly current?: boolean
}

/** A stretch of the ruler: everything overdue, one working day, a folded break, everything later. */
export type RulerDay =
  | { readonly kind: 'over' | 'later'; readonly items: readonly DueItem[] }
  | { readonly kind: 'today' | 'day'; readonly day: Day; readonly items: readonly DueItem[] }
  /** Why there is no work. Example: '周末不计时'. */
  | { readonly kind: 'off'; readonly why: string; readonly from: Day }

function Heading({
  day,
  lang,
}: {
  readonly day: Exclude<RulerDay, { kind: 'off' }>
  readonly lang: Language
}): ReactNode {
  const t = texts[lang].ruler
  const f = formats[lang]
  const count = t.items(day.items.length)
  if (!('day' in day)) {
    return (
      <header>
        <h3>{t[day.kind]}</h3>
        {count}
      </header>
    )
  }
  const weekday = f.shortWeekday(day.day)
  return (
    <header>
      <h3>{day.kind === 'today' ? `${t.today} ${weekday}` : weekday}</h3>
      {`${f.day(day.day)} · ${count}`}
    </header>
  )
}

const dayClass = { over: 'day over', later: 'day', today: 'day today', day: 'day' } as const

/** Due items on a ruler of working days; days off are folded and hatched, because no clock runs on them. */
export function WorkdayRuler({
  days,
  lang,
}: {
  readonly days: readonly RulerDay[]
  readonly lang: Language
}): ReactNode {
  return (
    <div className="ruler">
      {days.map((day) =>
        day.kind === 'off' ? (
          <div key={day.from} className="day off">
            {day.why}
          </div>
        ) : (
          <section key={'day' in day ? day.day : day.kind} className={dayClass[day.kind]}>
            <Heading day={day} lang={lang} />
            <ul>
              {day.items.map(({ title, href, status, notes, current }) => (
                <li key={href + title}>
                  <a className={`due ${statusClass(status)}`} href={href} aria-current={current ? 'true' : undefined}>
                    <b>
                      <span className="tint">
                        <Mark status={status} lang={lang} />
                      </span>{' '}
                      {title}
                    </b>
                    {notes.map((note) => (
                      <small key={note}>{note}</small>
                    ))}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  )
}

interface DecisionProps {
  readonly kind: string
  readonly clock: ClockFace
  readonly title: string
  readonly reason: string
  /** Each choice with what follows from it. */
  readonly options: readonly { readonly label: string; readonly href: string; readonly leadsTo: string }[]
  readonly lang: Language
}

/** One matter for a leader: why, the choices, and what each leads to. */
export function Decision({ kind, clock, title, reason, options, lang }: DecisionProps): ReactNode {
  return (
    <article className="decision sheet">
      <div className="row between">
        <span className="small quiet">{kind}</span>
        <Clock face={clock} lang={lang} />
      </div>
      <h3>{title}</h3>
      <p className="small quiet">{reason}</p>
      <ul>
        {options.map(({ label, href, leadsTo }) => (
          <li key={label}>
            <LinkButton href={href} look="second" compact>
              {label}
            </LinkButton>
            <span className="small quiet">{leadsTo}</span>
          </li>
        ))}
      </ul>
    </article>
  )
}

/** The picture of an official document beside what it says. */
export function WithLetter({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <div className="with-letter">
      <svg className="letter" viewBox="0 0 74 104" aria-hidden="true">
        <rect className="red" x="14" y="12" width="46" height="4" />
        <rect className="grey" x="22" y="20" width="30" height="2" />
        <rect className="red" x="10" y="27" width="54" height="1" />
        {[34, 40, 46, 58, 64, 70, 76].map((y) => (
          <rect key={y} className="grey" x="10" y={y} width="54" height="2" />
        ))}
        <rect className="grey" x="10" y="52" width="30" height="2" />
        <rect className="grey" x="40" y="86" width="24" height="2" />
      </svg>
      <div>{children}</div>
    </div>
  )
}
