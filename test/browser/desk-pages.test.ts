/** Every page of the desk, as it is looked at: both widths, scripts on and off, dark, large type, English. */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { askForErasure } from '../../src/engine/erasure.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { casesByNo } from '../../src/store/read.ts'
import { axe, complaints, misnested, overflow, tinyLetters, views } from '../support/browser.ts'
import { addInspectors, playedDraw, playStep } from '../support/draw.ts'
import { officer, personId } from '../support/engine.ts'
import { deskPages } from './desk-page-list.ts'
import { desk, look, openDeskForTests } from './desk-visit.ts'

openDeskForTests()

/** Pages of a draw, of a request to erase and of one account need one of each. */
beforeAll(async () => {
  const { portal, named } = desk()
  const { engine, numbers } = portal
  await addInspectors(engine)
  named.set('round', await playedDraw(engine, { subject: '第六轮抽查' }, 'frozen'))
  await playStep(engine, named.get('round') ?? '', 'inspection-1', 'seal-office')
  const [waiting] = await casesByNo(engine.db, region, [numbers.waiting ?? ''])
  if (!waiting) throw new TypeError('no case waits')
  const wish = { fields: ['story'], ground: 'consent-withdrawn', reason: '本人当面来办，核对了查询码。' } as const
  await askForErasure(engine, officer('intake-1'), waiting.case, wish)
  const { rows } = await engine.db.query<{ id: string }>('select id from erasure_request', [])
  named.set('request', rows[0]?.id ?? '')
  named.set('account', personId('p-mayor'))
})

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
  test.each(deskPages)('for %s, %s is sound at 1440 and 390 px, with scripts and without', async (who, path) => {
    const scripted = await look(who, path, {}, async (page) => ({
      ...(await bothWidths(page, 1440)),
      complaints: complaints(page),
    }))
    const plain = await look(who, path, views.noScript, (page) => bothWidths(page, 390))

    expect({ scripted, plain }).toEqual({ scripted: { ...sound, complaints: [] }, plain: sound })
  })

  test.each([
    ['p-old-head', '/desk/clock'],
    ['audit-admin', '/desk/admin/accounts'],
    ['p-mayor', '/desk/unseal'],
    ['p-mayor', '/desk/cases/ZG-2018-9999'],
  ])('what is closed to %s, %s, is told on a page as sound', async (who, path) => {
    expect(await look(who, path, views.noScript, (page) => bothWidths(page, 390))).toEqual(sound)
  })

  test.each([
    ['p-inspection-1', '/desk/clock'],
    ['p-inspection-1', '/desk/cases'],
    ['p-inspection-1', '/desk/cases/{unsatisfied}?do=order-again'],
    ['p-secretary', '/desk/units/water'],
    ['security-admin', '/desk/admin/security'],
  ])('for %s, %s is built by the browser as it was sent', async (who, path) => {
    expect(await look(who, path, {}, misnested)).toEqual([])
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
