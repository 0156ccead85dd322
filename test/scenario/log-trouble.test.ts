import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogState } from '../../src/engine/log-state.ts'
import { createServer } from '../../src/http/server.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestServer, type TestServer } from '../support/server.ts'

const says = [
  '公开日志与先前签过的不一致，已停止受理',
  'The log does not continue what was signed; nothing is accepted',
] as const

let database: Database
let running: TestServer
let state: LogState

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestServer(database, at('2018-11-14 10:00'))
  state = running.engine.logState()
})
afterAll(async () => {
  await running.close()
  await database.close()
})

/** The pages of an engine whose log stands as `state` says. */
async function pagesOf() {
  const engine = { ...running.engine, logState: () => state }
  const context = { ...running.context, engine }
  const app = await createServer({ context, logger: false, trustProxy: false })
  await addPages(app, context)
  return { open: async (url: string) => (await app.inject(url)).body, close: () => app.close() }
}

test('what is the matter with the log stands above every page as soon as it is known, in its language, and goes with it', async () => {
  const pages = await pagesOf()
  const before = await pages.open('/')

  state = { ...state, state: 'refused', says }
  const during = await Promise.all(['/', '/log', '/report', '/en/wall', '/login', '/help'].map(pages.open))
  state = { ...state, state: 'signed', says: null }
  const after = await pages.open('/')
  await pages.close()

  expect(during.map((html) => says.findIndex((words) => html.includes(words)))).toEqual([0, 0, 0, 1, 0, 0])
  expect([before, after].filter((html) => html.includes(says[0]))).toEqual([])
})
