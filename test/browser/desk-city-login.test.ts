import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { region } from '../../src/kernel/testing/city.ts'
import { setDisabled } from '../../src/store/accounts.ts'
import { adminEvents } from '../../src/store/admin-events.ts'
import { axe, closeBrowser, open, views } from '../support/browser.ts'
import { type CityProvider, openCityProvider } from '../support/city-provider.ts'
import { freshDatabase } from '../support/database.ts'
import { addDeskPeople } from '../support/desk-people.ts'
import { personId } from '../support/engine.ts'
import { freePort, type NamedDesk, openNamedDesk } from '../support/named-desk.ts'

const client = 'luoshi'
const secret = 'a secret between two servers'

let desk: NamedDesk
let provider: CityProvider
let closeDatabase: () => Promise<void>

beforeAll(async () => {
  // It warns of what a real one should not do: keys and memory for a day.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const database = await freshDatabase()
  closeDatabase = database.close
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  desk = await openNamedDesk(database, { cityLogin: { issuer, client, secret, claim: 'preferred_username' } })
  provider = await openCityProvider(port, client, secret, desk.origin)
  await addDeskPeople(desk.engine)
})

afterAll(async () => {
  await closeBrowser()
  await provider?.close()
  await desk?.close()
  await closeDatabase?.()
})

async function inBrowser<T>(work: (page: Page) => Promise<T>): Promise<T> {
  const page = await open(`${desk.origin}/login`, views.noScript)
  try {
    return await work(page)
  } finally {
    await page.context().close()
  }
}

/** To the city's own login, as somebody, up to its last question. */
async function goAs(page: Page, name: string): Promise<void> {
  await page.goto(`${desk.origin}/login?back=%2Fdesk%2Faccount`)
  await page.getByRole('link', { name: '用统一身份登录' }).click()
  await page.locator('input[name=login]').fill(name)
  await page.locator('input[name=password]').fill('anything')
  await page.locator('button[type=submit]').click()
}

/** Through it and back to the desk. */
async function comeAs(page: Page, name: string): Promise<void> {
  await goAs(page, name)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(`${desk.origin}/**`)
}

describe('the city’s own login', () => {
  test('signs in whom the system administrator gave an account of that name, without scripts, to where he wanted to be', async () => {
    const seen = await inBrowser(async (page) => {
      await comeAs(page, 'p-mayor')
      return { path: new URL(page.url()).pathname, text: await page.locator('main').textContent() }
    })
    const [event] = await adminEvents(desk.engine.db, region, null, '', 1)

    expect(seen.path).toBe('/desk/account')
    expect(seen.text).toContain('p-mayor')
    expect(event).toMatchObject({ act: 'bind-city-login', account: personId('p-mayor') })
  })

  test('opens no account: whom we do not know is told who opens one', async () => {
    const text = await inBrowser(async (page) => {
      await comeAs(page, 'p-nobody')
      return page.locator('.errors').textContent()
    })

    expect(text).toContain('账号由系统管理员开')
  })

  test('signs in the same account again after it was renamed there, and nobody else by that name', async () => {
    await inBrowser((page) => comeAs(page, 'p-five-1'))
    await desk.engine.db.query("update account set login = 'renamed.one' where id = $1", [personId('p-five-1')])
    await desk.engine.db.query("update account set login = 'p-five-1' where id = $1", [personId('p-five-2')])

    const text = await inBrowser(async (page) => {
      await comeAs(page, 'p-five-1')
      return page.locator('main').textContent()
    })

    expect(text).toContain('renamed.one')
  })

  test('does not sign in an account that was closed', async () => {
    await inBrowser((page) => comeAs(page, 'p-works-head'))
    await setDisabled(desk.engine.db, personId('p-works-head'), true)

    const path = await inBrowser(async (page) => {
      await comeAs(page, 'p-works-head')
      return new URL(page.url()).pathname
    })

    expect(path).toBe('/login/city/back')
  })

  test('is left and come back from in the same browser only', async () => {
    const seen = await inBrowser(async (page) => {
      await goAs(page, 'p-inspector-1')
      await page.context().clearCookies({ name: 'luoshi-journey' })
      await page.locator('button[type=submit]').click()
      await page.waitForURL(`${desk.origin}/**`)
      return { path: new URL(page.url()).pathname, errors: await page.locator('.errors').count() }
    })

    expect(seen).toEqual({ path: '/login/city/back', errors: 1 })
  })

  test('is left with the desk: signed out of here, somebody must say there again who he is', async () => {
    const seen = await inBrowser(async (page) => {
      await comeAs(page, 'p-sports-verifier')
      await page.goto(`${desk.origin}/login/city`)
      // It knows him still and asks nothing: he is back at once.
      const before = new URL(page.url()).pathname
      await page.getByRole('button', { name: '退出', exact: true }).click()
      // The page between the two websites leads on by itself; there the provider asks whether he means it.
      await page.locator('button[name=logout]').click()
      await page.waitForURL(`${desk.origin}/**`)
      const after = { path: page.url().replace(desk.origin, ''), text: await page.locator('main').textContent() }
      await page.goto(`${desk.origin}/login/city`)
      return { before, after, asked: await page.locator('input[name=login]').count(), host: new URL(page.url()).origin }
    })

    expect(seen.before).toBe('/desk/clock')
    expect(seen.after.path).toBe('/login?said=left')
    expect(seen.after.text).toContain('已经退出工作台')
    expect(seen.asked).toBe(1)
    expect(seen.host).not.toBe(desk.origin)
  })

  test('is left by nobody else’s link: another website can make no browser bring what signing out needs', async () => {
    const seen = await inBrowser(async (page) => {
      await comeAs(page, 'p-water-head')
      const [cookie] = await page
        .context()
        .cookies(`${desk.origin}/login/city/out`)
        .then((all) => all.filter(({ name }) => name === 'luoshi-city'))
      return { strict: cookie?.sameSite, closed: cookie?.httpOnly, path: cookie?.path }
    })

    expect(seen).toEqual({ strict: 'Strict', closed: true, path: '/login/city' })
  })

  test('stands beside the password on a page that is sound', async () => {
    expect(await inBrowser((page) => axe(page))).toEqual([])
  })
})

test('where the city’s login does not answer, the password still does, and the page says so', async () => {
  await provider.close()
  const database = await freshDatabase()
  const issuer = `http://localhost:${await freePort()}`
  const lonely = await openNamedDesk(database, { cityLogin: { issuer, client, secret, claim: 'preferred_username' } })

  const answer = await fetch(`${lonely.origin}/login/city`)
  const text = await answer.text()
  const left = await fetch(`${lonely.origin}/login/city/out`, { headers: { cookie: 'luoshi-city=a.b.c' } })
  const says = await left.text()
  await lonely.close()
  await database.close()

  expect(answer.status).toBe(401)
  expect(text).toContain('统一身份认证现在没有回应')
  expect(text).toContain('name="password"')
  expect(says).toContain('统一身份认证没有退出')
})
