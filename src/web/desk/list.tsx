import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { movesIn } from '../../engine/moves.ts'
import { storeViewer } from '../../http/views.ts'
import type { Procedure } from '../../kernel/bind.ts'
import type { Case } from '../../kernel/case.ts'
import type { Field } from '../../kernel/field.ts'
import type { Transition } from '../../kernel/procedure.ts'
import { inLanguage } from '../../kernel/text.ts'
import { type Cursor, listCases } from '../../store/list.ts'
import { savedFilters } from '../../store/saved-filters.ts'
import { LinkButton } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Empty } from '../parts/form.tsx'
import { Chip } from '../parts/status.tsx'
import { Pager, Table } from '../parts/table.tsx'
import type { CaseLine } from '../public/case-line.ts'
import { csvOf, csvType } from '../public/csv.ts'
import { addBulk, Bulk, type BulkMove } from './bulk.tsx'
import { lineFor } from './case-file.ts'
import type { Desk } from './doors.ts'
import { addSavedFilters, Filters } from './filters.tsx'
import { type CaseQuery, caseQuery, cursorOf, cursorText, queryText } from './list-query.ts'
import { listTexts } from './list-text.ts'
import { mattersOf } from './matters.ts'
import { showDesk } from './shell.tsx'
import type { Acting } from './visit.ts'

const pageSize = 50

/** Rows of an exported list. */
const mostRows = 5_000

interface Page {
  readonly cases: readonly Case[]
  readonly next: Cursor | null
}

const placeNow = ({ engine }: Acting, { edition }: Procedure, clause: string | null) =>
  clause === null ? null : engine.editions.nowAt(clause, edition)

/** The cases that wait for the post, as far as they fit the rest of the query. */
async function mine(visit: Acting, query: CaseQuery): Promise<Page> {
  const { procedure, unit, state, clause, due, overdue } = query
  const fits = (await mattersOf(visit)).filter(
    ({ seen, waiting, stretch }) =>
      (procedure === undefined || seen.procedure === procedure) &&
      (unit === undefined || seen.unit === unit) &&
      (state === undefined || seen.state === state) &&
      (clause === undefined || placeNow(visit, waiting.procedure, seen.clause) === clause) &&
      (due === undefined || stretch === due) &&
      (!overdue || stretch === 'over'),
  )
  return { cases: fits.map(({ waiting }) => waiting.case), next: null }
}

async function all(visit: Acting, query: CaseQuery, after: Cursor | null, limit: number): Promise<Page> {
  const { engine, actor, now } = visit
  const { procedure, unit, state, clause, overdue, sort } = query
  const page = await listCases(engine.db, {
    region: actor.region,
    viewer: storeViewer(engine, actor),
    filter: {
      ...(procedure !== undefined && { procedure }),
      ...(unit !== undefined && { unit }),
      ...(state !== undefined && { state }),
      ...(clause !== undefined && { clauses: engine.editions.keysAt(clause) }),
      overdue,
    },
    sort,
    now,
    limit,
    after,
  })
  return { cases: page.cases.map((stored) => stored.case), next: page.next }
}

const pageOf = (visit: Acting, query: CaseQuery, after: Cursor | null, limit = pageSize) =>
  query.mine ? mine(visit, query) : all(visit, query, after, limit)

/** Kinds of fields that can be the same for many cases: to whom, and by when. Verdicts and reasons are each case's own. */
const sharedKinds: readonly Field['kind'][] = ['unit', 'units', 'post', 'day']

/** Whether a move can be made for many at once: it asks nothing, or only what they can share, and nobody was drawn for it. */
function isForMany({ declaration }: Procedure, { form, by }: Transition): boolean {
  const fields = form === undefined ? {} : (declaration.forms[form] ?? {})
  const isDrawn = by.some((party) => 'drawn' in (declaration.parties[party]?.is ?? {}))
  return !isDrawn && Object.values(fields).every(({ kind }) => sharedKinds.includes(kind))
}

/** Moves that are possible for some case of the page and can be made for many. */
async function bulkMoves(visit: Acting, cases: readonly Case[]): Promise<readonly BulkMove[]> {
  const found = new Map<string, { readonly title: string; readonly cases: string[] }>()
  for (const { case: c, procedure: p, moves } of await movesIn(visit.engine, cases, visit.actor)) {
    for (const { transition, refusal } of moves) {
      const t = p.declaration.transitions[transition]
      if (refusal !== null || !t || !isForMany(p, t)) continue
      const key = `${p.id}/${transition}`
      const known = found.get(key) ?? { title: inLanguage(t.title, visit.lang), cases: [] }
      known.cases.push(c.no)
      found.set(key, known)
    }
  }
  return [...found].map(([key, move]) => ({ key, ...move }))
}

