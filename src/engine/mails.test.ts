import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, personId, type TestEngine } from '../../test/support/engine.ts'
import { type MailServer, openMailServer } from '../../test/support/mail-server.ts'
import { at } from '../kernel/testing/calendar.ts'
import { orgData, region } from '../kernel/testing/city.ts'
import { addAccounts } from '../store/accounts.ts'
import type { Database } from '../store/cluster/database.ts'
import { askMail, confirmMail, saveHours, stopMail, untouched } from '../store/notice-settings.ts'
import { markRead } from '../store/notices.ts'

const mayor = personId('p-mayor')
let database: Database
let server: MailServer
let running: TestEngine

beforeEach(async () => {
  database = await freshDatabase()
  server = await openMailServer()
  const outside = {
    origin: 'https://luoshi.example.cn',
    allowsPrivate: false,
    mail: { url: server.url, from: 'luoshi@example.cn' },
  }
  // A Wednesday.
  running = await openTestEngine(database, at('2018-11-14 10:00'), undefined, outside)
  const { db } = running.engine
  const people = [...new Set(orgData.holdings.map(({ person }) => person))]
  await addAccounts(
    db,
    people.map((name) => ({
      id: personId(name),
      login: name,
      name,
      password: null,
      admin: null,
      isDemo: true,
      mustChange: false,
    })),
  )
  await askMail(db, mayor, 'mayor@example.cn', Buffer.from('code'), new Date(Date.now() + 60_000))
  await confirmMail(db, mayor, Buffer.from('code'), 5)
})
afterEach(async () => {
  await running.close()
  await server.close()
  await database.close()
})

async function proposed(subject: string): Promise<string> {
  const result = await running.engine.submit({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'propose',
    input: {
      subject,
      deliverable: '三条街的路灯全部亮起来',
      measure: '夜间逐盏核查',
      unit: 'water',
      dueOn: '2018-12-20',
      source: 'meeting',
    },
    target: { open: { procedure: 'supervised-task', region, parent: null } },
  })
  await running.engine.settled()
  return result.ok ? result.value.case.no : ''
}

const collectAt = (moment: string) => {
  running.engine.clock.moveTo(at(moment))
  return running.engine.outside.collect()
}

const arrived = (n: number) => vi.waitFor(() => expect(server.mails).toHaveLength(n), { timeout: 20_000, interval: 50 })

describe('the daily digest', () => {
  test('is one mail in plain text to whom asked for it: number, step, day and address, no title that is not public', async () => {
    const no = await proposed('文庙巷路灯')
    await proposed('南门桥积水')

    const made = [await collectAt('2018-11-15 08:00'), await collectAt('2018-11-15 09:00')]
    await arrived(1)

    const [mail] = server.mails
    expect(made).toEqual([1, 0])
    expect(mail?.to).toEqual(['mayor@example.cn'])
    expect(mail?.headers.get('subject')).toBe('落实：今日 2 条通知')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail?.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(mail?.text).toContain(`[等您办] ${no}\n`)
    expect(mail?.text).toMatch(/上一步：提出立项；现在：拟立项；最后一天：2018年11月\d+日/)
    expect(mail?.text).toContain(`https://luoshi.example.cn/en/desk/cases/${no}`)
    expect(mail?.text).not.toMatch(/文庙巷|南门桥|water|p-inspection/)
  })

  test('leaves out what was read meanwhile, and is not sent when nothing is left', async () => {
    await proposed('文庙巷路灯')
    await markRead(running.engine.db, region, 'mayor', { upTo: at('2018-11-15 07:00') })

    expect(await collectAt('2018-11-15 08:00')).toBe(0)
  })

  test('goes to nobody whose address is not confirmed, or who stopped it', async () => {
    await proposed('文庙巷路灯')
    await stopMail(running.engine.db, mayor)
    await askMail(running.engine.db, mayor, 'other@example.cn', Buffer.from('x'), new Date(Date.now() + 60_000))

    expect(await collectAt('2018-11-15 08:00')).toBe(0)
  })
})

describe('what cannot wait', () => {
  test('goes at once in working hours, before the digest of its hour, and once', async () => {
    await saveHours(running.engine.db, mayor, { ...untouched, digestHour: 17 })
    await proposed('文庙巷路灯')

    // The proposal may be decided on until 21 November.
    const made = [
      await collectAt('2018-11-19 09:00'),
      await collectAt('2018-11-20 09:00'),
      await collectAt('2018-11-20 10:00'),
    ]
    await arrived(1)

    expect(made).toEqual([0, 1, 0])
    expect(server.mails[0]?.headers.get('subject')).toBe('落实：1 条不能等的通知')
  })

  test('waits in the night and on days off', async () => {
    await proposed('文庙巷路灯')
    await running.engine.advanceTo(at('2018-11-24 00:10'))
    await running.engine.settled()

    // A Saturday, then Monday before eight.
    const made = [await collectAt('2018-11-24 10:00'), await collectAt('2018-11-26 07:59')]

    expect(made).toEqual([0, 0])
    expect(await collectAt('2018-11-26 08:00')).toBe(1)
  })
})

test('a mail that the server did not take is sent again with the same Message-ID, and the failure names no address', async () => {
  server.refusals = 1
  await proposed('文庙巷路灯')
  await collectAt('2018-11-15 08:00')

  const failure = await vi.waitFor(
    async () => {
      const { rows } = await running.engine.db.query<{ error: string }>(
        'select last_error as error from graphile_worker.jobs where last_error is not null',
      )
      expect(rows).toHaveLength(1)
      return rows[0]?.error
    },
    { timeout: 20_000, interval: 50 },
  )
  const { rows } = await running.engine.db.query<{ id: string }>(`select id from outbox where kind = 'mail'`)
  await running.engine.db.query('update graphile_worker._private_jobs set run_at = now()')
  await arrived(1)

  expect(failure).toContain('mail not accepted: 451')
  expect(failure).not.toContain('wang')
  expect(server.mails[0]?.headers.get('message-id')).toBe(`<${rows[0]?.id}@example.cn>`)
})

test('an address is confirmed by its code only, and five wrong codes end it', async () => {
  const { db } = running.engine
  await askMail(db, mayor, 'new@example.cn', Buffer.from('right'), new Date(Date.now() + 60_000))

  for (let tries = 0; tries < 5; tries += 1) expect(await confirmMail(db, mayor, Buffer.from('wrong'), 5)).toBe(false)

  expect(await confirmMail(db, mayor, Buffer.from('right'), 5)).toBe(false)
})
