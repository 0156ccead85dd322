import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { chartOf } from '../../derive/chart/chart.ts'
import { languageOf } from '../site/site.ts'
import { DeadlinePage } from './deadline-page.tsx'
import { ProcedurePage, ProceduresPage } from './procedure-pages.tsx'
import { bothLanguages, type Portal, parameter, publicPage, queried } from './visit.ts'

const darkRule = '@media (prefers-color-scheme: dark)'

/** A chart brings its own style sheet inside; nothing else may run in it. */
const chartPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/**
 * A chart that stands alone follows the device; a reader who chose light or dark for the pages gets the chart so. Throws
 * where the chart has no such rule to decide.
 */
export function inTheme(chart: string, theme: string | undefined): string {
  if (theme !== 'dark' && theme !== 'light') return chart
  if (!chart.includes(darkRule)) throw new TypeError('the chart has no colours for the dark')
  return chart.replace(darkRule, theme === 'dark' ? '@media all' : '@media not all')
}

/** The procedures as pages and charts, and the calculator of deadlines. */
export function addProcedurePages(app: FastifyInstance, portal: Portal): void {
  const charts = new Map<string, string>()

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
    return procedure ? createElement(ProcedurePage, { visit, procedure }) : null
  })

  for (const address of bothLanguages('/procedures/:id/chart.svg')) {
    app.get(address, (request, reply) => {
      const procedure = portal.engine.procedure(parameter(request, 'id'))
      if (!procedure) return reply.callNotFound()
      const language = languageOf(request.url)
      const key = `${language} ${procedure.version}`
      const chart = charts.get(key) ?? chartOf(procedure, { language, alone: true })
      charts.set(key, chart)
      return reply
        .type('image/svg+xml; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .header('content-security-policy', chartPolicy)
        .send(inTheme(chart, queried(request, 'theme')))
    })
  }
}