interface RowsProps {
  readonly visit: Acting
  readonly lines: readonly CaseLine[]
  /** Numbers of the cases that can be picked. */
  readonly pickable: ReadonlySet<string>
}

/** The list itself; a box before each case that can be handled with others. */
export function CaseRows({ visit, lines, pickable }: RowsProps): ReactNode {
  const { lang } = visit
  const t = listTexts[lang]
  const picks = pickable.size > 0
  return (
    <Table
      caption={t.title}
      columns={[
        ...(picks ? [{ title: t.columns.pick }] : []),
        { title: t.columns.matter, heading: true },
        { title: t.columns.no },
        { title: t.columns.unit },
        { title: t.columns.state },
        { title: t.columns.clock },
      ]}
      rows={lines.map((line) => ({
        key: line.seen.no,
        cells: [
          ...(picks
            ? [
                pickable.has(line.seen.no) ? (
                  <input
                    key="pick"
                    type="checkbox"
                    name="pick"
                    value={`${line.seen.no} ${line.seen.seq} ${randomUUID()}`}
                    aria-label={t.pick(line.seen.no)}
                  />
                ) : (
                  ''
                ),
              ]
            : []),
          <a key="a" href={line.href}>
            {line.seen.title}
          </a>,
          <span key="n" className="mono nowrap">
            {line.seen.no}
          </span>,
          line.unitName,
          <Chip key="s" status={line.status} lang={lang} label={line.label} bare />,
          line.clock === null ? '' : <Clock key="c" face={line.clock.face} lang={lang} label={line.clock.title} />,
        ],
      }))}
    />
  )
}

async function showList(visit: Acting): Promise<FastifyReply> {
  const { lang, href, query: parameters, engine, me } = visit
  const t = listTexts[lang]
  const query = caseQuery(parameters)
  const after = cursorOf(parameters.get('after'))
  const [page, saved] = await Promise.all([pageOf(visit, query, after), savedFilters(engine.db, me.account.id)])
  const lines = page.cases.flatMap((c) => lineFor(visit, c) ?? [])
  const moves = await bulkMoves(visit, page.cases)
  const text = queryText(query)
  const at = (more: string) => href(`/desk/cases?${[text, more].filter(Boolean).join('&')}`)
  return showDesk(visit, {
    title: t.title,
    under: (
      <>
        <span>{t.under(lines.length, page.next !== null)}</span>
        <span>{t.sorted[query.sort]}</span>
      </>
    ),
    actions: (
      <LinkButton href={href(`/desk/cases.csv?${text}`)} look="second" compact>
        {t.csv}
      </LinkButton>
    ),
    children: (
      <div className="stack">
        <Filters visit={visit} query={query} saved={saved} said={parameters.get('said')} />
        {lines.length === 0 ? (
          <Empty title={t.none}>{t.noneSays}</Empty>
        ) : (
          <Bulk visit={visit} moves={moves} back={text}>
            <CaseRows visit={visit} lines={lines} pickable={new Set(moves.flatMap((move) => move.cases))} />
          </Bulk>
        )}
        <Pager
          lang={lang}
          previous={after === null ? null : at('')}
          next={page.next === null ? null : at(`after=${cursorText(page.next)}`)}
        />
      </div>
    ),
  })
}

/** The whole list as a file, up to a bound, with the same filter and the same eyes. */
async function sendCsv(visit: Acting): Promise<FastifyReply> {
  const { lang, query: parameters, reply } = visit
  const t = listTexts[lang].columns
  const query = caseQuery(parameters)
  const cases: Case[] = []
  let after: Cursor | null = null
  do {
    const page: Page = await pageOf(visit, query, after, 500)
    cases.push(...page.cases)
    after = page.next
  } while (after !== null && cases.length < mostRows)
  const rows = cases
    .flatMap((c) => lineFor(visit, c) ?? [])
    .map(({ seen, unitName, label, clock }) => [
      seen.no,
      seen.title,
      unitName,
      label,
      clock !== null && 'due' in clock.face ? (clock.face.due ?? '') : '',
    ])
  return reply
    .type(csvType)
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="cases.csv"')
    .send(csvOf([t.no, t.matter, t.unit, t.state, t.clock], rows))
}

/** 案件列表: filters with an address, saved under names, a page at a time; several at once; as a file. */
export function addListPages(desk: Desk): void {
  desk.get('/desk/cases', 'post', showList)
  desk.get('/desk/cases.csv', 'post', sendCsv)
  addSavedFilters(desk)
  addBulk(desk)
}
