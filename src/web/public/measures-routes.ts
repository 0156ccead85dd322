import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { openBeside } from '../../engine/comparison.ts'
import { csvOf, csvType } from './csv.ts'
import { MeasuresFilePage } from './measures-beside.tsx'
import { type Measures, measureStandings, measuresFile, measuresOverview } from './measures-data.ts'
import { MeasuresPage, type Show } from './measures-page.tsx'
import { measuresTexts } from './measures-text.ts'
import { type Portal, parameter, publicFile, publicPage, queried, type Visit } from './visit.ts'

const isShown = (text: string | undefined): text is Show => measureStandings.some((one) => one === text)

function csvRow({ line, standing, found, isLate }: Measures, { lang }: Visit): readonly (string | number | null)[] {
  const t = measuresTexts[lang]
  return [
    line.unitName,
    t.standings[standing],
    found?.covered ?? null,
    found?.clauses ?? null,
    found?.copied ?? null,
    found?.targets ?? null,
    isLate ? t.yes : t.no,
    line.seen.no,
  ]
}

/** Each unit's own measures, as a page and as a table; and one unit's, laid beside the plan. */
export function addMeasuresPages(app: FastifyInstance, portal: Portal): void {
  const beside = openBeside(portal.programme, portal.site.context.evidence)

  publicPage(app, portal, '/measures', async (visit, request) => {
    const show = queried(request, 'show')
    const overview = await measuresOverview(visit, beside)
    return createElement(MeasuresPage, { visit, overview, show: isShown(show) ? show : 'all' })
  })

  publicFile(app, portal, '/measures.csv', { type: csvType, name: 'measures.csv' }, async (visit) => {
    const { rows } = await measuresOverview(visit, beside)
    return csvOf(
      measuresTexts[visit.lang].csvColumns,
      rows.map((row) => csvRow(row, visit)),
    )
  })

  publicPage(app, portal, '/measures/:no', async (visit, request) => {
    const file = await measuresFile(visit, parameter(request, 'no'), beside)
    return file && createElement(MeasuresFilePage, { visit, file })
  })
}
