import type { FastifyInstance } from 'fastify'
import { evidenceBytesMax } from '../engine/evidence.ts'
import type { Actor } from '../kernel/case.ts'
import type { Evidence } from '../kernel/field.ts'
import { casesWithEvidence } from '../store/evidence.ts'
import { casesByNo } from '../store/read.ts'
import { actorOf, type Context } from './context.ts'
import { refuseWith } from './problem.ts'
import { caseBody } from './views.ts'

const missing = {
  code: 'not-found',
  says: ['没有这份证据，或者您不能看', 'There is no such evidence, or you may not see it'],
} as const

/** True when some case shows this file to the viewer in one of its fields. */
async function maySee(context: Context, actor: Actor, sha256: string): Promise<boolean> {
  const { engine } = context
  const { region } = engine.programme
  const stored = await casesByNo(engine.db, region, await casesWithEvidence(engine.db, region, sha256))
  return stored.some(({ case: c }) => {
    const seen = caseBody(engine, c, actor)
    return Object.values(seen?.data ?? {}).some(
      (value) =>
        Array.isArray(value) &&
        (value as unknown as readonly Partial<Evidence>[]).some((item) => item?.sha256 === sha256),
    )
  })
}

export async function addEvidenceRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: evidenceBytesMax + 1 }, (_request, bytes, done) =>
      done(null, bytes),
    )
    const options = { bodyLimit: evidenceBytesMax + 1, config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }
    scope.post<{ Body: Buffer }>('/api/v1/evidence', options, async (request, reply) => {
      const actor = await actorOf(context, request, reply)
      if (!actor) return reply
      const result = await context.evidence.put(request.body)
      if (!result.ok)
        return refuseWith(request, reply, {
          code: result.code === 'too-large' ? 'too-large' : 'invalid-input',
          says: result.says,
        })
      return reply.code(201).send(result.value)
    })
  })

  app.get<{ Params: { sha256: string } }>('/api/v1/evidence/:sha256', async (request, reply) => {
    const actor = await actorOf(context, request, reply)
    if (!actor) return reply
    const { sha256 } = request.params
    const isKnown = /^[0-9a-f]{64}$/.test(sha256) && (await maySee(context, actor, sha256))
    const file = isKnown ? await context.evidence.get(sha256) : null
    if (!file) return refuseWith(request, reply, missing)
    return reply
      .type(file.type)
      .header('cache-control', 'private, max-age=3600')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', file.type.startsWith('image/') ? 'inline' : 'attachment')
      .send(file.bytes)
  })
}
