import { createHash, randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { type Answer, openTestServer, type TestServer, type Who } from '../../test/support/server.ts'
import { at } from '../kernel/testing/calendar.ts'
import type { JsonRecord } from '../kernel/text.ts'
import type { Database } from '../store/cluster/database.ts'

const matter = {
  subject: '路灯修复',
  deliverable: '三条街的路灯全部亮起来',
  measure: '夜间逐盏核查',
  unit: 'water',
  dueOn: '2018-12-10',
  source: 'meeting',
  clause: 'S5.2',
}
const office = { post: 'inspection-1' }
const mayor = { post: 'mayor' }
const photo = Buffer.from('这是一份证据')
const sha256 = createHash('sha256').update(photo).digest('hex')

let database: Database
let server: TestServer
let document: JsonRecord
let ajv: Ajv2020
/** A case that is under way; its four moves are sealed in the log. */
let no: string

beforeAll(async () => {
  database = await freshDatabase()
  server = await openTestServer(database, at('2018-11-14 10:00'))
  document = (await server.call('nobody', 'GET', '/api/openapi.json')).body
  ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { date: true, 'date-time': true, uuid: true, 'uri-reference': true, binary: true },
  })
  ajv.addSchema({ ...document, $id: 'doc' })
  no = (await server.open(office, 'supervised-task', matter)).body.no
  await server.move(mayor, no, 'approve', 0)
  await server.move(office, no, 'assign', 1)
  await server.move({ post: 'water-head' }, no, 'accept', 2, { handlerPost: 'water-clerk' })
  await vi.waitFor(
    async () => expect((await server.call(office, 'GET', `/api/v1/cases/${no}/receipts/3`)).status).toBe(200),
    { timeout: 20_000, interval: 100 },
  )
})
afterAll(async () => {
  await server.close()
  await database.close()
})

type Node = Readonly<Record<string, JsonRecord>>

/** The response that the document promises for an answer, or undefined. */
function promised(path: string, method: string, { status }: Answer): JsonRecord | undefined {
  const operation = (document.paths as Node)[path]?.[method] as JsonRecord | undefined
  const response = (operation?.responses as Node | undefined)?.[String(status)]
  const name = /^#\/components\/responses\/(\w+)$/.exec(String(response?.$ref ?? ''))?.[1]
  return name === undefined ? response : ((document.components as JsonRecord).responses as Node)[name]
}

