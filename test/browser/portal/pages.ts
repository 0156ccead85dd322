import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { displayCookie, displayCookieName } from '../../../src/web/parts/display.ts'
import { axe, complaints, misnested, overflow, views, weight, weightLimit } from '../../support/browser.ts'
import { addressOf, faultsIn, look, portal, sound } from './visit.ts'

/** Every public page there is, one of a kind. */
export const pages = [
  '/',
  '/plan/jiujiang-2018',
  '/plan/jiujiang-2018/S4.2',
  '/plan/jiujiang-2018/versions',
  '/list',
  '/units',
  '/units/parks',
  '/inspections',
  '/measures',
  '/measures/{measures}',
  '/draws',
  '/draws/{drawn}',
  '/wall?gate=all',
  '/cases/{twiceFailed}',
  '/cases/{sharing}',
  '/cases/{twiceFailed}/join',
  '/report',
  '/report/write',
  '/mine',
  '/procedures',
  '/procedures/finding-rectification',
  '/procedures/deadline?start=2018-09-20&amount=10&unit=wd',
  '/log',
  '/log/weekly',
  '/log/weekly/{logSize}',
  '/column',
  '/receipt',
  '/receipt/40',
  '/search?q=%E5%A4%8D%E5%8D%B0%E4%BB%B6',
  '/help',
  '/help/accessibility',
  '/help/identity',
  '/data',
  '/errors',
  '/errors/stale',
] as const

/** The pages that a script makes a little nicer. All others have none, so that for them off and on are the same. */
const enhanced = ['/wall?gate=all', '/receipt/40', '/draws/{drawn}'] as const

async function inLargeType(page: Page): Promise<void> {
  const value = displayCookie({ care: true, theme: 'auto' }).split(';')[0]?.split('=')[1] ?? ''
  await page.context().addCookies([{ name: displayCookieName, value, url: portal().origin }])
  await page.reload()
}

/** One page, looked at as everybody may look at it. A 1280 px screen is 640 px wide at 200 %, and 320 px at 400 %. */
async function seenByAll(page: Page) {
  const { html, css } = weight(page)
  const scripts = await page.locator('script').count()
  const wide = await faultsIn(page)
  await page.setViewportSize({ width: 640, height: 800 })
  const zoomed = await overflow(page)
  await page.setViewportSize({ width: 320, height: 800 })
  const reflowed = await overflow(page)
  await page.setViewportSize({ width: 390, height: 844 })
  const phone = await faultsIn(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axe(page, ['color-contrast', 'link-in-text-block'])
  await page.emulateMedia({ colorScheme: 'light' })
  await inLargeType(page)
  // The same elements stand on the page; what their size can break are these.
  const large = await faultsIn(page, ['target-size', 'scrollable-region-focusable', 'color-contrast'])
  return { found: { wide, zoomed, reflowed, phone, dark, large, complaints: complaints(page) }, scripts, html, css }
}

const nothing = { wide: sound, zoomed: [], reflowed: [], phone: sound, dark: [], large: sound, complaints: [] }

export function everyPage(): void {
  describe('every page of the portal', () => {
    test.each(pages)(
      '%s is sound at 1440 and 390 px, at 200 and 400 %, in the dark, in large type, and light',
      async (path) => {
        const { found, scripts, html, css } = await look(path, views.wide, seenByAll)

        expect(found).toEqual(nothing)
        expect(scripts).toBe((enhanced as readonly string[]).includes(path) ? 1 : 0)
        expect(css).toBeGreaterThan(0)
        expect(html + css).toBeLessThanOrEqual(weightLimit)
      },
    )

    test.each(enhanced)('%s is sound without its script', async (path) => {
      expect(await look(path, { ...views.phone, javascript: false }, faultsIn)).toEqual(sound)
    })

    test('an address that leads nowhere is sound too, and offers a search', async () => {
      const seen = await look('/nowhere', views.phone, async (page) => ({
        ...(await faultsIn(page)),
        search: await page.getByRole('search').count(),
      }))

      expect(seen).toEqual({ ...sound, search: 1 })
    })

    test.each(['/', '/plan/jiujiang-2018', '/cases/{twiceFailed}', '/procedures/finding-rectification', '/receipt/40'])(
      '%s is built by the browser as it was sent',
      async (path) => {
        expect(await look(path, {}, misnested)).toEqual([])
      },
    )

    test('a page fills the window to its foot', async () => {
      const below = await look('/nowhere', views.wide, (page) =>
        page.locator('footer').evaluate((foot) => innerHeight - foot.getBoundingClientRect().bottom),
      )

      expect(below).toBeLessThanOrEqual(0)
    })

    test('every link of the first page, its masthead and its footer leads to a page', async () => {
      const addresses = await look('/', {}, (page) =>
        page
          .locator('a[href^="/"]')
          .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]),
      )
      const answers = await Promise.all(
        // Signing in belongs to the desk.
        addresses
          .filter((address) => !address.startsWith('/display') && address !== '/login')
          .map(async (address) => ({ address, status: (await fetch(`${portal().origin}${address}`)).status })),
      )

      expect(answers.length).toBeGreaterThan(60)
      expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    })
  })

  describe('a figure opens into what it counts', () => {
    test('of a unit, into the cases on the unit’s page', async () => {
      const { figure, rows } = await look('/units', {}, async (page) => {
        const link = page.locator(`a[href="${addressOf('/units/parks')}#findings"]`)
        const figure = Number(await link.textContent())
        await link.click()
        await page.locator('#findings').waitFor()
        return { figure, rows: await page.locator('#findings tbody tr').count() }
      })

      expect(figure).toBeGreaterThan(0)
      expect(rows).toBe(figure)
    })
  })
}
