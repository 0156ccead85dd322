import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { dayNumber } from '../../kernel/calendar.ts'
import { htmlLanguage, texts } from '../text/texts.ts'
import { atomOf, atomType } from './atom.ts'
import { publicCases } from './cases.ts'
import { csvOf, csvType } from './csv.ts'
import { wallProcedure } from './gates.ts'
import { type Portal, publicFile, publicPage, queried, type Visit } from './visit.ts'
import { type Problem, wallCases, wallOf, wallRow } from './wall-data.ts'
import { type Tab, tabs, WallPage, type WallQuery } from './wall-page.tsx'
import { wallTexts } from './wall-text.ts'

/** Cases in one download; the interface for programs pages through all. */
const rowsMost = 10_000
const feedMost = 50

const isTab = (text: string | undefined): text is Tab => tabs.some((tab) => tab === text)

function queryOf(request: FastifyRequest): WallQuery {
  const gate = queried(request, 'gate')
  const page = Number(queried(request, 'page') ?? 1)
  return {
    tab: isTab(gate) ? gate : 'held',
    unit: queried(request, 'unit'),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  }
}

function csvRow(problem: Problem, { lang, site }: Visit): readonly (string | number | null)[] {
  const { seen, gates, procedure } = problem
  const t = wallTexts[lang]
  const words = texts[lang].gate
  const severity = procedure.fields.severity
  const option = severity?.kind === 'choice' ? severity.options[String(seen.data.severity ?? '')] : undefined
  return [
    seen.no,
    seen.title,
    problem.unitName,
    seen.clause,
    problem.found,
    option?.[lang === 'zh' ? 0 : 1] ?? null,
    problem.label,
    words[gates.inPlace],
    words[gates.satisfied],
    Number(seen.data.failures ?? 0),
    Number(seen.data.recurrences ?? 0),
    problem.clock?.face.state === 'done' || problem.clock?.face.state === 'stopped'
      ? null
      : (problem.clock?.face.due ?? null),
    seen.overdue ? t.yes : t.no,
    seen.openedOn,
    seen.changedOn,
    `${site.context.origin}${problem.href}`,
  ]
}

function feedOf(visit: Visit, problems: readonly Problem[]): string {
  const { lang, href, programme, site, say } = visit
  const { origin } = site.context
  const instant = (day: string) => new Date(programme.calendar.startOf(dayNumber(day))).toISOString()
  const latest = problems.toSorted((a, b) => (a.seen.changedOn < b.seen.changedOn ? 1 : -1)).slice(0, feedMost)
  return atomOf({
    title: wallTexts[lang].feedTitle,
    page: `${origin}${href('/wall')}`,
    self: `${origin}${href('/wall.atom')}`,
    lang: htmlLanguage[lang],
    author: say(programme.site),
    updated: instant(latest[0]?.seen.changedOn ?? visit.today),
    entries: latest.map((problem) => ({
      href: `${origin}${problem.href}`,
      title: `${problem.seen.no} ${problem.seen.title} · ${problem.label}`,
      summary: [problem.unitName, wallRow(problem, visit).text].filter(Boolean).join(lang === 'zh' ? '：' : ': '),
      updated: instant(problem.seen.changedOn),
    })),
  })
}

/** The wall as a page, as a table for spreadsheets, and as a feed. */
export function addWallPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/wall', async (visit, request) =>
    createElement(WallPage, { visit, wall: wallOf(visit, await wallCases(visit.engine)), query: queryOf(request) }),
  )

  publicFile(app, portal, '/wall.csv', { type: csvType, name: 'wall.csv' }, async (visit) => {
    const cases = await publicCases(portal.engine, { procedure: wallProcedure }, 'opened', rowsMost)
    const { problems } = wallOf(visit, cases)
    return csvOf(
      Object.values(wallTexts[visit.lang].columns),
      problems.map((problem) => csvRow(problem, visit)),
    )
  })

  publicFile(app, portal, '/wall.atom', { type: atomType, name: null }, async (visit) =>
    feedOf(visit, wallOf(visit, await wallCases(portal.engine)).problems),
  )
}
