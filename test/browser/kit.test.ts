import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  axe,
  closeBrowser,
  complaints,
  misnested,
  overflow,
  tinyLetters,
  type View,
  views,
  visit,
  weight,
  weightLimit,
} from '../support/browser.ts'
import { type StaticSite, serveStatic } from '../support/static-site.ts'
import { renderSample } from './sample-pages.ts'

let site: StaticSite

beforeAll(async () => {
  site = await serveStatic(renderSample)
})

afterAll(async () => {
  await closeBrowser()
  await site.close()
})

const look = <T>(path: string, view: View, at: (page: Page) => Promise<T>): Promise<T> =>
  visit(`${site.origin}${path}`, view, at)

const every = Object.keys(views) as readonly (keyof typeof views)[]
const few = ['wide', 'phone', 'dark', 'care'] as const

const cases = [
  ...every.map((view) => ({ path: '/kit', view })),
  ...few.map((view) => ({ path: '/kit/home', view })),
  ...few.map((view) => ({ path: '/kit/desk', view })),
  ...(['wide', 'phone'] as const).map((view) => ({ path: '/en/kit', view })),
]

describe('the kit in the browser', () => {
  test.each(cases)(
    '$path, $view: axe finds nothing, nothing sticks out, nothing is refused',
    async ({ path, view }) => {
      const found = await look(path, views[view], async (page) => ({
        axe: await axe(page),
        overflow: await overflow(page),
        complaints: complaints(page),
      }))

      expect(found).toEqual({ axe: [], overflow: [], complaints: [] })
    },
  )

  test.each(['/kit', '/kit/home', '/kit/desk'])('%s is built by the browser as it was sent', async (path) => {
    expect(await look(path, {}, misnested)).toEqual([])
  })

  test.each(['/kit', '/kit/home', '/kit/desk'])('%s and its stylesheet are at most 60 KB after gzip', async (path) => {
    const { html, css } = await look(path, {}, async (page) => weight(page))

    expect(css).toBeGreaterThan(0)
    expect(html + css).toBeLessThanOrEqual(weightLimit)
  })

  test('Chinese is drawn with real glyphs: two characters never look the same', async () => {
    const widths = await look('/kit/home', {}, (page) =>
      page.evaluate(() => {
        const context = document.createElement('canvas').getContext('2d')
        const pixels = (text: string) => {
          if (!context) return ''
          context.clearRect(0, 0, 300, 150)
          context.font = `40px ${getComputedStyle(document.body).fontFamily}`
          context.fillText(text, 10, 60)
          return context.getImageData(0, 0, 80, 80).data.join()
        }
        return [pixels('落'), pixels('实')]
      }),
    )

    expect(widths[0]).not.toBe(widths[1])
  })

  test('the menu of a phone opens without a script', async () => {
    const shown = await look('/kit/home', { ...views.phone, javascript: false }, async (page) => {
      const link = page.locator('.menu .drop a').first()
      const before = await link.isVisible()
      await page.locator('.menu summary').click()
      return [before, await link.isVisible()]
    })

    expect(shown).toEqual([false, true])
  })

  test('the skip link is the first stop of the keyboard, becomes visible, and leads to the content', async () => {
    const seen = await look('/kit/home', {}, async (page) => {
      await page.keyboard.press('Tab')
      const box = await page.locator('.skip').first().boundingBox()
      await page.keyboard.press('Enter')
      return { wide: (box?.width ?? 0) > 40, hash: new URL(page.url()).hash }
    })

    expect(seen).toEqual({ wide: true, hash: '#main' })
  })

  test('a bar of the plan is not a stop of the keyboard', async () => {
    const stops = await look('/kit/home', {}, (page) =>
      page
        .locator('.pano-cols a')
        .evaluateAll((links) => links.filter((link) => (link as SVGElement).tabIndex >= 0).length),
    )

    expect(stops).toBe(0)
  })

  test('大字版 draws letters of 22 px where others have 16', async () => {
    const size = (page: Page) => page.evaluate(() => getComputedStyle(document.body).fontSize)

    expect([await look('/kit', views.wide, size), await look('/kit', views.care, size)]).toEqual(['16px', '22px'])
  })

  test.each(['/kit', '/kit/home', '/kit/desk'])('%s has no letter smaller than 13 px', async (path) => {
    expect(await look(path, {}, tinyLetters)).toEqual([])
  })

  test('a dark device gets dark paper, unless the reader asked for light', async () => {
    const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

    expect([await look('/kit', views.wide, paper), await look('/kit', views.dark, paper)]).toEqual([
      'rgb(250, 248, 244)',
      'rgb(20, 23, 26)',
    ])
  })

  test('on paper the navigation is gone and text and margin notes stand side by side', async () => {
    const printed = await look('/kit', { width: 700, print: true }, async (page) => ({
      nav: await page.locator('.mainnav').first().isVisible(),
      text: await page.locator('.clause-text').first().boundingBox(),
      notes: await page.locator('.clause-notes').first().boundingBox(),
    }))

    expect(printed.nav).toBe(false)
    expect(printed.notes?.x).toBeGreaterThan((printed.text?.x ?? 0) + (printed.text?.width ?? 0) - 1)
  })

  test('in forced colours the bars keep their fills and the marks their shapes', async () => {
    const found = await look('/kit', { forcedColors: true }, async (page) => ({
      fills: await page
        .locator('.share rect')
        .evaluateAll((bars) => new Set(bars.map((bar) => getComputedStyle(bar).fill)).size),
      axe: (await axe(page)).filter((line) => !line.startsWith('color-contrast')),
    }))

    expect(found.fills).toBeGreaterThan(4)
    expect(found.axe).toEqual([])
  })

  test('the colour of the text is dark when the reader chose dark on a light device', async () => {
    const paper = await look('/kit', { cookies: { 'luoshi-display': 'dark' } }, (page) =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    )

    expect(paper).toBe('rgb(20, 23, 26)')
  })
})

