import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashedPassword } from '../../src/engine/password.ts'
import { setDisabled, setPassword } from '../../src/store/accounts.ts'
import { axe, closeBrowser, complaints, open, overflow, views } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { addDeskPeople, type DeskPeople } from '../support/desk-people.ts'
import { personId } from '../support/engine.ts'
import { type NamedDesk, openNamedDesk } from '../support/named-desk.ts'

const password = 'a long test password'

let desk: NamedDesk
let people: DeskPeople
let closeDatabase: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  closeDatabase = database.close
  desk = await openNamedDesk(database)
  people = await addDeskPeople(desk.engine)
})

afterAll(async () => {
  await closeBrowser()
  await desk?.close()
  await closeDatabase?.()
})

interface Device {
  readonly page: Page
  readonly cdp: CDPSession
  readonly authenticator: string
}

/** A browser on a device with a finger sensor that always knows the finger. */
async function withDevice<T>(who: string, work: (device: Device) => Promise<T>): Promise<T> {
  const page = await open(`${desk.origin}/healthz`)
  try {
    if (who !== '')
      await page.context().addCookies([{ name: 'luoshi', value: await people.enter(who), url: desk.origin }])
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    return await work({ page, cdp, authenticator: authenticatorId })
  } finally {
    await page.context().close()
  }
}

async function addPasskey({ page }: Device, name: string): Promise<void> {
  await page.goto(`${desk.origin}/desk/account`)
  await page.getByLabel('给这台设备起个名字').fill(name)
  await page.getByRole('button', { name: '加一把通行密钥' }).click()
  // With the first way in that somebody sets himself come his recovery codes; their page leads on to the account.
  await page.getByRole('link', { name: '已经收好' }).click()
  await page.waitForURL('**/desk/account')
}

async function signOut({ page }: Device): Promise<void> {
  await page.getByRole('button', { name: '退出', exact: true }).click()
  await page.waitForURL('**/login?said=left')
}

async function signIn({ page }: Device): Promise<string> {
  await page.goto(`${desk.origin}/login?back=%2Fdesk%2Faccount`)
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '用通行密钥登录' }).click()])
  return new URL(page.url()).pathname
}

describe('a passkey', () => {
  test('added at the desk signs its owner in without login and password', async () => {
    const seen = await withDevice('p-mayor', async (device) => {
      await addPasskey(device, '办公室电脑')
      await signOut(device)
      const path = await signIn(device)
      // Leaving a page may break off its picture in the tab; whatever the page itself got wrong is told otherwise.
      const told = complaints(device.page).filter((line) => !line.startsWith('failed:'))
      return { path, text: await device.page.locator('main').textContent(), told }
    })

    expect(seen.path).toBe('/desk/account')
    expect(seen.text).toContain('p-mayor')
    expect(seen.text).toContain('办公室电脑')
    expect(seen.told).toEqual([])
  })

  test('that was removed opens nothing, and the page says to use the password', async () => {
    const seen = await withDevice('p-five-1', async (device) => {
      await addPasskey(device, '旧手机')
      await device.page.getByRole('button', { name: '删掉它 旧手机' }).click()
      await device.page.waitForURL('**/desk/account?said=removed*')
      await signOut(device)
      const path = await signIn(device)
      return { path, text: await device.page.locator('.errors').textContent() }
    })

    expect(seen).toEqual({ path: '/login/passkey', text: expect.stringContaining('这把通行密钥在这里打不开任何账号') })
  })

  test('of an account that was closed opens nothing', async () => {
    const path = await withDevice('p-works-head', async (device) => {
      await addPasskey(device, '手机')
      await signOut(device)
      await setDisabled(desk.engine.db, personId('p-works-head'), true)
      return signIn(device)
    })

    expect(path).toBe('/login/passkey')
  })

  test('goes when the security administrator resets the account', async () => {
    const path = await withDevice('p-works-liaison', async (device) => {
      await addPasskey(device, '手机')
      await signOut(device)
      const security = await open(`${desk.origin}/healthz`)
      const value = await people.enter('security-admin')
      await security.context().addCookies([{ name: 'luoshi', value, url: desk.origin }])
      await security.goto(`${desk.origin}/desk/admin/security/${personId('p-works-liaison')}`)
      await security.getByRole('button', { name: '重设密码' }).click()
      await security.waitForLoadState('load')
      await security.context().close()
      return signIn(device)
    })

    expect(path).toBe('/login/passkey')
  })

  test('whose signature counter goes back is a copy and opens nothing', async () => {
    const path = await withDevice('p-parks-head', async (device) => {
      await addPasskey(device, '手机')
      await signOut(device)
      const { credentials } = await device.cdp.send('WebAuthn.getCredentials', {
        authenticatorId: device.authenticator,
      })
      const [original] = credentials
      await signIn(device)
      await signOut(device)
      await device.cdp.send('WebAuthn.clearCredentials', { authenticatorId: device.authenticator })
      await device.cdp.send('WebAuthn.addCredential', {
        authenticatorId: device.authenticator,
        credential: original as NonNullable<typeof original>,
      })
      return signIn(device)
    })

    expect(path).toBe('/login/passkey')
  })

  test('is not added without the present password where the account has one', async () => {
    const hash = await hashedPassword(password)
    await setPassword(desk.engine.db, personId('p-vice-mayor'), hash, { mustChange: false, until: null })
    const seen = await withDevice('p-vice-mayor', async ({ page }) => {
      const add = async (present: string) => {
        await page.getByLabel('给这台设备起个名字').fill('手机')
        await page.locator('input[name=present]').fill(present)
        await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: '加一把通行密钥' }).click()])
        return page.locator('h1').textContent()
      }
      await page.goto(`${desk.origin}/desk/account`)
      return [await add('not the password'), await add(password)]
    })

    expect(seen).toEqual(['我的账号', '您的恢复码'])
  })

  test('is not promised where scripts are off', async () => {
    const page = await open(`${desk.origin}/login`, views.noScript)
    const visible = await page.getByRole('button', { name: '用通行密钥登录' }).isVisible()
    await page.context().close()

    expect(visible).toBe(false)
  })
})

test('an answer is good once: sent again it opens nothing', async () => {
  const statuses = await withDevice('p-inspector-1', async (device) => {
    const { page } = device
    await addPasskey(device, '手机')
    await signOut(device)
    const bodies: string[] = []
    await page.route('**/login/passkey', (route) => {
      bodies.push(route.request().postData() ?? '')
      return route.continue()
    })
    await signIn(device)
    const again = await page.request.post(`${desk.origin}/login/passkey`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: bodies[0] ?? '',
      maxRedirects: 0,
    })
    return [bodies.length, again.status()]
  })

  expect(statuses).toEqual([1, 401])
})

test('the pages with passkeys are sound on both widths', async () => {
  const seen = await withDevice('p-reviewer-1', async (device) => {
    const { page } = device
    await addPasskey(device, '手机')
    const account = await axe(page)
    await page.setViewportSize({ width: 390, height: 844 })
    const narrow = await overflow(page)
    await signOut(device)
    return { account, narrow, login: await axe(page), loginNarrow: await overflow(page) }
  })

  expect(seen).toEqual({ account: [], narrow: [], login: [], loginNarrow: [] })
})
