import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { type OwnVisits, takeVisits } from '../../engine/draw-visits.ts'
import { type Fields, text, unit } from '../../kernel/field.ts'
import { addConflict, type Conflict, endConflict } from '../../store/draws.ts'
import { LinkButton, PostButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Note, Table } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { deskDrawTexts } from './draws-text.ts'
import type { Typed } from './fields.ts'
import { readSmall, SmallForm } from './small-form.tsx'
import { type Acting, type Brought, goTo, guarded } from './visit.ts'

const { zh, en } = deskDrawTexts

/** What an inspector declares. */
const declaration: Fields = {
  unit: unit({ title: [zh.unit, en.unit], see: 'staff' }),
  ground: text({ title: [zh.ground, en.ground], hint: [zh.groundHint, en.groundHint], see: 'staff', min: 2, max: 120 }),
}

/** What the page shows besides what is kept: targets just taken, a form that came back. */
export interface Shown {
  readonly taken?: OwnVisits
  readonly typed?: Typed
  readonly keyWrong?: true
}

interface VisitProps {
  readonly visit: Acting
  readonly round: OwnVisits
}

function Targets({ visit, round }: VisitProps): ReactNode {
  const { lang, href, names } = visit
  const t = deskDrawTexts[lang]
  return (
    <>
      <ul className="stack plain">
        {round.visits.map(({ unit: at, team }) => (
          <li key={at}>
            <b>{names.unit(at)}</b> <span className="quiet">{t.together(team.map(names.post).join(t.joiner))}</span>
          </li>
        ))}
      </ul>
      <p className="row mt4">
        {(['find', 'ask-unit', 'ask-aside'] as const).map((move) => (
          <LinkButton key={move} href={href(`/desk/cases/${round.no}?do=${move}#do`)} look="second" compact>
            {t.moves[move]}
          </LinkButton>
        ))}
      </p>
    </>
  )
}

function Sealed({ visit, round }: VisitProps): ReactNode {
  const { lang, href } = visit
  const t = deskDrawTexts[lang]
  return (
    <>
      <p className="small quiet measure">{t.covertNote}</p>
      <div className="mt3">
        <PostButton action={href('/desk/draws/take')} fields={guarded(visit, { no: round.no })} look="main" compact>
          {t.take}
        </PostButton>
      </div>
    </>
  )
}

/** Where the inspector goes. The targets of a covert round stand on no page with an address: only on the answer to his asking. */
export function Visits({
  visit,
  own,
  taken,
}: {
  readonly visit: Acting
  readonly own: readonly OwnVisits[]
  readonly taken?: OwnVisits | undefined
}): ReactNode {
  const t = deskDrawTexts[visit.lang]
  return (
    <section className="stack">
      <Head>{t.visits}</Head>
      {own.length === 0 ? <Empty title={t.noVisits}>{t.noVisitsSays}</Empty> : null}
      {own.map((round) => (
        <div className="sheet pad" key={round.no}>
          <h3>{round.subject}</h3>
          {round.isCovert && taken?.no !== round.no ? (
            <Sealed visit={visit} round={round} />
          ) : (
            <Targets visit={visit} round={round} />
          )}
        </div>
      ))}
    </section>
  )
}

function ConflictTable({
  visit,
  conflicts,
}: {
  readonly visit: Acting
  readonly conflicts: readonly Conflict[]
}): ReactNode {
  const { lang, href, names } = visit
  const t = deskDrawTexts[lang]
  const columns = [
    { title: t.columns.unit, heading: true },
    { title: t.columns.ground },
    { title: t.columns.from },
    { title: t.columns.until },
  ]
  const rows = conflicts.map(({ unit: at, ground, declaredOn, endedOn }) => ({
    key: `${at} ${declaredOn}`,
    cells: [
      names.unit(at),
      ground,
      formats[lang].fullDay(declaredOn),
      endedOn === null ? (
        <PostButton
          key="w"
          action={href('/desk/draws/withdraw')}
          fields={guarded(visit, { unit: at })}
          look="second"
          compact
        >
          {t.withdraw}
          <span className="vh">{` ${names.unit(at)}`}</span>
        </PostButton>
      ) : (
        formats[lang].fullDay(endedOn)
      ),
    ],
  }))
  return <Table caption={t.conflicts} columns={columns} rows={rows} />
}

/** Units that the inspector must not visit, and the form to say so. */
export function Conflicts({
  visit,
  conflicts,
  typed,
}: {
  readonly visit: Acting
  readonly conflicts: readonly Conflict[]
  readonly typed: Typed
}): ReactNode {
  const t = deskDrawTexts[visit.lang]
  return (
    <section className="stack">
      <Head>{t.conflicts}</Head>
      <Note tone="blue">{t.conflictsNote}</Note>
      {conflicts.length === 0 ? (
        <Empty title={t.none}>{t.noneSays}</Empty>
      ) : (
        <ConflictTable visit={visit} conflicts={conflicts} />
      )}
      <SmallForm
        visit={visit}
        title={t.declare}
        action="/desk/draws/declare"
        fields={declaration}
        typed={typed}
        submit={t.declare}
      />
    </section>
  )
}

type Again = (visit: Acting, shown: Shown) => Promise<FastifyReply>

/** A declaration out of its form: once a day for a unit. */
export async function declare(visit: Acting, { form }: Brought, again: Again): Promise<FastifyReply> {
  const { engine, actor, today } = visit
  const read = await readSmall(visit, declaration, form)
  if (!read.ok) return again(visit, { typed: read.typed })
  const [at, ground] = [String(read.input.unit), String(read.input.ground)]
  const says = [zh.twice, en.twice] as const
  const refused = { code: 'invalid-input', says, faults: [{ field: 'unit', code: 'repeated', says }] } as const
  const isNew =
    engine.org().unit(at) !== undefined &&
    (await addConflict(engine.db, actor.region, { post: actor.post, unit: at, ground, declaredOn: today }))
  return isNew ? goTo(visit, '/desk/draws?said=noted') : again(visit, { typed: read.again(refused) })
}

export async function withdraw(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const { engine, actor, today } = visit
  await endConflict(engine.db, actor.region, actor.post, one(form, 'unit') ?? '', today)
  return goTo(visit, '/desk/draws?said=noted')
}

export async function take(visit: Acting, { form }: Brought, again: Again): Promise<FastifyReply> {
  const taken = await takeVisits(visit.engine, visit.actor, one(form, 'no') ?? '')
  return again(visit, taken ? { taken } : {})
}
