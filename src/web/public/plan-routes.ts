import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { languageOf, sendPublic } from '../site/site.ts'
import { hrefIn } from '../text/texts.ts'
import { ClausePage, clauseView } from './clause-page.tsx'
import { type EarlierEdition, EditionClausePage, EditionPage } from './edition-pages.tsx'
import { PlanPage } from './plan-page.tsx'
import { VersionsPage, versionsView } from './versions-page.tsx'
import { bothLanguages, type Portal, parameter, publicPage, visitOf } from './visit.ts'

/** The edition that an address names: '<id>' is the one in force, '<id>@1' the first. Null for another plan, or one that is not kept. */
function editionAt({ programme, engine }: Portal, request: FastifyRequest): EarlierEdition | null {
  const [, id, n] = /^(.*?)(?:@(\d{1,3}))?$/.exec(parameter(request, 'id')) ?? []
  if (id !== programme.id) return null
  const edition = n === undefined ? engine.editions.inForce : Number(n)
  const document = engine.editions.document(edition)
  return document && { edition, document }
}

/** The plan: whole, clause by clause at stable addresses, edition by edition, and the file itself. */
export function addPlanPages(app: FastifyInstance, portal: Portal): void {
  const { programme, plan, engine } = portal
  const { inForce } = engine.editions

  for (const address of bothLanguages('/plan')) {
    app.get(address, (_request, reply) => reply.redirect(`${address}/${programme.id}`, 302))
  }

  app.get('/plan/:id/source.txt', (request, reply) => {
    const at = editionAt(portal, request)
    if (!at) return reply.callNotFound()
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('etag', `"${at.document.fingerprint}"`)
      .header('content-disposition', `attachment; filename="${parameter(request, 'id')}.txt"`)
      .send(Buffer.from(at.document.text, 'utf8'))
  })

  publicPage(app, portal, '/plan/:id/versions', async (visit, request) => {
    if (parameter(request, 'id') !== programme.id) return null
    return createElement(VersionsPage, { visit, all: await versionsView(visit) })
  })

  publicPage(app, portal, '/plan/:id', async (visit, request) => {
    const at = editionAt(portal, request)
    if (!at) return null
    if (at.edition !== inForce) return createElement(EditionPage, { visit, of: at })
    return createElement(PlanPage, { visit, standing: await visit.site.standing() })
  })

  for (const address of bothLanguages('/plan/:id/:slug')) {
    app.get(address, (request, reply) => {
      const slug = parameter(request, 'slug')
      const at = editionAt(portal, request)
      const index = at && plan.under(at.edition)
      const place = index?.find(slug)
      if (!at || !index || !place) return reply.callNotFound()
      // A sentence has no page of its own: its address is that of its clause, with an anchor.
      if (place.sentence !== null) return reply.redirect(hrefIn(languageOf(request.url), index.pathOf(slug)), 302)
      return sendPublic(portal.site, request, reply, async (frame) => {
        const visit = visitOf(portal, frame)
        if (at.edition !== inForce) return createElement(EditionClausePage, { visit, of: at, clause: place.clause })
        const view = await clauseView(visit, slug)
        return view && createElement(ClausePage, { visit, view })
      })
    })
  }
}