/** What is wrong with an answer by the document's word; empty when it is as promised. */
function faultsOf(path: string, method: string, answer: Answer): readonly string[] {
  const response = promised(path, method, answer)
  if (!response) return [`${method} ${path} answers ${answer.status}, which is not documented`]
  const contents = (response.content ?? {}) as Node
  const content = contents[answer.type] ?? contents['*/*']
  if (!content) return [`${method} ${path} ${answer.status} answers ${answer.type}, which is not documented`]
  if (!answer.type.endsWith('json')) return []
  const schema = rooted(content.schema ?? {}) as JsonRecord
  const validate = ajv.compile(schema)
  validate(answer.body)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${path}${instancePath} ${message}`)
}

/** A schema of the document as one of its own: references lead back into the document. */
function rooted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rooted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) =>
      name === '$ref' ? [name, `doc${String(member)}`] : [name, rooted(member)],
    ),
  )
}

interface Call {
  readonly path: string
  readonly as?: Who
  readonly address?: () => string
  /** 200 unless told. */
  readonly status?: number
}

const calls: readonly Call[] = [
  { path: '/healthz' },
  { path: '/readyz' },
  { path: '/metrics' },
  { path: '/api/openapi.json' },
  { path: '/api/openapi-3.0.json' },
  { path: '/api/v1/cases', as: office },
  { path: '/api/v1/cases', address: () => '/api/v1/cases?limit=0', status: 400 },
  { path: '/api/v1/cases', as: { token: 'wrong-token' }, status: 401 },
  { path: '/api/v1/cases/{no}', as: office, address: () => `/api/v1/cases/${no}` },
  { path: '/api/v1/cases/{no}', address: () => `/api/v1/cases/${no}` },
  { path: '/api/v1/cases/{no}', address: () => '/api/v1/cases/DB-2018-9999', status: 404 },
  { path: '/api/v1/cases/{no}/events', as: office, address: () => `/api/v1/cases/${no}/events` },
  { path: '/api/v1/cases/{no}/moves', as: office, address: () => `/api/v1/cases/${no}/moves` },
  {
    path: '/api/v1/cases/{no}/receipts/{seq}',
    as: office,
    address: () => `/api/v1/cases/${no}/receipts/3`,
  },
  {
    path: '/api/v1/cases/{no}/receipts/{seq}',
    address: () => `/api/v1/cases/${no}/receipts/99`,
    status: 404,
  },
  {
    path: '/api/v1/cases/{no}/receipts/{seq}/own.tlog-proof',
    as: office,
    address: () => `/api/v1/cases/${no}/receipts/3/own.tlog-proof`,
  },
  {
    path: '/api/v1/cases/{no}/receipts/{seq}/entry.json',
    as: office,
    address: () => `/api/v1/cases/${no}/receipts/3/entry.json`,
  },
  { path: '/api/v1/log' },
  { path: '/api/v1/log/checkpoints' },
  { path: '/api/v1/search', as: office, address: () => `/api/v1/search?q=${encodeURIComponent('路灯')}` },
  { path: '/api/v1/search', address: () => '/api/v1/search', status: 400 },
  { path: '/api/v1/procedures' },
  { path: '/api/v1/procedures/{id}', address: () => '/api/v1/procedures/supervised-task' },
  { path: '/api/v1/procedures/{id}', address: () => '/api/v1/procedures/none', status: 404 },
  {
    path: '/api/v1/procedures/{id}/diagram.bpmn',
    address: () => '/api/v1/procedures/supervised-task/diagram.bpmn',
  },
  { path: '/api/v1/plans' },
  { path: '/api/v1/plans/{id}/clauses', address: () => '/api/v1/plans/jiujiang-2018/clauses' },
  { path: '/api/v1/plans/{id}/clauses', address: () => '/api/v1/plans/none/clauses', status: 404 },
  {
    path: '/api/v1/evidence/{sha256}',
    as: office,
    address: () => `/api/v1/evidence/${'0'.repeat(64)}`,
    status: 404,
  },
  { path: '/log/checkpoint' },
  { path: '/log/checkpoint.{size}', address: () => '/log/checkpoint.999999', status: 404 },
  { path: '/log/log.vkey' },
  { path: '/log/policy.txt' },
  { path: '/log/witness.vkeys' },
  { path: '/log/tile/{path}', address: () => '/log/tile/0/000.p/1' },
  { path: '/log/tile/{path}', address: () => '/log/tile/0/999', status: 404 },
  { path: '/log/proof/{index}.tlog-proof', address: () => '/log/proof/0.tlog-proof' },
  { path: '/log/proof/{index}.tlog-proof', address: () => '/log/proof/99999.tlog-proof', status: 404 },
]

describe('the API document', () => {
  test.each(calls)(
    'is kept by GET $path with $status',
    async ({ path, as = 'nobody', address = () => path, status }) => {
      const answer = await server.call(as, 'GET', address())

      expect(answer.status).toBe(status ?? 200)
      expect(faultsOf(path, 'get', answer)).toEqual([])
    },
  )

  test('has no GET that is not asked here', () => {
    const documented = Object.entries(document.paths as Node).flatMap(([path, methods]) => (methods.get ? [path] : []))

    expect(documented.filter((path) => !calls.some((call) => call.path === path))).toEqual([])
  })

  test('is kept by opening a case, and by every way in which it is refused', async () => {
    const bodies: readonly (readonly [number, Who, JsonRecord])[] = [
      [201, office, { id: randomUUID(), procedure: 'supervised-task', input: matter }],
      [400, office, { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, subject: '' } }],
      [403, mayor, { id: randomUUID(), procedure: 'supervised-task', input: matter }],
      [422, office, { id: randomUUID(), procedure: 'supervised-task', input: { ...matter, dueOn: '2018-01-01' } }],
    ]

    for (const [status, who, body] of bodies) {
      const answer = await server.call(who, 'POST', '/api/v1/cases', body)

      expect(answer.status).toBe(status)
      expect(faultsOf('/api/v1/cases', 'post', answer)).toEqual([])
    }
  })

  test('is kept by a move, and by every way in which it is refused', async () => {
    const path = '/api/v1/cases/{no}/report-progress'
    const progress = { percent: 10, progressNote: '已换好第一条街的灯' }
    const head = { post: 'water-head' }
    const moves: readonly (readonly [number, Who, number, JsonRecord])[] = [
      [403, mayor, 3, progress],
      [400, head, 3, { percent: 'ten' }],
      [409, head, 1, progress],
      [200, head, 3, progress],
      [422, head, 4, { ...progress, percent: 5 }],
    ]

    for (const [status, who, seen, input] of moves) {
      const answer = await server.move(who, no, 'report-progress', seen, input)

      expect(answer.status).toBe(status)
      expect(faultsOf(path, 'post', answer)).toEqual([])
    }
  })

  test('is kept by evidence that is uploaded', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/evidence',
      headers: { 'content-type': 'text/plain' },
      payload: photo,
    })

    expect(answer.statusCode).toBe(201)
    expect(answer.json().sha256).toBe(sha256)
    expect(
      faultsOf('/api/v1/evidence', 'post', { status: 201, type: 'application/json', body: answer.json() }),
    ).toEqual([])
  })

  test('comes packed to who takes it packed, and says the same', async () => {
    const plain = await server.app.inject('/api/openapi.json')
    const packed = await server.app.inject({ url: '/api/openapi.json', headers: { 'accept-encoding': 'br, gzip' } })

    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.rawPayload).toString('utf8')).toBe(plain.body)
    expect(packed.rawPayload.length).toBeLessThan(plain.body.length / 5)
  })

  test('comes in OpenAPI 3.1 and 3.0, names the product, and is not sent twice', async () => {
    const first = await server.app.inject('/api/openapi.json')
    const older = await server.call('nobody', 'GET', '/api/openapi-3.0.json')
    const again = await server.app.inject({
      url: '/api/openapi.json',
      headers: { 'if-none-match': String(first.headers.etag) },
    })

    expect(first.json().openapi).toBe('3.1.0')
    expect(first.json().info.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(older.body.openapi).toBe('3.0.3')
    expect(again.statusCode).toBe(304)
    expect(again.body).toBe('')
  })
})

describe('a procedure as it is served', () => {
  test('carries its hash, its flow chart and its matrix', async () => {
    const { body } = await server.call('nobody', 'GET', '/api/v1/procedures/finding-rectification')

    expect(body.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(body.version).toBe(body.hash)
    expect(body.diagram).toMatch(/^<svg [\s\S]*整改中[\s\S]*<\/svg>\n$/)
    expect(body.matrix.permissions).toContainEqual({
      party: 'verifier',
      transition: 'pass',
      state: 'verifying',
      to: 'judging',
      conditions: [],
      form: 'passed',
    })
  })

  test('has its chart in English for who asks in English, under another ETag', async () => {
    const url = '/api/v1/procedures/supervised-task'
    const chinese = await server.app.inject(url)
    const english = await server.app.inject({ url, headers: { 'accept-language': 'en' } })

    expect(english.json().diagram).toContain('in progress')
    expect(chinese.json().diagram).toContain('办理中')
    expect(english.headers.etag).not.toBe(chinese.headers.etag)
    expect(english.headers.vary).toContain('accept-language')
  })

  test('is had as BPMN at the address that it names', async () => {
    const { body } = await server.call('nobody', 'GET', '/api/v1/procedures/supervised-task')
    const { type, body: bpmn } = await server.call('nobody', 'GET', body.bpmn)

    expect(type).toBe('application/xml')
    expect(bpmn).toContain('<bpmn:process id="supervised-task"')
  })
})
