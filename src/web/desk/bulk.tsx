import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { isUuid } from '../../engine/uuid.ts'
import { statusOfCode } from '../../http/problem.ts'
import { type Fields, faultsOf } from '../../kernel/field.ts'
import { type Bilingual, inLanguage, type JsonRecord } from '../../kernel/text.ts'
import { HiddenFields, LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { StatusLine } from '../parts/status.tsx'
import { Table } from '../parts/table.tsx'
import { inputOf, one } from '../site/form.ts'
import { lineFor, storedCase } from './case-file.ts'
import { formOf } from './case-form.tsx'
import type { Desk } from './doors.ts'
import { errorsOf, nothingTyped, specsFor, type Typed, typedAgain } from './fields.ts'
import { caseQuery, queryText } from './list-query.ts'
import { listTexts } from './list-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, guarded } from './visit.ts'

/** A move that can be made for many, and the cases of the page for which it is possible. */
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
interface Pick {
  readonly no: string
  readonly seen: number
  readonly key: string
}

function pickOf(text: string): Pick | null {
  const match = /^([A-Z]{2}-[\d-]{6,24}) (\d{1,9}) ([0-9a-f-]{36})$/.exec(text)
  const key = match?.[3]
  return match && isUuid(key) ? { no: match[1] ?? '', seen: Number(match[2]), key } : null
}

async function moveOne(visit: Acting, pick: Pick, move: string, input: JsonRecord): Promise<Outcome | null> {
  const { engine, actor, lang } = visit
  const t = listTexts[lang]
  const c = await storedCase(visit, pick.no)
  const line = c && lineFor(visit, c)
  if (!c || !line) return null
  const [procedure, transition = ''] = move.split('/')
  const { no, seen, key } = pick
  const title = line.seen.title
  if (c.procedure !== procedure) return null
  const result = await engine.submit({ key, actor, transition, input, seen, target: { no } })
  if (result.ok) return { no, title, isDone: true, says: t.done }
  return { no, title, isDone: false, says: inLanguage(result.refusal.says, lang) }
}

const mostPicks = 200

/** What a move asks once for all the cases picked. */
function sharedForm({ engine }: Acting, move: string): { readonly title: Bilingual; readonly fields: Fields } | null {
  const [procedure = '', transition = ''] = move.split('/')
  const p = engine.programme.procedures.get(procedure)
  const t = p?.declaration.transitions[transition]
  return p && t ? { title: t.title, fields: formOf(p, transition) } : null
}

interface Shared {
  readonly move: string
  readonly picks: readonly string[]
  readonly back: string
}

/** The one form for all: what they share, and that it cannot be taken back. */
function showShared(
  visit: Acting,
  { move, picks, back }: Shared,
  typed: Typed,
  status?: number,
): Promise<FastifyReply> {
  const { lang, href } = visit
  const t = listTexts[lang]
  const asked = sharedForm(visit, move)
  const title = inLanguage(asked?.title ?? [move, move], lang)
  return showDesk(visit, {
    title: t.bulkShared(title, picks.length),
    ...(status === undefined ? {} : { status }),
    children: (
      <section className="sheet pad">
        <ErrorSummary errors={typed.errors} lang={lang} />
        <Form action={href('/desk/cases/bulk')} fields={guarded(visit, { back, move, shared: 'yes' })}>
          {picks.map((pick) => (
            <input key={pick} type="hidden" name="pick" value={pick} />
          ))}
          {specsFor(visit, asked?.fields ?? {}, typed).map((spec) => (
            <Field key={spec.name} spec={spec} lang={lang} />
          ))}
          <p className="small quiet">{t.bulkSharedSays}</p>
          <p className="row">
            <Submit>{t.bulkDo}</Submit>
            <LinkButton href={href(`/desk/cases?${back}`)} look="plain">
              {t.back}
            </LinkButton>
          </p>
        </Form>
      </section>
    ),
  })
}

async function bulk(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const { lang, site } = visit
  const move = one(form, 'move') ?? ''
  const texts = (form.values.get('pick') ?? []).slice(0, mostPicks)
  const picks = texts.flatMap((text) => pickOf(text) ?? [])
  const back = queryText(caseQuery(new URLSearchParams(one(form, 'back') ?? '')))
  const fields = sharedForm(visit, move)?.fields ?? {}
  const shared = { move, picks: texts, back }
  const { input } = await inputOf(fields, form, site.context.evidence)
  if (Object.keys(fields).length > 0 && picks.length > 0) {
    const faults = faultsOf(fields, input)
    if (one(form, 'shared') === undefined) return showShared(visit, shared, nothingTyped)
    if (faults.length > 0)
      return showShared(
        visit,
        shared,
        typedAgain(fields, form, input, errorsOf(fields, faults, lang)),
        statusOfCode('invalid-input'),
      )
  }
  const outcomes = await Promise.all(picks.map((pick) => moveOne(visit, pick, move, input)))
  return showOutcomes(
    visit,
    outcomes.filter((outcome) => outcome !== null),
    back,
  )
}

function showOutcomes(visit: Acting, outcomes: readonly Outcome[], query: string): Promise<FastifyReply> {
  const { lang, href } = visit
  const t = listTexts[lang]
  const back = `/desk/cases?${query}`
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
