import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { hrefIn, texts } from '../text/texts.ts'
import { Crumbs, DemoWords, Document, type Frame, type Link, NavLinks, Switches, TopStrip } from './frame.tsx'
import { Seal } from './icon.tsx'
import { Phrases } from './phrases.tsx'

/** The portal's main navigation. */
export function portalNav(lang: Language): readonly Link[] {
  const t = texts[lang].nav
  return [
    { href: hrefIn(lang, '/'), label: t.home },
    { href: hrefIn(lang, '/plan'), label: t.plan },
    { href: hrefIn(lang, '/list'), label: t.list },
    { href: hrefIn(lang, '/wall'), label: t.wall },
    { href: hrefIn(lang, '/draws'), label: t.draws },
    { href: hrefIn(lang, '/procedures'), label: t.procedures },
    { href: hrefIn(lang, '/report'), label: t.report },
  ]
}

interface Column {
  readonly title: string
  readonly links: readonly Link[]
}

export function portalColumns(lang: Language): readonly Column[] {
  const t = texts[lang].nav
  const to = (path: string, label: string): Link => ({ href: hrefIn(lang, path), label })
  return [
    {
      title: t.watch,
      links: [
        to('/wall', t.wall),
        to('/units', t.units),
        to('/measures', t.measures),
        to('/inspections', t.inspections),
        to('/draws', t.draws),
        to('/mine', t.mine),
      ],
    },
    { title: t.data, links: [to('/data', t.open), to('/log', t.log), to('/receipt', t.receipts)] },
    {
      title: t.help,
      links: [
        to('/help', t.howTo),
        to('/help/accessibility', t.accessibility),
        to('/help/identity', t.identity),
        { href: 'tel:12345', label: t.phone },
      ],
    },
  ]
}

interface PublicPageProps {
  readonly frame: Frame
  /** For the browser's title and history. */
  readonly title: string
  readonly description?: string
  /** The way from the first page to this one; the last entry is this page's name. */
  readonly trail?: readonly (Link | string)[]
  /** The log position the page was computed from, and where to check it. */
  readonly log: { readonly size: number; readonly href: string }
  readonly wide?: boolean
  /** More for the head: a feed, the enhancing scripts of the page. */
  readonly head?: ReactNode
  /** Between crumbs and footer. Lay it in `<Wrap>`s; full-width bands stand between them. */
  readonly children: ReactNode
}

/** The column of a public page; a band across the whole width stands between two of them. */
export function Wrap({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="wrap">{children}</div>
}

function Masthead({ frame }: { readonly frame: Frame }): ReactNode {
  const t = texts[frame.lang]
  const links = portalNav(frame.lang)
  return (
    <header className="mast">
      <div className="wrap mast-in">
        <a className="brand" href={hrefIn(frame.lang, '/')}>
          <Seal />
          <span>
            <b>{t.name}</b>
            <small>{frame.site.tagline}</small>
          </span>
        </a>
        <nav className="mainnav" aria-label={t.frame.mainNav}>
          <NavLinks links={links} frame={frame} />
        </nav>
        <details className="menu">
          <summary>{t.frame.menu}</summary>
          <nav aria-label={t.frame.mainNav}>
            <NavLinks links={links} frame={frame} className="drop" />
          </nav>
        </details>
      </div>
    </header>
  )
}

function Footer({ frame, log }: Pick<PublicPageProps, 'frame' | 'log'>): ReactNode {
  const t = texts[frame.lang]
  return (
    <footer className="foot">
      <div className="wrap">
        <div className="foot-in">
          <div>
            <h2>{t.fullName}</h2>
            <p className="measure">{t.motto}</p>
          </div>
          {portalColumns(frame.lang).map(({ title, links }) => (
            <div key={title}>
              <h2>{title}</h2>
              <ul>
                {links.map(({ href, label }) => (
                  <li key={href}>
                    <a href={href}>{label}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
        <p className="foot-log row">
          <span className="num">{t.frame.computedFrom(log.size)}</span>
          <a href={log.href}>{t.frame.checkIt}</a>
        </p>
      </div>
    </footer>
  )
}

/** A page for everybody: one question in its title, the clause it serves, the log position it was computed from. */
export function PublicPage(props: PublicPageProps): ReactNode {
  const { frame, title, description, trail, log, wide, head, children } = props
  const words = texts[frame.lang].demo.public
  return (
    <Document
      head={head}
      frame={frame}
      title={title}
      description={description ?? texts[frame.lang].frame.about}
      bodyClass={wide ? 'portal wide' : 'portal'}
    >
      <TopStrip frame={frame} words={words}>
        <div className="wrap demo-in">
          <DemoWords frame={frame} words={words} />
          <Switches frame={frame} identity />
        </div>
      </TopStrip>
      <Masthead frame={frame} />
      <div className="wenwu" />
      <main id="main">
        {trail === undefined ? null : (
          <Wrap>
            <Crumbs trail={trail} lang={frame.lang} />
          </Wrap>
        )}
        {children}
      </main>
      <Footer frame={frame} log={log} />
    </Document>
  )
}

interface TitleProps {
  readonly children: ReactNode
  /** Above the title: the clause, a case number, a status. */
  readonly eyebrow?: ReactNode
  readonly lede?: ReactNode
  /** Beside the title: a figure, a button. */
  readonly side?: ReactNode
}

/** The title area: one question, and what it rests on. */
export function Title({ children, eyebrow, lede, side }: TitleProps): ReactNode {
  const block = (
    <div>
      {eyebrow === undefined ? null : <div className="eyebrow">{eyebrow}</div>}
      <h1>{typeof children === 'string' ? <Phrases text={children} /> : children}</h1>
      {lede === undefined ? null : <div className="lede">{lede}</div>}
    </div>
  )
  return (
    <div className="title">
      {side === undefined ? (
        block
      ) : (
        <div className="title-row">
          {block}
          <div>{side}</div>
        </div>
      )}
    </div>
  )
}

interface HeadProps {
  readonly children: ReactNode
  readonly id?: string
  /** At the other end of the line: a link, or how many. */
  readonly side?: ReactNode
}

/** The heading of a section. */
export function Head({ children, id, side }: HeadProps): ReactNode {
  return (
    <div className="head">
      <h2 className="head-text" id={id}>
        {children}
      </h2>
      {side === undefined ? null : <span className="head-side">{side}</span>}
    </div>
  )
}

interface FoldProps {
  /** Its heading, which is also the handle. */
  readonly title: string
  /** Beside the heading: how much lies folded in it. */
  readonly says: readonly string[]
  readonly isOpen: boolean
  readonly children: ReactNode
}

/** A section that folds, in plain HTML; on paper it is always open. */
export function Fold({ title, says, isOpen, children }: FoldProps): ReactNode {
  return (
    <details className="fold mt5" open={isOpen}>
      <summary>
        <h2>{title}</h2>
        {says.map((words) => (
          <span key={words} className="small quiet">
            {words}
          </span>
        ))}
      </summary>
      {children}
    </details>
  )
}
