import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccess } from '../../src/engine/access.ts'
import { openEvidence } from '../../src/engine/evidence.ts'
import { createServer } from '../../src/http/server.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import type { JsonRecord } from '../../src/kernel/text.ts'
import { casesByNo, eventsOf } from '../../src/store/read.ts'
import { addPages } from '../../src/web/site/pages.ts'
import {
  axe,
  closeBrowser,
  complaints,
  open,
  overflow,
  shut,
  tinyLetters,
  type View,
  views,
} from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { addDeskPeople, type DeskPeople } from '../support/desk-people.ts'
import { officer, openTestEngine, type TestEngine } from '../support/engine.ts'

let test_: TestEngine
let people: DeskPeople
let origin: string
let closeAll: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  test_ = await openTestEngine(database, at('2018-11-14 10:00'))
  const { engine, data } = test_
  people = await addDeskPeople(engine)
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  const context = { engine, access, evidence: openEvidence(engine.db, data), origin: 'http://127.0.0.1', isDemo: true }
  const app = await createServer({ context, logger: false, trustProxy: false })
  await addPages(app, context)
  await app.listen({ host: '127.0.0.1', port: 0 })
  origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  closeAll = async () => {
    await app.close()
    await test_.close()
    await database.close()
  }
})

afterAll(async () => {
  await closeBrowser()
  await closeAll?.()
})

async function submitted(post: string, transition: string, no: string | null, input: JsonRecord = {}): Promise<string> {
  const target = no === null ? { open: { procedure: 'routine-inspection', region, parent: null } } : { no }
  const [stored] = no === null ? [] : await casesByNo(test_.engine.db, region, [no])
  const seen = stored === undefined ? {} : { seen: stored.case.seq }
  const result = await test_.engine.submit({
    key: randomUUID(),
    actor: officer(post),
    transition,
    input,
    target,
    ...seen,
  })
  if (!result.ok) throw new TypeError(`${transition}: ${JSON.stringify(result.refusal)}`)
  return result.value.case.no
}

const units = ['water', 'parks', 'works', 'roads', 'waterworks']

/** An inspection that has begun, of another unit each time, with two items. */
async function begun(): Promise<string> {
  const no = await submitted('inspection-1', 'plan', null, {
    subject: '窗口服务检查',
    unit: units.pop() ?? '',
    plannedOn: '2018-11-14',
    mode: 'onsite',
    merges: 1,
    clause: 'G3.s1',
    checklist: ['S4.2.s2 窗口不再要复印件', '投诉电话有人接'],
  })
  await submitted('mayor', 'approve', no)
  await submitted('inspection-1', 'notify', no)
  await submitted('inspector-1', 'begin', no)
  return no
}

/** What the case says was recorded, in order. */
async function recorded(no: string): Promise<readonly string[]> {
  const [stored] = await casesByNo(test_.engine.db, region, [no])
  if (!stored) throw new TypeError(`there is no ${no}`)
  const events = await eventsOf(test_.engine.db, region, stored.case.id)
  return events
    .filter(({ transition }) => ['tick', 'note-problem'].includes(transition))
    .map(({ transition, input }) => `${transition} ${input.item} ${input.problemNote ?? ''}`.trim())
}

/** A page of the desk for somebody who is signed in. */
async function at_(who: string, path: string, view: View): Promise<Page> {
  const page = await open(`${origin}/healthz`, view)
  await page.context().addCookies([{ name: 'luoshi', value: await people.enter(who), url: origin }])
  await page.goto(`${origin}${path}`)
  return page
}

/** The checklist on the inspector's phone. */
const onPhone = (no: string, view: View = views.phone) => at_('p-inspector-1', `/desk/inspections/${no}`, view)

async function tick(page: Page, n: number): Promise<void> {
  await page.locator(`#item-${n}`).getByRole('radio', { name: '符合' }).check()
  await page.locator(`#item-${n} button[type=submit]`).click()
}

async function noteProblem(page: Page, n: number, words: string): Promise<void> {
  const item = page.locator(`#item-${n}`)
  await item.getByRole('radio', { name: '有问题' }).check()
  await item.locator('textarea').fill(words)
  await item.locator('button[type=submit]').click()
}

const box = (page: Page) => page.locator('[data-checklist]')

const allSent = (page: Page) => box(page).waitFor({ state: 'hidden' })

