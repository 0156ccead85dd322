import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { languageOf, sendPublic } from '../site/site.ts'
import { hrefIn } from '../text/texts.ts'
import { ClausePage, clauseView } from './clause-page.tsx'
import { PlanPage } from './plan-page.tsx'
import { bothLanguages, type Portal, parameter, publicPage, visitOf } from './visit.ts'

/** The plan: whole, clause by clause at stable addresses, and the file itself. */
export function addPlanPages(app: FastifyInstance, portal: Portal): void {
  const { programme, plan } = portal
  const source = Buffer.from(programme.text, 'utf8')

  for (const address of bothLanguages('/plan')) {
    app.get(address, (_request, reply) => reply.redirect(`${address}/${programme.id}`, 302))
  }

  app.get(`/plan/${programme.id}/source.txt`, (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('etag', `"${programme.fingerprint}"`)
      .header('content-disposition', `attachment; filename="${programme.id}.txt"`)
      .send(source),
  )

  publicPage(app, portal, '/plan/:id', async (visit, request) => {
    if (parameter(request, 'id') !== programme.id) return null
    return createElement(PlanPage, { visit, standing: await visit.site.standing() })
  })

  for (const address of bothLanguages('/plan/:id/:slug')) {
    app.get(address, (request, reply) => {
      const slug = parameter(request, 'slug')
      const place = plan.find(slug)
      if (parameter(request, 'id') !== programme.id || !place) return reply.callNotFound()
      // A sentence has no page of its own: its address is that of its clause, with an anchor.
      if (place.sentence !== null) return reply.redirect(hrefIn(languageOf(request.url), plan.pathOf(slug)), 302)
      return sendPublic(portal.site, request, reply, async (frame) => {
        const visit = visitOf(portal, frame)
        const view = await clauseView(visit, slug)
        return view && createElement(ClausePage, { visit, view })
      })
    })
  }
}
