import type { FastifyInstance } from 'fastify'
import { bpmnOf } from '../derive/bpmn/bpmn.ts'
import { chartOf } from '../derive/chart/chart.ts'
import { matrixOf } from '../derive/matrix.ts'
import type { Procedure } from '../kernel/bind.ts'
import type { Language } from '../kernel/text.ts'
import type { Context } from './context.ts'
import { refuseWith, wantsEnglish } from './problem.ts'

function headOf(p: Procedure) {
  const { title, summary, prefix, basis } = p.declaration
  const clauses = [...new Set(basis.flatMap((one) => p.clausesOf(one)))]
  return { id: p.id, version: p.version, hash: p.version, title, summary, prefix, basis, clauses }
}

const noSuchProcedure = { code: 'not-found', says: ['没有这个程序', 'There is no such procedure'] } as const

/** What was made from a declaration is kept: one value for each version and language. */
function kept<T>(make: (p: Procedure, language: Language) => T): (p: Procedure, language: Language) => T {
  const made = new Map<string, T>()
  return (p, language) => {
    const key = `${language} ${p.version}`
    const value = made.get(key) ?? make(p, language)
    made.set(key, value)
    return value
  }
}

/** The declarations themselves, with their hash, chart and matrix: what a person is judged by is public. */
export function addProcedureRoutes(app: FastifyInstance, context: Context): void {
  const { engine } = context
  const chart = kept((p, language) => chartOf(p, { language, alone: true }))
  const bpmn = kept((p) => bpmnOf(p))

  app.get('/api/v1/procedures', (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=60')
      .send({ procedures: [...engine.programme.procedures.values()].map(headOf) }),
  )

  app.get<{ Params: { id: string } }>('/api/v1/procedures/:id', (request, reply) => {
    const p = engine.procedure(request.params.id)
    if (!p) return refuseWith(request, reply, noSuchProcedure)
    const language = wantsEnglish(request) ? 'en' : 'zh'
    const etag = `"${p.version}-${language}"`
    reply.header('etag', etag).header('vary', 'accept-language')
    if (request.headers['if-none-match'] === etag) return reply.code(304).send()
    return reply.send({
      ...headOf(p),
      declaration: p.declaration,
      diagram: chart(p, language),
      matrix: matrixOf(p),
      bpmn: `/api/v1/procedures/${p.id}/diagram.bpmn`,
    })
  })

  app.get<{ Params: { id: string } }>('/api/v1/procedures/:id/diagram.bpmn', async (request, reply) => {
    const p = engine.procedure(request.params.id)
    if (!p) return refuseWith(request, reply, noSuchProcedure)
    return reply
      .header('etag', `"${p.version}"`)
      .type('application/xml; charset=utf-8')
      .send(await bpmn(p, 'zh'))
  })
}
