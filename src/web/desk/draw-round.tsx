import { randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { drawProcedure } from '../../engine/draw-record.ts'
import { commits, isNamed, keyIn, reveals, turns } from '../../engine/draw-steps.ts'
import { statusOfCode } from '../../http/problem.ts'
import type { Refusal } from '../../kernel/result.ts'
import { drawFiles } from '../../store/draws.ts'
import { HiddenFields, LinkButton, Moves, Submit } from '../parts/button.tsx'
import { Clock } from '../parts/clock.tsx'
import { Code } from '../parts/draw.tsx'
import { Field } from '../parts/field.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner, Chip, StatusLine } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { DrawActs } from '../public/draw-acts.tsx'
import { sealCommand } from '../public/draw-command.ts'
import { type DrawDetail, drawDetail } from '../public/draw-data.ts'
import { parameter } from '../public/visit.ts'
import { inputOf, one } from '../site/form.ts'
import { scriptHref } from './assets.ts'
import { noCasePage } from './case.tsx'
import { type DeskCase, deskCase } from './case-file.ts'
import { formOf, keyOf, Refused, type Try } from './case-form.tsx'
import { moveTitle, openMoves } from './case-moves.tsx'
import { leadsTo } from './consequence.ts'
import type { Desk } from './doors.ts'
import { partyName } from './draw-party.ts'
import { deskDrawTexts } from './draws-text.ts'
import { errorsOf, nothingTyped, specsFor, typedAgain } from './fields.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Brought, goTo, guarded, keyField, seenField } from './visit.ts'

/** The steps of the ceremony with the state that each awaits, in their order. */
const steps: readonly (readonly [transition: string, state: string])[] = [
  ['seal-office', 'framed'],
  ['seal-first', 'one-sealed'],
  ['seal-second', 'two-sealed'],
  ['roll', 'closed'],
  ['show-office', 'rolled'],
  ['show-first', 'one-shown'],
  ['show-second', 'two-shown'],
]
const isStep = (transition: string) => steps.some(([name]) => name === transition)

interface Props {
  readonly visit: Acting
  readonly file: DeskCase
  readonly draw: DrawDetail
}

function Steps({ visit, file }: Props): ReactNode {
  const { lang } = visit
  const t = deskDrawTexts[lang]
  const done = new Set(file.events.map(({ transition }) => transition))
  const { state, data } = file.line.seen
  return (
    <section>
      <Head>{t.steps}</Head>
      <Table
        dense
        caption={t.steps}
        columns={[
          { title: t.stepColumns.step, heading: true },
          { title: t.stepColumns.who },
          { title: t.stepColumns.done },
        ]}
        rows={steps.map(([name, awaits]) => {
          const status = done.has(name) ? 'ok' : state === awaits ? 'doing' : 'none'
          const says = { ok: t.done, doing: t.current, none: t.later }[status]
          return {
            key: name,
            cells: [
              moveTitle(file, name, visit),
              partyName(visit, turns[awaits] ?? 'office', data),
              <StatusLine key="s" status={status} lang={lang}>
                {says}
              </StatusLine>,
            ],
          }
        })}
      />
    </section>
  )
}

/** What the script does for a number: makes it, or brings it back. Hidden until it runs. */
function Maker({ visit, draw, transition, vkey }: Props & { readonly transition: string; readonly vkey: string }) {
  const t = deskDrawTexts[visit.lang].makes
  const commit = commits[transition]
  const [party = '', field = '', signed = ''] = commit ?? reveals[transition] ?? []
  return (
    <div
      data-draw-maker={commit === undefined ? 'show' : 'seal'}
      data-draw={draw.row.id}
      data-frame={draw.frameHash}
      data-party={party}
      data-field={field}
      data-signed={commit === undefined ? '' : signed}
      data-vkey={vkey}
    >
      {commit === undefined ? null : (
        <>
          <p className="measure">{t.commit}</p>
          <p className="mt3" hidden data-make>
            <button className="btn second" type="button">
              {t.make}
            </button>
          </p>
        </>
      )}
      <div role="status" className="small mt3">
        <p hidden data-made>
          {t.made} <output className="mono hash" />
        </p>
        {(['kept', 'lost', 'unsigned', 'unable'] as const).map((name) => (
          <p key={name} hidden data-says={name}>
            {t[name]}
          </p>
        ))}
      </div>
      <script src={scriptHref('draw')} defer />
    </div>
  )
}

interface StepProps extends Props {
  readonly transition: string
  readonly tried: Try | null
  /** The key that the frame holds for the party; '' for none. */
  readonly vkey: string
}

/** The one thing to hand in now. */
function StepForm(props: StepProps): ReactNode {
  const { visit, file, draw, transition, tried, vkey } = props
  const { lang, href } = visit
  const t = deskDrawTexts[lang]
  const title = moveTitle(file, transition, visit)
  const hasNumber = commits[transition] !== undefined || reveals[transition] !== undefined
  const fields = formOf(file.procedure, transition)
  // A signature is asked for where there is a key: without one it would only puzzle.
  const signed = commits[transition]?.[2] ?? ''
  const { [signed]: _, ...unsigned } = fields
  const specs = specsFor(visit, vkey === '' ? unsigned : fields, tried?.typed ?? nothingTyped)
  return (
    <section className="sheet pad" id="do">
      <Head>{title}</Head>
      {tried === null ? null : <Refused visit={visit} p={file.procedure} tried={tried} />}
      {hasNumber ? <Maker {...props} /> : null}
      <form className="form mt4" method="post" action={href(`/desk/draws/${file.case.no}/${transition}`)} noValidate>
        <HiddenFields
          of={guarded(visit, { [keyField]: tried?.key ?? randomUUID(), [seenField]: String(file.case.seq) })}
        />
        {specs.map((spec) => (
          <Field key={spec.name} spec={spec.name === signed ? { ...spec, required: true } : spec} lang={lang} />
        ))}
        <Note tone="blue">{t.final}</Note>
        <p className="row">
          <Submit>{t.submit(title)}</Submit>
        </p>
      </form>
      {commits[transition] === undefined ? null : (
        <details className="mt4">
          <summary>{t.makes.byHand}</summary>
          <Code label={t.makes.byHand}>{sealCommand(draw.row.id, draw.frameHash)}</Code>
        </details>
      )}
    </section>
  )
}

function Now(props: Props & { readonly tried: Try | null; readonly vkey: string }): ReactNode {
  const { visit, file } = props
  const { lang, href, engine } = visit
  const t = deskDrawTexts[lang]
  const open = openMoves(file)
  const step = open.find(({ transition }) => isStep(transition))
  if (step) return <StepForm {...props} transition={step.transition} />
  const { state, data } = file.line.seen
  const party = turns[state]
  const path = `/desk/cases/${file.case.no}`
  return (
    <section className="sheet pad">
      <Head>{t.now}</Head>
      <p className="measure">{party === undefined ? t.ended : t.waitFor(partyName(visit, party, data))}</p>
      {open.length === 0 ? null : (
        <div className="mt4">
          <Moves
            lang={lang}
            moves={open.map(({ transition }, at) => ({
              label: moveTitle(file, transition, visit),
              says: leadsTo(file.procedure, file.case, transition, lang, engine.procedure),
              href: href(`${path}?do=${transition}#do`),
              look: at === 0 ? 'main' : 'second',
            }))}
          />
        </div>
      )}
    </section>
  )
}

/** The key with which this visitor signs here, as the frame has it. */
async function vkeyFor({ engine, actor }: Acting, file: DeskCase, draw: DrawDetail): Promise<string> {
  const party = turns[file.case.state]
  if (party === undefined || !isNamed(file.case, actor)) return ''
  const frame = (await drawFiles(engine.db, actor.region, draw.row.id)).get('frame.json')
  return (frame && keyIn(frame, party)) ?? ''
}

async function showRound(visit: Acting, no: string, tried: Try | null = null, status?: number): Promise<FastifyReply> {
  const [file, draw] = await Promise.all([deskCase(visit, no), drawDetail(visit.portal, no)])
  if (!file || !draw || file.procedure.id !== drawProcedure) return noCasePage(visit)
  const { lang, href, query } = visit
  const t = deskDrawTexts[lang]
  const { line } = file
  const props = { visit, file, draw }
  return showDesk(visit, {
    title: line.seen.title,
    under: (
      <>
        <span className="num">{draw.row.id}</span>
        <span>{draw.isCovert ? t.covert : t.open}</span>
        <Chip status={line.status} lang={lang} label={line.label} bare />
        {line.clock === null ? null : <Clock face={line.clock.face} lang={lang} label={line.clock.title} />}
      </>
    ),
    ...(status === undefined ? {} : { status }),
    actions: (
      <>
        <LinkButton href={href(`/draws/${no}`)} look="second" compact>
          {t.page}
        </LinkButton>
        <LinkButton href={href(`/desk/cases/${no}`)} look="plain" compact>
          {t.caseLink}
        </LinkButton>
      </>
    ),
    children: (
      <div className="stack-l">
        {query.get('said') === 'noted' && tried === null ? (
          <Banner status="ok" lang={lang}>
            {t.said}
          </Banner>
        ) : null}
        <Now {...props} tried={tried} vkey={await vkeyFor(visit, file, draw)} />
        <DrawActs visit={visit.portal} draw={draw} />
        <Steps {...props} />
      </div>
    ),
  })
}

/** One step out of its form. What is not carried out comes back with what was typed. */
async function handIn(visit: Acting, { form, isFresh }: Brought): Promise<FastifyReply> {
  const { engine, actor, site, lang, request } = visit
  const [no, transition] = [parameter(request, 'no'), parameter(request, 'transition')]
  const file = await deskCase(visit, no)
  if (!file || file.procedure.id !== drawProcedure || !isStep(transition)) return noCasePage(visit)
  const fields = formOf(file.procedure, transition)
  const key = keyOf(one(form, keyField))
  const seen = Number(one(form, seenField) ?? Number.NaN)
  const { input } = await inputOf(fields, form, site.context.evidence)
  const again = (refusal: Refusal | null): Promise<FastifyReply> => {
    const typed = typedAgain(fields, form, input, errorsOf(fields, refusal?.faults ?? [], lang))
    const tried: Try = { typed, refusal, seen: Number.isInteger(seen) ? seen : null, key, isOld: !isFresh }
    return showRound(visit, no, tried, statusOfCode(isFresh ? (refusal?.code ?? 'invalid-input') : 'forbidden'))
  }
  if (!isFresh) return again(null)
  const order = { key, actor, transition, input, target: { no } }
  const result = await engine.submit(Number.isInteger(seen) ? { ...order, seen } : order)
  return result.ok ? goTo(visit, `/desk/draws/${no}?said=noted`) : again(result.refusal)
}

/** One round for those who draw it: what to hand in now, whose turn it is, what was done. */
export function addRoundPage(desk: Desk): void {
  desk.get('/desk/draws/:no', 'post', (visit) => showRound(visit, parameter(visit.request, 'no')))
  desk.post('/desk/draws/:no/:transition', 'post', handIn, { keepsTyped: true })
}
