import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { languageOf } from '../site/site.ts'
import { DeadlinePage } from './deadline-page.tsx'
import { inTheme, pictures } from './procedure-chart.ts'
import { ProcedurePage, ProceduresPage } from './procedure-pages.tsx'
import { bothLanguages, type Portal, parameter, publicPage, queried } from './visit.ts'

/** A chart brings its own style sheet inside; nothing else may run in it. */
const chartPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** The procedures as pages and charts, and the calculator of deadlines. */
export function addProcedurePages(app: FastifyInstance, portal: Portal): void {
  const pictureOf = pictures()

  publicPage(app, portal, '/procedures', (visit) => createElement(ProceduresPage, { visit }))

  publicPage(app, portal, '/procedures/deadline', (visit, request) => {
    const query = {
      start: queried(request, 'start'),
      amount: queried(request, 'amount'),
      unit: queried(request, 'unit'),
    }
    return createElement(DeadlinePage, { visit, query })
  })

  publicPage(app, portal, '/procedures/:id', (visit, request) => {
    const procedure = portal.engine.procedure(parameter(request, 'id'))
    if (!procedure) return null
    return createElement(ProcedurePage, { visit, procedure, picture: pictureOf(procedure, visit.lang) })
  })

  for (const address of bothLanguages('/procedures/:id/chart.svg')) {
    app.get(address, (request, reply) => {
      const procedure = portal.engine.procedure(parameter(request, 'id'))
      if (!procedure) return reply.callNotFound()
      const { svg } = pictureOf(procedure, languageOf(request.url))
      return reply
        .type('image/svg+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .header('content-security-policy', chartPolicy)
        .send(inTheme(svg, queried(request, 'theme')))
    })
  }
}
