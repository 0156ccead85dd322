import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createElement, type ReactElement } from 'react'
import { inLanguage } from '../../kernel/text.ts'
import { sendPrivate } from '../site/site.ts'
import { caseFile } from './case-data.ts'
import { keyIn, nothingTyped, type Typed } from './citizen-fields.tsx'
import { sentForm } from './citizen-form.ts'
import { CodePage } from './code-page.tsx'
import { refuseForeign } from './faults.tsx'
import { JoinPage } from './join-page.tsx'
import { bothLanguages, type Portal, parameter, visitFor } from './visit.ts'

const joinLimit = { rateLimit: { max: 10, timeWindow: '1 minute' } }

const bad = 400
const notPossible = 422

async function answer(portal: Portal, request: FastifyRequest, reply: FastifyReply, isPost: boolean) {
  const visit = visitFor(portal, request)
  const no = parameter(request, 'no')
  const file = await caseFile(visit, no)
  const p = file?.line.procedure
  const [transition, t] = p?.transitions.find(([, one]) => one.joins !== undefined && one.from !== 'new') ?? []
  if (!file || !p || transition === undefined || !file.canJoin) return reply.callNotFound()
  const fields = p.declaration.forms[t?.form ?? ''] ?? {}
  const page = (typed: Typed, id: string, says?: string): ReactElement =>
    createElement(JoinPage, { visit, line: file.line, fields, typed, id, ...(says !== undefined && { says }) })
  if (!isPost) return sendPrivate(reply, page(nothingTyped, randomUUID()))
  const sent = await sentForm(request, fields, portal.site.context.evidence)
  const key = keyIn(sent.form)
  if (sent.faults.length > 0 || key === undefined)
    return sendPrivate(reply, page({ form: sent.form, faults: sent.faults }, key ?? randomUUID()), bad)
  const result = await portal.engine.submit({
    key,
    actor: { kind: 'visitor' },
    transition,
    input: sent.input,
    seen: file.line.seen.seq,
    target: { no },
  })
  if (!result.ok) {
    const { says, faults = [] } = result.refusal
    const typed = { form: sent.form, faults }
    return sendPrivate(reply, page(typed, key, inLanguage(says, visit.lang)), notPossible)
  }
  return sendPrivate(reply, createElement(CodePage, { visit, no, code: result.value.code ?? '', by: null }))
}

/** 我也遇到了: from a public case, with the same protection as a report. */
export function addJoinPages(app: FastifyInstance, portal: Portal): void {
  for (const address of bothLanguages('/cases/:no/join')) {
    app.get(address, (request, reply) => answer(portal, request, reply, false))
    app.post(address, { config: joinLimit }, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      return answer(portal, request, reply, true)
    })
  }
}
