import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { isUuid } from '../../engine/uuid.ts'
import { inLanguage } from '../../kernel/text.ts'
import { HiddenFields, LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { StatusLine } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { lineFor, storedCase } from './case-file.ts'
import type { Desk } from './doors.ts'
import { caseQuery, queryText } from './list-query.ts'
import { listTexts } from './list-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, guarded } from './visit.ts'

/** A move without a form, and the cases of the page for which it is possible. */
export interface BulkMove {
  /** Procedure and transition. Example: 'supervised-task/assign'. */
  readonly key: string
  readonly title: string
  readonly cases: readonly string[]
}

interface BulkProps {
  readonly visit: Acting
  readonly moves: readonly BulkMove[]
  /** The query of the list, to come back to. */
  readonly back: string
  readonly children: ReactNode
}

/** Around a list: what can be done to the cases picked in it. Only the list where nothing can. */
export function Bulk({ visit, moves, back, children }: BulkProps): ReactNode {
  const { lang, href } = visit
  const t = listTexts[lang]
  if (moves.length === 0) return children
  return (
    <form method="post" action={href('/desk/cases/bulk')}>
      <HiddenFields of={guarded(visit, { back })} />
      {children}
      <section className="sheet pad mt5">
        <Head>{t.bulk}</Head>
        <p className="small quiet">{t.bulkSays}</p>
        <div className="mt3">
          <Field
            lang={lang}
            spec={{
              kind: 'choice',
              name: 'move',
              label: t.bulkMove,
              required: true,
              look: 'list',
              options: moves.map(({ key, title, cases }) => ({ value: key, label: t.bulkOption(title, cases.length) })),
            }}
          />
        </div>
        <p className="mt3">
          <Submit look="second" compact>
            {t.bulkDo}
          </Submit>
        </p>
      </section>
    </form>
  )
}

interface Outcome {
  readonly no: string
  readonly title: string
  readonly isDone: boolean
  readonly says: string
}

/** A picked row: the case, the number its list was made at, and the command's key. */
function pickOf(text: string): { readonly no: string; readonly seen: number; readonly key: string } | null {
  const match = /^([A-Z]{2}-[\d-]{6,24}) (\d{1,9}) ([0-9a-f-]{36})$/.exec(text)
  const key = match?.[3]
  return match && isUuid(key) ? { no: match[1] ?? '', seen: Number(match[2]), key } : null
}

async function moveOne(visit: Acting, pick: ReturnType<typeof pickOf>, move: string): Promise<Outcome | null> {
  const { engine, actor, lang } = visit
  const t = listTexts[lang]
  const c = pick && (await storedCase(visit, pick.no))
  const line = c && lineFor(visit, c)
  if (!pick || !c || !line) return null
  const [procedure, transition = ''] = move.split('/')
  const { no, seen, key } = pick
  const title = line.seen.title
  if (c.procedure !== procedure) return null
  const result = await engine.submit({ key, actor, transition, input: {}, seen, target: { no } })
  if (result.ok) return { no, title, isDone: true, says: t.done }
  return { no, title, isDone: false, says: inLanguage(result.refusal.says, lang) }
}

async function bulk(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const { lang, href } = visit
  const t = listTexts[lang]
  const move = one(form, 'move') ?? ''
  const picks = (form.values.get('pick') ?? []).slice(0, 200)
  const outcomes = (await Promise.all(picks.map((text) => moveOne(visit, pickOf(text), move)))).filter(
    (outcome) => outcome !== null,
  )
  const back = `/desk/cases?${queryText(caseQuery(new URLSearchParams(one(form, 'back') ?? '')))}`
  const toList = (
    <LinkButton href={href(back)} look="second" compact>
      {t.back}
    </LinkButton>
  )
  return showDesk(visit, {
    title: t.bulkTitle,
    under: t.bulkUnder(outcomes.filter(({ isDone }) => isDone).length, outcomes.length),
    actions: toList,
    children:
      outcomes.length === 0 ? (
        <Empty title={t.bulkNone}>{t.bulkNoneSays}</Empty>
      ) : (
        <Table
          caption={t.bulkTitle}
          columns={[{ title: t.columns.no }, { title: t.columns.matter, heading: true }, { title: t.result }]}
          rows={outcomes.map(({ no, title, isDone, says }) => ({
            key: no,
            cells: [
              <span key="n" className="mono nowrap">
                {no}
              </span>,
              <a key="a" href={href(`/desk/cases/${no}`)}>
                {title}
              </a>,
              <StatusLine key="s" status={isDone ? 'ok' : 'late'} lang={lang}>
                {says}
              </StatusLine>,
            ],
          }))}
        />
      ),
  })
}

export function addBulk(desk: Desk): void {
  desk.post('/desk/cases/bulk', 'post', bulk)
}
