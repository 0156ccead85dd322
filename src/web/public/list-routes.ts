import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import type { CaseLine } from './case-line.ts'
import { csvOf, csvType } from './csv.ts'
import {
  type ItemStanding,
  itemList,
  type ListQuery,
  standings,
  supportUnits,
  textIn,
  uncoveredSentences,
} from './list-data.ts'
import { ListPage } from './list-page.tsx'
import { listTexts } from './list-text.ts'
import { unitRows, unitView } from './units-data.ts'
import { UnitPage, UnitsPage } from './units-pages.tsx'
import { type Portal, parameter, publicFile, publicPage, queried, type Visit } from './visit.ts'

const isStanding = (text: string | undefined): text is ItemStanding => standings.some((one) => one === text)

function queryOf(request: FastifyRequest): ListQuery {
  const standing = queried(request, 'standing')
  const page = Number(queried(request, 'page') ?? 1)
  return {
    clause: queried(request, 'clause'),
    unit: queried(request, 'unit'),
    standing: isStanding(standing) ? standing : undefined,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

function rowOf(line: CaseLine, visit: Visit): readonly (string | number | null)[] {
  const { seen } = line
  const t = listTexts[visit.lang]
  return [
    seen.no,
    seen.clause,
    seen.title,
    line.unitName,
    supportUnits(line, visit).join(t.joiner),
    textIn(line, 'deliverable'),
    textIn(line, 'measure'),
    textIn(line, 'dueOn'),
    line.label,
    Number(seen.data.adjustments ?? 0),
    seen.overdue && !seen.final ? t.yes : t.no,
    seen.changedOn,
    `${visit.site.context.origin}${line.href}`,
  ]
}

/** The responsibility list as a page and as a table, and the units that answer for it. */
export function addListPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/list', async (visit, request) => {
    const query = queryOf(request)
    const list = await itemList(visit, query)
    return createElement(ListPage, { visit, list, query, uncovered: uncoveredSentences(visit, list) })
  })

  publicFile(app, portal, '/list.csv', { type: csvType, name: 'list.csv' }, async (visit, request) => {
    const { fitting } = await itemList(visit, queryOf(request))
    return csvOf(
      listTexts[visit.lang].csvColumns,
      fitting.map((line) => rowOf(line, visit)),
    )
  })

  publicPage(app, portal, '/units', async (visit) => createElement(UnitsPage, { visit, rows: await unitRows(visit) }))

  publicPage(app, portal, '/units/:id', async (visit, request) => {
    const view = await unitView(visit, parameter(request, 'id'))
    return view && createElement(UnitPage, { visit, view })
  })
}
