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
  weight,
  weightLimit,
} from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestPortal, type TestPortal } from '../support/portal.ts'

let portal: TestPortal
let closeDatabase: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  closeDatabase = database.close
  portal = await openTestPortal(database)
})

afterAll(async () => {
  await closeBrowser()
  await portal?.close()
  await closeDatabase?.()
})

async function look<T>(path: string, view: View, at: (page: Page) => Promise<T>): Promise<T> {
  const page = await open(`${portal.origin}${path}`, view)
  try {
    return await at(page)
  } finally {
    await page.context().close()
  }
}

/** `{name}` stands for the number of that case. */
const addressOf = (path: string) => path.replace(/\{(\w+)\}/, (_, name: string) => portal.numbers[name] ?? '')

const pages = [
  '/',
  '/plan/jiujiang-2018',
  '/plan/jiujiang-2018/S4.2',
  '/list',
  '/units',
  '/units/parks',
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
  '/receipt',
  '/receipt/40',
  '/search?q=%E5%A4%8D%E5%8D%B0%E4%BB%B6',
  '/help',
  '/help/accessibility',
  '/help/identity',
  '/data',
] as const

const english = ['/en/', '/en/plan/jiujiang-2018', '/en/wall', '/en/cases/{twiceFailed}', '/en/report/write'] as const

const clean = { axe: [], overflow: [], tiny: [] }

/** What is wrong with a page as it stands at its present width. */
const found = async (page: Page) => ({
  axe: await axe(page),
  overflow: await overflow(page),
  tiny: await tinyLetters(page),
})

describe('every page of the portal', () => {
  test.each([...pages, ...english])('%s is sound at 1440 and at 390 px, and light', async (path) => {
    const seen = await look(addressOf(path), views.wide, async (page) => {
      const wide = await found(page)
      await page.setViewportSize({ width: 390, height: 844 })
      const { html, css } = weight(page)
      return { wide, phone: await found(page), complaints: complaints(page), bytes: html + css, hasStyle: css > 0 }
    })

    expect({ ...seen, bytes: 0 }).toEqual({ wide: clean, phone: clean, complaints: [], bytes: 0, hasStyle: true })
    expect(seen.bytes).toBeLessThanOrEqual(weightLimit)
  })

  test('an address that leads nowhere is sound too, and offers a search', async () => {
    const seen = await look('/nowhere', views.phone, async (page) => ({
      ...(await found(page)),
      search: await page.getByRole('search').count(),
    }))

    expect(seen).toEqual({ ...clean, search: 1 })
  })

  test.each(['/', '/plan/jiujiang-2018', '/cases/{twiceFailed}', '/procedures/finding-rectification', '/receipt/40'])(
    '%s is built by the browser as it was sent',
    async (path) => {
      expect(await look(addressOf(path), {}, misnested)).toEqual([])
    },
  )

  test.each(['/', '/plan/jiujiang-2018', '/cases/{twiceFailed}'])(
    '%s is sound in the dark and in large type on a phone',
    async (path) => {
      const seen = [await look(addressOf(path), views.dark, found), await look(addressOf(path), views.carePhone, found)]

      expect(seen).toEqual([clean, clean])
    },
  )

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
        .map(async (address) => ({ address, status: (await fetch(`${portal.origin}${address}`)).status })),
    )

    expect(answers.length).toBeGreaterThan(60)
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
  })
})

describe('the plan', () => {
  test('a citation leads to its sentence, on the page of its clause', async () => {
    const text = await look('/plan/jiujiang-2018/S4.2.s3', {}, async (page) => ({
      at: new URL(page.url()).pathname + new URL(page.url()).hash,
      target: await page.locator('.sentence:target').textContent(),
    }))

    expect(text.at).toBe('/plan/jiujiang-2018/S4.2#s3')
    expect(text.target).toContain('最多跑一次')
  })

  test('its own words are there to the last character', async () => {
    const shown = await look('/plan/jiujiang-2018', {}, (page) =>
      page.locator('.plan-text .sentence').evaluateAll((all) => all.map((one) => one.textContent ?? '')),
    )
    const { programme } = portal.engine
    const bodies = programme.tree.flatMap((clause) =>
      clause.sentences
        .filter(({ slug }) => ['front', 'para'].includes(clause.level) || !slug.endsWith('.s0'))
        .map(({ text }) => text),
    )

    expect(shown).toEqual(bodies)
  })

  test('a sentence that nobody answers for says so, and a principle has neither mark nor line', async () => {
    const seen = await look('/plan/jiujiang-2018/S2.1', {}, async (page) => ({
      notes: await page.locator('.clause-notes').textContent(),
      line: await page.locator('#s1').evaluate((one) => getComputedStyle(one).textDecorationLine),
      marked: await page.locator('#s1 + .mark').count(),
    }))

    expect(seen.notes).toContain('还没有落到单位')
    expect(seen).toMatchObject({ line: 'none', marked: 0 })
  })
})

