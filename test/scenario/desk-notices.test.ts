import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { type DeskServer, openDeskServer } from '../support/desk.ts'

let database: Database
let desk: DeskServer

beforeAll(async () => {
  database = await freshDatabase()
  desk = await openDeskServer(database, at('2018-11-14 10:00'))
  const inspector = await desk.as('inspection-1')
  for (const subject of ['文庙巷积水', '南门桥路灯']) {
    const form = await inspector.open('/desk/new/supervised-task/propose')
    await inspector.send(form, '/propose', {
      subject,
      deliverable: '按要求做到',
      measure: '到现场看',
      unit: 'water',
      dueOn: '2018-12-10',
      source: 'meeting',
    })
  }
  await desk.engine.settled()
})
afterAll(async () => {
  await desk.close()
  await database.close()
})

describe('the notices of a post', () => {
  test('name the case, what happened and the last day, and the navigation counts them', async () => {
    const page = await (await desk.as('mayor')).open('/desk/notices')

    expect(page.text).toMatch(/等您办 文庙巷积水 DB-2018-0001/)
    expect(page.text).toMatch(/上一步：\S+；现在：\S+；最后一天：\d+月\d+日/)
    expect(page.text).toMatch(/通知 2/)
  })

  test('are marked as read by a button, one and all, and stay readable', async () => {
    const mayor = await desk.as('mayor')

    const one = await mayor.send(await mayor.open('/desk/notices'), '/desk/notices/read')
    const all = await mayor.send(one, '/desk/notices/read-all')

    expect([one.text.includes('1 条没看过'), all.text.includes('没有没看过的通知')]).toEqual([true, true])
    expect(all.text).toMatch(/看过的 .*文庙巷积水/)
  })

  test('are empty for a post that none of it concerns', async () => {
    const page = await (await desk.as('parks-head')).open('/desk/notices')

    expect([page.status, page.text.includes('没有没看过的通知'), page.text.includes('文庙巷')]).toEqual([
      200,
      true,
      false,
    ])
  })

  test('say the same in English', async () => {
    const page = await (await desk.as('vice-mayor')).open('/en/desk/notices')

    expect(page.text).toContain('Only what concerns your post')
  })
})

describe('how a person is told', () => {
  test('says that there is no mail where no mail server is set, and offers no form', async () => {
    const page = await (await desk.as('mayor')).open('/desk/notices/settings')

    expect([page.text.includes('这里没有接邮件'), page.html.includes('name="mail"')]).toEqual([true, false])
  })
})

describe('webhooks', () => {
  test('are for the system administrator: nobody at a post may see or add one', async () => {
    const mayor = await desk.as('mayor')

    const page = await mayor.open('/desk/admin/webhooks')

    expect([page.status, page.html.includes('name="url"')]).toEqual([403, false])
  })
})
