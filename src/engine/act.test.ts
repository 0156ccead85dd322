import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeOnBothDatabases } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import type { JsonRecord } from '../kernel/text.ts'
import { casesByNo, eventsOf } from '../store/read.ts'
import { foldedCase } from './case-write.ts'
import type { Order } from './order.ts'

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-10',
  source: 'meeting',
}

const opening = (input: JsonRecord = matter, key = randomUUID()): Order => ({
  key,
  actor: officer('inspection-1'),
  transition: 'propose',
  input,
  target: { open: { procedure: 'supervised-task', region, parent: null } },
})

const move = (
  no: string,
  post: string,
  transition: string,
  seen: number,
  input: JsonRecord = {},
  key = randomUUID(),
): Order => ({
  key,
  actor: officer(post),
  transition,
  input,
  seen,
  target: { no },
})

describeOnBothDatabases('acts', (database) => {
  let test_: TestEngine
  const engine = () => test_.engine

  beforeAll(async () => {
    test_ = await openTestEngine(database(), at('2018-11-14 10:00'))
  })
  afterAll(() => test_.close())

  async function opened(): Promise<string> {
    const result = await engine().submit(opening())
    if (!result.ok) throw new Error(JSON.stringify(result.refusal))
    return result.value.case.no
  }

  const codeOf = async (order: Order) => {
    const result = await engine().submit(order)
    return result.ok ? result.value.case.state : result.refusal.code
  }

  describe('one command', () => {
    test('opens a case with the next number of its kind and year', async () => {
      const [first, second] = [await opened(), await opened()]

      expect(first).toMatch(/^DB-2018-\d{4}$/)
      expect(Number(second.slice(-4))).toBe(Number(first.slice(-4)) + 1)
    })

    test('moves a case on, and the journal folds to the row', async () => {
      const no = await opened()

      expect(await codeOf(move(no, 'mayor', 'approve', 0))).toBe('approved')
      expect(await codeOf(move(no, 'inspection-1', 'assign', 1))).toBe('assigned')

      const [stored] = await casesByNo(engine().db, region, [no])
      const c = stored?.case
      const events = await eventsOf(engine().db, region, c?.id ?? '')
      expect(c && foldedCase(c, events)).toEqual(c)
    })

    test('is refused when the case has moved on since it was seen', async () => {
      const no = await opened()
      await engine().submit(move(no, 'mayor', 'approve', 0))

      expect(await codeOf(move(no, 'mayor', 'cancel', 0, { ground: '重复立项，撤回' }))).toBe('stale')
    })

    test('for a case that does not exist is refused as not found', async () => {
      expect(await codeOf(move('DB-2018-9999', 'mayor', 'approve', 0))).toBe('not-found')
      expect(await codeOf(move('nonsense', 'mayor', 'approve', 0))).toBe('not-found')
    })

    test('that names a unit or a clause of no register is refused by field', async () => {
      const result = await engine().submit(opening({ ...matter, unit: 'moon', clause: 'S99' }))

      expect(result).toMatchObject({
        ok: false,
        refusal: { code: 'invalid-input', faults: [{ field: 'unit' }, { field: 'clause' }] },
      })
    })

    test('with evidence that nobody uploaded is refused by field', async () => {
      const no = await opened()
      await engine().submit(move(no, 'mayor', 'approve', 0))
      await engine().submit(move(no, 'inspection-1', 'assign', 1))
      await engine().submit(move(no, 'water-liaison', 'accept', 2, { handlerPost: 'water-clerk' }))

      const resultProof = [{ sha256: 'a'.repeat(64), name: '照片', type: 'image/jpeg', size: 9 }]
      const result = await engine().submit(
        move(no, 'water-head', 'report-done', 3, { resultNote: '全部修好了', resultProof }),
      )

      expect(result).toMatchObject({
        ok: false,
        refusal: { code: 'invalid-input', faults: [{ field: 'resultProof' }] },
      })
    })
  })

  describe('the same key', () => {
    test('is answered with the same case and makes nothing twice', async () => {
      const order = opening()
      const first = await engine().submit(order)
      const again = await engine().submit(order)

      expect(first.ok && again.ok && again.value.case.no).toBe(first.ok && first.value.case.no)
      expect(again).toMatchObject({ value: { replayed: true, events: [] } })
    })

    test('with other content is refused as a duplicate', async () => {
      const key = randomUUID()
      await engine().submit(opening(matter, key))

      expect(await codeOf(opening({ ...matter, subject: '别的事' }, key))).toBe('duplicate')
    })

    test('sent at once, many times over, opens one case', async () => {
      const order = opening()
      const results = await Promise.all(Array.from({ length: 20 }, () => engine().submit(order)))

      expect(new Set(results.map((result) => result.ok && result.value.case.no)).size).toBe(1)
    })
  })

  describe('commands that arrive together', () => {
    test('open cases with gapless numbers', async () => {
      const results = await Promise.all(Array.from({ length: 300 }, () => engine().submit(opening())))
      const numbers = results
        .map((result) => (result.ok ? Number(result.value.case.no.slice(-4)) : Number.NaN))
        .sort((a, b) => a - b)

      expect(numbers.map((n, i) => n - (numbers[0] ?? 0) - i).filter((gap) => gap !== 0)).toEqual([])
    })

    test('on one case are judged one after another: the first wins, the others are stale', async () => {
      const no = await opened()
      const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(move(no, 'mayor', 'approve', 0))))

      expect(codes.filter((code) => code === 'approved')).toHaveLength(1)
      expect(codes.filter((code) => code === 'stale')).toHaveLength(7)
    })
  })

  test('a person who reports gets a code that is stored only as a hash, and what he wrote is in no public place', async () => {
    const result = await engine().submit({
      key: randomUUID(),
      actor: { kind: 'visitor' },
      transition: 'report',
      input: { about: '窗口要复印件', story: '去了三次，每次都要营业执照复印件', contact: '电话零' },
      target: { open: { procedure: 'finding-rectification', region, parent: null } },
    })
    await engine().settled()
    const code = result.ok ? result.value.code : null

    expect(code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/)
    const { rows } = await engine().db.query<{ everything: string }>(`
      select string_agg(t, ' ') as everything from (
        select f::text from case_file f union all select body::text || mover::text || encode(entry, 'escape') from event
        union all select c::text from case_code c union all select o::text from outbox o
      ) as all_rows (t)`)
    expect(rows[0]?.everything).not.toContain('电话零')
    expect(rows[0]?.everything).not.toContain(code)
    const entries = await engine().db.query<{ entry: Buffer }>('select entry from event')
    expect(entries.rows.map((row) => row.entry.toString('utf8')).filter((entry) => entry.includes('复印件'))).toEqual(
      [],
    )
  })

  test('the signed log covers every event once the engine is settled', async () => {
    await engine().settled()
    const { rows } = await engine().db.query<{ waiting: number; events: number; leaves: number; signed: number }>(`
      select (select count(*) from log_pending)::int as waiting, (select count(*) from event)::int as events,
             (select count(*) from log_leaf join event on event.case_id = log_leaf.case_id and event.seq = log_leaf.seq)::int as leaves,
             (select max(size) from log_checkpoint)::int - (select count(*) from log_leaf)::int as signed`)

    expect(rows[0]).toMatchObject({ waiting: 0, signed: 0 })
    expect(rows[0]?.leaves).toBe(rows[0]?.events)
  })
})
