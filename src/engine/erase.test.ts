import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { proposeTasks } from '../../test/support/log.ts'
import { disclosed } from '../kernel/log/disclosure.ts'
import { readEntry } from '../kernel/log/entry.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import { type Database, withClient } from '../store/cluster/database.ts'
import { disclosuresOf, leafIndexes, readEntries } from '../store/log.ts'
import { casesByNo, eventsOf } from '../store/read.ts'
import { type Erasure, eraseFields } from './erase.ts'
import { fsck } from './fsck.ts'
import { receiptText } from './receipts.ts'

let database: Database
let running: TestEngine
let no: string

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  ;[no = ''] = await proposeTasks(running, 1)
})
afterEach(async () => {
  await running.close()
  await database.close()
})

const order = (...fields: readonly string[]): Erasure => ({
  no,
  fields,
  basis: 'law/个人信息保护法/47',
  authority: 'office-1',
})

async function stored() {
  const [found] = await casesByNo(running.engine.db, region, [no])
  if (!found) throw new TypeError(`no case ${no}`)
  return found.case
}

async function entryAt(index: number): Promise<Uint8Array> {
  const [bytes] = await readEntries(running.engine.db, index, index + 1)
  return bytes ?? new Uint8Array()
}

/** Every table in which the words could still stand, as one text. */
async function everything(): Promise<string> {
  const { rows } = await running.engine.db.query<{ all: string }>(
    `select concat((select string_agg(f::text, '') from case_file f), (select string_agg(e::text, '') from event e),
                   (select string_agg(d::text, '') from disclosure d), (select string_agg(s::text, '') from case_search s),
                   (select string_agg(o::text, '') from outbox o)) as all`,
  )
  return rows[0]?.all ?? ''
}

describe('erasing a concealed field', () => {
  test('takes the words out of every table, and leaves entry, proof and all other fields as they were', async () => {
    const { engine } = running
    const { id } = await stored()
    const index = (await leafIndexes(engine.db, region, id)).get(0) ?? -1
    const before = await entryAt(index)
    expect(await everything()).toContain('夜间逐盏核查')

    const erased = await eraseFields(engine, order('measure', 'deliverable'))

    expect(erased).toMatchObject({ ok: true, value: { indexes: [index] } })
    expect(await everything()).not.toMatch(/夜间逐盏核查|全部亮起来/)
    expect(Buffer.compare(await entryAt(index), before)).toBe(0)
    expect(await receiptText(engine.db, index, [])).toContain(`index ${index}`)
    expect((await stored()).data).toMatchObject({ subject: '路灯修复之0', unit: 'water' })
    expect((await stored()).data).not.toHaveProperty('measure')
    expect((await fsck(database)).differences).toEqual([])
  })

  test('is itself an entry of the log that says which entries and fields, by whom and on what ground', async () => {
    const { engine } = running
    const erased = await eraseFields(engine, order('measure'))

    const bytes = await entryAt(engine.logSize() - 1)

    expect(JSON.parse(Buffer.from(bytes).toString())).toMatchObject({
      type: 'privacy.erased',
      rule: 'law/个人信息保护法/47',
      body: { indexes: erased.ok && erased.value.indexes, fields: ['measure'], authority: 'office-1' },
    })
  })

  test('leaves whoever kept the disclosure able to prove what was erased', async () => {
    const { id } = await stored()
    const kept = await disclosuresOf(running.engine.db, region, id, 0)
    const erased = await eraseFields(running.engine, order('measure'))

    const entry = readEntry(await entryAt(erased.ok ? (erased.value.indexes[0] ?? -1) : -1))
    const opened = entry.ok ? disclosed(entry.value, [kept.measure ?? '']) : entry

    expect(opened.ok && opened.value.get('measure')).toBe('夜间逐盏核查')
  })

  test('cannot take a state, a date or a unit out of the log, and then enters nothing', async () => {
    const size = running.engine.logSize()

    expect(await eraseFields(running.engine, order('unit'))).toMatchObject({
      ok: false,
      refusal: { code: 'not-found' },
    })
    expect(await eraseFields(running.engine, { ...order('measure'), no: 'DB-2018-9999' })).toMatchObject({ ok: false })

    expect(running.engine.logSize()).toBe(size)
  })

  test('holds against a move that had read the case before and writes it after', async () => {
    const { engine } = running
    const waiting = (count: number) =>
      expect
        .poll(
          async () =>
            (
              await engine.db.query(
                "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
              )
            ).rowCount,
        )
        .toBe(count)

    const [erased, moved] = await withClient(database.as('owner'), async (client) => {
      // Whoever holds the row keeps both waiting, and lets them go in the order in which they came.
      await client.query('begin')
      await client.query('select from case_file where no = $1 for update', [no])
      const erasing = eraseFields(engine, order('measure'))
      await waiting(1)
      const moving = engine.submit({
        key: randomUUID(),
        actor: officer('mayor'),
        transition: 'approve',
        input: {},
        seen: 0,
        target: { no },
      })
      await waiting(2)
      await client.query('commit')
      return [await erasing, await moving]
    })

    expect([erased.ok, moved.ok]).toEqual([true, true])
    expect(await everything()).not.toContain('夜间逐盏核查')
    expect((await eventsOf(engine.db, region, (await stored()).id)).length).toBe(2)
    expect((await fsck(database)).differences).toEqual([])
  })
})
