import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '../../src/engine/accounts.ts'
import { mostFailures } from '../../src/engine/login.ts'
import { hashedPassword } from '../../src/engine/password.ts'
import type { Result } from '../../src/kernel/result.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { type Admin, accountByLogin, setPassword } from '../../src/store/accounts.ts'
import { adminEvents } from '../../src/store/admin-events.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, password, type TestBrowser } from '../support/desk.ts'
import { personId } from '../support/engine.ts'

let database: Database
let desk: DeskServer
const admins = new Map<Admin, TestBrowser>()

function done<T>(result: Result<T>): T {
  if (!result.ok) throw new TypeError(JSON.stringify(result.refusal))
  return result.value
}

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  const hash = await hashedPassword(password)
  for (const admin of ['system', 'security', 'audit'] as const) {
    const { account } = done(await openAccount(desk.engine, null, { login: `${admin}.one`, name: admin, admin }))
    await setPassword(desk.engine.db, account.id, hash, { mustChange: false, until: null })
    const browser = desk.browser()
    await browser.login(`${admin}.one`)
    admins.set(admin, browser)
  }
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

function as(admin: Admin): TestBrowser {
  const browser = admins.get(admin)
  if (!browser) throw new RangeError(admin)
  return browser
}

const accountPage = (login: string) => `/desk/admin/accounts/${personId(login)}`
const securityPage = (login: string) => `/desk/admin/security/${personId(login)}`
const latestAct = async () => (await adminEvents(desk.engine.db, region, null, '', 1))[0]?.act

