import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { isUuid } from '../../engine/uuid.ts'
import { statusOfCode } from '../../http/problem.ts'
import { type Fields, faultsOf } from '../../kernel/field.ts'
import { inLanguage, type JsonRecord } from '../../kernel/text.ts'
import { HiddenFields, LinkButton, Submit } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, ErrorSummary } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip, StatusLine } from '../parts/status.tsx'
import { Note, Table, Tag } from '../parts/table.tsx'
import { inspectionProcedure, standingOf } from '../public/inspections-data.ts'
import { inputOf } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { formOf } from './case-form.tsx'
import type { Desk } from './doors.ts'
import { errorsOf, specsFor, startingWith, type Typed, typedAgain } from './fields.ts'
import { type PlanRow, type YearPlan, yearPlan } from './inspections-data.ts'
import { deskInspectionTexts } from './inspections-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, guarded } from './visit.ts'

const path = '/desk/inspections'

const may = ({ actor }: Acting, role: 'inspectionOffice' | 'inspector') => actor.roles.includes(role)

/** What the planned inspections share; the unit is picked, each for itself. */
function sharedFields({ engine }: Acting): Fields {
  const p = engine.procedure(inspectionProcedure)
  const { unit: _, ...shared } = p ? formOf(p, 'plan') : {}
  return shared
}

function Running({ visit, plan }: { readonly visit: Acting; readonly plan: YearPlan }): ReactNode {
  const { lang, href } = visit
  const t = deskInspectionTexts[lang]
  return (
    <section>
      <Head>{t.running}</Head>
      {plan.running.length === 0 ? (
        <Empty title={t.runningNone}>{t.runningNoneSays}</Empty>
      ) : (
        <Table
          caption={t.running}
          columns={[
            { title: t.columns.matter, heading: true },
            { title: t.columns.unit },
            { title: t.columns.state },
            { title: t.columns.clock },
          ]}
          rows={plan.running.map((line) => ({
            key: line.seen.no,
            cells: [
              <a key="a" href={line.href}>
                {line.seen.title}
              </a>,
              line.unitName,
              line.seen.state === 'onsite' && may(visit, 'inspector') ? (
                <LinkButton key="s" href={href(`${path}/${line.seen.no}`)} compact>
                  {t.checklist}
                </LinkButton>
              ) : (
                <Chip key="s" status={line.status} lang={lang} label={line.label} bare />
              ),
              line.clock === null ? '' : <Clock key="c" face={line.clock.face} lang={lang} label={line.clock.title} />,
            ],
          }))}
        />
      )}
    </section>
  )
}

interface UnitsProps {
  readonly visit: Acting
  readonly plan: YearPlan
  /** Units that were picked before; none for who may not plan. */
  readonly picked: ReadonlySet<string> | null
}

function cellsOf(row: PlanRow, { visit, picked }: UnitsProps): readonly ReactNode[] {
  const { lang, names } = visit
  const t = deskInspectionTexts[lang]
  const format = formats[lang]
  const name = names.unit(row.unit.id)
  const often = row.isOften ? <Tag>{t.often}</Tag> : null
  const next = row.planned.map(({ plannedOn }) => plannedOn).toSorted()[0]
  return [
    picked === null ? (
      <span key="n">
        {name} {often}
      </span>
    ) : (
      <label key="n" className="pick">
        <input
          type="checkbox"
          name="unit"
          value={`${row.unit.id} ${randomUUID()}`}
          defaultChecked={picked.has(row.unit.id)}
        />{' '}
        {name} {often}
      </label>
    ),
    row.last === null ? (
      <span key="l" className="quiet">
        {t.never}
      </span>
    ) : (
      format.fullDay(row.last)
    ),
    format.number(row.held.length),
    next === undefined ? '—' : format.day(next),
  ]
}

function Units(props: UnitsProps): ReactNode {
  const { visit, plan, picked } = props
  const t = deskInspectionTexts[visit.lang]
  const { columns: c } = t
  return (
    <Table
      dense
      caption={t.units}
      columns={[
        { title: picked === null ? c.unit : c.pick, heading: true },
        { title: c.last },
        { title: c.year, align: 'end' as const },
        { title: c.planned },
      ]}
      rows={plan.rows.map((row) => ({ key: row.unit.id, cells: cellsOf(row, props) }))}
    />
  )
}

interface Tried {
  readonly picked: ReadonlySet<string>
  readonly typed: Typed
  /** A fault of the whole form. */
  readonly says?: string
}

