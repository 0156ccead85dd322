/**
 * What the tests of the portal share: one database, one portal with its cases, one browser. `openForTests` is called once, in
 * portal.test.ts; everything else asks `portal()`.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { axe, closeBrowser, overflow, tinyLetters, type View, visit } from '../../support/browser.ts'
import { freshDatabase } from '../../support/database.ts'
import { addInspectors, playedDraw } from '../../support/draw.ts'
import { openTestPortal, type TestPortal } from '../../support/portal.ts'

let opened: TestPortal | undefined

/** The portal under test. Throws before `openForTests` has opened it. */
export function portal(): TestPortal {
  if (!opened) throw new TypeError('the portal is not open')
  return opened
}

export function openForTests(): void {
  let closeDatabase = async () => {}

  beforeAll(async () => {
    const database = await freshDatabase()
    closeDatabase = database.close
    const portal = await openTestPortal(database)
    const { engine, numbers } = portal
    await addInspectors(engine)
    const drawn = await playedDraw(engine, { subject: '第六轮抽查' }, 'drawn')
    opened = { ...portal, numbers: { ...numbers, drawn, logSize: String(engine.logSize()) } }
  })

  afterAll(async () => {
    await closeBrowser()
    await opened?.close()
    await closeDatabase()
  })
}

/** `{name}` stands for the number of that case, `{logSize}` for entries of the log. Example: '/cases/{waiting}'. */
export const addressOf = (path: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => portal().numbers[name] ?? '')

/** Does something with a page of the portal as nobody has used it yet. */
export const look = <T>(path: string, view: View, at: (page: Page) => Promise<T>): Promise<T> =>
  visit(`${portal().origin}${addressOf(path)}`, view, at)

/** What is wrong with a page as it stands at its present width. `rules` asks axe for these alone. */
export const faultsIn = async (page: Page, rules?: readonly string[]) => ({
  axe: await axe(page, rules),
  overflow: await overflow(page),
  tiny: await tinyLetters(page),
})

/** Nothing is wrong. */
export const sound = { axe: [], overflow: [], tiny: [] }

/** An address as a program or a browser asks for it, without following redirects. */
export const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(`${portal().origin}${addressOf(path)}`, { headers, redirect: 'manual' })
