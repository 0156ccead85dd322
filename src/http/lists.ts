import type { FastifyInstance, FastifyRequest } from 'fastify'
import { folded, wordsOf } from '../engine/words.ts'
import type { Actor } from '../kernel/case.ts'
import { type Cursor, listCases, searchCases } from '../store/list.ts'
import type { StoredCase } from '../store/row.ts'
import { actorOf, type Context } from './context.ts'
import { refuseWith } from './problem.ts'
import { caseBody, storeViewer } from './views.ts'

const text = { type: 'string', minLength: 1, maxLength: 100 } as const

const listSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    procedure: text,
    unit: text,
    state: text,
    clause: text,
    region: text,
    overdue: { type: 'string', enum: ['true', 'false'] },
    open: { type: 'string', enum: ['true', 'false'] },
    sort: { type: 'string', enum: ['due', 'opened'] },
    limit: { type: 'string', pattern: '^([1-9]|[1-9]\\d|1\\d\\d|200)$' },
    after: { type: 'string', maxLength: 200 },
  },
} as const

interface ListQuery {
  readonly procedure?: string
  readonly unit?: string
  readonly state?: string
  readonly clause?: string
  readonly region?: string
  readonly overdue?: string
  readonly open?: string
  readonly sort?: 'due' | 'opened'
  readonly limit?: string
  readonly after?: string
}

const defaultLimit = 50

function cursorOf(text: string): Cursor | null {
  const match = /^(-?\d+|-)_([0-9a-f-]{36})$/.exec(Buffer.from(text, 'base64url').toString('latin1'))
  return match?.[2] === undefined ? null : { at: match[1] === '-' ? null : Number(match[1]), id: match[2] }
}

const cursorText = ({ at, id }: Cursor) => Buffer.from(`${at ?? '-'}_${id}`).toString('base64url')

/** The address of the next page: the same query after the last row. */
function nextLink(request: FastifyRequest, query: ListQuery, next: Cursor): string {
  const path = request.url.split('?')[0] ?? ''
  const parameters = new URLSearchParams({ ...(query as Record<string, string>), after: cursorText(next) })
  return `${path}?${parameters.toString()}`
}

/** What a list shows of a case: the head of its view. */
function rowOf(context: Context, stored: StoredCase, actor: Actor) {
  const seen = caseBody(context.engine, stored.case, actor)
  if (!seen) return []
  const {
    no,
    procedure,
    title,
    unit,
    clause,
    state,
    final,
    seq,
    openedOn,
    changedOn,
    overdue,
    clocks,
    parts,
    isPublic,
  } = seen
  const due = clocks.flatMap((clock) => (clock.due === null ? [] : [clock.due])).sort()[0] ?? null
  return [{ no, procedure, title, unit, clause, state, final, seq, openedOn, changedOn, due, overdue, parts, isPublic }]
}

export function addListRoutes(app: FastifyInstance, context: Context): void {
  const { engine } = context
  app.get<{ Querystring: ListQuery }>(
    '/api/v1/cases',
    { schema: { querystring: listSchema } },
    async (request, reply) => {
      const actor = await actorOf(context, request, reply)
      if (!actor) return reply
      const { query } = request
      const after = query.after === undefined ? null : cursorOf(query.after)
      if (query.after !== undefined && !after) {
        return refuseWith(request, reply, {
          code: 'malformed',
          says: ['after 不是本接口给出的值', '"after" is not a value that this interface gave'],
        })
      }
      const { procedure, unit, state, clause } = query
      const page = await listCases(engine.db, {
        region: query.region ?? engine.programme.region,
        viewer: storeViewer(engine, actor),
        filter: {
          ...(procedure !== undefined && { procedure }),
          ...(unit !== undefined && { unit }),
          ...(state !== undefined && { state }),
          ...(clause !== undefined && { clauses: engine.editions.keysAt(clause) }),
          overdue: query.overdue === 'true',
          open: query.open === 'true',
        },
        sort: query.sort ?? 'due',
        now: engine.clock.now(),
        limit: Number(query.limit ?? defaultLimit),
        after,
      })
      return reply.send({
        cases: page.cases.flatMap((stored) => rowOf(context, stored, actor)),
        next: page.next && nextLink(request, query, page.next),
      })
    },
  )

  const searchSchema = {
    type: 'object',
    additionalProperties: false,
    required: ['q'],
    properties: { q: text, limit: { type: 'string', pattern: '^([1-9]|[1-4]\\d|50)$' } },
  } as const
  app.get<{ Querystring: { q: string; limit?: string } }>(
    '/api/v1/search',
    { schema: { querystring: searchSchema } },
    async (request, reply) => {
      const actor = await actorOf(context, request, reply)
      if (!actor) return reply
      const phrases = folded(request.query.q).split(' ').filter(Boolean)
      const words = [...new Set(phrases.flatMap((phrase) => [...wordsOf(phrase)]))]
      if (words.length === 0) return reply.send({ cases: [] })
      const found = await searchCases(engine.db, {
        region: engine.programme.region,
        viewer: storeViewer(engine, actor),
        words,
        phrases,
        limit: Number(request.query.limit ?? 20),
      })
      return reply.send({ cases: found.flatMap((stored) => rowOf(context, stored, actor)) })
    },
  )
}
