/** What the desk does when it is used: drafts, shortcuts, errors, what follows from a move. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axe, shut, views } from '../support/browser.ts'
import { playedDraw, playStep } from '../support/draw.ts'
import { browserOf, desk, goTo, look, openDeskForTests } from './desk-visit.ts'

openDeskForTests()

describe('by keyboard', () => {
  test('a sentence of a plan is decided with one key, and the letter after g still leads elsewhere', async () => {
    const seen = await look('p-five-2', '/desk/compile/{draft}', {}, async (page) => {
      const at = () => new URL(page.url()).searchParams.get('s')
      const press = async (key: string) => {
        const before = page.url()
        await page.keyboard.press(key)
        await page.waitForURL((url) => url.href !== before)
        return at()
      }
      const [second, third] = [await press('c'), await press('p')]
      const back = await press('k')
      const progress = await page.locator('.kv').first().textContent()
      await page.keyboard.press('g')
      await press('c')
      return { isOther: second !== third, back: back === second, progress, path: new URL(page.url()).pathname }
    })

    expect(seen).toEqual({
      isOther: true,
      back: true,
      progress: expect.stringContaining('已定2 句'),
      path: '/desk/clock',
    })
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
        .addCookies([{ name: 'luoshi', value: await desk().people.enter('p-inspector-1'), url: desk().portal.origin }])
      await page.goto(`${desk().portal.origin}${form}`)
      const offered = await page.locator('[data-draft-offer]').filter({ visible: true }).count()
      await page.getByRole('button', { name: '退出' }).click()
      await page.waitForURL('**/login?said=left')
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
    await page.goto(`${desk().portal.origin}/desk/decide`)
    await page.locator('.decision a').first().click()
    return page.locator('#do').textContent()
  })

  expect(text).toContain('现在没有轮到您的动作')
  expect(form).toContain('不能撤回')
})

const others = [
  ['supervisor-2', 'seal-second'],
  ['inspection-1', 'roll'],
  ['inspection-1', 'show-office'],
] as const

test('house/draw-own-key a supervisor makes key and number on his own device, and finds the number again there', async () => {
  const { portal } = desk()
  const page = await browserOf('p-supervisor-1', views.phone)
  await goTo(page, '/desk/draws')
  await page.click('[data-draw-key] button')
  await page.waitForURL(/said=noted/)
  const no = await playedDraw(portal.engine, { subject: '第九轮抽查' }, 'frozen')
  await page.goto(`${portal.origin}/desk/draws/${no}`)
  await playStep(portal.engine, no, 'inspection-1', 'seal-office')
  await page.reload()
  await page.click('[data-make] button')
  const number = (await page.textContent('[data-made]:not([hidden]) output')) ?? ''
  await page.click('#do form button')
  await page.waitForURL(/said=noted/)
  for (const [post, step] of others) await playStep(portal.engine, no, post, step)
  await page.goto(`${portal.origin}/desk/draws/${no}`)
  await page.waitForSelector('[data-says=kept]:not([hidden])')
  const again = await page.inputValue('[name=firstNumber]')
  await page.click('#do form button')
  await page.waitForURL(/said=noted/)
  const text = (await page.textContent('body')) ?? ''
  await shut(page)

  expect(number).toMatch(/^[0-9a-f]{64}$/)
  expect(again).toBe(number)
  expect(text).toContain('两方已亮数')
})
