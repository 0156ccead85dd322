import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Database } from '../store/cluster/database.ts'
import { withClient } from '../store/cluster/database.ts'
import { casesByNo, eventsOf } from '../store/read.ts'
import { fsck } from './fsck.ts'
import { receiptText } from './receipts.ts'

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-11-20',
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

async function underWay(): Promise<string> {
  const no = await opened()
  await move(no, 'mayor', 'approve')
  await move(no, 'inspection-1', 'assign')
  await move(no, 'water-liaison', 'accept', { handlerPost: 'water-clerk' })
  return no
}

async function history(no: string): Promise<readonly string[]> {
  const [stored] = await casesByNo(running.engine.db, region, [no])
  const events = stored ? await eventsOf(running.engine.db, region, stored.case.id) : []
  return events.map((e) => e.transition)
}

describe('a clock', () => {
  test('records its breach at the first instant after the limit, once', async () => {
    const no = await underWay()

    await running.engine.advanceTo(at('2018-11-20 23:59'))
    expect(await history(no)).not.toContain('issue-blue')

    await running.engine.advanceTo(at('2018-11-21 00:00'))
    await running.engine.advanceTo(at('2018-11-21 09:00'))
    expect((await history(no)).filter((transition) => transition === 'issue-blue')).toHaveLength(1)
  })

  test('goes on to orange and red by working days', async () => {
    const no = await underWay()

    await running.engine.advanceTo(at('2018-12-10 09:00'))

    expect((await history(no)).slice(-3)).toEqual(['issue-blue', 'issue-orange', 'issue-red'])
  })

  test('that breached while the server was down is recorded once after the next start', async () => {
    const no = await underWay()
    const { data } = running
    await running.engine.close()
    running = await openTestEngine(database, at('2018-11-22 09:00'), data)

    await running.engine.advanceTo(at('2018-11-22 09:00'))
    await running.engine.advanceTo(at('2018-11-22 10:00'))

    expect((await history(no)).filter((transition) => transition === 'issue-blue')).toHaveLength(1)
  })

  test('is fired by two scans at once only once', async () => {
    const no = await underWay()
    running.engine.clock.moveTo(at('2018-11-21 08:00'))

    await Promise.all(Array.from({ length: 6 }, () => running.engine.submit({ care: 'fire', no })))

    expect((await history(no)).filter((transition) => transition === 'issue-blue')).toHaveLength(1)
  })
})

describe('an issued item', () => {
  const item = {
    clause: 'S4.2.s3',
    subject: '最多跑一次',
    leadUnit: 'water',
    deliverable: '十个高频事项只跑一次',
    measure: '抽看三十件',
    dueOn: '2018-12-20',
  }

  async function issued(): Promise<string> {
    const { engine } = running
    const result = await engine.submit({
      key: randomUUID(),
      actor: officer('five-1'),
      transition: 'draft',
      input: item,
      target: { open: { procedure: 'responsibility-list', region, parent: null } },
    })
    const no = result.ok ? result.value.case.no : ''
    await move(no, 'five-1', 'consult')
    await move(no, 'water-head', 'sign')
    await move(no, 'vice-mayor', 'issue')
    await engine.settled()
    return no
  }

  test('opens its supervised task, once, and is done when the task is struck off', async () => {
    const no = await issued()
    const { engine } = running
    const { rows } = await engine.db.query<{ no: string }>('select no from case_file where parent = $1', [no])
    expect(rows).toHaveLength(1)
    const task = rows[0]?.no ?? ''

    await move(task, 'inspection-1', 'assign')
    await move(task, 'water-liaison', 'accept', { handlerPost: 'water-clerk' })
    await engine.db.query(
      "insert into evidence (sha256, type, size) values (decode(repeat('ab', 32), 'hex'), 'image/png', 1)",
    )
    const resultProof = [{ sha256: 'ab'.repeat(32), name: '现场', type: 'image/png', size: 1 }]
    await move(task, 'water-head', 'report-done', { resultNote: '十个事项都只跑一次', resultProof })
    const [stored] = await casesByNo(engine.db, region, [task])
    const holder = stored?.case.holders.verifier
    await move(task, holder && 'post' in holder ? holder.post : '', 'pass', { checkNote: '抽看三十件，都只跑一次' })
    await move(task, 'inspection-1', 'close')
    await engine.settled()

    expect((await history(no)).at(-1)).toBe('complete')
  })
})

