import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lockMinutes, mostFailures } from '../../src/engine/login.ts'
import { hashedPassword } from '../../src/engine/password.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { setPassword } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, password } from '../support/desk.ts'
import { personId } from '../support/engine.ts'

let database: Database
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

describe('signing in', () => {
  test('a stranger who opens the desk signs in first and then is where he wanted to be', async () => {
    const browser = desk.browser()

    const asked = await browser.open('/desk/cases?mine=1')
    const there = await browser.send(asked, '/login', { login: 'p-mayor', password })

    expect([asked.path, there.path, there.status]).toEqual([
      '/login?back=%2Fdesk%2Fcases%3Fmine%3D1',
      '/desk/cases?mine=1',
      200,
    ])
  })

  test('the way back is never another website', async () => {
    const browser = desk.browser()

    const asked = await browser.open('/login?back=https%3A%2F%2Fevil.example%2Fdesk')
    const there = await browser.send(asked, '/login', { login: 'p-mayor', password })

    expect(there.path).toBe('/desk/clock')
  })

  test('the session cookie is out of reach of scripts and of other websites', async () => {
    const browser = desk.browser()
    const page = await browser.open('/login')
    const token = browser.cookies.get('luoshi-login') ?? ''

    const answer = await desk.app.inject({
      method: 'POST',
      url: '/login',
      headers: { cookie: `luoshi-login=${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ token, login: 'p-mayor', password }).toString(),
    })

    expect(page.status).toBe(200)
    expect(String(answer.headers['set-cookie'])).toMatch(/^luoshi=lss_[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('a login form of another website signs nobody in', async () => {
    const answer = await desk.browser().forge('/login', { login: 'p-mayor', password, token: 'guessed' })

    expect(answer.status).toBe(403)
    expect(answer.headers['set-cookie']).not.toContain('luoshi=lss')
  })

  test('a wrong password and a login that nobody has are answered with the same page', async () => {
    const wrong = await desk.browser().login('p-five-1', 'not the password')
    const unknown = await desk.browser().login('p-nobody', 'not the password')

    expect([wrong.status, unknown.status]).toEqual([401, 401])
    // Below them stands the list of the demo's accounts, which names one of the two.
    const page = ({ text }: { text: string }) => text.slice(0, text.indexOf('演示账号'))
    expect(page(wrong)).toBe(page(unknown))
  })

  test.each(['p-five-2', 'p-nobody-else'])(
    `${mostFailures} failures lock %s, and then the right password does not open it either`,
    async (login) => {
      const browser = desk.browser()
      for (let n = 1; n < mostFailures; n += 1) expect((await browser.login(login, `wrong ${n}`)).status).toBe(401)

      const locked = await browser.login(login, 'wrong again')
      const right = await browser.login(login, password)

      expect([locked.status, right.status]).toEqual([429, 429])
      expect(locked.text).toContain('这个登录名已经锁到')
    },
  )

  test('a lock ends by itself, and the count begins anew', async () => {
    const browser = desk.browser()
    for (let n = 1; n <= mostFailures; n += 1) await browser.login('p-inspector-1', `wrong ${n}`)
    await desk.engine.db.query("update account set locked_until = now() - interval '1 second' where login = $1", [
      'p-inspector-1',
    ])

    const wrong = await browser.login('p-inspector-1', 'wrong once more')
    const right = await browser.login('p-inspector-1')

    expect([wrong.status, right.path]).toEqual([401, '/desk/clock'])
    expect(lockMinutes).toBeGreaterThan(5)
  })
})

describe('a session', () => {
  test('ends when its holder signs out, and the pages are closed at once', async () => {
    const browser = await desk.as('mayor')
    const page = await browser.open('/desk/clock')
    const secret = browser.cookies.get('luoshi') ?? ''

    await browser.send(page, '/desk/logout')
    browser.cookies.set('luoshi', secret)
    const after = await browser.open('/desk/clock')

    expect(after.path).toBe('/login?back=%2Fdesk%2Fclock')
  })

  test('can be ended by its owner from another browser, and by nobody else', async () => {
    const [first, second, other] = [await desk.as('vice-mayor'), await desk.as('vice-mayor'), await desk.as('mayor')]
    const list = await second.open('/desk/account')
    const foreign = await other.open('/desk/account')
    const id = /name="session" value="([0-9a-f]{64})"/.exec(list.html)?.[1] ?? ''
    const csrf = /name="form-csrf" value="([^"]+)"/.exec(foreign.html)?.[1] ?? ''

    await other.forge('/desk/account/end', { 'form-csrf': csrf, session: id })
    expect((await first.open('/desk/account')).path).toBe('/desk/account')
    await second.send(list, '/desk/account/end')

    expect((await first.open('/desk/account')).path).toContain('/login')
    expect((await second.open('/desk/account')).path).toBe('/desk/account')
  })

  test('without its token a form is not carried out', async () => {
    const browser = await desk.as('mayor')

    const answer = await browser.forge('/desk/logout', { 'form-csrf': 'guessed' })

    expect(answer.status).toBe(403)
    expect((await browser.open('/desk/clock')).path).toBe('/desk/clock')
  })

  test('a form sent after the session has ended says so and reads nothing', async () => {
    const browser = await desk.as('mayor')
    const page = await browser.open('/desk/password')
    await desk.context.access.revoke(personId('p-mayor'))

    const answer = await browser.send(page, '/desk/password', { present: password, next: 'x', again: 'x' })

    expect(answer.status).toBe(401)
    expect(answer.text).toContain('登录已经过期')
  })
})

describe('a password', () => {
  const once = 'given by somebody else'

  test('that somebody else set must be changed before anything else can be done', async () => {
    const id = personId('p-reviewer-1')
    await setPassword(desk.engine.db, id, await hashedPassword(once), { mustChange: true, until: null })
    const browser = desk.browser()

    const forced = await browser.login('p-reviewer-1', once)
    const elsewhere = await browser.open('/desk/cases')
    const weak = await browser.send(elsewhere, '/desk/password', { present: once, next: 'short', again: 'short' })
    const changed = await browser.send(weak, '/desk/password', {
      present: once,
      next: '春天的第一场雨 2018',
      again: '春天的第一场雨 2018',
    })

    expect([forced.path, elsewhere.path, weak.status, changed.path]).toEqual([
      '/desk/password',
      '/desk/password',
      400,
      '/desk/password',
    ])
    expect(changed.text).toContain('密码换好了')
    expect((await browser.open('/desk/cases')).path).toBe('/desk/cases')
    expect((await desk.browser().login('p-reviewer-1', once)).status).toBe(401)
  })

  test('for one use opens nothing after its time', async () => {
    const id = personId('p-reviewer-2')
    const until = new Date(Date.now() - 1000)
    await setPassword(desk.engine.db, id, await hashedPassword(once), { mustChange: true, until })

    expect((await desk.browser().login('p-reviewer-2', once)).status).toBe(401)
  })

  test('is changed only by who knows the present one, and ends the other sessions', async () => {
    const [here, there] = [await desk.as('intake-1'), await desk.as('intake-1')]
    const page = await here.open('/desk/password')
    const next = { next: 'another long password', again: 'another long password' }

    const refused = await here.send(page, '/desk/password', { present: 'not it', ...next })
    const changed = await here.send(refused, '/desk/password', { present: password, ...next })

    expect([refused.status, changed.status]).toEqual([400, 200])
    expect(changed.text).toContain('密码换好了')
    expect((await there.open('/desk/account')).path).toContain('/login')
  })
})

describe('posts', () => {
  test('whoever holds several acts for none until he has chosen', async () => {
    const browser = await desk.as('archives-verifier')

    const choose = await browser.open('/desk/clock')
    const chosen = await browser.send(choose, '/desk/post', {})

    expect(choose.path).toBe('/desk/post?back=%2Fdesk%2Fclock')
    expect([chosen.path, chosen.status]).toEqual(['/desk/clock', 200])
  })

  test('whoever has left his post sees why he can do nothing', async () => {
    const browser = await desk.as('old-head')

    const page = await browser.open('/desk/clock')

    expect(page.status).toBe(403)
    expect(page.text).toContain('您现在没有岗位')
    expect(page.text).toContain('任期到 2018年10月31日 为止')
  })

  test('nobody can act for a post that he does not hold', async () => {
    const browser = await desk.as('mayor')
    const page = await browser.open('/desk/account')
    const csrf = /name="form-csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''

    const answer = await browser.forge('/desk/post', { 'form-csrf': csrf, post: 'inspection-1' })

    expect(answer.text).toContain('您已经不任这个岗位')
    expect((await browser.open('/desk/clock')).text).toContain('mayor')
  })
})

test('the demo lets in by one click, and only accounts of the demo', async () => {
  const browser = desk.browser()
  const page = await browser.open('/login')
  await desk.engine.db.query("update account set is_demo = false where login = 'p-five-1'")

  const entered = await browser.send(page, '/login/demo')
  const token = browser.cookies.get('luoshi-login') ?? ''
  const refused = await desk.browser().forge('/login/demo', { token, account: personId('p-five-1') })

  expect([entered.status, entered.path.startsWith('/desk')]).toEqual([200, true])
  expect(refused.status).toBe(403)
})
