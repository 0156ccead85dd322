import type { FastifyReply } from 'fastify'
import { kindNames } from '../../compiler/kind.ts'
import { addDraft, mayReview } from '../../engine/review.ts'
import { statusOfCode } from '../../http/problem.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { Refusal } from '../../kernel/result.ts'
import { inLanguage } from '../../kernel/text.ts'
import { planDrafts, planReviews } from '../../store/plan-drafts.ts'
import { LinkButton, Submit } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Empty, ErrorSummary, Form } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Banner, Chip } from '../parts/status.tsx'
import { Note, Table } from '../parts/table.tsx'
import { parameter } from '../public/visit.ts'
import { formats } from '../text/format.ts'
import { chosen, type Dossier, dossierFrom, dossierOf, pathOf, sentencePath, titleOf } from './compile-data.ts'
import { ProgressPanel, standingLook, WhoSaid } from './compile-parts.tsx'
import { partIn, sayIn } from './compile-say.ts'
import { compileTexts } from './compile-text.ts'
import { showWork } from './compile-work.tsx'
import type { Desk } from './doors.ts'
import { confirmMapping, confirmPair, showEditions } from './editions.tsx'
import { editionTexts } from './editions-text.ts'
import { agreeSettings, decideSettings, publishHere, sendProgramme, showPublish } from './publish.tsx'
import { publishTexts } from './publish-text.ts'
import { showDesk } from './shell.tsx'
import { type Acting, type Answer, type Brought, goTo, guarded } from './visit.ts'

/** Drafts listed, the latest first; an office compiles a handful of plans a year. */
const mostListed = 40

function notYoursPage(visit: Acting): Promise<FastifyReply> {
  const t = compileTexts[visit.lang]
  return showDesk(visit, {
    title: t.title,
    status: statusOfCode('not-your-part'),
    children: <Empty title={t.notYours}>{t.notYoursSays}</Empty>,
  })
}

function noDraftPage(visit: Acting): Promise<FastifyReply> {
  const t = compileTexts[visit.lang]
  return showDesk(visit, {
    title: t.missing,
    status: statusOfCode('not-found'),
    children: (
      <Empty title={t.missing}>
        {t.missingSays} <a href={visit.href('/desk/compile')}>{t.back}</a>
      </Empty>
    ),
  })
}

function UploadForm({ visit, refusal }: { readonly visit: Acting; readonly refusal: Refusal | null }) {
  const { lang, href } = visit
  const t = compileTexts[lang]
  const error = refusal?.faults?.[0] && inLanguage(refusal.faults[0].says, lang)
  return (
    <section className="sheet pad">
      <Head>{t.upload}</Head>
      {error === undefined ? null : <ErrorSummary lang={lang} errors={[{ field: 'plan', says: error }]} />}
      <Form action={href('/desk/compile/new')} fields={guarded(visit)} files>
        <Field
          lang={lang}
          spec={{
            kind: 'evidence',
            name: 'plan',
            label: t.file,
            required: true,
            kinds: t.fileKinds,
            size: '20 MB',
            accept: ['.txt', '.html', '.htm', '.docx', '.odt', '.doc', '.pdf'],
            ...(error === undefined ? {} : { error }),
          }}
        />
        <p className="small quiet">{t.uploadNote}</p>
        <p className="small quiet">{t.secret}</p>
        <p>
          <Submit>{t.uploadButton}</Submit>
        </p>
      </Form>
    </section>
  )
}

async function showDrafts(visit: Acting, refusal: Refusal | null = null): Promise<FastifyReply> {
  const { engine, lang, href, names, actor } = visit
  if (!mayReview(actor)) return notYoursPage(visit)
  const t = compileTexts[lang]
  const { db, programme } = engine
  const drafts = await planDrafts(db, programme.region, mostListed)
  const reviews = await planReviews(
    db,
    programme.region,
    drafts.map(({ id }) => id),
  )
  const day = (at: Date) => formats[lang].fullDay(dayOf(programme.calendar.dayAt(at.getTime())))
  const rows = drafts.map((draft) => {
    const dossier = dossierFrom(visit, draft, reviews.get(draft.id) ?? [])
    const { asked, decided, agreed } = dossier.progress
    return {
      key: draft.id,
      cells: [
        <div key="t">
          <a href={href(pathOf(dossier, '/all'))} lang="zh-CN">
            {titleOf(dossier, visit)}
          </a>
          <p className="small quiet">{draft.fileName}</p>
        </div>,
        t.from(names.seat(draft.post), day(draft.at)),
        t.of(decided, asked),
        t.of(agreed, asked),
        <LinkButton key="g" href={href(pathOf(dossier))} look="second" compact>
          {t.go}
          <span className="vh">{` ${draft.fileName}`}</span>
        </LinkButton>,
      ],
    }
  })
  return showDesk(visit, {
    title: t.title,
    under: t.under(drafts.length),
    ...(refusal === null ? {} : { status: statusOfCode(refusal.code) }),
    children: (
      <div className="stack">
        <Note tone="blue">{t.note}</Note>
        {rows.length === 0 ? <Empty title={t.none}>{t.noneSays}</Empty> : null}
        {rows.length === 0 ? null : (
          <Table
            caption={t.title}
            columns={[
              { title: t.columns.plan, heading: true },
              { title: t.columns.from },
              { title: t.columns.progress },
              { title: t.columns.second },
              { title: t.columns.go },
            ]}
            rows={rows}
          />
        )}
        <UploadForm visit={visit} refusal={refusal} />
      </div>
    ),
  })
}

