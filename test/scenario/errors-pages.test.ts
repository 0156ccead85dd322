import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemCodes, problemOf } from '../../src/http/problem.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestServer, type TestServer } from '../support/server.ts'

let database: Database
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await openTestServer(database, at('2018-11-14 10:00'))
  await addPages(server.app, server.context)
})
afterAll(async () => {
  await server.close()
  await database.close()
})

test.each(problemCodes.map((code) => [code]))(
  'The type of the problem %s is the address of a page about it',
  async (code) => {
    const problem = problemOf({ code, says: ['', ''] }, true)
    const [zh, en] = await Promise.all([server.app.inject(problem.type), server.app.inject(`/en${problem.type}`)])

    expect([zh.statusCode, en.statusCode]).toEqual([200, 200])
    expect(en.body).toContain(`<h1>${problem.title}</h1>`)
    expect(en.body).toContain(`<code>${code}</code>`)
  },
)

test('A code that there is not has no page', async () => {
  expect((await server.app.inject('/errors/zork')).statusCode).toBe(404)
})
