import type { FastifyInstance } from 'fastify'
import type { Site } from '../site/site.ts'
import { addAccountPages } from './account.tsx'
import { addAdminPages } from './admin.tsx'
import { addScripts } from './assets.ts'
import { addAuditPage } from './audit.tsx'
import { addCalendarFile, addCalendarPages } from './calendar.tsx'
import { addCasePages } from './case.tsx'
import { addClaimPage } from './claims.tsx'
import { addClockPage } from './clock.tsx'
import { addCompilePages } from './compile.tsx'
import { addDecidePage } from './decide.tsx'
import { openDesk } from './doors.ts'
import { addDrawPages } from './draws.tsx'
import { addErasePages } from './erase.tsx'
import { addFaultPages } from './faults.tsx'
import { addHelpPage } from './help.tsx'
import { addChecklistPage } from './inspection.tsx'
import { addInspectionPages } from './inspections.tsx'
import { addListPages } from './list.tsx'
import { addLogin } from './login.tsx'
import { addNewPages } from './new.tsx'
import { addNoticeSettings } from './notice-settings.tsx'
import { addNoticePages } from './notices.tsx'
import { addPlanPage } from './plan.tsx'
import { addSearch } from './search.tsx'
import { addSecurityPages } from './security.tsx'
import { addTaskPages } from './tasks.tsx'
import { addUnitPages } from './units.tsx'
import { addUnsealPages } from './unseal.tsx'
import { goTo } from './visit.ts'
import { addWebhookPages } from './webhooks.tsx'

/** The desk: the same cases with more to do. */
export function addDeskPages(app: FastifyInstance, site: Site): void {
  app.register(async (scope) => {
    addFaultPages(scope, site)
    addScripts(scope)
    addLogin(scope, site)
    addCalendarFile(scope, site)
    const desk = openDesk(scope, site)
    desk.get('/desk', 'post', (visit) => goTo(visit, '/desk/clock'))
    addAccountPages(desk)
    addClockPage(desk)
    addCalendarPages(desk)
    addNoticePages(desk)
    addNoticeSettings(desk)
    addHelpPage(desk)
    addListPages(desk)
    addDrawPages(desk)
    addInspectionPages(desk)
    addChecklistPage(desk)
    addSearch(desk)
    addDecidePage(desk)
    addNewPages(desk)
    addTaskPages(desk)
    addClaimPage(desk)
    addPlanPage(desk)
    addCompilePages(desk)
    addUnitPages(desk)
    addUnsealPages(desk)
    addErasePages(desk)
    addAdminPages(desk)
    addWebhookPages(desk)
    addSecurityPages(desk)
    addAuditPage(desk)
    addCasePages(desk)
  })
}
