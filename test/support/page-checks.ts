/** What every page is asked, whichever it is. Tests import these from `browser.ts`, which opens the pages. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { withScripts } from './page-record.ts'

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
  const { violations } = await withScripts(page, async () => {
    if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeCore.source)
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
