import type { ReactNode } from 'react'
import type { Day } from '../../kernel/calendar.ts'
import { formats } from '../text/format.ts'
import { hrefIn, texts } from '../text/texts.ts'
import { DemoWords, Document, type Frame, isCurrent, type Link, Switches, TopStrip } from './frame.tsx'
import { Seal } from './icon.tsx'
import { Phrases } from './phrases.tsx'
import { SearchBox } from './search.tsx'

interface DeskLink extends Link {
  /** How many wait there. */
  readonly n?: number
}

export interface DeskGroup {
  readonly title: string
  readonly links: readonly DeskLink[]
}

interface DeskPageProps {
  readonly frame: Frame
  /** The page's name, in the browser's title and as its heading. */
  readonly title: string
  /** Under the heading: case number, status, unit. */
  readonly under?: ReactNode
  /** Beside the heading: print, hand over. */
  readonly actions?: ReactNode
  readonly nav: readonly DeskGroup[]
  readonly viewer: { readonly name: string; readonly post: string }
  readonly today: { readonly day: Day; readonly working: boolean }
  readonly search: { readonly action: string; readonly hint: string; readonly value?: string }
  /** Signing out is a POST with the session's token. */
  readonly signOut?: ReactNode
  readonly log?: { readonly size: number; readonly href: string }
  /** More for the head: the scripts of the page's islands. */
  readonly head?: ReactNode
  readonly children: ReactNode
}

function RailLinks({
  nav,
  frame,
  className,
}: {
  readonly nav: DeskPageProps['nav']
  readonly frame: Frame
  readonly className?: string
}): ReactNode {
  return (
    <ul className={className}>
      {nav.flatMap((group) =>
        group.links.map(({ href, label, n }) => (
          <li key={href}>
            <a href={href} aria-current={isCurrent(href, frame.lang, frame.path) ? 'page' : undefined}>
              {n === undefined ? label : `${label} ${n}`}
            </a>
          </li>
        )),
      )}
    </ul>
  )
}

function Rail({ frame, nav }: { readonly frame: Frame; readonly nav: DeskPageProps['nav'] }): ReactNode {
  const t = texts[frame.lang]
  return (
    <header className="rail">
      <a className="brand" href={hrefIn(frame.lang, '/desk')}>
        <Seal />
        <span>
          <b>{t.name}</b>
          <small>{t.frame.desk}</small>
        </span>
      </a>
      <nav aria-label={t.frame.deskNav}>
        {nav.map(({ title, links }) => (
          <div key={title}>
            <h2>{title}</h2>
            <ul>
              {links.map(({ href, label, n }) => (
                <li key={href}>
                  <a href={href} aria-current={isCurrent(href, frame.lang, frame.path) ? 'page' : undefined}>
                    <span>{label}</span>
                    {n === undefined ? null : <span className="num quiet">{n}</span>}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <details className="menu">
        <summary>{t.frame.menu}</summary>
        <nav aria-label={t.frame.deskNav}>
          <RailLinks nav={nav} frame={frame} className="drop" />
        </nav>
      </details>
    </header>
  )
}

function TopBar({ frame, viewer, today, search, signOut }: DeskPageProps): ReactNode {
  const { lang } = frame
  const t = texts[lang].frame
  return (
    <section className="topbar" aria-label={t.whoAndWhere}>
      <SearchBox
        lang={lang}
        action={search.action}
        hint={search.hint}
        {...(search.value === undefined ? {} : { value: search.value })}
        compact
      />
      <div className="who">
        <span className="num row">
          <span>{formats[lang].fullDay(today.day)}</span>
          <span>{formats[lang].weekday(today.day)}</span>
          <span>{today.working ? t.workingDay : t.dayOff}</span>
        </span>
        <span>{`${viewer.name} · ${viewer.post}`}</span>
        {signOut}
      </div>
    </section>
  )
}

/** A page of the console: rail, who and when, then the page. Every action in it is recorded. */
export function DeskPage(props: DeskPageProps): ReactNode {
  const { frame, title, under, actions, nav, log, head, children } = props
  const t = texts[frame.lang]
  return (
    <Document head={head} frame={frame} title={`${title} · ${t.frame.desk}`} bodyClass="desk">
      <TopStrip frame={frame} words={t.demo.desk}>
        <div className="demo-in">
          <DemoWords frame={frame} words={t.demo.desk} />
          <span className="row">
            <span>{t.frame.deskNote}</span>
            <Switches frame={frame} identity={false} />
          </span>
        </div>
      </TopStrip>
      <div className="shell">
        <Rail frame={frame} nav={nav} />
        <div>
          <TopBar {...props} />
          <main id="main" className="desk-main">
            <div className="desk-head">
              <div>
                <h1>
                  <Phrases text={title} />
                </h1>
                {under === undefined ? null : <div className="quiet small row">{under}</div>}
              </div>
              {actions === undefined ? null : <div className="row">{actions}</div>}
            </div>
            {children}
            {log === undefined ? null : (
              <p className="desk-foot row">
                <span className="num">{t.frame.computedFrom(log.size)}</span>
                <a href={log.href}>{t.frame.checkIt}</a>
              </p>
            )}
          </main>
        </div>
      </div>
    </Document>
  )
}
