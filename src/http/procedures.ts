import type { FastifyInstance } from 'fastify'
import type { Procedure } from '../kernel/bind.ts'
import type { Context } from './context.ts'
import { refuseWith } from './problem.ts'

function headOf(p: Procedure) {
  const { title, summary, prefix, basis } = p.declaration
  const clauses = [...new Set(basis.flatMap((one) => p.clausesOf(one)))]
  return { id: p.id, version: p.version, title, summary, prefix, basis, clauses }
}

/** The declarations themselves, with their hash: what a person is judged by is public. */
export function addProcedureRoutes(app: FastifyInstance, context: Context): void {
  const { engine } = context
  app.get('/api/v1/procedures', (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=60')
      .send({ procedures: [...engine.programme.procedures.values()].map(headOf) }),
  )

  app.get<{ Params: { id: string } }>('/api/v1/procedures/:id', (request, reply) => {
    const p = engine.procedure(request.params.id)
    if (!p)
      return refuseWith(request, reply, { code: 'not-found', says: ['没有这个程序', 'There is no such procedure'] })
    return reply.header('etag', `"${p.version}"`).send({ ...headOf(p), declaration: p.declaration })
  })
}
