import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { officer, openTestEngine, type TestEngine } from '../../test/support/engine.ts'
import { openapiOf } from '../derive/openapi/openapi.ts'
import { at } from '../kernel/testing/calendar.ts'
import { region } from '../kernel/testing/city.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Database } from '../store/cluster/database.ts'
import { casesByNo } from '../store/read.ts'
import { webhooks } from '../store/webhooks.ts'
import { post } from './webhook-send.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const receiver = async () => {
  const received: Received[] = []
  const kept = { received, statuses: [] as number[] }
  const server = createServer((request, answer) => {
    text(request).then((body) => {
      received.push({ headers: request.headers, body })
      answer.writeHead(kept.statuses.shift() ?? 204, { location: '/elsewhere' }).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    ...kept,
    url: `http://127.0.0.1:${port}/events`,
    close: () => new Promise((done) => server.close(done)),
  }
}

const admin = randomUUID()
let database: Database
let running: TestEngine
let there: Awaited<ReturnType<typeof receiver>>

beforeEach(async () => {
  database = await freshDatabase()
  there = await receiver()
  running = await openTestEngine(database, at('2018-11-14 10:00'), undefined, {
    origin: 'https://luoshi.example.cn',
    allowsPrivate: true,
  })
})
afterEach(async () => {
  await running.close()
  await there.close()
  await database.close()
})

async function registered(): Promise<string> {
  const result = await running.engine.outside.openWebhook(admin, there.url)
  return result.ok ? result.value : ''
}

async function move(no: string, post_: string, transition: string, input: JsonRecord = {}): Promise<void> {
  const [stored] = await casesByNo(running.engine.db, region, [no])
  const result = await running.engine.submit({
    key: randomUUID(),
    actor: officer(post_),
    transition,
    input,
    seen: stored?.case.seq ?? -1,
    target: { no },
  })
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
}

/** A task of which the public learns with its third move. */
async function assigned(): Promise<string> {
  const result = await running.engine.submit({
    key: randomUUID(),
    actor: officer('inspection-1'),
    transition: 'propose',
    input: {
      subject: '文庙巷路灯',
      deliverable: '三条街的路灯全部亮起来',
      measure: '夜间逐盏核查',
      unit: 'water',
      dueOn: '2018-12-20',
      source: 'meeting',
    },
    target: { open: { procedure: 'supervised-task', region, parent: null } },
  })
  const no = result.ok ? result.value.case.no : ''
  await running.engine.settled()
  await move(no, 'mayor', 'approve')
  await running.engine.settled()
  await move(no, 'inspection-1', 'assign')
  await running.engine.settled()
  return no
}

const waiting = async () =>
  (await running.engine.db.query<{ id: string }>(`select id from outbox where kind = 'webhook'`)).rows

const arrived = (n: number) =>
  vi.waitFor(() => expect(there.received).toHaveLength(n), { timeout: 20_000, interval: 50 })

const again = () => running.engine.db.query('update graphile_worker._private_jobs set run_at = now()')

test('a public step is told as a CloudEvent whose signature others can check, and a step that is not public is not', async () => {
  const secret = await registered()

  const no = await assigned()
  await arrived(1)

  const [{ headers, body } = { headers: {}, body: '' }] = there.received
  const checked = new Webhook(secret).verify(body, headers as Record<string, string>)
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  expect(checked).toMatchObject({
    specversion: '1.0',
    type: 'luoshi.case.moved.v1',
    source: 'https://luoshi.example.cn/log',
    subject: no,
    time: '2018-11-14T02:00:00.000Z',
    data: { case: { no, title: '文庙巷路灯' }, event: { transition: 'assign' } },
  })
  expect(body).not.toContain(officer('inspection-1').person)
})

test('a report of progress, which calls nobody, is told too', async () => {
  await registered()
  const no = await assigned()
  await move(no, 'water-liaison', 'accept', { handlerPost: 'water-liaison' })
  await move(no, 'water-liaison', 'report-progress', { percent: 40, progressNote: '三条街已经修好一条，灯都亮了。' })
  await running.engine.settled()

  await arrived(3)

  const told = there.received.map(({ body }) => (JSON.parse(body) as { data: { event: { transition: string } } }).data)
  expect(told.map(({ event }) => event.transition)).toContain('report-progress')
})

test('what is told is what the API document says is told', async () => {
  await registered()
  await assigned()
  await arrived(1)
  const document = openapiOf([...running.engine.programme.procedures.values()], {
    origin: 'https://luoshi.example.cn',
    version: '0.0.0',
  })
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'luoshi')
  const isEvent = ajv.getSchema('luoshi#/components/schemas/CloudEvent')

  const said = JSON.parse(there.received[0]?.body ?? '{}')

  expect([isEvent?.(said), isEvent?.errors]).toEqual([true, null])
  expect(isEvent?.({ ...said, type: 'another' })).toBe(false)
})

test('a body that was changed on the way does not pass the check', async () => {
  const secret = await registered()
  await assigned()
  await arrived(1)

  const [{ headers, body } = { headers: {}, body: '' }] = there.received

  expect(() =>
    new Webhook(secret).verify(body.replace('assign', 'cancel'), headers as Record<string, string>),
  ).toThrow()
})

test('what was not taken is sent again under the same webhook-id, then no more', async () => {
  await registered()
  there.statuses.push(500)
  await assigned()
  await arrived(1)
  await vi.waitFor(async () => expect((await webhooks(running.engine.db, region, 1))[0]?.failures).toBe(1), {
    timeout: 20_000,
  })

  await vi.waitFor(
    async () => {
      await again()
      expect(there.received).toHaveLength(2)
    },
    { timeout: 20_000, interval: 200 },
  )

  await vi.waitFor(async () => expect(await waiting()).toEqual([]), { timeout: 20_000 })
  expect(there.received[1]?.headers['webhook-id']).toBe(there.received[0]?.headers['webhook-id'])
  expect((await webhooks(running.engine.db, region, 1))[0]).toMatchObject({ failures: 0, lastOutcome: '204' })
})

test('410 ends the webhook, and nothing more waits for it', async () => {
  await registered()
  there.statuses.push(410)
  const no = await assigned()
  await vi.waitFor(async () => expect((await webhooks(running.engine.db, region, 1))[0]?.endedBecause).toBe('gone'), {
    timeout: 20_000,
  })

  await move(no, 'water-liaison', 'accept', { handlerPost: 'water-clerk' })
  await running.engine.settled()

  expect(await waiting()).toEqual([])
})

test('no redirect is followed', async () => {
  there.statuses.push(302)

  const outcome = await post({
    url: there.url,
    secret: 'whsec_AAAA',
    id: 'x',
    body: '{}',
    contentType: 'application/json',
    allowsPrivate: true,
  })

  expect([outcome, there.received.length]).toEqual([302, 1])
})

test('a name that leads to a private address is not called', async () => {
  const { port } = new URL(there.url)

  const outcome = await post({
    url: `https://localhost:${port}/`,
    secret: 'whsec_AAAA',
    id: 'x',
    body: '{}',
    contentType: 'application/json',
    allowsPrivate: false,
  })

  expect([outcome, there.received.length]).toEqual(['private-address', 0])
})

test('the secret does not lie open in the database, and the registration is in the audit without it', async () => {
  const secret = await registered()

  const { rows } = await running.engine.db.query<{ row: string }>(
    `select to_json(w)::text as row from webhook w union all select to_json(a)::text from admin_event a`,
  )

  expect(rows).toHaveLength(2)
  expect(
    rows.filter(({ row }) => row.includes(secret.slice(6)) || row.includes(Buffer.from(secret).toString('hex'))),
  ).toEqual([])
})
