import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { proposeTasks } from '../../test/support/log.ts'
import { at } from '../kernel/testing/calendar.ts'
import type { Database } from '../store/cluster/database.ts'
import { readEntries, readHead } from '../store/log.ts'
import { noLog } from './log.ts'
import { openPulse, type Pulse } from './pulse.ts'

let database: Database
let running: TestEngine
let pulse: Pulse

function open(): void {
  const { engine } = running
  const { db, programme, clock } = engine
  pulse = openPulse({ db, programme, clock, size: engine.logSize, nudge: () => {}, log: noLog, everyMs: 3_600_000 })
}

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  open()
})
afterEach(async () => {
  pulse.close()
  await running.close()
  await database.close()
})

async function entries(
  type: string,
): Promise<readonly { readonly at: string; readonly body: Record<string, unknown> }[]> {
  await running.engine.settled()
  const head = await readHead(running.engine.db)
  const all = await readEntries(running.engine.db, 0, head?.size ?? 0)
  return all.map((bytes) => JSON.parse(Buffer.from(bytes).toString())).filter((entry) => entry.type === type)
}

describe('the pulse of the log', () => {
  test('beats once in an hour, also after a restart within the hour', async () => {
    await pulse.beat()
    await pulse.beat()
    pulse.close()
    open()
    await pulse.beat()
    expect(await entries('log.heartbeat')).toMatchObject([{ body: { entries: 16 } }])

    running.engine.clock.moveTo(at('2018-11-14 11:00'))
    await pulse.beat()

    expect(await entries('log.heartbeat')).toHaveLength(2)
  })

  test('counts what was opened on each day before, by procedure and once', async () => {
    await proposeTasks(running, 3)
    await pulse.beat()
    running.engine.clock.moveTo(at('2018-11-15 00:00'))

    await pulse.beat()
    await pulse.beat()

    const days = (await entries('log.census')).map(({ body }) => body)
    expect(days).toHaveLength(8)
    expect(days).toContainEqual({ day: '2018-11-14', opened: { 'supervised-task': 3 } })
    expect(days).toContainEqual({ day: '2018-11-13', opened: {} })
  })

  test('counts a case opened in the last minute of a day to that day', async () => {
    running.engine.clock.moveTo(at('2018-11-14 23:59'))
    await proposeTasks(running, 1)
    running.engine.clock.moveTo(at('2018-11-15 00:00'))
    await proposeTasks(running, 2)
    running.engine.clock.moveTo(at('2018-11-16 09:00'))

    await pulse.beat()

    const days = new Map((await entries('log.census')).map(({ body }) => [body.day, body.opened]))
    expect(days.get('2018-11-14')).toEqual({ 'supervised-task': 1 })
    expect(days.get('2018-11-15')).toEqual({ 'supervised-task': 2 })
  })
})
