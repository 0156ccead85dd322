import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { csvOf, csvType } from './csv.ts'
import { type Covered, coverage, type Standing, standingOf, standings } from './inspections-data.ts'
import { InspectionsPage } from './inspections-page.tsx'
import { inspectionTexts } from './inspections-text.ts'
import { type Portal, publicFile, publicPage, queried, type Visit } from './visit.ts'

const isStanding = (text: string | undefined): text is Standing => standings.some((one) => one === text)

/** The year asked for, else the present one. */
function yearOf(request: FastifyRequest, { today }: Visit): number {
  const asked = queried(request, 'year')
  return asked !== undefined && /^\d{4}$/.test(asked) ? Number(asked) : Number(today.slice(0, 4))
}

function csvRow(row: Covered, { lang, unitName }: Visit): readonly (string | number | null)[] {
  const t = inspectionTexts[lang]
  const { held, planned, personHours, isOften, unit } = row
  const atDoor = held.filter((one) => one.isAtDoor).length
  return [
    unitName(unit.id),
    t.standings[standingOf(row)],
    held.length,
    planned.length,
    held
      .map(({ plannedOn }) => plannedOn)
      .toSorted()
      .at(-1) ?? null,
    atDoor,
    held.length - atDoor,
    held.filter((one) => one.isMerged).length,
    personHours,
    isOften ? t.yes : t.no,
    [...held, ...planned].map(({ line }) => line.seen.no).join(' '),
  ]
}

/** Who has been inspected, as a page and as a table. */
export function addInspectionPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/inspections', async (visit, request) => {
    const show = queried(request, 'show')
    return createElement(InspectionsPage, {
      visit,
      coverage: await coverage(visit, yearOf(request, visit)),
      standing: isStanding(show) ? show : 'all',
    })
  })

  publicFile(app, portal, '/inspections.csv', { type: csvType, name: 'inspections.csv' }, async (visit, request) => {
    const { rows } = await coverage(visit, yearOf(request, visit))
    return csvOf(
      inspectionTexts[visit.lang].csvColumns,
      rows.map((row) => csvRow(row, visit)),
    )
  })
}
