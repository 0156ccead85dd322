import type { ReactNode } from 'react'
import type { Language } from '../../kernel/text.ts'
import { hrefIn, htmlLanguage, texts } from '../text/texts.ts'
import { type Display, displayHref } from './display.ts'
import { Sprite } from './icon.tsx'
import { Note } from './table.tsx'

export interface Link {
  readonly href: string
  readonly label: string
}

/** What is the same on every page of one installation. */
export interface Site {
  /** Under the name in the masthead, in the page's language. Example: '某市“五型”政府建设公开平台'. */
  readonly tagline: string
  /** True adds the notice on every page, the words in the title, and noindex. */
  readonly demo: boolean
  /** Addresses of the stylesheet and the icon (style/build.ts). */
  readonly style: string
  readonly icon: string
}

/** What a page needs to know about its request. */
export interface Frame {
  readonly lang: Language
  readonly display: Display
  /** The page's address without language prefix, with its query. Example: '/wall?gate=satisfied'. */
  readonly path: string
  readonly site: Site
  /** The name of whoever is signed in; null for everybody else. */
  readonly signedIn: string | null
  /** What is the matter with the public log, in the page's language; absent while all is well. */
  readonly trouble?: string
}

interface DocumentProps {
  readonly frame: Frame
  /** The page's own name; the site's is added. */
  readonly title: string
  readonly description?: string
  readonly bodyClass?: string
  /** More for the head: a feed, the enhancing scripts of the page (`<script src defer>`, from our own address). */
  readonly head?: ReactNode
  readonly children: ReactNode
}

/** The whole HTML document around a page. No script, no inline style: `script-src 'self'; style-src 'self'` holds. */
export function Document({ frame, title, description, bodyClass, head, children }: DocumentProps): ReactNode {
  const { lang, display, site } = frame
  const t = texts[lang]
  const name = site.demo ? t.demo.titled(title) : `${title} · ${t.name}`
  return (
    <html
      lang={htmlLanguage[lang]}
      data-theme={display.theme === 'auto' ? undefined : display.theme}
      data-care={display.care ? '' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{name}</title>
        {description === undefined ? null : <meta name="description" content={description} />}
        {site.demo ? <meta name="robots" content="noindex" /> : null}
        <link rel="stylesheet" href={site.style} />
        <link rel="icon" href={site.icon} type="image/svg+xml" />
        {head}
      </head>
      <body className={bodyClass}>
        <a className="skip" href="#main">
          {t.frame.skip}
        </a>
        <Sprite />
        {frame.trouble === undefined ? null : (
          <aside className="wrap" aria-label={t.frame.trouble}>
            <Note tone="red">{frame.trouble}</Note>
          </aside>
        )}
        {children}
      </body>
    </html>
  )
}

/** The next step of light, dark and as-the-device, as one link. */
function themeChange(display: Display, lang: Language, back: string): Link {
  const t = texts[lang].display
  const next = ({ auto: 'dark', dark: 'light', light: 'auto' } as const)[display.theme]
  return { href: displayHref({ theme: next }, back), label: t[next] }
}

/** Large type, dark and the other language, as plain links; with `identity`, who is signed in, or signing in. */
export function Switches({ frame, identity }: { readonly frame: Frame; readonly identity: boolean }): ReactNode {
  const { lang, display, path, signedIn } = frame
  const t = texts[lang]
  const here = hrefIn(lang, path)
  const other = lang === 'zh' ? 'en' : 'zh'
  const theme = themeChange(display, lang, here)
  return (
    <nav className="switches" aria-label={t.display.region}>
      <a href={displayHref({ care: !display.care }, here)} rel="nofollow">
        {display.care ? t.display.standard : t.display.care}
      </a>
      <a href={theme.href} rel="nofollow">
        {theme.label}
      </a>
      <a href={hrefIn(other, path)} lang={htmlLanguage[other]} hrefLang={htmlLanguage[other]}>
        {t.display.otherLanguage}
      </a>
      {identity ? (
        <a href={hrefIn(lang, signedIn === null ? '/login' : '/desk')}>{signedIn ?? t.frame.signIn}</a>
      ) : null}
    </nav>
  )
}

/** The notice that everything but the plan is invented, and the display switches beside it. */
export function TopStrip(props: {
  readonly frame: Frame
  readonly words: string
  readonly children: ReactNode
}): ReactNode {
  const t = texts[props.frame.lang].demo
  if (!props.frame.site.demo) return <div className="demo">{props.children}</div>
  return (
    <aside className="demo" aria-label={t.region}>
      {props.children}
    </aside>
  )
}

export function DemoWords({ frame, words }: { readonly frame: Frame; readonly words: string }): ReactNode {
  if (!frame.site.demo) return <span />
  return (
    <span>
      <b>{texts[frame.lang].demo.mark}</b>
      {words}
    </span>
  )
}

/** Whether a navigation entry leads to the page or to the section it lies in. */
export function isCurrent(href: string, lang: Language, path: string): boolean {
  const here = hrefIn(lang, path).split('?')[0] ?? ''
  if (href === hrefIn(lang, '/') || href === hrefIn(lang, '/desk')) return here === href
  return here === href || here.startsWith(`${href}/`)
}

export function NavLinks(props: {
  readonly links: readonly Link[]
  readonly frame: Frame
  readonly className?: string
}): ReactNode {
  return (
    <ul className={props.className}>
      {props.links.map(({ href, label }) => (
        <li key={href}>
          <a href={href} aria-current={isCurrent(href, props.frame.lang, props.frame.path) ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** Where the page lies; the last entry is the page itself. */
export function Crumbs({
  trail,
  lang,
}: {
  readonly trail: readonly (Link | string)[]
  readonly lang: Language
}): ReactNode {
  return (
    <nav className="crumbs" aria-label={texts[lang].frame.here}>
      <ol>
        {trail.map((step) =>
          typeof step === 'string' ? (
            <li key={step}>
              <span aria-current="page">{step}</span>
            </li>
          ) : (
            <li key={step.href}>
              <a href={step.href}>{step.label}</a>
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
