import type { FastifyInstance } from 'fastify'
import { createElement } from 'react'
import { dayNumber } from '../../kernel/calendar.ts'
import { htmlLanguage } from '../text/texts.ts'
import { atomOf, atomType } from './atom.ts'
import { type ColumnEntry, columnOf } from './column-data.ts'
import { ColumnPage } from './column-page.tsx'
import { columnTexts } from './column-text.ts'
import { type Portal, publicFile, publicPage, type Visit } from './visit.ts'

/** Entries of the feed; whoever reads it once a day misses none. */
const feedMost = 100

function feedOf(visit: Visit, entries: readonly ColumnEntry[]): string {
  const { lang, href, programme, site, say } = visit
  const { origin } = site.context
  const t = columnTexts[lang]
  const instant = (day: string) => new Date(programme.calendar.startOf(dayNumber(day))).toISOString()
  return atomOf({
    title: t.feedTitle,
    page: `${origin}${href('/column')}`,
    self: `${origin}${href('/column.atom')}`,
    lang: htmlLanguage[lang],
    author: say(programme.site),
    updated: instant(entries[0]?.line.seen.changedOn ?? visit.today),
    entries: entries.slice(0, feedMost).map(({ kind, line }) => ({
      href: `${origin}${line.href}`,
      title: `${line.seen.no} ${line.seen.title}`,
      summary: [line.unitName, line.label].filter(Boolean).join(lang === 'zh' ? '：' : ': '),
      updated: instant(line.seen.changedOn),
      category: { term: kind, label: t.kinds[kind] },
    })),
  })
}

/** The column as a page and as a feed. */
export function addColumnPages(app: FastifyInstance, portal: Portal): void {
  publicPage(app, portal, '/column', async (visit) =>
    createElement(ColumnPage, { visit, entries: await columnOf(visit) }),
  )

  publicFile(app, portal, '/column.atom', { type: atomType, name: null }, async (visit) =>
    feedOf(visit, await columnOf(visit)),
  )
}
