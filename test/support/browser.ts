/**
 * The browser of the page tests. One browser for a test process; a visit is the only one in its page while it lasts. Every
 * page is asked the same: `axe`, `overflow`, `complaints`, `weight`. Example:
 *
 *   expect(await visit(`${origin}/wall`, views.phone, axe)).toEqual([])
 */
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { displayCookie, displayCookieName } from '../../src/web/parts/display.ts'
import { findChromium } from './chromium.ts'
import { fontFaces, fontFile, fontPath } from './fonts.ts'
import { emptied, type KeptPage, websiteOf } from './kept-pages.ts'
import { beginRecord, noteDocument, noteStyle, switchScriptsOff, withScripts } from './page-record.ts'

export { axe, misnested, overflow, shot, tinyLetters } from './page-checks.ts'
export { complaints, type Weight, weight, weightLimit } from './page-record.ts'

/** How a page is looked at. */
export interface View {
  /** In CSS pixels; 1440 unless told. */
  readonly width?: number
  readonly height?: number
  /** The device prefers dark. */
  readonly dark?: boolean
  /** 大字版, by its cookie. */
  readonly care?: boolean
  /** False switches the page's scripts off. */
  readonly javascript?: boolean
  /** Device pixels for a CSS pixel; 1 unless told. */
  readonly scale?: number
  readonly forcedColors?: boolean
  readonly print?: boolean
  /** Cookies that the browser has already, by their names. Example: `{ luoshi: secret }` for somebody who is signed in. */
  readonly cookies?: Readonly<Record<string, string>>
}

/** The ways in which every page must pass. `zoomed` is a 1280 px screen at 200 %. */
export const views = {
  wide: { width: 1440 },
  phone: { width: 390 },
  narrow: { width: 320 },
  zoomed: { width: 640 },
  dark: { dark: true },
  care: { care: true },
  carePhone: { care: true, width: 390 },
  noScript: { javascript: false },
} as const satisfies Readonly<Record<string, View>>

let launched: Promise<Browser> | undefined

async function launch(): Promise<Browser> {
  const { path, env } = findChromium()
  return await chromium.launch({
    executablePath: path,
    args: ['--no-sandbox'],
    env: { ...(process.env as { [name: string]: string }), ...env },
  })
}

/** The browser of this process, started when first asked for. */
export function browser(): Promise<Browser> {
  launched ??= launch()
  return launched
}

/** Ends the browser; call it after the last test of a file. */
export async function closeBrowser(): Promise<void> {
  const running = launched
  launched = undefined
  kept.clear()
  await (await running)?.close()
}

const isOurStyle = (url: string) => /\/luoshi\.[0-9a-f]+\.css$/.test(new URL(url).pathname)

interface Style {
  readonly css: string
  readonly headers: Readonly<Record<string, string>>
  /** Bytes as a visitor downloads them. */
  readonly gzipped: number
}

const styles = new Map<string, Promise<Style>>()

async function fetchedStyle(url: string): Promise<Style> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  const css = await answer.text()
  return { css, headers: { 'content-type': 'text/css; charset=utf-8' }, gzipped: gzipSync(css).length }
}

/** The stylesheet at an address, fetched once: its name changes with its content. */
function styleAt(url: string): Promise<Style> {
  const style = styles.get(url) ?? fetchedStyle(url)
  styles.set(url, style)
  return style
}

/** Fonts come through the network layer, so that the page's content security policy is the one that visitors meet. */
async function addFonts(context: BrowserContext): Promise<void> {
  await context.route(`**${fontPath}**`, (route) =>
    route.fulfill({ body: fontFile(new URL(route.request().url()).pathname), contentType: 'font/woff2' }),
  )
  await context.route(
    (url) => isOurStyle(url.href),
    async (route) => {
      const style = await styleAt(route.request().url())
      noteStyle(route.request().frame().page(), style.gzipped)
      await route.fulfill({ headers: style.headers, body: `${style.css}\n${fontFaces}` })
    },
  )
}

/** Closes a page and its context. What it was still waiting for is dropped: a test may leave before a style has come. */
export async function shut(page: Page): Promise<void> {
  const context = page.context()
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await context.close()
}

/** A page in its own context, empty, in which nobody has been. */
async function newPage({ scale = 1 }: View): Promise<Page> {
  const context = await (await browser()).newContext({ deviceScaleFactor: scale })
  await addFonts(context)
  return context.newPage()
}

const careCookie = displayCookie({ care: true, theme: 'auto' }).split(';')[0]?.split('=')[1] ?? ''

/** Loads an address in an empty page, looked at so, with its fonts ready. */
async function load(page: Page, url: string, view: View): Promise<void> {
  await page.setViewportSize({ width: view.width ?? 1440, height: view.height ?? 900 })
  await page.emulateMedia({
    media: view.print ? 'print' : null,
    colorScheme: view.dark ? 'dark' : 'light',
    forcedColors: view.forcedColors ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  const cookies = Object.entries({ ...(view.care && { [displayCookieName]: careCookie }), ...view.cookies })
  const { origin } = new URL(url)
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, url: origin })))
  await noteDocument(page, await page.goto(url, { waitUntil: 'load' }))
  // Going to another website takes another process of Chromium, to which paper is not passed on.
  if (view.print) await page.emulateMedia({ media: 'print' })
  await withScripts(page, () => page.evaluate(() => document.fonts.ready.then(() => true)))
}

/** A page in its own context, loaded, with its fonts ready. Close it with `shut`; where a visit will do, prefer `visit`. */
export async function open(url: string, view: View = {}): Promise<Page> {
  const page = await newPage(view)
  beginRecord(page)
  if (view.javascript === false) await switchScriptsOff(page, await page.context().newCDPSession(page))
  await load(page, url, view)
  return page
}

/** Pages between two visits, by their device pixels for a CSS pixel, which alone cannot be changed. */
const kept = new Map<number, KeptPage[]>()

async function keptPage(view: View): Promise<KeptPage> {
  const known = kept.get(view.scale ?? 1)?.pop()
  if (known) return known
  const page = await newPage(view)
  return { page, session: await page.context().newCDPSession(page) }
}

/** Empties the page for the next visit, or closes it. */
async function giveBack(one: KeptPage, { scale = 1 }: View, origins: ReadonlySet<string>): Promise<void> {
  if (await emptied(one, origins)) kept.set(scale, [...(kept.get(scale) ?? []), one])
  else await shut(one.page)
}

/**
 * Does something with a page as nobody has ever used it: no cookie but those of the view, nothing stored, nothing routed. It
 * is used again afterwards, which costs a tenth of a page from `open`; do not hold on to it. Init scripts, exposed functions
 * and routes of the context cannot be taken back: what needs them, or its own context, takes `open`.
 */
export async function visit<T>(url: string, view: View, at: (page: Page) => Promise<T>): Promise<T> {
  const one = await keptPage(view)
  const { page, session } = one
  const origins = new Set<string>()
  try {
    page.on('framenavigated', (frame) => frame === page.mainFrame() && origins.add(websiteOf(frame.url())))
    beginRecord(page)
    if (view.javascript === false) await switchScriptsOff(page, session)
    await load(page, url, view)
    const result = await at(page)
    await giveBack(one, view, origins)
    return result
  } catch (error) {
    await shut(page)
    throw error
  }
}
