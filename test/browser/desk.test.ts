import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  axe,
  closeBrowser,
  complaints,
  misnested,
  open,
  overflow,
  tinyLetters,
  type View,
  views,
} from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { addDeskPeople, type DeskPeople } from '../support/desk-people.ts'
import { openTestPortal, type TestPortal } from '../support/portal.ts'

let portal: TestPortal
let people: DeskPeople
let closeDatabase: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  closeDatabase = database.close
  portal = await openTestPortal(database)
  people = await addDeskPeople(portal.engine)
})

afterAll(async () => {
  await closeBrowser()
  await portal?.close()
  await closeDatabase?.()
})

/** `{name}` stands for the number of that case. */
const addressOf = (path: string) => path.replace(/\{(\w+)\}/, (_, name: string) => portal.numbers[name] ?? '')

/** A browser in which somebody is signed in already; '' for nobody. */
async function browserOf(who: string, view: View): Promise<Page> {
  // A page without pictures or scripts of its own: leaving it early breaks off nothing.
  const page = await open(`${portal.origin}/healthz`, view)
  if (who !== '') {
    const value = await people.enter(who)
    await page.context().addCookies([{ name: 'luoshi', value, url: portal.origin }])
  }
  return page
}

const goTo = (page: Page, path: string) => page.goto(`${portal.origin}${addressOf(path)}`, { waitUntil: 'load' })

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

/** A page of the desk in a browser of its own. */
async function look<T>(who: string, path: string, view: View, at: (page: Page) => Promise<T>): Promise<T> {
  const page = await browserOf(who, view)
  try {
    await goTo(page, path)
    return await at(page)
  } finally {
    await page.context().close()
  }
}

const pages = [
  ['', '/login'],
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
  ['p-inspection-1', '/desk/account'],
  ['p-inspection-1', '/desk/password'],
  ['p-inspection-1', '/desk/help'],
  ['p-five-1', '/desk/new/responsibility-list/draft'],
  ['p-five-1', '/desk/plan'],
  ['p-five-1', '/desk/plan?show=none'],
  ['p-parks-head', '/desk/claims'],
  ['p-archives-verifier', '/desk/post'],
  ['p-sports-verifier', '/desk/verify'],
  ['p-mayor', '/desk/decide'],
  ['p-intake-1', '/desk/intake'],
  ['p-intake-1', '/desk/unseal/ask?case={waiting}'],
  ['p-secretary', '/desk/units'],
  ['p-secretary', '/desk/units/water?do=hand-over&post=water-head'],
  ['p-secretary', '/desk/units/new'],
  ['p-secretary', '/desk/unseal'],
  ['system-admin', '/desk/admin/accounts'],
  ['system-admin', '/desk/admin/accounts/new'],
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

/** Looked at on one width with axe, on the other without: the same elements stand on both. */
async function bothWidths(page: Page, first: 1440 | 390) {
  await page.setViewportSize({ width: first, height: 900 })
  const one = await found(page)
  await page.setViewportSize({ width: first === 390 ? 1440 : 390, height: 900 })
  return { one, other: await fits(page) }
}

const sound = { one: clean, other: { overflow: [], tiny: [] } }

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
        hrefs.map(async (href) => [href, (await page.request.get(`${portal.origin}${href}`)).status()] as const),
      )
    })

    expect(answers.length).toBeGreaterThan(3)
    expect(answers.filter(([, status]) => status !== 200)).toEqual([])
  })
})

/** Presses Tab until something with these words has the focus; how many presses that took. */
async function tabTo(page: Page, words: string): Promise<number> {
  for (let presses = 1; presses <= 120; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const { activeElement: at } = document
      if (at === document.body) return ''
      return at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement
        ? (at.labels?.[0]?.textContent ?? '')
        : (at?.textContent ?? '')
    })
    if (focused.includes(words)) return presses
  }
  throw new Error(`nothing with ${words} takes the focus`)
}