describe('a page that was visited', () => {
  /** Everything that could tell a visit from the first one. */
  const traces = async (page: Page) => ({
    found: await page.evaluate(async () => ({
      cookies: document.cookie,
      local: localStorage.length,
      session: sessionStorage.length,
      databases: (await indexedDB.databases()).length,
      name: window.name,
      size: [innerWidth, innerHeight, devicePixelRatio],
      device: ['(prefers-color-scheme: dark)', '(forced-colors: active)', 'print'].map(
        (query) => matchMedia(query).matches,
      ),
      scrolled: scrollY,
      focused: document.activeElement?.localName,
      hovered: document.querySelectorAll('a:hover').length,
      earlier: history.length,
      isAsked: 'axe' in window,
    })),
    complaints: complaints(page),
    address: page.url(),
  })

  /** What a listener hears that a visit left behind. */
  const left: string[] = []

  /** Leaves what a page and a test can leave. */
  async function leaveTraces(page: Page): Promise<void> {
    await page.context().addCookies([{ name: 'other', value: '1', url: site.origin }])
    await page.context().setOffline(true)
    await page.context().setExtraHTTPHeaders({ 'x-left': '1' })
    await page.route('**/kit*', (route) => route.abort())
    page.on('request', () => left.push('a listener'))
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active', media: 'print' })
    await page.emulateMedia({ media: null })
    await page.setViewportSize({ width: 333, height: 444 })
    await page.locator('a:visible').last().hover()
    await page.evaluate(async () => {
      const leave = () => {
        // biome-ignore lint/suspicious/noDocumentCookie: the other way to write one does not work while a page is left
        document.cookie = 'mine=1'
        localStorage.setItem('left', '1')
        sessionStorage.setItem('left', '1')
        window.name = 'left'
      }
      leave()
      await new Promise((done) => {
        indexedDB.open('left', 1).onsuccess = done
      })
      for (const event of ['pagehide', 'beforeunload', 'visibilitychange', 'unload']) addEventListener(event, leave)
      setInterval(leave, 1)
      location.hash = '#left'
      document.querySelector<HTMLElement>('a')?.focus()
      // Refused by the policy of the page, which the console says.
      document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.invalid/left' }))
    })
    await axe(page, ['html-has-lang'])
  }

  test('leaves the next one nothing: no cookie, nothing stored, no size, no colours, no route, no pointer', async () => {
    const seen = async (page: Page) => ({ page, ...(await traces(page)) })
    const first = await look('/kit', {}, seen)
    await look('/kit', {}, leaveTraces)
    await look('/kit', views.noScript, async () => {})
    left.length = 0
    const second = await look('/kit', {}, seen)

    expect(second.page).toBe(first.page)
    expect(left).toEqual([])
    expect(first.found).toMatchObject({ cookies: '', local: 0, session: 0, name: '', size: [1440, 900, 1], earlier: 2 })
    expect({ ...second, page: null }).toEqual({ ...first, page: null })
  })
})
