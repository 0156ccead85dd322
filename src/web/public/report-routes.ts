import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createElement, type ReactElement } from 'react'
import type { Done } from '../../engine/order.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { Actor } from '../../kernel/case.ts'
import { lastDayOf } from '../../kernel/clock.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { one } from '../site/form.ts'
import { sendPrivate } from '../site/site.ts'
import { keyIn, nothingTyped, type Typed } from './citizen-fields.tsx'
import { type SentForm, sentForm } from './citizen-form.ts'
import { CodePage } from './code-page.tsx'
import { refuseForeign } from './faults.tsx'
import { wallProcedure } from './gates.ts'
import { ReportCheck, ReportStart, ReportWrite, reportFields } from './report-pages.tsx'
import { bothLanguages, type Portal, publicPage, queried, type Visit, visitFor } from './visit.ts'

const visitor: Actor = { kind: 'visitor' }

/** Reports and their drafts from one address; somebody who writes in earnest needs a few. */
const writeLimit = { rateLimit: { max: 40, timeWindow: '1 minute' } }
const sendLimit = { rateLimit: { max: 20, timeWindow: '1 minute' } }

const bad = 400
const notPossible = 422

function writePage(visit: Visit, typed: Typed, id: string, says?: string): ReactElement {
  return createElement(ReportWrite, { visit, typed, id, ...(says !== undefined && { says }) })
}

function refusedPage(visit: Visit, sent: SentForm, id: string, refusal: Refusal): ReactElement {
  const typed = { form: sent.form, faults: refusal.faults ?? [] }
  return writePage(visit, typed, id, inLanguage(refusal.says, visit.lang))
}

/** The last day on which the case must be decided upon. */
function decidedBy(visit: Visit, { case: c }: Done): string {
  const { calendar } = visit.programme
  return c.due === null ? dayOf(calendar.dayAt(visit.now)) : lastDayOf(c.due, calendar)
}

async function send(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitFor(portal, request)
  const { engine, evidence } = portal.site.context
  const sent = await sentForm(request, reportFields, evidence)
  const key = keyIn(sent.form)
  if (one(sent.form, 'go') === 'edit' || key === undefined || sent.faults.length > 0) {
    const faults = one(sent.form, 'go') === 'edit' ? [] : sent.faults
    return sendPrivate(
      reply,
      writePage(visit, { form: sent.form, faults }, key ?? randomUUID()),
      faults.length > 0 ? bad : 200,
    )
  }
  const result = await engine.submit({
    key,
    actor: visitor,
    transition: 'report',
    input: sent.input,
    target: { open: { procedure: wallProcedure, region: portal.programme.region, parent: null } },
  })
  if (!result.ok) return sendPrivate(reply, refusedPage(visit, sent, key, result.refusal), notPossible)
  const done = result.value
  const page = createElement(CodePage, { visit, no: done.case.no, code: done.code ?? '', by: decidedBy(visit, done) })
  return sendPrivate(reply, page)
}

/** 我要反映 in three steps: read, write, check and send. */
export function addReportPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/report', (visit) => createElement(ReportStart, { visit }))

  for (const address of bothLanguages('/report/write')) {
    app.get(address, (request, reply) => {
      const against = queried(request, 'against')
      const values = new Map(against === undefined ? [] : [['against', [against]] as const])
      const typed = { ...nothingTyped, form: { values, files: [] } }
      return sendPrivate(reply, writePage(visitFor(portal, request), typed, randomUUID()))
    })

    app.post(address, { config: writeLimit }, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      const visit = visitFor(portal, request)
      const { form, faults } = await sentForm(request, reportFields, portal.site.context.evidence)
      const id = keyIn(form) ?? randomUUID()
      if (faults.length > 0) return sendPrivate(reply, writePage(visit, { form, faults }, id), bad)
      return sendPrivate(reply, createElement(ReportCheck, { visit, typed: { form, faults }, id }))
    })
  }

  for (const address of bothLanguages('/report/send')) {
    app.post(address, { config: sendLimit }, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      return send(portal, request, reply)
    })
  }
}
