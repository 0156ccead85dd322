/**
 * The browser of the page tests. One browser for a test process, one context for a page. Every page is asked the same:
 * `axe`, `overflow`, `complaints`, `weight`. Example:
 *
 *   const page = await open(`${origin}/wall`, views.phone)
 *   expect(await axe(page)).toEqual([])
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import axeCore from 'axe-core'
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import { displayCookie, displayCookieName } from '../../src/web/parts/display.ts'
import { findChromium } from './chromium.ts'
import { fontFaces, fontFile, fontPath } from './fonts.ts'

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

export interface Weight {
  /** Bytes after gzip. */
  readonly html: number
  readonly css: number
}

interface PageRecord {
  readonly complaints: string[]
  /** Set where the page's scripts are off. */
  scriptless: CDPSession | null
  html: number
  css: number
}

const records = new WeakMap<Page, PageRecord>()
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
      const record = records.get(route.request().frame().page())
      if (record) record.css += style.gzipped
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

function listen(page: Page): PageRecord {
  const record: PageRecord = { complaints: [], scriptless: null, html: 0, css: 0 }
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') record.complaints.push(message.text())
  })
  page.on('pageerror', (error) => record.complaints.push(String(error)))
  page.on('requestfailed', (request) => record.complaints.push(`failed: ${request.url()}`))
  page.on('response', (response) => {
    if (response.status() >= 400 && response.request().resourceType() !== 'document') {
      record.complaints.push(`${response.status()}: ${response.url()}`)
    }
  })
  return record
}

/** Off from the first byte and on every later page; unlike Playwright's own switch, the tests can turn it back on. */
async function withoutScripts(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setScriptExecutionDisabled', { value: true })
  return session
}

/** Runs a script of the test's own, whose promises would never resolve while scripts are off. */
async function byTest<T>(page: Page, run: () => Promise<T>): Promise<T> {
  const session = records.get(page)?.scriptless
  await session?.send('Emulation.setScriptExecutionDisabled', { value: false })
  const result = await run()
  await session?.send('Emulation.setScriptExecutionDisabled', { value: true })
  return result
}

/** A page in its own context, loaded, with its fonts ready. Close it with `shut`. */
export async function open(url: string, view: View = {}): Promise<Page> {
  const context = await (await browser()).newContext({
    viewport: { width: view.width ?? 1440, height: view.height ?? 900 },
    deviceScaleFactor: view.scale ?? 1,
    colorScheme: view.dark ? 'dark' : 'light',
    forcedColors: view.forcedColors ? 'active' : 'none',
    reducedMotion: 'reduce',
  })
  await addFonts(context)
  if (view.care) {
    const value = displayCookie({ care: true, theme: 'auto' }).split(';')[0]?.split('=')[1] ?? ''
    await context.addCookies([{ name: displayCookieName, value, url: new URL(url).origin }])
  }
  const page = await context.newPage()
  const record = listen(page)
  records.set(page, record)
  if (view.javascript === false) record.scriptless = await withoutScripts(page)
  if (view.print) await page.emulateMedia({ media: 'print' })
  const response = await page.goto(url, { waitUntil: 'load' })
  record.html = gzipSync((await response?.body()) ?? Buffer.alloc(0)).length
  await byTest(page, () => page.evaluate(() => document.fonts.ready.then(() => true)))
  return page
}

/** Errors and warnings of the console (the content security policy speaks there), failed and refused requests. */
export function complaints(page: Page): readonly string[] {
  return records.get(page)?.complaints ?? []
}

/** What a visitor downloads for the page: the document and our stylesheet, both after gzip. */
export function weight(page: Page): Weight {
  const { html = 0, css = 0 } = records.get(page) ?? {}
  return { html, css }
}

/** A public page and its stylesheet together. */
export const weightLimit = 60 * 1024

interface AxeNode {
  readonly target: readonly unknown[]
  readonly failureSummary?: string
}

interface AxeRun {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly AxeNode[] }[]
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds against WCAG 2.0, 2.1, 2.2 (A, AA) and its best practices, a line for each element; empty is good. `rules`
 * asks for these alone, where only colours can have changed since the last time.
 */
export async function axe(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: tags }
  const { violations } = await byTest(page, async () => {
    await page.evaluate(axeCore.source)
    return (await page.evaluate(
      `axe.run(document, ${JSON.stringify({ runOnly, resultTypes: ['violations'] })})`,
    )) as AxeRun
  })
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')} ${failureSummary}`),
  )
}

/** Elements that reach beyond the page's right edge, outside a region that scrolls by itself; empty is good. */
export async function overflow(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const edge = document.documentElement.clientWidth
    const scrolls = (element: Element): boolean => {
      for (let up: Element | null = element.parentElement; up; up = up.parentElement) {
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)) return true
      }
      return false
    }
    const out = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > edge + 1)
      .filter((element) => !(element instanceof SVGElement && element.ownerSVGElement) && !scrolls(element))
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`)
    const wide = document.documentElement.scrollWidth > edge
    return wide ? [`page: ${document.documentElement.scrollWidth} px in ${edge} px`, ...out] : out
  })
}

/** Words set smaller than 13 px, which no page may have; empty is good. */
export async function tinyLetters(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const words = node.textContent?.trim() ?? ''
      if (!parent || words === '' || parent.closest('title, script, style')) continue
      const size = Number.parseFloat(getComputedStyle(parent).fontSize)
      if (size < 12.95) found.push(`${size} px: ${words.slice(0, 20)}`)
    }
    return found
  })
}

/** The tags of an HTML source and how often each opens. */
function openTags(html: string): Map<string, number> {
  const tags = new Map<string, number>()
  for (const [, name = ''] of html.matchAll(/<([a-z][a-z0-9]*)[\s>/]/g)) tags.set(name, (tags.get(name) ?? 0) + 1)
  return tags
}

/**
 * Elements that the browser had to add or move because they were wrongly nested, such as a form inside a paragraph; empty
 * is good. Pages are well formed: what is sent is what is built.
 */
export async function misnested(page: Page): Promise<readonly string[]> {
  const html = await (await page.request.get(page.url())).text()
  const built = await page.evaluate(() => {
    const counts: { [name: string]: number } = {}
    for (const element of document.querySelectorAll('*')) {
      const name = element.localName.toLowerCase()
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  })
  const sent = openTags(html.replace(/<textarea[^>]*>[\s\S]*?<\/textarea>/g, '<textarea>'))
  return ['p', 'form', 'a', 'ul', 'ol', 'li', 'dl', 'table', 'tbody', 'tr', 'div', 'button']
    .filter((name) => (built[name] ?? 0) !== (sent.get(name) ?? 0))
    .map((name) => `${name}: ${sent.get(name) ?? 0} sent, ${built[name] ?? 0} built`)
}

/** Writes the whole page as `FOLDER/NAME.png`; returns the path. */
export async function shot(page: Page, name: string, folder: string): Promise<string> {
  const path = join(folder, `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, await page.screenshot({ fullPage: true }))
  return path
}
