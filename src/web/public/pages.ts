import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import type { Site } from '../site/site.ts'
import { CareHomePage } from './care-home.tsx'
import { HomePage } from './home.tsx'
import { homeOf } from './home-data.ts'
import { addPlanPages } from './plan-routes.ts'
import { portalOf, publicPage } from './visit.ts'

/** The portal: what everybody may read, and the two things a citizen does. */
export function addPublicPages(app: FastifyInstance, site: Site): void {
  const portal = portalOf(site)

  publicPage(app, portal, '/', async (visit) => {
    const home = await homeOf(visit)
    return createElement(visit.frame.display.care ? CareHomePage : HomePage, { visit, home })
  })

  addPlanPages(app, portal)
}