describe('by keyboard', () => {
  test('from the login page to a recorded move, nothing but the keyboard is needed', async () => {
    const seen = await look('', '/login', {}, async (page) => {
      await tabTo(page, '其余')
      await page.keyboard.press('Enter')
      await tabTo(page, '以p-inspection-1的身份进入')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/desk/clock')
      await tabTo(page, '公厕长期停用')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/desk/clock?case=*')
      await tabTo(page, '重新责令整改')
      await page.keyboard.press('Enter')
      await page.waitForURL('**?do=order-again*')
      await tabTo(page, '整改要求')
      await page.keyboard.type('逐座公厕开放，换人复看一周。')
      await tabTo(page, '重新整改的期限')
      await page.keyboard.type('12202018')
      await page.keyboard.press('Control+Enter')
      await page.waitForURL('**?done=*')
      return page.locator('.banner').textContent()
    })

    expect(seen).toContain('“重新责令整改”已经记入本件')
  })

  test('letters lead to pages, through rows and into a row', async () => {
    const seen = await look('p-inspection-1', '/desk/clock', {}, async (page) => {
      await page.keyboard.press('g')
      await page.keyboard.press('l')
      await page.waitForURL('**/desk/cases')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      const first = await page.locator('tbody tr').first().locator('a').first().getAttribute('href')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${first}`)
      await page.keyboard.press('/')
      await page.keyboard.type('gl?')
      return {
        at: new URL(page.url()).pathname === first,
        typed: await page.locator('.topbar input').first().inputValue(),
      }
    })

    expect(seen).toEqual({ at: true, typed: 'gl?' })
  })

  test('letters do nothing after they were turned off', async () => {
    const at = await look('p-inspection-1', '/desk/help', {}, async (page) => {
      await page.getByLabel('用快捷键').uncheck()
      await page.reload()
      await page.keyboard.press('g')
      await page.keyboard.press('l')
      await page.keyboard.press('?')
      return { path: new URL(page.url()).pathname, on: await page.getByLabel('用快捷键').isChecked() }
    })

    expect(at).toEqual({ path: '/desk/help', on: false })
  })
})

describe('a draft', () => {
  const form = '/desk/new/supervised-task/propose'
  const drafts = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('luoshi-draft:')).length)

  test('of a form that was left is offered when the form is opened again, and goes once it is sent', async () => {
    const seen = await look('p-inspection-1', form, {}, async (page) => {
      await page.getByLabel('事项').first().fill('文庙巷积水')
      await page.locator('[data-draft-note] time').filter({ hasText: /\d/ }).waitFor()
      await page.reload()
      const empty = await page.getByLabel('事项').first().inputValue()
      await page.getByRole('button', { name: '接着写这份草稿' }).click()
      const filled = await page.getByLabel('事项').first().inputValue()
      await page.locator('[name=deliverable]').fill('巷口不再积水，雨后两小时退净')
      await page.locator('[name=measure]').fill('雨后到现场看')
      await page.locator('[name=unit]').selectOption('water')
      await page.locator('[name=dueOn]').fill('2018-12-10')
      await page.locator('[name=source][value=meeting]').check()
      const before = await drafts(page)
      await page.locator('main form [type=submit]').last().click()
      await page.waitForURL('**?done=0')
      return { empty, filled, before, after: await drafts(page) }
    })

    expect(seen).toEqual({ empty: '', filled: '文庙巷积水', before: 1, after: 0 })
  })

  test('is nobody else’s, and goes with who signs out', async () => {
    const seen = await look('p-inspection-1', form, {}, async (page) => {
      await page.getByLabel('事项').first().fill('只有我看得到')
      await page.locator('[data-draft-note] time').filter({ hasText: /\d/ }).waitFor()
      const kept = await drafts(page)
      await page
        .context()
        .addCookies([{ name: 'luoshi', value: await people.enter('p-inspector-1'), url: portal.origin }])
      await page.goto(`${portal.origin}${form}`)
      const offered = await page.locator('[data-draft-offer]').filter({ visible: true }).count()
      await page.getByRole('button', { name: '退出' }).click()
      await page.waitForURL('**/login')
      return { kept, offered, after: await drafts(page) }
    })

    expect(seen).toEqual({ kept: 1, offered: 0, after: 0 })
  })

  test('without a script nothing is promised', async () => {
    const visible = await look('p-inspection-1', form, views.noScript, (page) =>
      page.locator('[data-draft-note], [data-draft-offer]').filter({ visible: true }).count(),
    )

    expect(visible).toBe(0)
  })
})

test('a form that came back puts the keyboard on what is to be corrected', async () => {
  const seen = await look('p-inspection-1', '/desk/new/supervised-task/propose', {}, async (page) => {
    await page.locator('main form [type=submit]').last().click()
    await page.locator('.errors').waitFor()
    const focused = await page.evaluate(() => document.activeElement?.classList.contains('errors'))
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    return { focused, hash: new URL(page.url()).hash, axe: await axe(page) }
  })

  expect(seen).toEqual({ focused: true, hash: '#f-subject', axe: [] })
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

describe('without scripts', () => {
  test('what is wrong with a form leads to its field, and what was typed is still there', async () => {
    const seen = await look('p-inspection-1', '/desk/new/supervised-task/propose', views.noScript, async (page) => {
      await page.locator('[name=deliverable]').fill('只写了这一句')
      await page.locator('main form [type=submit]').last().click()
      await page.waitForLoadState('load')
      await page.locator('.errors a').first().click()
      const hash = new URL(page.url()).hash
      return {
        hash,
        target: await page.locator(hash).count(),
        kept: await page.locator('[name=deliverable]').inputValue(),
      }
    })

    expect(seen).toEqual({ hash: '#f-subject', target: 1, kept: '只写了这一句' })
  })

  test('the menu of a phone opens', async () => {
    const shown = await look('p-inspection-1', '/desk/clock', { ...views.phone, javascript: false }, async (page) => {
      const link = page.locator('.rail .drop a').first()
      const before = await link.isVisible()
      await page.locator('.rail .menu summary').click()
      return [before, await link.isVisible()]
    })

    expect(shown).toEqual([false, true])
  })
})

test('before a move is confirmed its form says what follows and that it cannot be undone', async () => {
  const text = await look('p-inspection-1', '/desk/cases/{struckOff}', {}, async (page) =>
    page.locator('main').textContent(),
  )
  const form = await look('p-mayor', '/desk/cases', {}, async (page) => {
    await page.goto(`${portal.origin}/desk/decide`)
    await page.locator('.decision a').first().click()
    return page.locator('#do').textContent()
  })

  expect(text).toContain('现在没有轮到您的动作')
  expect(form).toContain('不能撤回')
})
