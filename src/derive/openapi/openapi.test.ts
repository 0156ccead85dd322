import diagnostics from 'node:diagnostics_channel'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import { problemOf } from '../../http/problem.ts'
import { createServer } from '../../http/server.ts'
import { movesOf } from '../../kernel/decide.ts'
import { around, bound, calendar, officer, org, visitor } from '../../kernel/testing/city.ts'
import { asker, done, lampProcedure, mended } from '../../kernel/testing/lamp-case.ts'
import type { Json, JsonRecord } from '../../kernel/text.ts'
import { view, viewEvents } from '../../kernel/view.ts'
import { declarations } from '../../mechanisms/all.ts'
import { openapi30Of, openapiOf } from './openapi.ts'
import { type ProblemCode, problems } from './problems.ts'

const options = { origin: 'http://127.0.0.1:8420', version: '0.0.0' }
const procedures = declarations.map((d) => bound(d))
const document = openapiOf(procedures, options)
const paths = document.paths as Readonly<Record<string, Readonly<Record<string, JsonRecord>>>>

describe.each([
  ['3.1', document],
  ['3.0', openapi30Of(document)],
])('the document in OpenAPI %s', (_, written) => {
  test('is without fault to an independent reader, every example included', async () => {
    const config = await createConfig({
      extends: ['recommended-strict'],
      rules: {
        'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: false },
        'no-invalid-parameter-examples': 'error',
        // Whether the process is alive is answered to anybody in any state: nothing can be wrong with the question.
        'operation-4xx-response': 'off',
      },
    })

    const faults = await lintFromString({ source: JSON.stringify(written), absoluteRef: '/openapi.json', config })

    expect(faults.map(({ ruleId, message, location }) => `${ruleId}: ${message} at ${location[0]?.pointer}`)).toEqual(
      [],
    )
  })

  test('describes every answer with a schema, and every problem with an example', () => {
    const responses = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses: all }]) =>
        Object.entries(all as Readonly<Record<string, JsonRecord>>).map(([status, response]) => ({
          at: `${method} ${path} ${status}`,
          response,
        })),
      ),
    )
    const shared = (document.components as JsonRecord).responses as Readonly<Record<string, JsonRecord>>
    const bare = responses
      .filter(({ at, response }) => !at.endsWith(' 304') && !response.$ref && !response.content)
      .map(({ at }) => at)
    const silent = Object.entries(shared).filter(([, { content }]) => !JSON.stringify(content).includes('"says"'))

    expect(bare).toEqual([])
    expect(silent).toEqual([])
  })
})

test('what we send is described in both, with an example', () => {
  const sent = [document.webhooks, openapi30Of(document)['x-webhooks']]

  expect(sent.map((all) => Object.keys(all as JsonRecord))).toEqual([['case-moved'], ['case-moved']])
  expect(sent.map((all) => JSON.stringify(all).includes('"specversion":"1.0"'))).toEqual([true, true])
  expect(openapi30Of(document)).not.toHaveProperty('webhooks')
})

describe('what is served', () => {
  /** Stands for engine, access and store: routes are added, never called. */
  const anything: unknown = new Proxy(() => anything, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => '' : anything),
  })
  const asPath = (route: string) =>
    route
      .replace('/log/tile/*', '/log/tile/{path}')
      .replace('/log/proof/:file', '/log/proof/{index}.tlog-proof')
      .replaceAll(/:(\w+)/g, '{$1}')

  /** Method and path of every route, as the server itself registers it. */
  async function served(): Promise<readonly string[]> {
    const all: string[] = []
    const listen = (message: unknown) => {
      const { fastify } = message as { readonly fastify: FastifyInstance }
      fastify.addHook('onRoute', ({ method, url }) => {
        all.push(...[method].flat().map((one) => `${one.toLowerCase()} ${asPath(url)}`))
      })
    }
    diagnostics.subscribe('fastify.initialization', listen)
    const app = await createServer({ context: anything as never, logger: false, trustProxy: false })
    await app.ready()
    diagnostics.unsubscribe('fastify.initialization', listen)
    return all.filter((route) => !route.startsWith('head '))
  }

  test('is documented, every route of it', async () => {
    const routes = await served()
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )

    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter((route) => !documented.includes(route))).toEqual([])
  })

  test('is all that is documented, besides the entries of single moves', async () => {
    const routes = await served()
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    const promised = documented.filter((route) => !/^post \/api\/v1\/cases\/\{no\}\/[a-z]/.test(route))

    expect(promised.filter((route) => !routes.includes(route))).toEqual([])
  })

  test('is answered with the numbers and titles that are documented', () => {
    const wrong = (Object.keys(problems) as ProblemCode[]).filter((code) => {
      const [status, zh, en] = problems[code]
      const [inChinese, inEnglish] = [false, true].map((english) => problemOf({ code, says: ['甲', 'a'] }, english))
      return inChinese?.status !== status || inChinese.title !== zh || inEnglish?.title !== en
    })

    expect(wrong).toEqual([])
  })
})