describe('three administrators, three separated powers', () => {
  test.each([
    ['system', '/desk/admin/accounts'],
    ['security', '/desk/admin/security'],
    ['audit', '/desk/admin/audit'],
  ] as const)(
    'the %s administrator lands on his page, and the other two pages are closed to him',
    async (admin, own) => {
      const pages = ['/desk/admin/accounts', '/desk/admin/security', '/desk/admin/audit']

      const landed = await as(admin).open('/desk')
      const others = await Promise.all(pages.filter((page) => page !== own).map((page) => as(admin).open(page)))

      expect([landed.path, landed.status]).toEqual([own, 200])
      expect(others.map(({ status }) => status)).toEqual([403, 403])
    },
  )

  test.each(['mayor', 'inspection-1'])('the %s administers nothing', async (post) => {
    const browser = await desk.as(post)

    const pages = await Promise.all(
      ['/desk/admin', '/desk/admin/accounts', '/desk/admin/security', '/desk/admin/audit'].map(browser.open),
    )

    expect(pages.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })

  test('none of them sees a case', async () => {
    const pages = await Promise.all(
      ['system', 'security', 'audit'].map((admin) => as(admin as Admin).open('/desk/cases')),
    )

    expect(pages.map(({ path }) => path.split('?')[0])).toEqual([
      '/desk/admin/accounts',
      '/desk/admin/security',
      '/desk/admin/audit',
    ])
  })

  test('an act of another’s power is refused, whoever sends its form', async () => {
    const page = await as('security').open(securityPage('p-five-1'))
    const csrf = /name="form-csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''

    const closing = await as('security').forge('/desk/admin/accounts/close', {
      'form-csrf': csrf,
      account: personId('p-five-1'),
    })

    expect(closing.status).toBe(403)
    expect((await accountByLogin(desk.engine.db, 'p-five-1'))?.disabledAt).toBeNull()
  })
})

describe('an account', () => {
  test('is opened with a password for one use, which its owner must change', async () => {
    const form = await as('system').open('/desk/admin/accounts/new')

    const opened = await as('system').send(form, '/desk/admin/accounts/new', { login: 'new.clerk', name: '新来的' })
    const once = /([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})/.exec(opened.text)?.[1] ?? ''
    const browser = desk.browser()
    const first = await browser.login('new.clerk', once)

    expect(opened.text).toContain('只显示这一次')
    expect(first.path).toBe('/desk/password')
    expect((await accountByLogin(desk.engine.db, 'new.clerk'))?.admin).toBeNull()
  })

  test('whose login is taken or malformed comes back with what was typed', async () => {
    const form = await as('system').open('/desk/admin/accounts/new')

    const taken = await as('system').send(form, '/accounts/new', { login: 'p-mayor', name: '另一个市长' })
    const malformed = await as('system').send(taken, '/accounts/new', {
      login: 'Mayor!',
      name: '另一个市长',
      admin: 'audit',
    })

    expect([taken.status, malformed.status]).toEqual([400, 400])
    expect(taken.text).toContain('这个登录名已经有人用')
    expect(malformed.html).toContain('value="Mayor!"')
    expect(malformed.html).toContain('value="另一个市长"')
    expect(malformed.html).toMatch(/value="audit" checked|checked="" [^>]*value="audit"|value="audit"[^>]*checked/)
  })

  test('that is closed is signed out at once, cannot sign in, and can be reopened', async () => {
    const clerk = await desk.as('parks-head')
    const page = await as('system').open(accountPage('p-parks-head'))

    const closed = await as('system').send(page, '/accounts/close')
    const inside = await clerk.open('/desk/clock')
    const again = await desk.browser().login('p-parks-head')
    const reopened = await as('system').send(closed, '/accounts/reopen')

    expect(closed.text).toContain('已经停用')
    expect([inside.path.split('?')[0], again.status]).toEqual(['/login', 401])
    expect([reopened.status, (await desk.browser().login('p-parks-head')).path]).toEqual([200, '/desk/clock'])
  })

  test('of one’s own is closed by somebody else only', async () => {
    const own = await accountByLogin(desk.engine.db, 'system.one')
    const page = await as('system').open(`/desk/admin/accounts/${own?.id}`)
    const csrf = /name="form-csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''

    const refused = await as('system').forge('/desk/admin/accounts/close', {
      'form-csrf': csrf,
      account: own?.id ?? '',
    })

    expect(page.html).not.toContain('/accounts/close')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('不能停用自己的账号')
  })

  test.each(['not-an-id', personId('nobody')])('%s is answered with a page, not a fault', async (id) => {
    const pages = [
      await as('system').open(`/desk/admin/accounts/${id}`),
      await as('security').open(`/desk/admin/security/${id}`),
    ]

    expect(pages.map(({ status }) => status)).toEqual([404, 404])
  })
})

describe('the list of accounts', () => {
  test('goes on from page to page until everybody was shown once', async () => {
    const logins = ({ html }: { html: string }) =>
      [...html.matchAll(/href="\/desk\/admin\/accounts\/[0-9a-f-]{36}">([^<]+)</g)].map((match) => match[1])
    const first = await as('system').open('/desk/admin/accounts')
    const next = /href="([^"]+)" rel="next"/.exec(first.html)?.[1] ?? ''
    const second = next === '' ? { html: '' } : await as('system').open(next.replaceAll('&amp;', '&'))
    const shown = [...logins(first), ...logins(second)]

    expect(new Set(shown).size).toBe(shown.length)
    expect(shown).toContain('p-mayor')
  })

  test('shows whom the search box names, and nobody where nobody is called so', async () => {
    const found = await as('system').open('/desk/admin/accounts?q=p-mayor')
    const none = await as('system').open('/desk/admin/accounts?q=%00%25_')

    expect(found.html.match(/accounts\/[0-9a-f-]{36}"/g)).toHaveLength(1)
    expect([none.status, none.html.match(/accounts\/[0-9a-f-]{36}"/g)]).toEqual([200, null])
  })
})

describe('the security administrator', () => {
  test('sees a lock and lifts it, and the password that was right opens again', async () => {
    for (let n = 1; n <= mostFailures; n += 1) await desk.browser().login('p-works-head', `wrong ${n}`)

    const list = await as('security').open('/desk/admin/security')
    const page = await as('security').open(securityPage('p-works-head'))
    const unlocked = await as('security').send(page, '/security/unlock')

    expect(list.text).toContain('1 个账号锁着')
    expect(page.text).toContain('锁到')
    expect(unlocked.text).toContain('已经解锁')
    expect((await desk.browser().login('p-works-head')).path).toBe('/desk/clock')
    expect(await latestAct()).toBe('unlock')
  })

  test('recovers an account whose password was forgotten: the old one stops, the new one is for one use', async () => {
    const holder = await desk.as('works-liaison')
    const page = await as('security').open(securityPage('p-works-liaison'))

    const reset = await as('security').send(page, '/security/reset')
    const once = /([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})/.exec(reset.text)?.[1] ?? ''

    expect((await holder.open('/desk/clock')).path).toContain('/login')
    expect((await desk.browser().login('p-works-liaison')).status).toBe(401)
    expect((await desk.browser().login('p-works-liaison', once)).path).toBe('/desk/password')
  })

  test('signs somebody out everywhere', async () => {
    const [here, there] = [await desk.as('vice-mayor'), await desk.as('vice-mayor')]
    const page = await as('security').open(securityPage('p-vice-mayor'))

    const ended = await as('security').send(page, '/security/end')

    expect(ended.text).toContain('没有登录着')
    expect([(await here.open('/desk/clock')).path, (await there.open('/desk/clock')).path]).toEqual([
      '/login?back=%2Fdesk%2Fclock',
      '/login?back=%2Fdesk%2Fclock',
    ])
  })
})

test('the audit shows what the others did, by whom and to whom, and finds it by a name', async () => {
  const page = await as('system').open(accountPage('p-five-2'))
  await as('system').send(page, '/accounts/close')

  const all = await as('audit').open('/desk/admin/audit')
  const found = await as('audit').open('/desk/admin/audit?q=p-five-2')
  const none = await as('audit').open('/desk/admin/audit?q=nobody-is-called-so')

  expect(all.text).toContain('停用账号')
  expect(found.text).toMatch(/system 停用账号 p-five-2/)
  expect(none.text).toContain('还没有记录')
})
