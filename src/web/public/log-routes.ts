import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { logStanding } from '../../engine/log-standing.ts'
import { leafIndex } from '../../store/log.ts'
import { sendPrivate } from '../site/site.ts'
import { caseByNo } from './case-data.ts'
import { lineOf } from './case-line.ts'
import { logHead } from './log-head.ts'
import { logLines } from './log-lines.ts'
import { entriesOnPage, LogPage } from './log-page.tsx'
import { entryAt, receiptView } from './receipt-data.ts'
import { FindPage, ReceiptPage } from './receipt-page.tsx'
import { receiptTexts } from './receipt-text.ts'
import { bothLanguages, type Portal, parameter, publicPage, queried, visitFor } from './visit.ts'

/** An index out of an address; null for anything else. */
const indexIn = (text: string | undefined): number | null => (/^\d{1,12}$/.test(text ?? '') ? Number(text) : null)

function beforeIn(request: FastifyRequest, size: number): number {
  const asked = indexIn(queried(request, 'before'))
  return asked === null ? size : Math.min(size, Math.max(1, asked))
}

function sendFind(
  portal: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  says: string | undefined,
): FastifyReply {
  const visit = visitFor(portal, request)
  const page = createElement(FindPage, { visit, ...(says !== undefined && { says }) })
  return sendPrivate(reply, page, says === undefined ? 200 : 404)
}

/** The bytes of an entry as they were hashed; never changed again. */
async function sendEntry(portal: Portal, reply: FastifyReply, index: number | null): Promise<FastifyReply> {
  const isSealed = index !== null && index < portal.engine.logSize()
  const bytes = isSealed ? await entryAt(portal, index) : null
  if (bytes === null) {
    reply.callNotFound()
    return reply
  }
  return reply
    .type('application/json')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('content-disposition', `attachment; filename="${index}.json"`)
    .send(Buffer.from(bytes))
}

/** The public log and the receipts of its entries. */
export function addLogPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/log', async (visit, request) => {
    const before = beforeIn(request, visit.log.size)
    const [head, lines, standing] = await Promise.all([
      logHead(visit),
      logLines(visit, Math.max(0, before - entriesOnPage), before),
      logStanding(portal.engine),
    ])
    return createElement(LogPage, { visit, head, lines, before, standing })
  })

  for (const address of bothLanguages('/receipt')) {
    app.get(address, async (request, reply) => {
      const visit = visitFor(portal, request)
      const index = indexIn(queried(request, 'index'))
      if (index !== null && index < visit.log.size) return reply.redirect(visit.href(`/receipt/${index}`), 302)
      const no = queried(request, 'no')?.toUpperCase()
      if (no !== undefined) return reply.redirect(visit.href(`/cases/${encodeURIComponent(no)}`), 302)
      const says = queried(request, 'index') === undefined ? undefined : receiptTexts[visit.lang].noSuch
      return sendFind(portal, request, reply, says)
    })
  }

  publicPage(app, portal, '/receipt/:index', async (visit, request) => {
    const index = indexIn(parameter(request, 'index'))
    const receipt = index === null ? null : await receiptView(visit, index)
    return receipt && createElement(ReceiptPage, { visit, receipt })
  })

  // The same address with a case's number and a sequence number, for citations that must not wait for the index.
  for (const address of bothLanguages('/receipt/:index/:seq')) {
    app.get(address, async (request, reply) => {
      const visit = visitFor(portal, request)
      const [first, second] = [parameter(request, 'index'), parameter(request, 'seq')]
      if (second === 'entry') return sendEntry(portal, reply, indexIn(first))
      const c = await caseByNo(visit, first)
      const seq = indexIn(second)
      const index =
        c && lineOf(visit, c) && seq !== null ? await leafIndex(portal.engine.db, c.region, c.id, seq) : null
      return index === null ? reply.callNotFound() : reply.redirect(visit.href(`/receipt/${index}`), 302)
    })
  }
}