/** How many records lie in the browser. */
const inBrowser = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('luoshi-checklist', 1)
        request.onsuccess = () => {
          const count = request.result.transaction('records').objectStore('records').count()
          count.onsuccess = () => {
            request.result.close()
            resolve(count.result)
          }
        }
      }),
  )

const photo = { name: '电话机.txt', mimeType: 'text/plain', buffer: Buffer.from('三次无人接 2018') }

describe('the checklist on a phone', () => {
  test('what is recorded without a connection arrives once it is back, each exactly once, and leaves nothing on the phone', async () => {
    const no = await begun()
    const page = await onPhone(no)

    await page.context().setOffline(true)
    await tick(page, 1)
    await page.locator('#item-2 input[type=file]').setInputFiles(photo)
    await noteProblem(page, 2, '拨了三次都没有人接')
    await page.getByText('2 条存在这部手机上').waitFor()
    const offline = { recorded: await recorded(no), inBrowser: await inBrowser(page) }
    await page.context().setOffline(false)
    await allSent(page)
    await page.reload()
    await page.reload()
    await page.getByText('已记：有问题').waitFor()

    expect(offline).toEqual({ recorded: [], inBrowser: 2 })
    expect(await recorded(no)).toEqual(['tick 1', 'note-problem 2 拨了三次都没有人接'])
    expect(await inBrowser(page)).toBe(0)
    const [stored] = await casesByNo(test_.engine.db, region, [no])
    expect(stored?.case.data).toMatchObject({ checked: 2, problems: 1, problemProof: [{ name: '电话机.txt' }] })
    await shut(page)
  })

  test('an answer that is lost on the way doubles nothing: the record is sent again under its key', async () => {
    const no = await begun()
    const page = await onPhone(no)
    const answers: string[] = []
    await page.route(
      (url) => url.pathname.endsWith(no),
      async (route) => {
        const answer = await route.fetch()
        answers.push(await answer.text())
        if (answers.length === 1) await route.abort()
        else await route.fulfill({ response: answer })
      },
    )

    await tick(page, 1)
    await page.getByText('已经上传').waitFor()
    await allSent(page)

    expect(answers).toEqual(['{"done":true}', '{"done":true}'])
    expect(await recorded(no)).toEqual(['tick 1'])
    await shut(page)
  })

  test('a page that was closed before the connection came back sends what it kept when it is opened again', async () => {
    const no = await begun()
    const page = await onPhone(no)
    await page.context().setOffline(true)
    await noteProblem(page, 2, '没有人在场')
    await page.getByText('1 条存在这部手机上').waitFor()
    await page.goto('about:blank')
    await page.context().setOffline(false)

    await page.goto(`${origin}/desk/inspections/${no}`)
    await allSent(page)
    await page.reload()

    expect(await recorded(no)).toEqual(['note-problem 2 没有人在场'])
    await shut(page)
  })

  test('what the server does not accept stays on the phone with the reason, until it is removed', async () => {
    const no = await begun()
    const page = await onPhone(no)

    await noteProblem(page, 1, '脏')
    await page.getByText('没有被接受').waitFor()
    const refused = { recorded: await recorded(no), inBrowser: await inBrowser(page) }
    await page.getByRole('button', { name: '删掉这一条' }).click()
    await allSent(page)

    expect(refused).toEqual({ recorded: [], inBrowser: 1 })
    expect(await inBrowser(page)).toBe(0)
    await shut(page)
  })

  test('the page is sound on a phone, with scripts and without, and without them an item is a form of its own', async () => {
    const no = await begun()
    const page = await onPhone(no)
    const scripted = [await axe(page), await overflow(page), await tinyLetters(page), complaints(page)]
    await shut(page)
    const plain = await onPhone(no, { ...views.noScript, width: 390 })
    const found = [await axe(plain), await overflow(plain), await tinyLetters(plain)]

    await tick(plain, 1)
    await plain.getByText('第 1 条已经记下').waitFor()

    expect([...scripted, ...found].flat()).toEqual([])
    expect(await recorded(no)).toEqual(['tick 1'])
    await shut(plain)
  })

  test('the year plan is sound on a screen and on a phone', async () => {
    const page = await at_('p-inspection-1', '/desk/inspections', views.wide)
    const wide = [await axe(page), await overflow(page), await tinyLetters(page), complaints(page)]
    await page.setViewportSize({ width: 390, height: 844 })
    const phone = [await overflow(page), await tinyLetters(page)]

    expect([...wide, ...phone].flat()).toEqual([])
    await shut(page)
  })
})
