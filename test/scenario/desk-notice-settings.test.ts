/** 怎样通知我, as a browser without scripts sends its forms, with a real mail server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { noticeSetting } from '../../src/store/notice-settings.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, type PageAnswer, type TestBrowser } from '../support/desk.ts'
import { personId } from '../support/engine.ts'
import { type MailServer, openMailServer } from '../support/mail-server.ts'

const path = '/desk/notices/settings'

let database: Database
let mail: MailServer
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  mail = await openMailServer()
  desk = await openDeskServer(database, at('2018-11-14 10:00'), {
    origin: 'http://test',
    mail: { url: mail.url, from: 'luoshi@example.cn' },
    allowsPrivate: false,
  })
})
afterAll(async () => {
  await desk.close()
  await mail.close()
  await database.close()
})

const kept = (post: string) => noticeSetting(desk.engine.db, personId(`p-${post}`))
const codeIn = (text: string) => /验证码是 (\d{8})/.exec(text)?.[1] ?? ''

/** Asks for the code of an address, on the page. */
async function asked(browser: TestBrowser, address: string): Promise<PageAnswer> {
  return browser.send(await browser.open(path), `${path}/mail`, { mail: address })
}

describe('an address', () => {
  test('counts after its code came back, and can be taken away again', async () => {
    const browser = await desk.as('mayor')
    const before = await browser.open(path)

    const waiting = await asked(browser, 'mayor@example.cn')
    const code = codeIn(mail.mails.at(-1)?.text ?? '')
    const early = await kept('mayor')
    const confirmed = await browser.send(waiting, `${path}/confirm`, { code })
    const late = await kept('mayor')
    const stopped = await browser.send(confirmed, `${path}/stop`)

    expect(before.text).toContain('没有邮箱，不发邮件')
    expect([waiting.path, confirmed.path, stopped.path]).toEqual([
      `${path}?said=asked`,
      `${path}?said=confirmed`,
      `${path}?said=stopped`,
    ])
    expect(mail.mails.at(-1)?.to).toEqual(['mayor@example.cn'])
    expect([early.mail, late.mail, (await kept('mayor')).mail]).toEqual([null, 'mayor@example.cn', null])
    expect(confirmed.text).toContain('通知发到 mayor@example.cn')
    expect(confirmed.html).not.toContain('name="code"')
  })

  test.each(['not an address', 'a@b.cn, c@d.cn', '王敏 <wang@example.cn>'])(
    '%s comes back as it was typed, with what to write instead, and no mail goes out',
    async (address) => {
      const sent = mail.mails.length

      const page = await asked(await desk.as('vice-mayor'), address)

      expect([page.status, mail.mails.length]).toEqual([400, sent])
      expect(page.text).toContain('写一个邮箱地址')
      expect(page.html).toMatch(/name="mail"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="mail"/)
    },
  )

  test('whose code is wrong is not confirmed, and the page keeps the form with what is wrong', async () => {
    const browser = await desk.as('five-1')
    const waiting = await asked(browser, 'five@example.cn')

    const wrong = await browser.send(waiting, `${path}/confirm`, { code: '00000000' })
    const right = await browser.send(wrong, `${path}/confirm`, { code: codeIn(mail.mails.at(-1)?.text ?? '') })

    expect([wrong.status, right.path]).toEqual([400, `${path}?said=confirmed`])
    expect(wrong.text).toContain('验证码不对')
  })

  test('that the mail server does not take is said so, and nothing waits to be confirmed by somebody else', async () => {
    const browser = await desk.as('five-2')
    mail.refusals = 1

    const page = await asked(browser, 'busy@example.cn')

    expect(page.text).toContain('验证码没有发出去')
    expect(page.html).toContain('value="busy@example.cn"')
    expect((await kept('five-2')).mail).toBeNull()
  })
})

describe('the hours', () => {
  test('are kept as they were set, and shown so again', async () => {
    const browser = await desk.as('inspection-1')
    const hours = { digestHour: '9', quietFrom: '21', quietTo: '7', wantsUrgent: 'false' }

    const saved = await browser.send(await browser.open(path), `${path}/hours`, hours)

    expect(saved.path).toBe(`${path}?said=saved`)
    expect(await kept('inspection-1')).toMatchObject({ digestHour: 9, quietFrom: 21, quietTo: 7, wantsUrgent: false })
    expect(saved.html).toMatch(/name="digestHour"[^>]*value="9"|value="9"[^>]*name="digestHour"/)
  })

  test.each([
    ['of a clock that has no such hour', { digestHour: '24' }, '24'],
    ['in which no digest could ever be sent', { digestHour: '22', quietFrom: '20', quietTo: '8' }, '22'],
  ])('%s are refused, and what was typed stays', async (_, hours, typed) => {
    const browser = await desk.as('parks-head')
    const before = await kept('parks-head')

    const page = await browser.send(await browser.open(path), `${path}/hours`, hours)

    expect(page.status).toBe(400)
    expect(page.html).toContain(`value="${typed}"`)
    expect(page.html).toContain('class="errors"')
    expect(await kept('parks-head')).toEqual(before)
  })
})

test('the forms say the same in English, and come back there', async () => {
  const browser = await desk.as('intake-1')
  const page = await browser.open(`/en${path}`)

  const saved = await browser.send(page, `/en${path}/hours`, { digestHour: '10' })

  expect(page.text).toContain('How I am told')
  expect(saved.path).toBe(`/en${path}?said=saved`)
  expect(page.html).not.toMatch(/<main[\s\S]*[一-鿿]{2}[\s\S]*<\/main>/)
})
