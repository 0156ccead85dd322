import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { AccessibilityPage, DataPage, HelpPage, IdentityPage } from './help-pages.tsx'
import { SearchPage, search } from './search-page.tsx'
import { type Portal, publicPage, queried, type Render } from './visit.ts'

/** Every search asks the database anew. */
const searchLimit = { rateLimit: { max: 60, timeWindow: '1 minute' } }

const openapi = '/api/openapi.json'

/** The programs with which anybody checks the log, as they lie beside the source: always downloaded, never run from here. */
const verifiers = { 'verify.html': 'text/html; charset=utf-8', 'verify.mjs': 'text/javascript; charset=utf-8' } as const

/** Search, help, and everything that can be downloaded. */
export function addHelpPages(app: FastifyInstance, portal: Portal): void {
  const searched: Render = async (visit, request) => {
    const q = queried(request, 'q') ?? ''
    return createElement(SearchPage, { visit, q, found: await search(visit, q) })
  }
  publicPage(app, portal, '/search', searched, searchLimit)

  publicPage(app, portal, '/help', (visit) => createElement(HelpPage, { visit }))
  publicPage(app, portal, '/help/accessibility', (visit) => createElement(AccessibilityPage, { visit }))
  publicPage(app, portal, '/help/identity', (visit) => createElement(IdentityPage, { visit }))
  publicPage(app, portal, '/data', (visit) => {
    const isDescribed = app.hasRoute({ method: 'GET', url: openapi })
    return createElement(DataPage, { visit, openapi: isDescribed ? openapi : null })
  })

  for (const [name, type] of Object.entries(verifiers)) {
    const bytes = readFileSync(join(import.meta.dirname, '../../../verifier', name))
    app.get(`/data/${name}`, (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=300')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(bytes),
    )
  }
}