describe('answers of the kernel', () => {
  const written = openapiOf([lampProcedure], options)
  const { schemas } = written.components as { readonly schemas: JsonRecord }
  const ajv = new Ajv2020({ strict: false, formats: { date: true, 'date-time': true, 'uri-reference': true } })
  ajv.addSchema({ $id: 'doc', components: { schemas } })
  const faults = (name: string, value: unknown) => {
    const validate = ajv.compile({ $ref: `doc#/components/schemas/${name}` })
    validate(JSON.parse(JSON.stringify(value)))
    return validate.errors ?? []
  }

  test.each([
    ['a visitor', visitor],
    ['an office', officer('intake-1')],
    ['the person who asked', asker(done.case)],
  ])('as %s reads them are what the document says', (_, viewer) => {
    const viewing = { viewer, now: done.now, calendar, org }
    const seen = view(lampProcedure, done.case, viewing)
    const history = viewEvents(lampProcedure, done.case, done.events, viewing) ?? []
    const moves = movesOf(lampProcedure, mended.case, viewer, around(mended.now)).map(
      ({ transition, party, refusal }) => ({
        transition,
        title: ['甲', 'a'],
        party,
        possible: refusal === null,
        basis: null,
        form: null,
        why: refusal && problemOf(refusal, false, lampProcedure),
      }),
    )

    expect(faults('Case', { ...seen, receipt: '/api/v1/cases/x/receipts/1' })).toEqual([])
    expect(history.flatMap((event) => faults('Event', { ...event, logIndex: null }))).toEqual([])
    expect(moves.flatMap((move) => faults('Move', move))).toEqual([])
  })

  test('that show a field the declaration does not have are not', () => {
    const viewing = { viewer: visitor, now: done.now, calendar, org }
    const seen = view(lampProcedure, done.case, viewing)

    expect(faults('Case', { ...seen, data: { ...seen?.data, secret: 1 }, receipt: 'x' })).not.toEqual([])
  })
})

describe('each move', () => {
  test('that people make has an entry of its own; those of the clock and the system have none', () => {
    const own = Object.keys(paths).flatMap((path) => /^\/api\/v1\/cases\/\{no\}\/([a-z-]+)$/.exec(path)?.[1] ?? [])
    const people = procedures.flatMap((p) =>
      p.transitions
        .filter(
          ([, t]) => t.from !== 'new' && !t.automatic && t.by.some((party) => party !== 'clock' && party !== 'system'),
        )
        .map(([name]) => name),
    )

    expect(own.filter((name) => name !== 'events' && name !== 'moves').sort()).toEqual([...new Set(people)].sort())
  })

  test('is refused in the document by the sentence that a person reads', () => {
    const text = JSON.stringify(paths['/api/v1/cases/{no}/sign-nobody'])

    expect(text).toContain('本件没有可以询问的人')
    expect(text).toContain('"condition":"nobodyToAsk"')
    expect(text).toContain('第一人签字')
  })
})

test('3.0 writes nothing that only 3.1 knows', () => {
  const found: string[] = []
  const look = (value: Json, at: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (name === 'value' || name === 'example') continue
      if (name === 'type' && (Array.isArray(member) || member === 'null')) found.push(at)
      look(member as Json, `${at}/${name}`)
    }
  }

  look(openapi30Of(document), '')

  expect(found).toEqual([])
})
