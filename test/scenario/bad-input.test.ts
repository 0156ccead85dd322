import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fsck } from '../../src/engine/fsck.ts'
import { createServer } from '../../src/http/server.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestServer, type TestServer } from '../support/server.ts'

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-10',
  source: 'meeting',
}

const office = { post: 'inspection-1' }

let database: Database
let server: TestServer

beforeAll(async () => {
  database = await freshDatabase()
  server = await openTestServer(database, at('2018-11-14 10:00'))
})
afterAll(async () => {
  await server.close()
  await database.close()
})

const opened = async () => (await server.open(office, 'supervised-task', matter)).body.no as string

describe('a request that is malformed is refused, never with a 500, and says what to do', () => {
  test.each<[string, unknown, number, string]>([
    [
      'an unknown member',
      { id: randomUUID(), procedure: 'supervised-task', input: matter, colour: 'red' },
      400,
      'colour',
    ],
    ['a missing id', { procedure: 'supervised-task', input: matter }, 400, 'id'],
    ['an id that is no UUID', { id: '7', procedure: 'supervised-task', input: matter }, 400, 'id'],
    ['an input that is a list', { id: randomUUID(), procedure: 'supervised-task', input: [] }, 400, 'input'],
    ['an unknown field', { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, zzz: 1 } }, 400, 'zzz'],
    [
      'a number for a text',
      { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, subject: 7 } },
      400,
      'subject',
    ],
    [
      'a day that does not exist',
      { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, dueOn: '2018-02-30' } },
      400,
      'dueOn',
    ],
    [
      'an option that is not listed',
      { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, source: 'rumour' } },
      400,
      'source',
    ],
    [
      'a lone surrogate',
      { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, subject: '\ud800' } },
      400,
      'subject',
    ],
    [
      'a text of U+0000',
      { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, subject: 'a\u0000' } },
      400,
      'subject',
    ],
    [
      'a poisoned prototype',
      `{"id":"${randomUUID()}","procedure":"supervised-task","input":{"__proto__":{"x":1}}}`,
      400,
      '__proto__',
    ],
  ])('%s', async (_name, body, status, field) => {
    const answer = await server.call(office, 'POST', '/api/v1/cases', body)

    expect(answer).toMatchObject({ status, type: 'application/problem+json' })
    expect(answer.body.fields.map((fault: { field: string }) => fault.field)).toContain(field)
    expect(answer.body.says).toMatchObject({ zh: expect.any(String), en: expect.any(String) })
  })

  test.each<[string, string | Buffer, number, string]>([
    ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, 'malformed'],
    ['broken JSON', '{"id": ', 400, 'malformed'],
    ['no body', '', 400, 'malformed'],
    ['ten megabytes', `{"id":"${'x'.repeat(10_000_000)}"}`, 413, 'too-large'],
    ['brackets a hundred thousand deep', '['.repeat(100_000), 400, 'malformed'],
    [
      'a deep input',
      `{"id":"${randomUUID()}","procedure":"supervised-task","input":{"subject":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      400,
      'malformed',
    ],
  ])('%s', async (_name, body, status, code) => {
    const answer = await server.call(office, 'POST', '/api/v1/cases', body)

    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { code } })
  })

  test('another media type', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { 'content-type': 'text/xml' },
      payload: '<a/>',
    })

    expect([answer.statusCode, answer.json().code]).toEqual([415, 'not-acceptable'])
  })

  test('a number that no case has, and a transition that no procedure has', async () => {
    const no = await opened()

    expect((await server.move(office, 'DB-2018-9999', 'assign', 0)).status).toBe(404)
    expect((await server.move(office, "DB-2018-0001'; drop table event", 'assign', 0)).status).toBe(404)
    expect((await server.move(office, no, 'constructor', 0)).status).toBe(404)
  })

  test('a list with a cursor that we never gave', async () => {
    expect((await server.call(office, 'GET', '/api/v1/cases?after=nonsense')).status).toBe(400)
    expect((await server.call(office, 'GET', '/api/v1/cases?limit=100000')).status).toBe(400)
    expect((await server.call(office, 'GET', '/api/v1/cases?unknown=1')).status).toBe(400)
  })
})

describe('a move is refused', () => {
  test('to a stranger: he is asked to log in', async () => {
    const no = await opened()

    expect(await server.move('nobody', no, 'approve', 0)).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    })
    expect(await server.move({ token: 'lst_wrong-token' }, no, 'approve', 0)).toMatchObject({ status: 401 })
    expect(await server.move({ code: 'AAAAA-AAAAA-AAAAA-AAAAA' }, no, 'approve', 0)).toMatchObject({ status: 401 })
  })

  test('to the wrong party: it names who may, and the basis', async () => {
    const no = await opened()

    expect(await server.move({ post: 'water-head' }, no, 'approve', 0)).toMatchObject({
      status: 403,
      body: { code: 'not-your-part', basis: 'law/政府督查工作条例/11' },
    })
  })

  test('to the right party in the wrong state: it names the states', async () => {
    const no = await opened()

    expect(await server.move(office, no, 'close', 0)).toMatchObject({ status: 422, body: { code: 'wrong-state' } })
  })

  test('when the case has moved on: it gives the present number', async () => {
    const no = await opened()
    await server.move({ post: 'mayor' }, no, 'approve', 0)

    expect(await server.move({ post: 'mayor' }, no, 'cancel', 0, { ground: '重复立项，撤回' })).toMatchObject({
      status: 409,
      body: { code: 'stale', seq: 1 },
    })
  })

  test('when its condition does not hold: it gives the sentence and the clause of the plan', async () => {
    const answer = await server.open(office, 'supervised-task', { ...matter, dueOn: '2018-11-01' })

    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'condition-not-met', condition: 'futureDue', clauses: ['S3.1.s1'] },
    })
    expect(answer.body.says.zh).toContain('不早于今天')
  })

  test('under a key that was used for something else', async () => {
    const id = randomUUID()
    await server.call(office, 'POST', '/api/v1/cases', { id, procedure: 'supervised-task', input: matter })

    expect(
      await server.call(office, 'POST', '/api/v1/cases', {
        id,
        procedure: 'supervised-task',
        input: { ...matter, subject: '别的事' },
      }),
    ).toMatchObject({ status: 409, body: { code: 'duplicate' } })
  })

  test('but under the same key with the same content it is answered again', async () => {
    const body = { id: randomUUID(), procedure: 'supervised-task', input: matter }
    const [first, second] = [
      await server.call(office, 'POST', '/api/v1/cases', body),
      await server.call(office, 'POST', '/api/v1/cases', body),
    ]

    expect([first.status, second.status, second.body.no]).toEqual([201, 201, first.body.no])
  })

  test('to somebody who has left the post', async () => {
    await server.engine.advanceTo(at('2018-11-14 10:00'))
    const token = await server.context.access.issueToken('water-head', 1, 'test')
    const no = await opened()
    await server.move({ post: 'mayor' }, no, 'approve', 0)
    await server.move(office, no, 'assign', 1)
    await server.engine.db.query(
      "update org_holding set to_day = '2018-11-13' where post = 'water-head' and to_day is null",
    )
    await server.engine.refreshOrg()

    const answer = await server.move({ token: token ?? '' }, no, 'decline', 2, {
      legalGround: '不在本单位三定规定之内',
    })
    await server.engine.db.query(
      "update org_holding set to_day = null where post = 'water-head' and to_day = '2018-11-13'",
    )
    await server.engine.refreshOrg()

    expect(answer.status).toBe(403)
  })
})

test('security headers stand on every answer', async () => {
  const answers = await Promise.all(
    ['/healthz', '/api/v1/procedures', '/nowhere'].map((url) => server.app.inject({ url })),
  )

  for (const answer of answers) {
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  }
})

test('a server whose public address is https tells browsers to stay with it', async () => {
  const context = { ...server.context, origin: 'https://luoshi.example' }
  const secure = await createServer({ context, logger: false, trustProxy: false })

  expect((await secure.inject('/healthz')).headers['strict-transport-security']).toMatch(/^max-age=\d+$/)
  expect((await server.app.inject('/healthz')).headers).not.toHaveProperty('strict-transport-security')
})

describe('an address that sends too much', () => {
  const from = (remoteAddress: string, headers: Record<string, string>, body: unknown) =>
    server.app.inject({
      method: 'POST',
      url: '/api/v1/cases',
      remoteAddress,
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    })
  async function inTurn<T>(times: number, one: (i: number) => Promise<T>): Promise<readonly T[]> {
    const answers: T[] = []
    for (let i = 0; i < times; i++) answers.push(await one(i))
    return answers
  }
  const statuses = async (remoteAddress: string, headers: Record<string, string>) => {
    const answers = await inTurn(45, () => from(remoteAddress, headers, {}))
    return Map.groupBy(answers, (answer) => answer.statusCode)
  }

  test('waits, and is told how long, where nobody answers for it', async () => {
    const byStatus = await statuses('10.9.9.1', {})

    expect([...byStatus.keys()].sort()).toEqual([400, 429])
    const refused = byStatus.get(429)?.[0]
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused?.json()).toMatchObject({ code: 'too-many-requests', status: 429 })
  })

  test('is not counted where a post answers for it, and does not use up the room of others', async () => {
    const token = (await server.context.access.issueToken('inspection-1', 1, 'test')) ?? ''

    expect([...(await statuses('10.9.9.1', { authorization: `Bearer ${token}` })).keys()]).toEqual([400])
    expect((await from('10.9.9.2', {}, {})).statusCode).toBe(400)
  })

  test('with case codes waits too, whatever it guesses', async () => {
    const answers = await inTurn(125, (i) =>
      server.app.inject({
        url: '/api/v1/cases/DB-2018-0001',
        remoteAddress: '10.9.9.3',
        headers: { 'luoshi-code': `AAAAA-AAAAA-AAAAA-${String(i).padStart(5, '0')}` },
      }),
    )

    expect([...new Set(answers.map((answer) => answer.statusCode))].sort()).toEqual([401, 429])
  })
})

test('a program that needs no view of the case gets its number and receipt alone, and is told that this was heeded', async () => {
  const token = (await server.context.access.issueToken('inspection-1', 1, 'test')) ?? ''
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/cases',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'return=minimal' },
    payload: JSON.stringify({ id: randomUUID(), procedure: 'supervised-task', input: matter }),
  })

  expect(answer.headers['preference-applied']).toBe('return=minimal')
  expect(Object.keys(answer.json()).sort()).toEqual(['no', 'receipt', 'seq', 'state'])
})

test('after all of this the journal still makes every row', async () => {
  await server.engine.settled()

  expect((await fsck(database)).differences).toEqual([])
})