describe('checking', () => {
  test('the receipt is computed in the browser, up to the published root and its signature', async () => {
    const outcome = await look('/receipt/40', {}, async (page) => {
      await page.getByRole('button', { name: '现在核对' }).click()
      const answer = page.locator('[data-receipt] [role=status][data-outcome]')
      await answer.waitFor()
      return answer.getAttribute('data-outcome')
    })

    expect(['good', 'unsigned']).toContain(outcome)
  })

  test('an entry that was changed on the way is found out', async () => {
    const page = await open(`${portal.origin}/receipt/40`)
    await page.route('**/receipt/40/entry', (route) => route.fulfill({ body: '{"v":"luoshi-leaf/1"}' }))
    await page.getByRole('button', { name: '现在核对' }).click()
    const answer = page.locator('[data-receipt] [role=status][data-outcome]')
    await answer.waitFor()
    const outcome = await answer.getAttribute('data-outcome')
    await page.context().close()

    expect(outcome).toBe('bad')
  })

  test('without a script the receipt shows no button that does nothing', async () => {
    const shown = await look('/receipt/40', views.noScript, (page) => page.locator('[data-receipt]').isVisible())

    expect(shown).toBe(false)
  })

  test('rows of the wall are hidden as somebody types, and come back', async () => {
    const counts = await look('/wall?gate=all', {}, async (page) => {
      const rows = page.locator('.wall-row:visible')
      const all = await rows.count()
      await page.getByLabel('在下面找').fill('公厕')
      const some = await rows.count()
      await page.getByLabel('在下面找').fill('')
      return [all, some, await rows.count()]
    })

    expect(counts).toEqual([7, 1, 7])
  })
})

describe('by keyboard', () => {
  /** Presses Tab until something with these words has the focus; how many presses that took. */
  async function tabTo(page: Page, words: string): Promise<number> {
    for (let presses = 1; presses <= 60; presses += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const { activeElement: at } = document
        return at instanceof HTMLInputElement ? (at.labels?.[0]?.textContent ?? '') : (at?.textContent ?? '')
      })
      if (focused.includes(words)) return presses
    }
    throw new Error(`nothing with ${words} takes the focus`)
  }

  test('from the first page to a sent report, nothing but the keyboard is needed', async () => {
    const seen = await look('/', {}, async (page) => {
      const toReport = await tabTo(page, '我要反映')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/report')
      await tabTo(page, '开始写')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/report/write')
      await tabTo(page, '什么事')
      await page.keyboard.type('窗口还要复印件')
      await page.keyboard.press('Tab')
      await page.keyboard.type('网上说不用带，到窗口还是要了。')
      await tabTo(page, '下一步')
      await page.keyboard.press('Enter')
      await page.locator('h1', { hasText: '看一遍' }).waitFor()
      await tabTo(page, '提交')
      await page.keyboard.press('Enter')
      await page.getByText('收到了').first().waitFor()
      return { toReport, heading: await page.locator('h1').textContent() }
    })

    // The skip link, four switches, the brand, and the six entries of the navigation.
    expect(seen).toEqual({ toReport: 12, heading: '收到了' })
  })
})

describe('as programs see it', () => {
  const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${portal.origin}${path}`, { headers, redirect: 'manual' })

  test('a page names the log size, and is not sent again while nothing changed', async () => {
    const first = await get('/wall')
    const etag = first.headers.get('etag') ?? ''
    const again = await get('/wall', { 'if-none-match': etag })

    expect(await first.text()).toContain(`本页按公开日志前 ${portal.engine.logSize()} 条算出`)
    expect(etag).not.toBe('')
    expect(again.status).toBe(304)
  })

  test('a page is compressed for whoever takes it so, and a page with a secret form never is', async () => {
    const zipped = { 'accept-encoding': 'gzip' }
    const answers = await Promise.all([
      get('/wall', zipped),
      get('/wall', { 'accept-encoding': 'br' }),
      get('/mine', zipped),
    ])

    expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null, null])
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual([
      'private, no-cache',
      'private, no-cache',
      'no-store',
    ])
  })

  test('what is not there is a page for readers and a problem for programs', async () => {
    const missing = await Promise.all([
      get('/nowhere', { accept: 'text/html' }),
      get('/nowhere', { accept: 'application/json' }),
      get('/api/v1/nowhere', { accept: 'text/html' }),
      get(addressOf('/cases/{onlyReported}'), { accept: 'text/html' }),
    ])

    expect(missing.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(missing.map(({ headers }) => headers.get('content-type')?.split(';')[0])).toEqual([
      'text/html',
      'application/problem+json',
      'application/problem+json',
      'text/html',
    ])
    expect(await missing[3]?.text()).toContain('还没有公开')
  })

  test.each([
    ['/list.csv', 'text/csv', '信息资源共享目录'],
    ['/wall.csv', 'text/csv', '公厕长期停用'],
    ['/wall.atom', 'application/atom+xml', '公厕长期停用'],
    ['/plan/jiujiang-2018/source.txt', 'text/plain', '最多跑一次'],
    ['/procedures/supervised-task/chart.svg', 'image/svg+xml', '督办任务'],
    ['/receipt/40/entry', 'application/json', 'luoshi-leaf/1'],
    ['/data/verify.mjs', 'text/javascript', 'luoshi'],
  ])('%s is a file of its kind', async (path, type, holds) => {
    const answer = await get(path)

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(await answer.text()).toContain(holds)
  })

  test('an English page has no Chinese but the plan’s own words, names, and what was written in cases', async () => {
    const texts = await look('/en/report', {}, (page) =>
      page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const all: string[] = []
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const isPlan = node.parentElement?.closest('[lang="zh-CN"]')
          if (!isPlan) all.push(node.textContent ?? '')
        }
        return all
      }),
    )

    expect(texts.filter((text) => /\p{Script=Han}/u.test(text) && text !== '落实' && text !== '落实 Luoshi')).toEqual(
      [],
    )
  })
})
