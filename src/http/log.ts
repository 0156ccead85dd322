import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { logStanding } from '../engine/log-standing.ts'
import { regionOf } from '../engine/order.ts'
import { readableDisclosures, receiptText, sealedIndex, witnessedSizeFor } from '../engine/receipts.ts'
import { tileReader } from '../engine/tiles.ts'
import { witnessKeys } from '../engine/witnesses.ts'
import type { Actor, Case } from '../kernel/case.ts'
import { bundleOf, tileAt, widthAt } from '../kernel/log/tile.ts'
import { checkpointAt, cosignedSizes, latestCheckpoint, readEntries, readHead } from '../store/log.ts'
import { casesByNo } from '../store/read.ts'
import { actorOf, type Context } from './context.ts'
import { noSuchCase, refuseWith } from './problem.ts'
import { caseBody, procedureFor, receiptOf, viewing } from './views.ts'

const forever = 'public, max-age=31536000, immutable'
const text = 'text/plain; charset=utf-8'
/** Witnessed checkpoints on one page: an hour of them and more. */
const sizesOnPage = 1000

const missing = { code: 'not-found', says: ['公开日志里没有这一项', 'The public log has no such item'] } as const

/** The public log as C2SP tlog-tiles lays it out (docs/FORMAT.md). Everything here is for anybody, from anywhere. */
export function addLogRoutes(app: FastifyInstance, context: Context): void {
  const { engine } = context
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/log/')) {
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    }
    done()
  })

  app.get('/log/checkpoint', async (request, reply) => {
    const checkpoint = await latestCheckpoint(engine.db)
    if (!checkpoint) return refuseWith(request, reply, missing)
    return reply.type(text).header('cache-control', 'public, max-age=2').send(checkpoint.note)
  })

  app.get<{ Params: { size: string } }>('/log/checkpoint.:size', async (request, reply) => {
    const size = /^\d{1,15}$/.test(request.params.size) ? Number(request.params.size) : null
    const note = size === null ? null : await checkpointAt(engine.db, size)
    if (note === null) return refuseWith(request, reply, missing)
    // Witnesses may still sign the newest one; what is older stays as it is.
    const isSettled = size !== null && size < (engine.witnesses.witnessedSize() ?? engine.logSize())
    return reply
      .type(text)
      .header('cache-control', isSettled ? forever : 'public, max-age=2')
      .send(note)
  })

  const said: Readonly<Record<string, () => string>> = {
    'log.vkey': () => `${engine.signer.vkey}\n`,
    'policy.txt': () => engine.witnesses.policyText,
    'witness.vkeys': () => witnessKeys(engine.witnesses.policy),
  }
  for (const [name, textOf] of Object.entries(said)) {
    app.get(`/log/${name}`, (_request, reply) =>
      reply.type(text).header('cache-control', 'public, max-age=60').send(textOf()),
    )
  }

  app.get('/api/v1/log', async (_request, reply) => reply.send(await logStanding(engine)))

  const sizesQuery = {
    type: 'object',
    additionalProperties: false,
    properties: { before: { type: 'string', pattern: '^\\d{1,15}$' } },
  } as const
  app.get<{ Querystring: { before?: string } }>(
    '/api/v1/log/checkpoints',
    { schema: { querystring: sizesQuery } },
    async (request, reply) => {
      const before = Number(request.query.before ?? Number.MAX_SAFE_INTEGER)
      const sizes = await cosignedSizes(engine.db, before, sizesOnPage)
      const next = sizes.length < sizesOnPage ? null : `/api/v1/log/checkpoints?before=${sizes.at(-1)}`
      return reply.send({ sizes, next })
    },
  )

  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const tile = tileAt(`tile/${request.params['*']}`)
    const head = await readHead(engine.db)
    const level = tile?.level === 'entries' ? 0 : (tile?.level ?? 0)
    const checkpoint = await latestCheckpoint(engine.db)
    if (!tile || !head || !checkpoint || tile.width > widthAt(level, tile.index, checkpoint.size))
      return refuseWith(request, reply, missing)
    reply.type('application/octet-stream').header('cache-control', forever)
    if (tile.level === 'entries') {
      const from = tile.index * 256
      return reply.send(Buffer.from(bundleOf(await readEntries(engine.db, from, from + tile.width))))
    }
    const place = { level: tile.level, index: tile.index, width: tile.width }
    return reply.send(Buffer.from((await tileReader(engine.db, head, [place]))(place)))
  })

  const sizeFor = (index: number) => witnessedSizeFor(engine.witnesses, index)

  const proofQuery = {
    type: 'object',
    additionalProperties: false,
    properties: { size: { type: 'string', pattern: '^\\d{1,15}$' } },
  } as const
  app.get<{ Params: { file: string }; Querystring: { size?: string } }>(
    '/log/proof/:file',
    { schema: { querystring: proofQuery } },
    async (request, reply) => {
      const match = /^(\d{1,15})\.tlog-proof$/.exec(request.params.file)
      const index = Number(match?.[1])
      const { size } = request.query
      const receipt = match
        ? await receiptText(engine.db, index, [], size === undefined ? sizeFor(index) : Number(size))
        : null
      if (receipt === null) return refuseWith(request, reply, missing)
      return reply.type(text).header('cache-control', 'public, max-age=2').send(receipt)
    },
  )

  /** The event that a receipt is asked for, and the fields of it that the asker may read; null after the problem was sent. */
  const eventFor = async (request: FastifyRequest<Receipt>, reply: FastifyReply): Promise<Asked | null> => {
    const actor = await actorOf(context, request, reply)
    if (!actor) return null
    const { no, seq } = request.params
    const region = regionOf(no, engine.programme.region)
    const [stored] = region === null ? [] : await casesByNo(engine.db, region, [no])
    const c = stored?.case
    if (!c || !/^\d{1,9}$/.test(seq) || Number(seq) > c.seq || !caseBody(engine, c, actor)) {
      refuseWith(request, reply, noSuchCase)
      return null
    }
    const index = await sealedIndex(engine.db, c.region, c.id, Number(seq))
    return { case: c, actor, seq: Number(seq), index }
  }

  const notYet = (reply: FastifyReply, { case: c, seq }: Asked) =>
    reply.code(202).header('retry-after', '1').send({ no: c.no, seq, index: null })

  app.get<Receipt>('/api/v1/cases/:no/receipts/:seq', async (request, reply) => {
    const asked = await eventFor(request, reply)
    if (!asked) return reply
    const { index, seq } = asked
    if (index === null) return notYet(reply, asked)
    const { no } = asked.case
    return reply.send({
      no,
      seq,
      index,
      proof: `/log/proof/${index}.tlog-proof`,
      vkey: '/log/log.vkey',
      own: `${receiptOf(no, seq)}/own.tlog-proof`,
      entry: `${receiptOf(no, seq)}/entry.json`,
    })
  })

  app.get<Receipt>('/api/v1/cases/:no/receipts/:seq/own.tlog-proof', async (request, reply) => {
    const asked = await eventFor(request, reply)
    if (!asked) return reply
    const { index, seq, actor, case: c } = asked
    if (index === null) return notYet(reply, asked)
    const disclosures = await readableDisclosures(engine.db, procedureFor(engine, c), c, seq, viewing(engine, actor))
    const receipt = await receiptText(engine.db, index, disclosures, sizeFor(index))
    if (receipt === null) return notYet(reply, asked)
    return reply.type(text).header('cache-control', 'private, no-store').send(receipt)
  })

  app.get<Receipt>('/api/v1/cases/:no/receipts/:seq/entry.json', async (request, reply) => {
    const asked = await eventFor(request, reply)
    if (!asked) return reply
    if (asked.index === null) return notYet(reply, asked)
    const [entry] = await readEntries(engine.db, asked.index, asked.index + 1)
    if (!entry) return refuseWith(request, reply, missing)
    // The very bytes that were hashed: a serialiser must never touch them.
    return reply.type('application/json').header('cache-control', forever).send(Buffer.from(entry))
  })
}

interface Receipt {
  readonly Params: { readonly no: string; readonly seq: string }
}

interface Asked {
  readonly case: Case
  readonly actor: Actor
  readonly seq: number
  /** Null while no signed checkpoint covers the event. */
  readonly index: number | null
}
