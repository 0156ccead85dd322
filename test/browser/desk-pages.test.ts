/** Every page of the desk, as it is looked at: both widths, scripts on and off, dark, large type, English. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, complaints, misnested, overflow, tinyLetters, type View, views } from '../support/browser.ts'
import { browserOf, desk, goTo, look, openDeskForTests } from './desk-visit.ts'

openDeskForTests()

const browsers = new Map<string, Promise<Page>>()

/** A page in the one browser of somebody, for tests that leave nothing behind in it; a new one costs a second. */
async function shown(who: string, path: string, view: View) {
  const key = `${who} ${JSON.stringify(view)}`
  const page = await (browsers.get(key) ?? browserOf(who, view))
  browsers.set(key, Promise.resolve(page))
  const before = complaints(page).length
  await goTo(page, path)
  return { page, complaints: () => complaints(page).slice(before) }
}

const pages = [
  ['', '/login'],
  ['', '/login/recover'],
  ['p-inspection-1', '/desk/clock'],
  ['p-inspection-1', '/desk/cases'],
  ['p-inspection-1', '/desk/cases?mine=1'],
  ['p-inspection-1', '/desk/cases/{unsatisfied}'],
  ['p-inspection-1', '/desk/cases/{unsatisfied}?do=order-again'],
  ['p-inspection-1', '/desk/new'],
  ['p-inspection-1', '/desk/new/supervised-task/propose'],
  ['p-inspection-1', '/desk/search?q=%E5%A4%8D%E5%8D%B0%E4%BB%B6'],
  ['p-inspection-1', '/desk/calendar'],
  ['p-inspection-1', '/desk/notices'],
  ['p-inspection-1', '/desk/notices/settings'],
  ['p-inspection-1', '/desk/inspections'],
  ['p-inspection-1', '/desk/draws'],
  ['p-inspection-1', '/desk/account'],
  ['p-inspection-1', '/desk/password'],
  ['p-inspection-1', '/desk/help'],
  ['p-five-1', '/desk/new/responsibility-list/draft'],
  ['p-five-1', '/desk/plan'],
  ['p-five-1', '/desk/plan?show=none'],
  ['p-five-1', '/desk/compile'],
  ['p-five-1', '/desk/compile/{draft}'],
  ['p-five-1', '/desk/compile/{draft}/publish'],
  ['p-five-1', '/desk/compile/{draft}/compare'],
  ['p-parks-head', '/desk/claims'],
  ['p-archives-verifier', '/desk/post'],
  ['p-sports-verifier', '/desk/verify'],
  ['p-mayor', '/desk/decide'],
  ['p-intake-1', '/desk/intake'],
  ['p-intake-1', '/desk/unseal/ask?case={waiting}'],
  ['p-intake-1', '/desk/erase/ask?case={waiting}'],
  ['p-secretary', '/desk/units'],
  ['p-secretary', '/desk/units/water?do=hand-over&post=water-head'],
  ['p-secretary', '/desk/units/new'],
  ['p-secretary', '/desk/unseal'],
  ['p-secretary', '/desk/erase'],
  ['system-admin', '/desk/admin/accounts'],
  ['system-admin', '/desk/admin/accounts/new'],
  ['system-admin', '/desk/admin/webhooks'],
  ['security-admin', '/desk/admin/security'],
  ['audit-admin', '/desk/admin/audit'],
] as const

const clean = { axe: [], overflow: [], tiny: [] }

const found = async (page: Page) => ({
  axe: await axe(page),
  overflow: await overflow(page),
  tiny: await tinyLetters(page),
})

const fits = async (page: Page) => ({ overflow: await overflow(page), tiny: await tinyLetters(page) })

/** Looked at on one width with axe, on the other without, and at 200 % of a 1280 px screen: the same elements stand on all. */
async function bothWidths(page: Page, first: 1440 | 390) {
  await page.setViewportSize({ width: first, height: 900 })
  const one = await found(page)
  await page.setViewportSize({ width: first === 390 ? 1440 : 390, height: 900 })
  const other = await fits(page)
  await page.setViewportSize({ width: views.zoomed.width, height: 800 })
  return { one, other, zoomed: await overflow(page) }
}

const sound = { one: clean, other: { overflow: [], tiny: [] }, zoomed: [] }

describe('every page of the desk', () => {
  test.each(pages)('for %s, %s is sound at 1440 and 390 px, with scripts and without', async (who, path) => {
    const withScripts = await shown(who, path, {})
    const without = await shown(who, path, views.noScript)

    const scripted = { ...(await bothWidths(withScripts.page, 1440)), complaints: withScripts.complaints() }
    const plain = await bothWidths(without.page, 390)

    expect({ scripted, plain }).toEqual({ scripted: { ...sound, complaints: [] }, plain: sound })
  })

  test.each([
    ['p-old-head', '/desk/clock'],
    ['audit-admin', '/desk/admin/accounts'],
    ['p-mayor', '/desk/unseal'],
    ['p-mayor', '/desk/cases/ZG-2018-9999'],
  ])('what is closed to %s, %s, is told on a page as sound', async (who, path) => {
    expect(await bothWidths((await shown(who, path, views.noScript)).page, 390)).toEqual(sound)
  })

  test.each([
    ['p-inspection-1', '/desk/clock'],
    ['p-inspection-1', '/desk/cases'],
    ['p-inspection-1', '/desk/cases/{unsatisfied}?do=order-again'],
    ['p-secretary', '/desk/units/water'],
    ['security-admin', '/desk/admin/security'],
  ])('for %s, %s is built by the browser as it was sent', async (who, path) => {
    expect(await misnested((await shown(who, path, {})).page)).toEqual([])
  })

  test.each([
    ['p-inspection-1', '/en/desk/clock'],
    ['p-inspection-1', '/en/desk/cases/{unsatisfied}?do=order-again'],
    ['p-secretary', '/en/desk/units/water'],
    ['p-inspection-1', '/en/desk/help'],
  ])('for %s, %s is sound in the dark and in large type on a phone', async (who, path) => {
    const seen = [await look(who, path, views.dark, found), await look(who, path, views.carePhone, found)]

    expect(seen).toEqual([clean, clean])
  })

  test.each([
    'p-inspection-1',
    'p-mayor',
    'p-intake-1',
    'p-secretary',
    'p-sports-verifier',
    'system-admin',
    'security-admin',
    'audit-admin',
  ])('every link around the pages of %s leads to a page', async (who) => {
    const answers = await look(who, '/desk', {}, async (page) => {
      const hrefs = await page
        .locator('.rail a[href^="/"], .desk-head a[href^="/"]')
        .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])
      return Promise.all(
        hrefs.map(async (href) => [href, (await page.request.get(`${desk().portal.origin}${href}`)).status()] as const),
      )
    })

    expect(answers.length).toBeGreaterThan(3)
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })
})

test.each([
  '/en/desk/help',
  '/en/desk/calendar',
  '/en/desk/account',
  '/en/desk/new',
  '/en/desk/units/water',
  '/en/desk/unseal',
])('the English page %s has no Chinese but what is marked as Chinese, and our name', async (path) => {
  const chinese = await look('p-secretary', path, {}, (page) =>
    page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (
          /\p{Script=Han}/u.test(node.textContent ?? '') &&
          !node.parentElement?.closest('[lang^=zh], .brand, script, style')
        )
          found.push(node.textContent ?? '')
      return found
    }),
  )

  expect(chinese).toEqual([])
})
