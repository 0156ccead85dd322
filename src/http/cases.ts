import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Engine } from '../engine/engine.ts'
import { endingsOf } from '../engine/facts.ts'
import type { Done, Order } from '../engine/order.ts'
import { regionOf } from '../engine/order.ts'
import { noVisits } from '../engine/visit-facts.ts'
import type { Procedure } from '../kernel/bind.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import { movesOf } from '../kernel/decide.ts'
import { partiesOf } from '../kernel/party.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import type { JsonRecord } from '../kernel/text.ts'
import { viewEvents } from '../kernel/view.ts'
import { leafIndexes } from '../store/log.ts'
import { casesByNo, childCounts, eventsOf } from '../store/read.ts'
import { actorOf, type Context } from './context.ts'
import { needsLogin, noSuchCase, problemOf, refuseWith, wantsEnglish } from './problem.ts'
import { caseBody, procedureFor, receiptOf, viewing } from './views.ts'

const uuid = { type: 'string', pattern: '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' } as const
const name = { type: 'string', minLength: 1, maxLength: 64 } as const

const openingSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'procedure', 'input'],
  properties: { id: uuid, procedure: name, transition: name, region: name, clause: name, input: { type: 'object' } },
} as const

const moveSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'seen', 'input'],
  properties: { id: uuid, seen: { type: 'integer', minimum: 0 }, input: { type: 'object' } },
} as const

/** Commands of one address in a minute, where nobody answers for them by a post; a post's own programs are not counted. */
const strangerCommands = 40
/** Readings with a case code from one address in a minute: 100 bits are out of reach, the database is kept quiet. */
const codeReadings = 120

const commandLimit = {
  rateLimit: {
    max: strangerCommands,
    timeWindow: '1 minute',
    allowList: (request: FastifyRequest) => request.headers.authorization !== undefined,
  },
}
const readLimit = {
  rateLimit: {
    max: codeReadings,
    timeWindow: '1 minute',
    allowList: (request: FastifyRequest) => request.headers['luoshi-code'] === undefined,
  },
}

interface OpeningBody {
  readonly id: string
  readonly procedure: string
  readonly transition?: string
  readonly region?: string
  readonly clause?: string
  readonly input: JsonRecord
}

interface MoveBody {
  readonly id: string
  readonly seen: number
  readonly input: JsonRecord
}

/** The opening that this actor can make; where he can make several, he must say which. */
function openingFor(context: Context, p: Procedure, actor: Actor, asked: string | undefined): Result<string> {
  if (asked !== undefined && !p.openings.includes(asked))
    return refuse({ code: 'unknown-transition', says: ['没有这个动作', 'There is no such move'] })
  const { engine } = context
  const today = dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
  const mine = partiesOf(p, null, actor, engine.org(), today)
  const possible = p.openings.filter((opening) =>
    p.declaration.transitions[opening]?.by.some((party) => mine.includes(party)),
  )
  const [only] = asked === undefined ? possible : [asked]
  if (only !== undefined && (asked !== undefined || possible.length === 1)) return accept(only)
  if (possible.length > 1) {
    const names = possible.join(', ')
    return refuse({
      code: 'invalid-input',
      says: [`请在 transition 写明是哪一种：${names}`, `Say in "transition" which one: ${names}`],
    })
  }
  return accept(p.openings[0] ?? '')
}

/** The procedure whose prefix a case number bears, in its present version: enough to name clauses in a refusal. */
function procedureByNumber(engine: Engine, no: string): Procedure | undefined {
  return [...engine.programme.procedures.values()].find((p) => no.startsWith(`${p.declaration.prefix}-`))
}

/** A refusal to a stranger says that he should log in: what he asks may be somebody's part. */
function answerRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  result: Exclude<Result<unknown>, { ok: true }>,
  p?: Procedure,
) {
  if (actor.kind === 'visitor' && result.refusal.code === 'not-your-part') return refuseWith(request, reply, needsLogin)
  return refuseWith(request, reply, result.refusal, p)
}

/** RFC 7240: a program that needs no view of the case says so. */
const wantsMinimal = (request: FastifyRequest) => request.headers.prefer === 'return=minimal'

async function answerDone(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  actor: Actor,
  done: Done,
  status: number,
) {
  const { engine } = context
  const { no, seq, state } = done.case
  if (status === 201) reply.header('location', `/api/v1/cases/${no}`)
  if (wantsMinimal(request)) {
    const receipt = receiptOf(no, seq)
    reply.header('preference-applied', 'return=minimal')
    return reply.code(status).send({ no, seq, state, receipt, ...(done.code !== null && { code: done.code }) })
  }
  // Whoever just joined reads the case as the person he became.
  const token = done.code === null ? null : await context.access.byCode(done.code, engine.programme.region)
  const body = caseBody(engine, done.case, token ?? actor)
  return reply.code(status).send({ ...(body ?? { no, seq }), ...(done.code !== null && { code: done.code }) })
}

/** The case, or null after the problem was sent. `of` is only what the caller may see. */
async function caseFor(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  no: string,
): Promise<Case | null> {
  const region = regionOf(no, context.engine.programme.region)
  const [stored] = region === null ? [] : await casesByNo(context.engine.db, region, [no])
  if (!stored) refuseWith(request, reply, noSuchCase)
  return stored?.case ?? null
}

