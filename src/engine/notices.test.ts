import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Database } from '../store/cluster/database.ts'
import { markRead, noticesOf, unreadCount } from '../store/notices.ts'
import { casesByNo } from '../store/read.ts'

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-20',
  source: 'meeting',
}

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

async function opened(): Promise<string> {
  const result = await running.engine.submit({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'propose',
    input: matter,
    target: { open: { procedure: 'supervised-task', region, parent: null } },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value.case.no
}

async function move(no: string, post: string, transition: string, input: JsonRecord = {}): Promise<void> {
  const [stored] = await casesByNo(running.engine.db, region, [no])
  const result = await running.engine.submit({
    key: randomUUID(),
    actor: officer(post),
    transition,
    input,
    seen: stored?.case.seq ?? -1,
    target: { no },
  })
  if (!result.ok) throw new Error(`${transition}: ${JSON.stringify(result.refusal)}`)
}

async function unread(post: string): Promise<readonly string[]> {
  await running.engine.settled()
  const found = await noticesOf(running.engine.db, region, post, { isRead: false, limit: 50 })
  return found.map(({ kind, transition }) => (transition === '' ? kind : `${kind} ${transition}`))
}

async function assigned(): Promise<string> {
  const no = await opened()
  await move(no, 'mayor', 'approve')
  await move(no, 'inspection-1', 'assign')
  return no
}

describe('a notice', () => {
  test('goes to the post whose move is next, and not to the one that moved', async () => {
    await opened()

    expect(await unread('mayor')).toEqual(['waits propose'])
    expect(await unread('inspection-1')).toEqual([])
    expect(await unread('parks-head')).toEqual([])
  })

  test('that called for a move is settled when the case has moved on', async () => {
    const no = await opened()
    await running.engine.settled()
    await move(no, 'mayor', 'approve')

    expect(await unread('mayor')).toEqual([])
    expect(await unread('inspection-1')).toEqual(['waits approve'])
  })

  test('tells of a limit that passed those who were called and the head of the unit, in place of what they had not read', async () => {
    const no = await assigned()
    await move(no, 'water-liaison', 'accept', { handlerPost: 'water-clerk' })
    expect(await unread('water-liaison')).toEqual([])

    await running.engine.advanceTo(at('2018-12-21 09:00'))

    expect(await unread('water-liaison')).toEqual(['breached issue-blue'])
    expect(await unread('water-head')).toEqual(['breached issue-blue'])
    expect(await unread('parks-head')).toEqual([])
  })

  test('is told once however often the log is followed, also after a restart', async () => {
    await opened()
    await running.engine.settled()
    const { data } = running
    await Promise.all([1, 2, 3].map(() => running.engine.notices.follow()))
    await running.engine.close()
    running = await openTestEngine(database, at('2018-11-14 11:00'), data)

    expect(await unread('mayor')).toEqual(['waits propose'])
    const { rows } = await running.engine.db.query('select from notice')
    expect(rows).toHaveLength(1)
  })

  test('is given to nobody for a report of progress, and the log is not read again for it', async () => {
    const no = await assigned()
    await move(no, 'water-liaison', 'accept', { handlerPost: 'water-liaison' })
    const before = await unread('inspection-1')
    await move(no, 'water-liaison', 'report-progress', { percent: 40, progressNote: '三条街已经修好一条，灯都亮了。' })

    expect(await unread('inspection-1')).toEqual(before)
    const { rows } = await running.engine.db.query(
      'select (select next_idx from notice_cursor) - (select max(idx) from log_leaf) as ahead',
    )
    expect(rows).toEqual([{ ahead: '1' }])
  })

  test('says once that a deadline is near: on the last working day before', async () => {
    await opened()
    await running.engine.settled()
    const [first] = await noticesOf(running.engine.db, region, 'mayor', { isRead: false, limit: 1 })
    const due = first?.due ?? 0

    running.engine.clock.moveTo(due - 3 * 86_400_000 + 9 * 3_600_000)
    await running.engine.notices.remind()
    const early = await unread('mayor')
    running.engine.clock.moveTo(due - 86_400_000 + 9 * 3_600_000)
    await running.engine.notices.remind()
    await running.engine.notices.remind()

    expect(early).toEqual(['waits propose'])
    expect(await unread('mayor')).toEqual(['near'])
    const near = await running.engine.db.query(`select from notice where kind = 'near'`)
    expect(near.rows).toHaveLength(1)
  })

  test('is marked as read by its own post only', async () => {
    await opened()
    await running.engine.settled()
    const { db } = running.engine
    const [first] = await noticesOf(db, region, 'mayor', { isRead: false, limit: 1 })

    await markRead(db, region, 'water-head', { id: first?.id ?? '' })
    const before = await unreadCount(db, region, 'mayor')
    await markRead(db, region, 'mayor', { id: first?.id ?? '' })

    expect([before, await unreadCount(db, region, 'mayor')]).toEqual([1, 0])
  })

  test('is deleted after ninety days of business time', async () => {
    await opened()
    await running.engine.settled()

    running.engine.clock.moveTo(at('2019-02-12 09:00'))
    await running.engine.notices.remind()
    const { rows: kept } = await running.engine.db.query(`select from notice where transition = 'propose'`)
    running.engine.clock.moveTo(at('2019-02-13 09:00'))
    await running.engine.notices.remind()
    const { rows: after } = await running.engine.db.query(`select from notice where transition = 'propose'`)

    expect([kept.length, after.length]).toEqual([1, 0])
  })

  test('holds nothing of what was written: no title, no input, no person', async () => {
    await assigned()
    await running.engine.settled()

    const { rows } = await running.engine.db.query<{ row: string }>('select to_json(notice)::text as row from notice')

    expect(rows.length).toBeGreaterThan(1)
    expect(rows.filter(({ row }) => row.includes('路灯') || row.includes(officer('inspection-1').person))).toEqual([])
  })
})
