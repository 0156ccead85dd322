import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAccount } from '../../src/engine/accounts.ts'
import { hashedPassword } from '../../src/engine/password.ts'
import { codesMade } from '../../src/engine/recovery.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { accountByLogin, setDisabled, setPassword } from '../../src/store/accounts.ts'
import { adminEvents } from '../../src/store/admin-events.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, type PageAnswer, password } from '../support/desk.ts'
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

const fresh = 'a wholly new password'

const codesIn = ({ html }: PageAnswer) =>
  [...html.matchAll(/<code>([a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5})<\/code>/g)].map(([, code = '']) => code)

/** The codes of whoever holds a post, made on the page of his account. */
async function codesOf(post: string): Promise<readonly string[]> {
  const browser = await desk.as(post)
  const page = await browser.open('/desk/account')
  return codesIn(await browser.send(page, '/desk/recovery', { 'recovery-present': password }))
}

/** Each from an address of its own, unless a test says otherwise. */
const somewhere = () => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`

async function recover(
  login: string,
  code: string,
  next = fresh,
  again = next,
  address = somewhere(),
): Promise<PageAnswer> {
  const browser = desk.browser(address)
  return browser.send(await browser.open('/login/recover'), '/login/recover', { login, code, next, again })
}

describe('recovery codes', () => {
  test('come with the first password that somebody sets, once, and his next password brings no others', async () => {
    const opened = await openAccount(desk.engine, null, { login: 'new.clerk', name: '新来的', admin: null })
    const once = opened.ok ? opened.value.password : ''
    const browser = desk.browser()

    const first = await browser.login('new.clerk', once)
    const shown = await browser.send(first, '/desk/password', { present: once, next: fresh, again: fresh })
    const account = await browser.open('/desk/account')
    const form = await browser.open('/desk/password')
    const next = await browser.send(form, '/desk/password', { present: fresh, next: password, again: password })

    expect([first.path, shown.path]).toEqual(['/desk/password', '/desk/password'])
    expect(new Set(codesIn(shown)).size).toBe(codesMade)
    expect(shown.text).toContain('只显示这一次')
    expect(account.text).toContain(`还剩 ${codesMade} 个没用过`)
    expect([next.path, codesIn(next)]).toEqual(['/desk/account?said=changed', []])
  })

  test('set a new password: sessions and passkeys end, a lock is lifted, and its owner and the audit are told', async () => {
    const before = await desk.as('works-head')
    const [code = ''] = await codesOf('works-head')
    await desk.engine.db.query(
      "update account set failures = 5, locked_until = now() + interval '15 minutes' where id = $1",
      [personId('p-works-head')],
    )
    await desk.engine.db.query(
      "insert into passkey (id, account, public_key, counter, transports, name) values ('\\x01', $1, '\\x01', 0, '{}', '旧手机')",
      [personId('p-works-head')],
    )

    const done = await recover('p-works-head', code)
    const old = await desk.browser().login('p-works-head', password)
    const browser = desk.browser()
    const inside = await browser.login('p-works-head', fresh)
    const account = await browser.open('/desk/account')
    const [event] = await adminEvents(desk.engine.db, region, null, '', 1)

    expect([done.path, old.status, inside.path]).toEqual(['/login?said=recovered', 401, '/desk/clock'])
    expect(done.text).toContain('请用新密码登录')
    expect((await before.open('/desk/clock')).path).toContain('/login')
    expect(account.text).toContain('有人用恢复码给您的账号换了密码')
    expect(account.text).not.toContain('旧手机')
    expect(account.text).toContain(`还剩 ${codesMade - 1} 个没用过`)
    expect(event).toMatchObject({ act: 'use-recovery-code', account: personId('p-works-head') })
  })

  test('each open the account once', async () => {
    const [code = ''] = await codesOf('parks-head')

    const first = await recover('p-parks-head', code)
    const again = await recover('p-parks-head', code, 'yet another password')

    expect([first.path, again.status]).toEqual(['/login?said=recovered', 401])
    expect((await desk.browser().login('p-parks-head', fresh)).path).toBe('/desk/clock')
  })

  test('of which two bring the same one at the same time, one is right', async () => {
    const [code = ''] = await codesOf('water-head')

    const answers = await Promise.all(
      ['one password of two', 'two passwords of two'].map((next) => recover('p-water-head', code, next)),
    )

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  test('are read as people write them: capitals, spaces and no hyphens', async () => {
    const [code = ''] = await codesOf('vice-mayor')

    const done = await recover('p-vice-mayor', ` ${code.toUpperCase().replaceAll('-', ' ')} `)

    expect(done.path).toBe('/login?said=recovered')
  })

  test.each([
    ['of somebody else', 'p-mayor'],
    ['for a login that nobody has', 'p-nobody'],
  ])('%s are answered with the same page and change nothing', async (_, login) => {
    const [code = ''] = await codesOf('sports-verifier')
    const wrong = await recover('p-sports-verifier', 'aaaaa-bbbbb-ccccc')

    const other = await recover(login, code)

    const page = ({ html }: PageAnswer) => html.replace(/value="[^"]*"/g, '')
    expect([other.status, wrong.status]).toEqual([401, 401])
    expect(page(other)).toBe(page(wrong))
    expect((await desk.browser().login('p-mayor')).path).toBe('/desk/clock')
  })

  test('do not open an account that is closed', async () => {
    const [code = ''] = await codesOf('five-1')
    await setDisabled(desk.engine.db, personId('p-five-1'), true)

    const refused = await recover('p-five-1', code)

    expect(refused.status).toBe(401)
  })

  test('are not used up by a password that is too weak or was written in two ways, and what was typed stays', async () => {
    const [code = ''] = await codesOf('five-2')

    const weak = await recover('p-five-2', code, 'short')
    const twice = await recover('p-five-2', code, fresh, 'a wholly other password')
    const done = await recover('p-five-2', code)

    expect([weak.status, twice.status, done.path]).toEqual([400, 400, '/login?said=recovered'])
    expect(weak.html).toContain(`value="${code}"`)
    expect(twice.html).not.toContain(fresh)
  })

  test('that are made anew end the old ones, and ask for the present password first', async () => {
    const [old = ''] = await codesOf('inspector-1')
    const browser = await desk.as('inspector-1')

    const refused = await browser.send(await browser.open('/desk/account'), '/desk/recovery', {
      'recovery-present': 'not the password',
    })
    const [code = ''] = codesIn(await browser.send(refused, '/desk/recovery', { 'recovery-present': password }))

    expect([refused.status, codesIn(refused)]).toEqual([400, []])
    expect((await recover('p-inspector-1', old)).status).toBe(401)
    expect((await recover('p-inspector-1', code)).path).toBe('/login?said=recovered')
  })

  test('end when the security administrator resets the account: whoever asked may have lost the sheet, too', async () => {
    const [code = ''] = await codesOf('intake-1')
    const opened = await openAccount(desk.engine, null, { login: 'security.one', name: '安全', admin: 'security' })
    const admin = opened.ok ? opened.value.account.id : ''
    await setPassword(desk.engine.db, admin, await hashedPassword(password), { mustChange: false, until: null })
    const security = desk.browser()
    await security.login('security.one')

    await security.send(await security.open(`/desk/admin/security/${personId('p-intake-1')}`), '/security/reset')

    expect((await recover('p-intake-1', code)).status).toBe(401)
  })

  test('are kept as hashes: nothing in the database is the code', async () => {
    const [code = ''] = await codesOf('mayor')
    const { rows } = await desk.engine.db.query<{ all: string }>(
      "select coalesce(string_agg(encode(hash, 'escape'), ' '), '') as all from recovery_code",
    )
    const account = await accountByLogin(desk.engine.db, 'p-mayor')

    expect(rows[0]?.all).not.toContain(code)
    expect(JSON.stringify(account)).not.toContain(code)
  })

  test('cannot be tried by another website’s form', async () => {
    const [code = ''] = await codesOf('works-liaison')

    const forged = await desk
      .browser()
      .forge('/login/recover', { token: 'guessed', login: 'p-works-liaison', code, next: fresh, again: fresh })

    expect(forged.status).toBe(403)
    expect((await desk.browser().login('p-works-liaison')).path).toBe('/desk/clock')
  })

  test('are tried at most ten times in a minute from one address', async () => {
    const statuses = []
    for (let n = 0; n < 12; n += 1)
      statuses.push((await recover('p-nobody', 'aaaaa-bbbbb-ccccc', fresh, fresh, '10.0.0.1')).status)

    expect([statuses.at(9), statuses.at(10)]).toEqual([401, 429])
  })

  test('leave a notice that goes when its owner says that it was he', async () => {
    await codesOf('mayor')
    const browser = await desk.as('mayor')

    const told = await browser.open('/desk/account')
    const seen = await browser.send(told, '/desk/recovery/seen')

    expect(told.text).toContain('您的账号生成了新的恢复码')
    expect(seen.text).not.toContain('您的账号生成了新的恢复码')
  })
})
