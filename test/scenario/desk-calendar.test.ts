import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayNumber } from '../../src/kernel/calendar.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { region } from '../../src/kernel/testing/city.ts'
import { setDisabled } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { endHolding } from '../../src/store/people.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer, type TestBrowser } from '../support/desk.ts'
import { personId } from '../support/engine.ts'

let database: Database
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  const inspector = await desk.as('inspection-1')
  const form = await inspector.open('/desk/new/supervised-task/propose')
  await inspector.send(form, '/propose', {
    subject: '文庙巷积水',
    deliverable: '巷口不再积水，雨后两小时退净',
    measure: '雨后到现场看',
    unit: 'water',
    dueOn: '2018-12-10',
    source: 'meeting',
  })
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

async function address(browser: TestBrowser): Promise<string> {
  const given = await browser.send(await browser.open('/desk/calendar'), '/desk/calendar')
  return /(\/calendar\/lsc_[\w-]{32}\.ics)/.exec(given.text)?.[1] ?? given.text
}

const fetched = (path: string) => desk.browser().open(path)

describe('the calendar of a post', () => {
  test('has the deadline and the next move of what waits for it, and no title of a matter', async () => {
    const file = await fetched(await address(await desk.as('mayor')))

    expect(file.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(file.html).toMatch(/SUMMARY:批准立项 DB-2018-0001/)
    expect(file.html).toMatch(/DTSTART;VALUE=DATE:201811\d\d/)
    expect(file.html).not.toContain('文庙巷')
  })

  test('is empty for a post for which nothing waits', async () => {
    const file = await fetched(await address(await desk.as('parks-head')))

    expect([file.status, file.html.includes('BEGIN:VEVENT')]).toEqual([200, false])
  })

  test('ends when its owner ends it, and not when anybody else tries', async () => {
    const [mayor, other] = [await desk.as('mayor'), await desk.as('vice-mayor')]
    const path = await address(mayor)
    const list = await mayor.open('/desk/calendar')
    const feed = /name="feed" value="([0-9a-f]{64})"/.exec(list.html)?.[1] ?? ''
    const csrf = /name="form-csrf" value="([^"]+)"/.exec((await other.open('/desk/calendar')).html)?.[1] ?? ''

    await other.forge('/desk/calendar/end', { 'form-csrf': csrf, feed })
    const stillThere = await fetched(path)
    await mayor.send(list, '/desk/calendar/end')

    expect([stillThere.status, (await fetched(path)).status]).toEqual([200, 404])
  })

  test('ends with the office and with the account', async () => {
    const left = await address(await desk.as('works-head'))
    const closed = await address(await desk.as('works-liaison'))
    await endHolding(desk.engine.db, region, 'works-head', personId('p-works-head'), dayNumber('2018-11-13'))
    await desk.engine.refreshOrg()
    await setDisabled(desk.engine.db, personId('p-works-liaison'), true)

    expect([(await fetched(left)).status, (await fetched(closed)).status]).toEqual([404, 404])
  })

  test.each(['/calendar/lsc_guessed.ics', `/calendar/lsc_${'a'.repeat(32)}.ics`])('%s opens nothing', async (path) => {
    expect((await fetched(path)).status).toBe(404)
  })
})
