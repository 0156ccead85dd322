import type { FastifyInstance } from 'fastify'
import { regionOf } from '../engine/order.ts'
import { receiptText, sealedIndex } from '../engine/receipts.ts'
import { tileReader } from '../engine/tiles.ts'
import { bundleOf, tileAt, widthAt } from '../kernel/log/tile.ts'
import { checkpointAt, latestCheckpoint, readEntries, readHead } from '../store/log.ts'
import { casesByNo } from '../store/read.ts'
import { actorOf, type Context } from './context.ts'
import { noSuchCase, refuseWith } from './problem.ts'
import { caseBody } from './views.ts'

const forever = 'public, max-age=31536000, immutable'
const text = 'text/plain; charset=utf-8'
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
    const note = /^\d{1,15}$/.test(request.params.size)
      ? await checkpointAt(engine.db, Number(request.params.size))
      : null
    if (note === null) return refuseWith(request, reply, missing)
    return reply.type(text).header('cache-control', forever).send(note)
  })

  app.get('/log/log.vkey', (_request, reply) =>
    reply.type(text).header('cache-control', 'public, max-age=60').send(`${engine.signer.vkey}\n`),
  )

  app.get('/log/policy.txt', (_request, reply) =>
    reply.type(text).header('cache-control', 'public, max-age=60').send(`log ${engine.signer.vkey}\nquorum none\n`),
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

  app.get<{ Params: { file: string } }>('/log/proof/:file', async (request, reply) => {
    const match = /^(\d{1,15})\.tlog-proof$/.exec(request.params.file)
    const receipt = match ? await receiptText(engine.db, Number(match[1]), []) : null
    if (receipt === null) return refuseWith(request, reply, missing)
    return reply.type(text).header('cache-control', 'public, max-age=2').send(receipt)
  })

  app.get<{ Params: { no: string; seq: string } }>('/api/v1/cases/:no/receipts/:seq', async (request, reply) => {
    const actor = await actorOf(context, request, reply)
    if (!actor) return reply
    const { no, seq } = request.params
    const region = regionOf(no, engine.programme.region)
    const [stored] = region === null ? [] : await casesByNo(engine.db, region, [no])
    const c = stored?.case
    if (!c || !/^\d{1,9}$/.test(seq) || Number(seq) > c.seq || !caseBody(engine, c, actor))
      return refuseWith(request, reply, noSuchCase)
    const index = await sealedIndex(engine.db, c.region, c.id, Number(seq))
    if (index === null)
      return reply
        .code(202)
        .header('retry-after', '1')
        .send({ no, seq: Number(seq), index: null })
    return reply.send({ no, seq: Number(seq), index, proof: `/log/proof/${index}.tlog-proof`, vkey: '/log/log.vkey' })
  })
}