describe('the public log', () => {
  test('is refused a signature once an entry that was signed is changed', async () => {
    await opened()
    await running.engine.settled()
    await withClient(database.as('owner'), (client) =>
      client.query(
        "update log_leaf set leaf_hash = sha256('forged') where idx = 0; update log_head set root = sha256('forged')",
      ),
    )
    await running.engine.close()

    running = await openTestEngine(database, at('2018-11-14 11:00'), running.data)

    expect(running.engine.broken()?.message).toContain('rewritten')
    await expect(opened()).rejects.toThrow('rewritten')
  })

  test('gives no index to an entry whose bytes were changed while it waited', async () => {
    await opened()
    await running.engine.settled()
    await withClient(database.as('owner'), async (client) => {
      // Whoever holds the head keeps the sequencer waiting.
      await client.query('begin; select from log_head for update')
      const no = await opened()
      await client.query(
        "update event set entry = entry || 'x' where case_id = (select id from case_file where no = $1)",
        [no],
      )
      await client.query('commit')
    })

    await running.engine.settled()

    expect(running.engine.broken()?.message).toContain('not those that were hashed')
    const { rows } = await running.engine.db.query<{ n: number }>('select count(*)::int as n from log_pending')
    expect(rows[0]?.n).toBe(1)
  })

  test('is refused a signature when the database was set back', async () => {
    await opened()
    await running.engine.settled()
    const path = join(running.data, 'signer/state.json')
    const state = JSON.parse(readFileSync(path, 'utf8')) as { size: number; root: string }
    writeFileSync(path, JSON.stringify({ ...state, size: state.size + 5 }))
    await running.engine.close()

    running = await openTestEngine(database, at('2018-11-14 11:00'), running.data)

    expect(running.engine.broken()?.message).toContain('went back')
  })

  test('continues after a crash between sequencing and signing', async () => {
    await opened()
    await running.engine.settled()
    await withClient(database.as('owner'), (client) =>
      client.query('delete from log_checkpoint where size = (select max(size) from log_checkpoint)'),
    )
    await running.engine.close()

    running = await openTestEngine(database, at('2018-11-14 11:00'), running.data)

    const { rows } = await running.engine.db.query<{ same: boolean }>(
      'select max(c.size) = max(h.size) as same from log_checkpoint c, log_head h',
    )
    expect(rows[0]?.same).toBe(true)
  })

  test('proves every entry under its newest checkpoint', async () => {
    await underWay()
    await running.engine.settled()
    const size = running.engine.logSize()

    const receipts = await Promise.all(
      Array.from({ length: size }, (_, index) => receiptText(running.engine.db, index, [])),
    )

    expect(receipts.filter((receipt) => receipt?.startsWith('c2sp.org/tlog-proof@v1'))).toHaveLength(size)
    expect(await receiptText(running.engine.db, size, [])).toBe(null)
  })
})

describe('fsck', () => {
  test('finds nothing in a register that only moves have made', async () => {
    await underWay()
    await running.engine.settled()

    expect(await fsck(database)).toMatchObject({ cases: 1, events: 4, differences: [] })
  })

  test.each([
    [
      'a row that was edited',
      "update case_file set body = jsonb_set(body::jsonb, '{data,subject}', '\"别的\"')::json",
      "the row's data is not what its events make",
    ],
    ['a state that was edited', "update case_file set state = 'closed'", "the row's state"],
    [
      'an event that was edited',
      "update event set transition = 'cancel' where seq = 3; update event set entry = 'x' where seq = 3",
      'is not what was hashed',
    ],
    ['an event that was deleted', 'delete from event where seq = 3', '3 events for sequence number 3'],
    ['an entry that was deleted from the log', 'delete from log_leaf where idx = 1', 'index 1 is missing'],
    ['a head that was edited', "update log_head set root = sha256('x')", 'the root of the head'],
    ['a count that was edited', 'update case_count set n = n + 1', 'counts that differ'],
    [
      'a disclosure without an event',
      "insert into disclosure values ('990000', gen_random_uuid(), 0, '{}')",
      'disclosures without an event',
    ],
  ])('finds %s', async (_name, tampering, difference) => {
    await underWay()
    await running.engine.settled()
    await withClient(database.as('owner'), (client) => client.query(tampering))

    expect((await fsck(database)).differences.join('\n')).toContain(difference)
  })
})

test('one poisoned command does not fail its neighbours in the batch', async () => {
  const { engine } = running
  await withClient(database.as('owner'), (client) =>
    client.query("alter table case_file add constraint no_poison check (title <> '毒')"),
  )
  const order = (subject: string) => ({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'propose',
    input: { ...matter, subject },
    target: { open: { procedure: 'supervised-task', region, parent: null } },
  })

  const results = await Promise.allSettled(
    ['好一', '毒', '好二', '好三'].map((subject) => engine.submit(order(subject))),
  )

  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  await engine.settled()
  expect((await fsck(database)).differences).toEqual([])
})

test('the app role can neither change nor delete what is insert-only', async () => {
  await opened()
  await running.engine.settled()
  const attempts = [
    'update event set seq = 9',
    'delete from event',
    'update log_leaf set idx = 9',
    'delete from log_leaf',
    'delete from log_tile',
    'update log_checkpoint set size = 9',
    'delete from case_file',
    'select * from vault.identity',
  ]

  const outcomes = await Promise.all(
    attempts.map((sql) =>
      running.engine.db.query(sql).then(
        () => 'allowed',
        (error: { code?: string }) => error.code,
      ),
    ),
  )

  expect(outcomes).toEqual(attempts.map(() => '42501'))
})
