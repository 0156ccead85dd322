import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { wishErased } from '../../engine/erasure-wish.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { one, submitted } from '../site/form.ts'
import { sendPrivate } from '../site/site.ts'
import { caseByNo } from './case-data.ts'
import { keyIn } from './citizen-fields.tsx'
import { sentForm } from './citizen-form.ts'
import { refuseForeign } from './faults.tsx'
import { type OwnCase, othersFiles, ownCase, ownFiles, type Person } from './mine-data.ts'
import { isGround, wishFields } from './mine-erase.tsx'
import { mineEraseTexts } from './mine-erase-text.ts'
import { MineEnter, MinePage, type RefusedMove } from './mine-pages.tsx'
import { mineTexts } from './mine-text.ts'
import { givePass, personOf, takePass } from './pass.ts'
import { bothLanguages, type Portal, parameter, queried, type Visit, visitFor } from './visit.ts'

/** Codes tried from one address. 100 bits are out of reach at any rate; this keeps the log and the database quiet. */
const enterLimit = { rateLimit: { max: 20, timeWindow: '1 minute' } }
const moveLimit = { rateLimit: { max: 20, timeWindow: '1 minute' } }

const bad = 400
const notPossible = 422
const seeOther = 303

function ownPage(visit: Visit, own: OwnCase, refused: RefusedMove | null, did: boolean) {
  return createElement(MinePage, { visit, own, id: randomUUID(), refused, did })
}

async function personAndCase(
  portal: Portal,
  request: FastifyRequest,
): Promise<{ readonly person: Person; readonly own: OwnCase } | null> {
  const person = personOf(portal, request)
  const own = person && (await ownCase(visitFor(portal, request), person))
  return person && own ? { person, own } : null
}

/** Characters of a code that are shown again: more than any has, spaces included. */
const mostTyped = 40

/** Number and code, to a pass of half an hour; the answer for a wrong number is that for a wrong code. */
async function enter(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitFor(portal, request)
  const form = await submitted(request)
  const no = (one(form, 'no') ?? '').toUpperCase().replace(/\s/g, '')
  const code = one(form, 'code') ?? ''
  const person = await portal.site.context.access.byCode(code, portal.programme.region)
  if (!person || person.case !== no) {
    return sendPrivate(
      reply,
      createElement(MineEnter, { visit, no, code: code.slice(0, mostTyped), isWrong: true, hasLeft: false }),
      bad,
    )
  }
  givePass(portal, reply, person)
  return reply.redirect(visit.href('/mine'), seeOther)
}

async function move(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitFor(portal, request)
  const found = await personAndCase(portal, request)
  if (!found) return reply.redirect(visit.href('/mine'), seeOther)
  const { person, own } = found
  const transition = parameter(request, 'transition')
  const fields = own.moves.find((one) => one.transition === transition)?.fields ?? {}
  const sent = await sentForm(request, fields, portal.site.context.evidence)
  const refuse = (faults: RefusedMove['typed']['faults'], says: string, status: number) =>
    sendPrivate(reply, ownPage(visit, own, { transition, typed: { form: sent.form, faults }, says }, false), status)
  if (sent.faults.length > 0) return refuse(sent.faults, mineTexts[visit.lang].refused, bad)
  const result = await portal.engine.submit({
    key: keyIn(sent.form) ?? randomUUID(),
    actor: person,
    transition,
    input: sent.input,
    seen: Number(one(sent.form, 'seen') ?? own.seen.seq),
    target: { no: person.case },
  })
  if (result.ok) return reply.redirect(visit.href('/mine?did=yes'), seeOther)
  const { refusal } = result
  return refuse(refusal.faults ?? [], inLanguage(refusal.says, visit.lang), notPossible)
}

/** Asks for one's own words to be erased: filed for an intake officer, who passes it on. */
async function erase(portal: Portal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const visit = visitFor(portal, request)
  const found = await personAndCase(portal, request)
  const c = found && (await caseByNo(visit, found.person.case))
  if (!found || !c) return reply.redirect(visit.href('/mine'), seeOther)
  const { person, own } = found
  const sent = await sentForm(request, wishFields(own), portal.site.context.evidence)
  const refuse = (faults: Refusal['faults'], says: string, status: number) => {
    const refusedWish = { typed: { form: sent.form, faults: faults ?? [] }, says }
    const page = createElement(MinePage, { visit, own, id: randomUUID(), refused: null, refusedWish, did: false })
    return sendPrivate(reply, page, status)
  }
  if (sent.faults.length > 0) return refuse(sent.faults, mineEraseTexts[visit.lang].refused, bad)
  const { fields, ground } = sent.input
  const wish = {
    fields: Array.isArray(fields) ? fields.map(String) : [],
    ground: isGround(ground) ? ground : ('other-law' as const),
  }
  const result = await wishErased(portal.engine, person, c, wish)
  if (result.ok) return reply.redirect(visit.href('/mine?did=yes'), seeOther)
  return refuse(result.refusal.faults, inLanguage(result.refusal.says, visit.lang), notPossible)
}

/** 我反映的: with number and code, read and judge. */
export function addMinePages(app: FastifyInstance, portal: Portal): void {
  for (const address of bothLanguages('/mine')) {
    app.get(address, async (request, reply) => {
      const visit = visitFor(portal, request)
      const found = await personAndCase(portal, request)
      if (found) return sendPrivate(reply, ownPage(visit, found.own, null, queried(request, 'did') !== undefined))
      const hasLeft = queried(request, 'left') !== undefined
      return sendPrivate(reply, createElement(MineEnter, { visit, isWrong: false, hasLeft }))
    })

    app.post(address, { config: enterLimit }, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      return enter(portal, request, reply)
    })
  }

  for (const address of bothLanguages('/mine/leave')) {
    app.post(address, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      takePass(portal, reply)
      return reply.redirect(visitFor(portal, request).href('/mine?left=yes'), seeOther)
    })
  }

  for (const address of bothLanguages('/mine/erase')) {
    app.post(address, { config: moveLimit }, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      return erase(portal, request, reply)
    })
  }

  for (const address of bothLanguages('/mine/:transition')) {
    app.post(address, { config: moveLimit }, async (request, reply) => {
      if (refuseForeign(portal, request, reply)) return reply
      return move(portal, request, reply)
    })
  }

  for (const address of bothLanguages('/mine/evidence/:sha256')) {
    app.get(address, async (request, reply) => {
      const found = await personAndCase(portal, request)
      const sha256 = parameter(request, 'sha256')
      const files = found ? [...ownFiles(found.own), ...othersFiles(found.own)] : []
      const isSeen = files.some((one) => one.sha256 === sha256)
      const file = isSeen ? await portal.site.context.evidence.get(sha256) : null
      if (!file) return reply.callNotFound()
      return reply
        .type(file.type)
        .header('cache-control', 'no-store')
        .header('content-security-policy', "default-src 'none'; sandbox")
        .header('content-disposition', file.type.startsWith('image/') ? 'inline' : 'attachment')
        .send(file.bytes)
    })
  }
}
