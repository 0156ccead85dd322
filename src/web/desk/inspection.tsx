import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import type { Done } from '../../engine/order.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Refusal, Result } from '../../kernel/result.ts'
import { inLanguage, type JsonRecord } from '../../kernel/text.ts'
import { HiddenFields, LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import type { FieldSpec } from '../parts/field-spec.ts'
import { Empty, ErrorSummary, type FieldError } from '../parts/form.tsx'
import { Banner, StatusLine } from '../parts/status.tsx'
import { Note } from '../parts/table.tsx'
import { inspectionProcedure } from '../public/inspections-data.ts'
import { parameter } from '../public/visit.ts'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { scriptHref } from './assets.ts'
import { noCasePage } from './case.tsx'
import { type DeskCase, deskCase, storedCase } from './case-file.ts'
import { formOf, keyOf } from './case-form.tsx'
import type { Desk } from './doors.ts'
import { errorsOf, specsFor, typedAgain } from './fields.ts'
import { fieldFor, type Item, itemsOf, nameFor, results, sentFor } from './inspection-items.ts'
import { checklistTexts } from './inspections-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo, guarded, keyField } from './visit.ts'

/** What was sent for one item and not recorded. */
interface Tried {
  readonly n: number
  readonly key: string
  readonly errors: readonly FieldError[]
  readonly says: string | null
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** The three fields of one item, each named for it. */
function specsOf(visit: Acting, file: DeskCase, n: number, tried: Tried | null): readonly FieldSpec[] {
  const { lang } = visit
  const t = checklistTexts[lang]
  const mine = tried?.n === n ? tried : null
  const value = (name: string) => {
    const typed = mine?.values.get(name)?.[0]
    const error = mine?.errors.find(({ field }) => field === name)?.says
    return { ...(typed === undefined ? {} : { value: typed }), ...(error === undefined ? {} : { error }) }
  }
  const [result, note, photos] = [nameFor('result', n), nameFor('note', n), nameFor('photos', n)]
  const declared = formOf(file.procedure, 'tick').tickProof
  const evidence =
    declared === undefined
      ? []
      : specsFor(visit, { [photos]: declared }, { ...typedOf(mine), errors: mine?.errors ?? [] })
  return [
    {
      kind: 'choice',
      name: result,
      label: t.result,
      required: true,
      options: results.map((one) => ({ value: one, label: t.results[one] })),
      ...value(result),
    },
    { kind: 'text', long: true, name: note, label: t.record, hint: t.recordHint, ...value(note) },
    ...evidence.map((spec) => ({ ...spec, label: t.photos })),
  ]
}

const typedOf = (tried: Tried | null) => ({
  values: tried?.values ?? new Map<string, readonly string[]>(),
  files: new Map(),
})

function ItemHead({ visit, item }: { readonly visit: Acting; readonly item: Item }): ReactNode {
  const { lang, portal, engine } = visit
  const t = checklistTexts[lang]
  const { n, text, clause, last } = item
  const zone = engine.programme.timeZone
  return (
    <>
      <p className="small quiet row">
        <span>{t.item(n)}</span>
        {clause === null ? null : (
          <span>
            {t.clause} <a href={portal.href(portal.plan.pathOf(clause))}>{portal.plan.cite(clause, lang)}</a>
          </span>
        )}
      </p>
      <h2 className="head-text">{text}</h2>
      <p className="small mt3">
        {last === null ? (
          <span className="quiet">{t.notYet}</span>
        ) : (
          <StatusLine status={last.result === 'problem' ? 'late' : 'ok'} lang={lang}>
            {t.recorded(
              t.results[last.result],
              last.at === null ? '' : formats[lang].moment(Date.parse(last.at), zone),
            )}
            {last.note === '' ? null : <span className="quiet"> {last.note}</span>}
          </StatusLine>
        )}
      </p>
    </>
  )
}

interface ItemProps {
  readonly visit: Acting
  readonly file: DeskCase
  readonly item: Item
  readonly tried: Tried | null
}

/** One item: what it asks, what was recorded, and its own form; an item that is done keeps its form folded. */
function ItemCard({ visit, file, item, tried }: ItemProps): ReactNode {
  const { lang, href } = visit
  const t = checklistTexts[lang]
  const { n } = item
  const mine = tried?.n === n ? tried : null
  const form = (
    <form
      className="form mt3"
      method="post"
      action={href(`/desk/inspections/${file.case.no}`)}
      encType="multipart/form-data"
      data-item={n}
      noValidate
    >
      <HiddenFields of={guarded(visit, { [keyField]: mine?.key ?? randomUUID(), item: String(n) })} />
      {specsOf(visit, file, n, tried).map((spec) => (
        <Field key={spec.name} spec={spec} lang={lang} />
      ))}
      <p className="row">
        <Submit>{t.submit}</Submit>
      </p>
    </form>
  )
  return (
    <li className="sheet pad" id={`item-${n}`}>
      <ItemHead visit={visit} item={item} />
      <p className="small" role="status" data-state={n} />
      {item.last === null || mine !== null ? (
        form
      ) : (
        <details>
          <summary>{t.again}</summary>
          {form}
        </details>
      )}
    </li>
  )
}

/** What the page's script says, filled in by it: how much is on the phone, and what can be done about it. */
function Waiting({ visit, no }: { readonly visit: Acting; readonly no: string }): ReactNode {
  const t = checklistTexts[visit.lang]
  const words = {
    'data-kept': t.kept,
    'data-sent': t.sent,
    'data-refused': t.refused,
    'data-drop': t.drop,
    'data-sign-in': t.signIn,
    'data-leave': t.leave,
  }
  return (
    <div className="note blue" role="status" hidden data-checklist={no} data-owner={visit.me.account.id} {...words}>
      <p>
        <b className="num" data-count /> {t.pending}
      </p>
      <p className="small" hidden data-offline>
        {t.offline}
      </p>
      <p className="small" hidden data-says />
      <p className="row">
        <button className="btn second compact" type="button" data-send>
          {t.sendNow}
        </button>
      </p>
    </div>
  )
}

function showChecklist(visit: Acting, file: DeskCase, tried: Tried | null, status?: number): Promise<FastifyReply> {
  const { lang, href, query, portal } = visit
  const t = checklistTexts[lang]
  const items = itemsOf(file, (slug) => portal.plan.find(slug) !== null)
  const isOpen = file.moves.some(({ transition, refusal }) => transition === 'tick' && refusal === null)
  const done = items.find(({ n }) => String(n) === query.get('done') && tried === null)
  return showDesk(visit, {
    title: `${t.title}${lang === 'zh' ? '：' : ': '}${file.line.seen.title}`,
    under: (
      <>
        <span>{file.line.unitName}</span>
        <span>{t.under(items.filter(({ last }) => last !== null).length, items.length)}</span>
      </>
    ),
    ...(status === undefined ? {} : { status }),
    actions: (
      <LinkButton href={href(`/desk/cases/${file.case.no}`)} look="second" compact>
        {t.toCase}
      </LinkButton>
    ),
    children: isOpen ? (
      <div className="stack">
        {done === undefined ? null : (
          <Banner status="ok" lang={lang}>
            {t.done(done.n)}
          </Banner>
        )}
        {tried === null ? null : (
          <ErrorSummary errors={tried.errors} lang={lang} {...(tried.says === null ? {} : { says: tried.says })} />
        )}
        <Waiting visit={visit} no={file.case.no} />
        <Note>
          <p data-script-note hidden>
            {t.note}
          </p>
          <p data-plain-note>{t.noScript}</p>
        </Note>
        <ol className="stack plain">
          {items.map((item) => (
            <ItemCard key={item.n} visit={visit} file={file} item={item} tried={tried} />
          ))}
        </ol>
        <script src={scriptHref('checklist')} defer />
      </div>
    ) : (
      <Empty title={t.notOpen}>{t.notOpenSays}</Empty>
    ),
  })
}

async function inspectionOf(visit: Acting): Promise<DeskCase | null> {
  const file = await deskCase(visit, parameter(visit.request, 'no'))
  return file?.procedure.id === inspectionProcedure ? file : null
}

/** How often a record is tried again because another one came in between. */
const triesMost = 5

interface Recording {
  readonly key: string
  readonly transition: string
  readonly input: JsonRecord
}

/** Records one item on the case as it is now: items come in any order, and what was recorded in between changes none of them. */
async function recordedNow(visit: Acting, no: string, { key, transition, input }: Recording): Promise<Result<Done>> {
  const { engine, actor } = visit
  for (let tries = 1; ; tries += 1) {
    const seen = (await storedCase(visit, no))?.seq ?? -1
    const result = await engine.submit({ key, actor, transition, input, seen, target: { no } })
    if (result.ok || result.refusal.code !== 'stale' || tries === triesMost) return result
  }
}

/** One item out of its form, or from the phone that kept it: the same key is carried out once, however often it comes. */
async function record(visit: Acting, { form, isFresh }: Brought): Promise<FastifyReply> {
  const { lang, request, reply } = visit
  const isScript = request.headers.accept === 'application/json'
  const file = await inspectionOf(visit)
  if (!file) return noCasePage(visit)
  const n = Number(one(form, 'item') ?? 0)
  const key = keyOf(one(form, keyField))
  const sent = await sentFor(visit, file, form, n)
  const fail = (errors: readonly FieldError[], refusal: Refusal | null) => {
    const says = errors.length > 0 || refusal === null ? null : inLanguage(refusal.says, lang)
    const status = statusOfCode(isFresh ? (refusal?.code ?? 'invalid-input') : 'forbidden')
    if (isScript)
      return reply.code(status).send({ done: false, says: says ?? errors.map((error) => error.says).join(' ') })
    const typed = typedAgain({}, form, {}, errors)
    return showChecklist(visit, file, { n, key, errors, says: says ?? null, values: typed.values }, status)
  }
  if (!isFresh) return fail([], null)
  if (!sent.ok || sent.faults.length > 0) return fail(sent.faults, null)
  const result = await recordedNow(visit, file.case.no, { key, ...sent })
  if (!result.ok) {
    const declared = formOf(file.procedure, sent.transition)
    const errors = errorsOf(declared, result.refusal.faults ?? [], lang)
    return fail(
      errors.map(({ field, says }) => ({ field: fieldFor(field, n), says })),
      result.refusal,
    )
  }
  if (isScript) return reply.send({ done: true })
  return goTo(visit, `/desk/inspections/${file.case.no}?done=${n}#item-${n}`)
}

/** 现场清单: an inspection under way, item by item, on a phone; its script keeps what is recorded while there is no connection. */
export function addChecklistPage(desk: Desk): void {
  desk.get('/desk/inspections/:no', 'post', async (visit) => {
    const file = await inspectionOf(visit)
    return file ? showChecklist(visit, file, null) : noCasePage(visit)
  })
  desk.post('/desk/inspections/:no', 'post', record, { keepsTyped: true })
}
