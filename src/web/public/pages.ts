import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import type { Site } from '../site/site.ts'
import { CareHomePage } from './care-home.tsx'
import { caseFile } from './case-data.ts'
import { CasePage } from './case-page.tsx'
import { addColumnPages } from './column-routes.ts'
import { addDrawPages } from './draw-routes.ts'
import { addErrorsPages } from './errors-page.tsx'
import { addMissingPage, addPortalFaults } from './faults.tsx'
import { addHelpPages } from './help-routes.ts'
import { HomePage } from './home.tsx'
import { homeOf } from './home-data.ts'
import { addInspectionPages } from './inspections-routes.ts'
import { addJoinPages } from './join-routes.ts'
import { addListPages } from './list-routes.ts'
import { addLogPages } from './log-routes.ts'
import { addWeeklyPages } from './log-weekly-routes.ts'
import { addMeasuresPages } from './measures-routes.ts'
import { addMinePages } from './mine-routes.ts'
import { addPlanPages } from './plan-routes.ts'
import { addProcedurePages } from './procedure-routes.ts'
import { addReportPages } from './report-routes.ts'
import { type Portal, parameter, portalOf, publicPage } from './visit.ts'
import { addWallPages } from './wall-routes.ts'

function addHome(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/', async (visit) => {
    const home = await homeOf(visit)
    return createElement(visit.frame.display.care ? CareHomePage : HomePage, { visit, home })
  })
  app.get('/en', (_request, reply) => reply.redirect('/en/', 302))
}

function addCases(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/cases/:no', async (visit, request) => {
    const file = await caseFile(visit, parameter(request, 'no'))
    return file && createElement(CasePage, { visit, file })
  })
}

/** The portal: what everybody may read, and the two things a citizen does. */
export function addPublicPages(app: FastifyInstance, site: Site): void {
  const portal = portalOf(site)
  addMissingPage(app, portal)
  app.register(async (scope) => {
    addPortalFaults(scope, portal)
    addHome(scope, portal)
    addPlanPages(scope, portal)
    addListPages(scope, portal)
    addMeasuresPages(scope, portal)
    addInspectionPages(scope, portal)
    addWallPages(scope, portal)
    addColumnPages(scope, portal)
    addCases(scope, portal)
    addProcedurePages(scope, portal)
    addDrawPages(scope, portal)
    addLogPages(scope, portal)
    addWeeklyPages(scope, portal)
    addReportPages(scope, portal)
    addMinePages(scope, portal)
    addJoinPages(scope, portal)
    addHelpPages(scope, portal)
    addErrorsPages(scope, portal)
  })
}
