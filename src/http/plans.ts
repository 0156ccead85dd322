import type { FastifyInstance } from 'fastify'
import { planStanding, remembered } from '../engine/standing.ts'
import type { Context } from './context.ts'
import { refuseWith } from './problem.ts'
import { caseBody } from './views.ts'

const visitor = { kind: 'visitor' } as const

/** The plan's clauses and sentences with offsets, kinds, responsibilities and live status. */
export function addPlanRoutes(app: FastifyInstance, context: Context): void {
  const { engine } = context
  const { programme } = engine
  const standing = remembered(engine, () => planStanding(engine))

  app.get('/api/v1/plans', (_request, reply) =>
    reply.send({
      plans: [
        { id: programme.id, title: programme.title, issuedOn: programme.issuedOn, sha256: programme.fingerprint },
      ],
    }),
  )

  app.get<{ Params: { id: string } }>('/api/v1/plans/:id/clauses', async (request, reply) => {
    if (request.params.id !== programme.id)
      return refuseWith(request, reply, { code: 'not-found', says: ['没有这个方案', 'There is no such plan'] })
    const { bySlug, totals, substantive, testable } = await standing()
    const clauses = programme.tree.map((clause) => ({
      slug: clause.slug,
      id: clause.id,
      level: clause.level,
      number: clause.num,
      title: clause.title,
      start: clause.start,
      end: clause.end,
      summary: programme.reading.clauses[clause.slug] ?? null,
      sentences: clause.sentences.map((sentence) => {
        const read = programme.reading.sentences[sentence.slug]
        const stands = bySlug.get(sentence.slug)
        return {
          slug: sentence.slug,
          text: sentence.text,
          start: sentence.start,
          end: sentence.end,
          kind: read?.kind ?? sentence.kind,
          testable: read?.testable ?? false,
          status: stands?.standing ?? 'none',
          cases: stands?.cases ?? 0,
          open: stands?.open ?? 0,
          overdue: stands?.overdue ?? 0,
          responsibilities: (stands?.shown ?? []).flatMap(({ case: c }) => {
            const seen = caseBody(engine, c, visitor)
            return seen
              ? [
                  {
                    no: seen.no,
                    procedure: seen.procedure,
                    title: seen.title,
                    unit: seen.unit,
                    state: seen.state,
                    overdue: seen.overdue,
                  },
                ]
              : []
          }),
        }
      }),
    }))
    return reply.header('etag', `W/"${engine.logSize()}-${engine.revision()}"`).send({
      id: programme.id,
      sha256: programme.fingerprint,
      logSize: engine.logSize(),
      sentences: { substantive, testable, byStatus: totals },
      clauses,
    })
  })
}
