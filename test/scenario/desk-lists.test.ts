import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fsck } from '../../src/engine/fsck.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer } from '../support/desk.ts'
import { deskCases, matter } from '../support/desk-cases.ts'

let database: Database
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

const { at_, opened, move, stateOf } = deskCases(() => desk)

describe('lists', () => {
  test('what waits for a post is counted once on its clock, and nowhere else', async () => {
    const before = await (await at_('vice-mayor')).open('/desk/clock')
    const no = await opened({ ...matter, subject: '等市长批的一件' })
    const [mayor, vice] = [
      await (await at_('mayor')).open(`/desk/clock?case=${no}`),
      await (await at_('vice-mayor')).open('/desk/clock'),
    ]

    expect(mayor.text).toContain('等市长批的一件')
    expect(mayor.html).toContain(`/desk/cases/${no}?do=approve#do`)
    expect(vice.text).not.toContain('等市长批的一件')
    expect(before.status).toBe(200)
  })

  test('several cases are handled at once, each with its own result', async () => {
    const [one, two] = [await opened({ ...matter, subject: '成批一' }), await opened({ ...matter, subject: '成批二' })]
    const browser = await at_('mayor')
    const list = await browser.open('/desk/cases?mine=1')
    const pick = [one, two].map((no) => new RegExp(`value="(${no} \\d+ [0-9a-f-]+)"`).exec(list.html)?.[1] ?? '')
    await desk.move({ post: 'mayor' }, two, 'cancel', 0, { ground: '重复立项，撤回' })

    const done = await browser.send(list, '/desk/cases/bulk', { pick, move: 'supervised-task/approve' })

    expect(done.text).toContain('2 件里办成 1 件')
    expect([await stateOf(one), await stateOf(two)]).toEqual(['approved', 'cancelled'])
  })

  test('several cases are handed to one unit with one form, each with its own result', async () => {
    const [one, two] = [await opened({ ...matter, subject: '移交一' }), await opened({ ...matter, subject: '移交二' })]
    for (const no of [one, two]) await move('mayor', no, 'approve')
    const browser = await at_('inspection-1')
    const list = await browser.open('/desk/cases?procedure=supervised-task&state=approved')
    const pick = [one, two].map((no) => new RegExp(`value="(${no} \\d+ [0-9a-f-]+)"`).exec(list.html)?.[1] ?? '')

    const form = await browser.send(list, '/desk/cases/bulk', { pick, move: 'supervised-task/reassign' })
    const empty = await browser.send(form, '/desk/cases/bulk')
    await desk.move({ post: 'inspection-1' }, two, 'assign', 1)
    const done = await browser.send(empty, '/desk/cases/bulk', { unit: 'parks' })

    expect(form.text).toContain('2 件一起')
    expect(form.text).toContain('不能撤回')
    expect([empty.status, empty.html.includes('href="#f-unit"')]).toEqual([400, true])
    expect(done.text).toContain('2 件里办成 1 件')
  })

  test('a filter is kept under its name, for its owner alone', async () => {
    const [mine, other] = [await at_('inspection-1'), await at_('mayor')]
    const list = await mine.open('/desk/cases?procedure=supervised-task&overdue=1')

    await mine.send(list, '/desk/filters', { name: '超期督办' })

    expect((await mine.open('/desk/cases')).html).toContain('/desk/cases?procedure=supervised-task&amp;overdue=1')
    expect((await other.open('/desk/cases')).text).not.toContain('超期督办')
  })

  test('a list leaves as a file with the same rows', async () => {
    const browser = await at_('inspection-1')

    const file = await browser.open('/desk/cases.csv?procedure=supervised-task')

    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.html.split('\r\n')[1]).toMatch(/^DB-2018-\d{4},/)
  })

  test('a number in the search box leads to its case, words lead to those that hold them', async () => {
    const no = await opened({ ...matter, subject: '文庙巷积水' })
    const browser = await at_('inspection-1')

    expect((await browser.open(`/desk/search?q=${no.toLowerCase()}`)).path).toBe(`/desk/cases/${no}`)
    expect((await browser.open(`/desk/search?q=${encodeURIComponent('文庙巷')}`)).text).toContain('文庙巷积水')
  })
})

test('after all of this the journal still makes every row', async () => {
  await desk.engine.settled()

  expect((await fsck(database)).differences).toEqual([])
})