function addCommands(app: FastifyInstance, context: Context): void {
  const { engine } = context
  app.post<{ Body: OpeningBody }>(
    '/api/v1/cases',
    { schema: { body: openingSchema }, config: commandLimit },
    async (request, reply) => {
      const actor = await actorOf(context, request, reply)
      if (!actor) return reply
      const { id, procedure, transition, region, clause, input } = request.body
      const p = engine.procedure(procedure)
      if (!p)
        return refuseWith(request, reply, { code: 'not-found', says: ['没有这个程序', 'There is no such procedure'] })
      const opening = openingFor(context, p, actor, transition)
      if (!opening.ok) return answerRefusal(request, reply, actor, opening, p)
      const field = p.declaration.shows.clause
      const form = p.declaration.forms[p.declaration.transitions[opening.value]?.form ?? ''] ?? {}
      const withClause =
        clause !== undefined && field !== undefined && Object.hasOwn(form, field)
          ? { [field]: clause, ...input }
          : input
      const home = actor.kind === 'post' ? actor.region : engine.programme.region
      const target: Order['target'] = { open: { procedure, region: region ?? home, parent: null } }
      const result = await engine.submit({ key: id, actor, transition: opening.value, input: withClause, target })
      if (!result.ok) return answerRefusal(request, reply, actor, result, p)
      return answerDone(context, request, reply, actor, result.value, 201)
    },
  )

  app.post<{ Params: { no: string; transition: string }; Body: MoveBody }>(
    '/api/v1/cases/:no/:transition',
    { schema: { body: moveSchema }, config: commandLimit },
    async (request, reply) => {
      const actor = await actorOf(context, request, reply)
      if (!actor) return reply
      const { no, transition } = request.params
      const { id, seen, input } = request.body
      const result = await engine.submit({ key: id, actor, transition, input, seen, target: { no } })
      if (!result.ok) return answerRefusal(request, reply, actor, result, procedureByNumber(engine, no))
      return answerDone(context, request, reply, actor, result.value, 200)
    },
  )
}

function addReads(app: FastifyInstance, context: Context): void {
  const { engine } = context
  app.get<{ Params: { no: string } }>('/api/v1/cases/:no', { config: readLimit }, async (request, reply) => {
    const actor = await actorOf(context, request, reply)
    if (!actor) return reply
    const c = await caseFor(context, request, reply, request.params.no)
    if (!c) return reply
    const body = caseBody(engine, c, actor)
    if (!body) return refuseWith(request, reply, noSuchCase)
    return reply.header('etag', `W/"${c.seq}-${engine.logSize()}"`).send(body)
  })

  app.get<{ Params: { no: string } }>('/api/v1/cases/:no/events', { config: readLimit }, async (request, reply) => {
    const actor = await actorOf(context, request, reply)
    if (!actor) return reply
    const c = await caseFor(context, request, reply, request.params.no)
    if (!c) return reply
    const [events, indexes] = await Promise.all([
      eventsOf(engine.db, c.region, c.id),
      leafIndexes(engine.db, c.region, c.id),
    ])
    const seen = viewEvents(procedureFor(engine, c), c, events, viewing(engine, actor))
    if (!seen) return refuseWith(request, reply, noSuchCase)
    return reply.send({
      no: c.no,
      events: seen.map((event) => ({ ...event, logIndex: indexes.get(event.seq) ?? null })),
    })
  })

  app.get<{ Params: { no: string } }>('/api/v1/cases/:no/moves', { config: readLimit }, async (request, reply) => {
    const actor = await actorOf(context, request, reply)
    if (!actor) return reply
    const c = await caseFor(context, request, reply, request.params.no)
    if (!c) return reply
    const p = procedureFor(engine, c)
    if (!caseBody(engine, c, actor)) return refuseWith(request, reply, noSuchCase)
    return reply.send({ no: c.no, seq: c.seq, moves: await possibleMoves(context, p, c, actor, wantsEnglish(request)) })
  })
}

/** Every move for this actor, with its form where he may make it and the refusal where he may not. */
export async function possibleMoves(context: Context, p: Procedure, c: Case, actor: Actor, english: boolean) {
  const { engine } = context
  const [children] = await childCounts(engine.db, c.region, [c.no], endingsOf(engine.programme.procedures.values()))
  const { count = 0, closed = 0, open = 0 } = children ?? {}
  const today = dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
  const around = { ...viewing(engine, actor), facts: { today, children: { count, closed, open }, visits: noVisits } }
  return movesOf(p, c, actor, around).map(({ transition, party, refusal }) => {
    const t = p.declaration.transitions[transition]
    return {
      transition,
      title: t?.title ?? [transition, transition],
      party,
      possible: refusal === null,
      basis: t?.basis ?? null,
      form: t?.form ?? null,
      why: refusal && problemOf(refusal, english, p),
    }
  })
}

export function addCaseRoutes(app: FastifyInstance, context: Context): void {
  addCommands(app, context)
  addReads(app, context)
}
