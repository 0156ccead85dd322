import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { drawDetail, drawViews } from './draw-data.ts'
import { DrawPage, DrawsPage } from './draw-pages.tsx'
import { ratesOf } from './draw-rates.ts'
import { type Portal, parameter, publicPage, type Visit, visitFor } from './visit.ts'

/** Files are read anew for each request, so one address gets so many; a check needs ten. */
const fileLimit = { rateLimit: { max: 240, timeWindow: '1 minute' } }

async function listed(visit: Visit) {
  const views = await drawViews(visit)
  const details = await Promise.all(views.map((view) => (view.isOpen ? drawDetail(visit, view.row.no) : null)))
  const draws = views.map((view, i) => {
    const result = details[i]?.result ?? null
    return { view, units: result && [...result.cover, ...Object.values(result.spot).flat()] }
  })
  return { draws, rates: ratesOf(details.flatMap((detail) => detail ?? [])) }
}

/** Random inspections: the list, each draw, and its files byte for byte. */
export function addDrawPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/draws', async (visit) => createElement(DrawsPage, { visit, ...(await listed(visit)) }))

  publicPage(app, portal, '/draws/:no', async (visit, request) => {
    const draw = await drawDetail(visit, parameter(request, 'no'))
    return draw && createElement(DrawPage, { visit, draw })
  })

  app.get('/draws/:no/:file', { config: fileLimit }, async (request, reply) => {
    const draw = await drawDetail(visitFor(portal, request), parameter(request, 'no'))
    const name = parameter(request, 'file')
    const bytes = draw?.files.get(name)
    if (!bytes) {
      reply.callNotFound()
      return reply
    }
    return reply
      .type(name.endsWith('.json') ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('access-control-allow-origin', '*')
      .send(bytes)
  })
}
