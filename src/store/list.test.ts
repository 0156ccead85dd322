import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import { type Database, withClient } from './cluster/database.ts'
import { type Cursor, type ListQuery, listCases } from './list.ts'

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-11-20',
  source: 'meeting',
}
const count = 24
const visitor = { region: null, post: null, units: [], token: null, parts: [] }
const query: ListQuery = { region, viewer: visitor, filter: {}, sort: 'due', now: 0, limit: 5, after: null }

let database: Database
let running: TestEngine

beforeAll(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  for (let i = 0; i < count; i++) {
    await running.engine.submit({
      key: randomUUID(),
      actor: officer('inspection-1'),
      transition: 'propose',
      input: matter,
      target: { open: { procedure: 'supervised-task', region, parent: null } },
    })
  }
  // Three procedures; equal deadlines, some without one; one in six cases hidden, one in eight ended.
  await withClient(database.as('owner'), (client) =>
    client.query(`
      with numbered as (select id, (row_number() over (order by no))::int as n from case_file)
      update case_file f
         set procedure = 'p' || n % 3, is_public = n % 6 <> 0, final = n % 8 = 0,
             due = case when n % 5 = 0 then null else timestamptz '2018-12-01' + make_interval(days => n * 7 % 4) end
        from numbered where numbered.id = f.id`),
  )
})
afterAll(async () => {
  await running.close()
  await database.close()
})

async function everyPage(changes: Partial<ListQuery>): Promise<readonly string[]> {
  const numbers: string[] = []
  let after: Cursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listCases>> = await listCases(running.engine.db, {
      ...query,
      ...changes,
      after,
    })
    numbers.push(...page.cases.map((stored) => stored.case.no))
    after = page.next
  } while (after)
  return numbers
}

async function inOrder(where: string, order: string): Promise<readonly string[]> {
  const { rows } = await running.engine.db.query<{ no: string }>(
    `select no from case_file where ${where} order by ${order}`,
  )
  return rows.map(({ no }) => no)
}

const byDue = 'due asc nulls last, id asc'

test('Pages of all open cases, put together, are every visible one once, by deadline, those without one last', async () => {
  const pages = await everyPage({})
  expect(pages).toEqual(await inOrder('is_public and not final', byDue))
  expect(pages.length).toBeGreaterThan(3 * query.limit)
})

test.each([
  [{ unit: 'water' }, `unit = 'water'`],
  [{ procedure: 'p1' }, `procedure = 'p1'`],
  [{ overdue: true }, `due <= '2018-12-02'`],
])('Pages of %j are the same rows as the filter says', async (filter, where) => {
  const pages = await everyPage({ filter, now: Date.parse('2018-12-02') })
  expect(pages).toEqual(await inOrder(`${where} and is_public and not final`, byDue))
})

test('The latest-first list shows ended cases too, and never a hidden one', async () => {
  expect(await everyPage({ sort: 'opened' })).toEqual(await inOrder('is_public', 'id desc'))
})

test('A post with a part in every case of one procedure sees its hidden cases, and no hidden one of another', async () => {
  const part = { procedure: 'p0', all: true, unitFields: [], drawnParties: [], personParties: [] }
  const viewer = { ...visitor, region, post: 'mayor', parts: [part] }
  expect(await everyPage({ viewer })).toEqual(await inOrder(`(is_public or procedure = 'p0') and not final`, byDue))
})
