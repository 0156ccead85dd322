import type { Day } from '../../kernel/calendar.ts'
import type { CaseLine } from './case-line.ts'
import { docxOf, type WordColumn } from './docx-table.ts'
import { type ItemList, type ListQuery, milestonesIn, supportUnits, textIn } from './list-data.ts'
import { listTexts } from './list-text.ts'
import { headingOf } from './margin.ts'
import type { Visit } from './visit.ts'
import { type Column, type SheetValue, xlsxOf } from './xlsx.ts'

/** One item for a program or a spreadsheet, in the order of `csvColumns`. */
export function sheetRow(line: CaseLine, visit: Visit): readonly SheetValue[] {
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
    textIn(line, 'target'),
    textIn(line, 'baseline'),
    milestonesIn(line).join('\n'),
  ]
}

/** Widths in characters and contents of the columns of `csvColumns`. */
const shapes: readonly Omit<Column, 'title'>[] = [
  { width: 14, holds: 'text' },
  { width: 10, holds: 'text' },
  { width: 30, holds: 'text' },
  { width: 20, holds: 'text' },
  { width: 20, holds: 'text' },
  { width: 40, holds: 'text' },
  { width: 40, holds: 'text' },
  { width: 12, holds: 'day' },
  { width: 14, holds: 'text' },
  { width: 10, holds: 'number' },
  { width: 10, holds: 'text' },
  { width: 16, holds: 'day' },
  { width: 40, holds: 'text' },
  { width: 20, holds: 'text' },
  { width: 20, holds: 'text' },
  { width: 30, holds: 'text' },
]

/** The list as a workbook, the same columns as the CSV. */
export function listSheet(visit: Visit, { fitting }: ItemList): AsyncGenerator<Uint8Array> {
  const t = listTexts[visit.lang]
  const columns = shapes.map((shape, i) => ({ ...shape, title: t.csvColumns[i] ?? '' }))
  function* rows() {
    for (const line of fitting) yield sheetRow(line, visit)
  }
  return xlsxOf(t.title, columns, rows())
}

/** Millimetres of the columns of `wordColumns`; together the width of the text. */
const widths: readonly Omit<WordColumn, 'title'>[] = [
  { width: 13, centred: true },
  { width: 22, centred: true },
  { width: 56 },
  { width: 42 },
  { width: 26, centred: true },
  { width: 26, centred: true },
  { width: 23, centred: true },
  { width: 17, centred: true },
]

function wordRow(line: CaseLine, at: number, visit: Visit): readonly string[] {
  const { format, lang } = visit
  const t = listTexts[lang]
  const dueOn = textIn(line, 'dueOn')
  const target = textIn(line, 'target')
  const adjustments = Number(line.seen.data.adjustments ?? 0)
  return [
    String(at),
    line.clause?.citation ?? '',
    `${line.seen.title}\n${textIn(line, 'deliverable')}`,
    [textIn(line, 'measure'), ...(target === '' ? [] : [t.target(target)]), ...milestonesIn(line)].join('\n'),
    line.unitName,
    supportUnits(line, visit).join(t.joiner),
    [
      ...(dueOn === '' ? [] : [format.fullDay(dueOn as Day)]),
      ...(adjustments > 0 ? [t.adjusted(adjustments)] : []),
    ].join('\n'),
    line.label,
  ]
}

/** The unit that keeps the list: the one whose post drafts its items. */
function keeperOf({ engine, unitName, today, say, programme }: Visit): string {
  const org = engine.org()
  const post = org.data.posts.find(
    ({ roles, from, to }) => roles.includes('officeStaff') && from <= today && (to === null || to >= today),
  )
  return post ? unitName(post.unit) : say(programme.site)
}

/** What was chosen, in words; null for the whole list. */
function chosenIn(visit: Visit, { clause, unit, standing }: ListQuery): string | null {
  const { programme, lang, unitName } = visit
  const t = listTexts[lang]
  const found = clause === undefined ? undefined : programme.tree.find(({ slug }) => slug === clause)
  const parts = [
    ...(clause === undefined ? [] : [found ? headingOf(found) : clause]),
    ...(unit === undefined ? [] : [unitName(unit)]),
    ...(standing === undefined ? [] : [t.standings[standing]]),
  ]
  return parts.length === 0 ? null : parts.join(t.joiner)
}

/** The list as an official document. */
export function listDocument(visit: Visit, { fitting }: ItemList, query: ListQuery): AsyncGenerator<Uint8Array> {
  const { lang, format, today, now, say, programme, site, href, log } = visit
  const t = listTexts[lang]
  const chosen = chosenIn(visit, query)
  function* rows() {
    let at = 0
    for (const line of fitting) yield wordRow(line, ++at, visit)
  }
  return docxOf(
    {
      title: t.wordTitle(say(programme.shortTitle)),
      subtitle: t.asOf(format.fullDay(today)),
      paragraphs: [
        t.wordSays(fitting.length),
        ...(chosen === null ? [] : [t.chosen(chosen)]),
        t.checkable(`${site.context.origin}${href('/list')}`, log.size),
      ],
      columns: widths.map((shape, i) => ({ ...shape, title: t.wordColumns[i] ?? '' })),
      signature: keeperOf(visit),
      date: format.fullDay(today),
      madeAt: new Date(now).toISOString(),
    },
    rows(),
  )
}
