import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { openAccess } from '../../src/engine/access.ts'
import { openEvidence } from '../../src/engine/evidence.ts'
import type { OutsideSettings } from '../../src/engine/outside.ts'
import type { Programme } from '../../src/engine/programme.ts'
import type { Context } from '../../src/http/context.ts'
import { createServer } from '../../src/http/server.ts'
import { orgData } from '../../src/kernel/testing/city.ts'
import type { JsonRecord } from '../../src/kernel/text.ts'
import { addAccounts } from '../../src/store/accounts.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { openTestEngine, personId, type TestEngine } from './engine.ts'

/** An answer of the interface: its status, and its JSON body. */
export interface Answer {
  readonly status: number
  readonly type: string
  // biome-ignore lint/suspicious/noExplicitAny: tests read what the interface promises, and fail where it is not there
  readonly body: any
}

export interface TestServer extends TestEngine {
  readonly app: FastifyInstance
  readonly context: Context
  /** A call as a post of Anlan, as a person with a case code, or as nobody. */
  readonly call: (who: Who, method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answer>
  readonly open: (who: Who, procedure: string, input: JsonRecord, more?: JsonRecord) => Promise<Answer>
  readonly move: (who: Who, no: string, transition: string, seen: number, input?: JsonRecord) => Promise<Answer>
}

export type Who = { readonly post: string } | { readonly code: string } | { readonly token: string } | 'nobody'

/** Our HTTP interface on a migrated database, in this process, with the people of Anlan. */
export async function openTestServer(
  database: Database,
  startsAt: number,
  folder?: string,
  outside?: OutsideSettings,
  programme?: Programme,
): Promise<TestServer> {
  const test = await openTestEngine(database, startsAt, folder, outside, programme)
  const { engine, data } = test
  const people = [...new Set(orgData.holdings.map((holding) => holding.person))]
  await addAccounts(
    engine.db,
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
  const context: Context = {
    engine,
    access: openAccess(engine.db, engine.programme, engine.clock, engine.org),
    evidence: openEvidence(engine.db, data),
    origin: 'http://test',
    isDemo: true,
    // Whoever publishes in a test opens the engine anew himself.
    takeOver: { isDemo: true, isPlanChosen: false, now: () => {} },
  }
  const app = await createServer({ context, logger: false, trustProxy: false })
  const tokens = new Map<string, string>()

  const headers = async (who: Who): Promise<Record<string, string>> => {
    if (who === 'nobody') return {}
    if ('code' in who) return { 'luoshi-code': who.code }
    if ('token' in who) return { authorization: `Bearer ${who.token}` }
    const known = tokens.get(who.post) ?? (await context.access.issueToken(who.post, 1, 'test')) ?? ''
    tokens.set(who.post, known)
    return { authorization: `Bearer ${known}` }
  }

  const call: TestServer['call'] = async (who, method, path, body) => {
    const answer = await app.inject({
      method,
      url: path,
      headers: { ...(await headers(who)), ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && {
        payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
      }),
    })
    const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? ''
    return { status: answer.statusCode, type, body: type.endsWith('json') ? answer.json() : answer.body }
  }

  return {
    ...test,
    app,
    context,
    call,
    open: (who, procedure, input, more = {}) =>
      call(who, 'POST', '/api/v1/cases', { id: randomUUID(), procedure, input, ...more }),
    move: (who, no, transition, seen, input = {}) =>
      call(who, 'POST', `/api/v1/cases/${no}/${transition}`, { id: randomUUID(), seen, input }),
    close: async () => {
      await app.close()
      await test.close()
    },
  }
}
