import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import { type Database, withClient } from '../store/cluster/database.ts'
import type { Order } from './order.ts'

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

const asOwner = (sql: string) => withClient(database.as('owner'), (client) => client.query(sql))

/** From now on writing into the table fails as PostgreSQL fails on a full disk. */
const fill = (table: string) =>
  asOwner(`
    create function full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger full_disk before insert on ${table} for each row execute function full_disk()`)
const makeRoom = () => asOwner('drop function full_disk cascade')

const order = (): Order => ({
  key: randomUUID(),
  actor: officer('inspection-1'),
  transition: 'propose',
  input: {
    subject: '路灯修复',
    deliverable: '三条街的路灯全部亮起来',
    measure: '夜间逐盏核查',
    unit: 'water',
    dueOn: '2018-11-20',
    source: 'meeting',
  },
  target: { open: { procedure: 'supervised-task', region, parent: null } },
})

test('A move that finds the disk full changes nothing, says so, and goes through under the same key once there is room', async () => {
  const { engine } = running
  const move = order()
  await fill('event')
  await expect(engine.submit(move)).rejects.toMatchObject({
    says: [expect.any(String), expect.stringMatching(/no room/)],
  })
  await makeRoom()

  expect(await engine.submit(move)).toMatchObject({ ok: true, value: { replayed: false } })
})

test('A log that finds the disk full waits, and goes on by itself once there is room', async () => {
  const { engine } = running
  const before = engine.logSize()
  await fill('log_checkpoint')
  await engine.submit(order())
  await engine.settled()
  const waiting = { state: engine.logState().state, broken: engine.broken(), size: engine.logSize() }
  await makeRoom()
  await engine.settled()

  expect(waiting).toEqual({ state: 'unsigned', broken: null, size: before })
  expect(engine.logState().state).toBe('signed')
  expect(engine.logSize()).toBeGreaterThan(before)
})