/** The table of units and, for the inspection office, the one form for those that are picked. */
function Planning({
  visit,
  plan,
  tried,
}: {
  readonly visit: Acting
  readonly plan: YearPlan
  readonly tried: Tried
}): ReactNode {
  const { lang, href } = visit
  const t = deskInspectionTexts[lang]
  if (!may(visit, 'inspectionOffice')) return <Units visit={visit} plan={plan} picked={null} />
  return (
    <form className="stack" method="post" action={href(path)} noValidate>
      <HiddenFields of={guarded(visit)} />
      <ErrorSummary
        errors={tried.typed.errors}
        lang={lang}
        {...(tried.says === undefined ? {} : { says: tried.says })}
      />
      <Units visit={visit} plan={plan} picked={tried.picked} />
      <section className="sheet pad" id="do">
        <Head>{t.plan}</Head>
        <p className="small quiet">{t.planSays}</p>
        <div className="form mt3">
          {specsFor(visit, sharedFields(visit), tried.typed).map((spec) => (
            <Field key={spec.name} spec={spec} lang={lang} />
          ))}
          <p className="small quiet">{t.items}</p>
          <p className="row">
            <Submit>{t.submit}</Submit>
          </p>
        </div>
      </section>
    </form>
  )
}

/** Nothing picked, nothing merged. */
const nothingTried: Tried = { picked: new Set(), typed: startingWith({ merges: 1 }, ['merges']) }

async function showPlan(visit: Acting, tried: Tried = nothingTried, status?: number): Promise<FastifyReply> {
  const { lang, portal } = visit
  const t = deskInspectionTexts[lang]
  const plan = await yearPlan(visit)
  const missing = plan.rows.filter((row) => standingOf(row) === 'not-yet').length
  return showDesk(visit, {
    title: t.title,
    under: t.under(plan.year, missing, plan.rows.length),
    ...(status === undefined ? {} : { status }),
    actions: (
      <LinkButton href={portal.href('/inspections')} look="second" compact>
        {t.public}
      </LinkButton>
    ),
    children: (
      <div className="stack-l">
        <Running visit={visit} plan={plan} />
        <section className="stack">
          <Head>{t.units}</Head>
          <Note tone="blue">{t.note}</Note>
          <Planning visit={visit} plan={plan} tried={tried} />
        </section>
      </div>
    ),
  })
}

interface Outcome {
  readonly unit: string
  readonly no: string | null
  readonly says: string
}

/** A picked unit with its command's key. Example: 'water 0192…'. */
function pickOf(text: string): { readonly unit: string; readonly key: string } | null {
  const [unit = '', key] = text.split(' ')
  return isUuid(key) && unit !== '' ? { unit, key } : null
}

async function planOne(visit: Acting, pick: { unit: string; key: string }, shared: JsonRecord): Promise<Outcome> {
  const { engine, actor, lang } = visit
  const { unit, key } = pick
  const result = await engine.submit({
    key,
    actor,
    transition: 'plan',
    input: { ...shared, unit },
    target: { open: { procedure: inspectionProcedure, region: actor.region, parent: null } },
  })
  if (result.ok) return { unit, no: result.value.case.no, says: deskInspectionTexts[lang].done }
  const [fault] = result.refusal.faults ?? []
  return { unit, no: null, says: inLanguage(fault?.says ?? result.refusal.says, lang) }
}

function showOutcomes(visit: Acting, outcomes: readonly Outcome[]): Promise<FastifyReply> {
  const { lang, href, names } = visit
  const t = deskInspectionTexts[lang]
  return showDesk(visit, {
    title: t.outcome,
    under: t.outcomeUnder(outcomes.filter(({ no }) => no !== null).length, outcomes.length),
    actions: (
      <LinkButton href={href(path)} look="second" compact>
        {t.back}
      </LinkButton>
    ),
    children: (
      <Table
        caption={t.outcome}
        columns={[{ title: t.columns.unit, heading: true }, { title: t.result }]}
        rows={outcomes.map(({ unit, no, says }) => ({
          key: unit,
          cells: [
            no === null ? (
              names.unit(unit)
            ) : (
              <a key="a" href={href(`/desk/cases/${no}`)}>
                {names.unit(unit)}
              </a>
            ),
            <StatusLine key="s" status={no === null ? 'late' : 'ok'} lang={lang}>
              {says}
            </StatusLine>,
          ],
        }))}
      />
    ),
  })
}

/** One form, a case for each unit picked: each is its own command with its own key and its own result. */
async function plan(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const { lang, site } = visit
  const fields = sharedFields(visit)
  const picks = (form.values.get('unit') ?? []).flatMap((text) => pickOf(text) ?? [])
  const { input } = await inputOf(fields, form, site.context.evidence)
  const faults = faultsOf(fields, input)
  const t = deskInspectionTexts[lang]
  if (picks.length === 0 || faults.length > 0) {
    const typed = typedAgain(fields, form, input, errorsOf(fields, faults, lang))
    const tried: Tried = {
      picked: new Set(picks.map(({ unit }) => unit)),
      typed,
      ...(picks.length === 0 ? { says: `${t.nobody}${lang === 'zh' ? '。' : '. '}${t.nobodySays}` } : {}),
    }
    return showPlan(visit, tried, statusOfCode('invalid-input'))
  }
  return showOutcomes(visit, await Promise.all(picks.map((pick) => planOne(visit, pick, input))))
}

/** 年度检查计划: whom nobody inspected for longest, and one form for those that are picked. */
export function addInspectionPages(desk: Desk): void {
  desk.get(path, 'post', (visit) => showPlan(visit))
  desk.post(path, 'post', plan)
}
