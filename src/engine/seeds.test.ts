import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import type { Database } from '../store/cluster/database.ts'
import { readEntries, readHead } from '../store/log.ts'

let database: Database
let running: TestEngine

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
})
afterEach(async () => {
  await running.close()
  await database.close()
})

async function days(type: string, purpose: string): Promise<readonly string[]> {
  await running.engine.settled()
  const size = (await readHead(running.engine.db))?.size ?? 0
  const all = (await readEntries(running.engine.db, 0, size)).map((bytes) => JSON.parse(Buffer.from(bytes).toString()))
  return all
    .filter((e) => e.type === type && e.body.purpose === purpose)
    .map((e) => e.body.day)
    .sort()
}

test('the seed of each day is opened on the next, day by day', async () => {
  await running.engine.advanceTo(at('2018-11-15 00:01'))
  expect(await days('draw.seed-open', 'draw')).toEqual(['2018-11-14'])

  await running.engine.advanceTo(at('2018-11-16 00:01'))
  await running.engine.advanceTo(at('2018-11-17 00:01'))

  expect(await days('draw.seed-open', 'draw')).toEqual(['2018-11-14', '2018-11-15', '2018-11-16'])
})

test('a week of days to come is always committed to, and no look-back seed is opened while its day may still come', async () => {
  await running.engine.advanceTo(at('2018-11-16 00:01'))

  expect((await days('draw.seed-commit', 'draw')).at(-1)).toBe('2018-11-23')
  expect(await days('draw.seed-open', 'look-back')).toEqual([])
})
