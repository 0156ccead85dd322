import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { csvOf, csvType } from './csv.ts'
import { docxType } from './docx-table.ts'
import { type ItemStanding, itemList, type ListQuery, standings, uncoveredSentences } from './list-data.ts'
import { listDocument, listSheet, sheetRow } from './list-files.ts'
import { ListPage } from './list-page.tsx'
import { listTexts } from './list-text.ts'
import { unitRows, unitView } from './units-data.ts'
import { UnitPage, UnitsPage } from './units-pages.tsx'
import { type Portal, parameter, publicFile, publicPage, queried } from './visit.ts'
import { xlsxType } from './xlsx.ts'

const isStanding = (text: string | undefined): text is ItemStanding => standings.some((one) => one === text)

function queryOf(request: FastifyRequest): ListQuery {
  const standing = queried(request, 'standing')
  const page = Number(queried(request, 'page') ?? 1)
  return {
    clause: queried(request, 'clause'),
    unit: queried(request, 'unit'),
    standing: isStanding(standing) ? standing : undefined,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    unfolded: queried(request, 'open') === 'all',
  }
}

/** The responsibility list as a page, as a table in three formats, and the units that answer for it. */
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
      fitting.map((line) => sheetRow(line, visit)),
    )
  })

  publicFile(app, portal, '/list.xlsx', { type: xlsxType, name: 'list.xlsx' }, async (visit, request) =>
    Readable.from(listSheet(visit, await itemList(visit, queryOf(request)))),
  )

  publicFile(app, portal, '/list.docx', { type: docxType, name: 'list.docx' }, async (visit, request) => {
    const query = queryOf(request)
    return Readable.from(listDocument(visit, await itemList(visit, query), query))
  })

  publicPage(app, portal, '/units', async (visit) => createElement(UnitsPage, { visit, rows: await unitRows(visit) }))

  publicPage(app, portal, '/units/:id', async (visit, request) => {
    const view = await unitView(visit, parameter(request, 'id'))
    return view && createElement(UnitPage, { visit, view })
  })
}