async function upload(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const { engine, actor } = visit
  const files = form.files.filter(({ field }) => field === 'plan')
  if (files.length > 1) {
    const says = [compileTexts.zh.oneFile, compileTexts.en.oneFile] as const
    return showDrafts(visit, { code: 'invalid-input', says, faults: [{ field: 'plan', code: 'too-long', says }] })
  }
  const result = await addDraft(engine, actor, files[0])
  if (!result.ok)
    return result.refusal.code === 'not-your-part' ? notYoursPage(visit) : showDrafts(visit, result.refusal)
  return goTo(visit, `/desk/compile/${result.value}`)
}

/** Every sentence of the plan with what was decided, and the findings that belong to no sentence. */
async function showAll(visit: Acting, dossier: Dossier): Promise<FastifyReply> {
  const { lang, href, query } = visit
  const t = compileTexts[lang]
  const { reviewed, compiled, waiting } = dossier
  const placed = new Set(reviewed.flatMap(({ findings }) => findings))
  const loose = compiled.lint.filter((finding) => !placed.has(finding))
  const first = waiting[0]
  return showDesk(visit, {
    title: titleOf(dossier, visit),
    under: first ? t.at(t.all, waiting.length) : t.atNone(t.all),
    actions: (
      <>
        {first ? (
          <LinkButton href={href(sentencePath(dossier, first))} compact>
            {t.go}
          </LinkButton>
        ) : null}
        <LinkButton href={href(pathOf(dossier, '/compare'))} look="second" compact>
          {editionTexts[lang].link}
        </LinkButton>
        <LinkButton href={href(pathOf(dossier, '/publish'))} look="second" compact>
          {publishTexts[lang].link}
        </LinkButton>
      </>
    ),
    children: (
      <div className="stack">
        {query.has('done') ? (
          <Banner status="ok" lang={lang}>
            {t.finished}
          </Banner>
        ) : null}
        <div className="split">
          <Table
            dense
            caption={t.all}
            columns={[
              { title: t.allColumns.sentence, heading: true },
              { title: t.allColumns.kind },
              { title: t.allColumns.decision },
              { title: t.allColumns.standing },
            ]}
            rows={reviewed.map((one) => ({
              key: one.subject,
              cells: [
                <a key="s" className="song" lang="zh-CN" href={href(sentencePath(dossier, one))}>
                  {compiled.text.slice(one.sentence.start, one.sentence.end).trim()}
                </a>,
                <span key="k" className="nowrap">
                  {inLanguage(kindNames[(one.decision ?? one.sentence).kind], lang)}
                </span>,
                <WhoSaid key="w" visit={visit} one={one} />,
                one.isAsked || one.standing !== 'open' ? (
                  <Chip key="c" status={standingLook[one.standing]} lang={lang} label={t.standing[one.standing]} bare />
                ) : (
                  <span key="c" className="quiet">
                    {t.notAsked}
                  </span>
                ),
              ],
            }))}
          />
          <div className="stack">
            <ProgressPanel visit={visit} dossier={dossier} />
            {loose.length === 0 ? null : (
              <section className="sheet pad">
                <Head>{t.whole}</Head>
                <ul className="stack">
                  {loose.map(({ code, start, says, fix }) => (
                    <li key={`${code} ${start}`} className="small">
                      <Chip status="wait" lang={lang} label={inLanguage(says, lang)} bare />
                      <p>{inLanguage(fix, lang)}</p>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        </div>
      </div>
    ),
  })
}

/** 编译与校对: an uploaded plan is read, decided sentence by sentence by one person and countersigned by another. */
export function addCompilePages(desk: Desk): void {
  /** The draft of the address, for those whose part it is. */
  const within =
    <More extends readonly unknown[]>(handle: (visit: Acting, dossier: Dossier, ...more: More) => Answer) =>
    async (visit: Acting, ...more: More): Promise<FastifyReply> => {
      if (!mayReview(visit.actor)) return notYoursPage(visit)
      const dossier = await dossierOf(visit, parameter(visit.request, 'id'))
      return dossier ? handle(visit, dossier, ...more) : noDraftPage(visit)
    }
  desk.get('/desk/compile', 'post', (visit) => showDrafts(visit))
  desk.post('/desk/compile/new', 'post', upload)
  desk.get(
    '/desk/compile/:id',
    'post',
    within((visit, dossier) => {
      const one = chosen(dossier, visit.query.get('s'))
      return one ? showWork(visit, dossier, one) : showAll(visit, dossier)
    }),
  )
  desk.get('/desk/compile/:id/all', 'post', within(showAll))
  desk.get(
    '/desk/compile/:id/publish',
    'post',
    within((visit, dossier) => showPublish(visit, dossier)),
  )
  desk.post('/desk/compile/:id/publish', 'post', within(publishHere))
  desk.get('/desk/compile/:id/programme.zip', 'post', within(sendProgramme))
  desk.get(
    '/desk/compile/:id/compare',
    'post',
    within((visit, dossier) => showEditions(visit, dossier)),
  )
  desk.post('/desk/compile/:id/compare', 'post', within(confirmPair))
  desk.post('/desk/compile/:id/map', 'post', within(confirmMapping))
  desk.post('/desk/compile/:id/settings', 'post', within(decideSettings))
  desk.post('/desk/compile/:id/settings/agree', 'post', within(agreeSettings))
  desk.post('/desk/compile/:id/part', 'post', within(partIn))
  for (const act of ['decide', 'agree', 'return'] as const) {
    desk.post(
      `/desk/compile/:id/${act}`,
      'post',
      within((visit, dossier, brought: Brought) => sayIn(visit, dossier, act, brought)),
    )
  }
}
