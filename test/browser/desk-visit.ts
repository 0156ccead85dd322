/** What the tests of the desk share: one database, one portal with its cases and people, one browser. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { addDraft } from '../../src/engine/review.ts'
import { closeBrowser, open, type View, visit } from '../support/browser.ts'
import { freshDatabase } from '../support/database.ts'
import { addDeskPeople, type DeskPeople } from '../support/desk-people.ts'
import { officer } from '../support/engine.ts'
import { openTestPortal, type TestPortal } from '../support/portal.ts'
import { strangePlan } from '../support/strange-plan.ts'

interface Desk {
  readonly portal: TestPortal
  readonly people: DeskPeople
  /** What `{name}` stands for in an address besides numbers of cases. `draft`: a plan that nobody has reviewed. */
  readonly named: Map<string, string>
}

let opened: Desk | undefined

/** The desk under test. Throws before `openDeskForTests` has opened it. */
export function desk(): Desk {
  if (!opened) throw new TypeError('the desk is not open')
  return opened
}

export function openDeskForTests(): void {
  let close = async () => {}

  beforeAll(async () => {
    const database = await freshDatabase()
    const portal = await openTestPortal(database)
    const people = await addDeskPeople(portal.engine)
    const file = { name: '方案.txt', bytes: Buffer.from(strangePlan) }
    const drafted = await addDraft(portal.engine, officer('five-1'), file)
    opened = { portal, people, named: new Map([['draft', drafted.ok ? drafted.value : '']]) }
    close = async () => {
      await portal.close()
      await database.close()
    }
  })

  afterAll(async () => {
    await closeBrowser()
    await close()
  })
}

/** `{name}` stands for the number of that case, or for what is named. */
const addressOf = (path: string) =>
  path.replace(/\{(\w+)\}/, (_, name: string) => desk().named.get(name) ?? desk().portal.numbers[name] ?? '')

/** A browser in which somebody is signed in already; '' for nobody. */
export async function browserOf(who: string, view: View): Promise<Page> {
  const { portal, people } = desk()
  // A page without pictures or scripts of its own: leaving it early breaks off nothing.
  const page = await open(`${portal.origin}/healthz`, view)
  if (who !== '') {
    const value = await people.enter(who)
    await page.context().addCookies([{ name: 'luoshi', value, url: portal.origin }])
  }
  return page
}

export const goTo = (page: Page, path: string) =>
  page.goto(`${desk().portal.origin}${addressOf(path)}`, { waitUntil: 'load' })

/** A page of the desk as somebody who is signed in sees it, with nothing left by whoever looked before; '' for nobody. */
export async function look<T>(who: string, path: string, view: View, at: (page: Page) => Promise<T>): Promise<T> {
  const { portal, people } = desk()
  const cookies = who === '' ? {} : { luoshi: await people.enter(who) }
  return visit(`${portal.origin}${addressOf(path)}`, { ...view, cookies }, at)
}
