import type { FastifyReply } from 'fastify'
import type { ReactNode } from 'react'
import { mayAgree, mayAsk, reasonLeast } from '../../engine/unsealing.ts'
import { statusOfCode } from '../../http/problem.ts'
import { procedureFor } from '../../http/views.ts'
import type { Case } from '../../kernel/case.ts'
import { choice, type Fields, text } from '../../kernel/field.ts'
import type { Refusal } from '../../kernel/result.ts'
import { type Bilingual, inLanguage } from '../../kernel/text.ts'
import { accountNames } from '../../store/accounts.ts'
import type { UnsealRequest } from '../../store/vault.ts'
import { LinkButton, PostButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Head } from '../parts/public-page.tsx'
import { Chip, type Status } from '../parts/status.tsx'
import { DefinitionList, Note } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { formats } from '../text/format.ts'
import { noCasePage } from './case.tsx'
import { lineFor, storedCase } from './case-file.ts'
import type { Desk } from './doors.ts'
import { nothingTyped, type Typed } from './fields.ts'
import { Requests } from './requests-part.tsx'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { unsealTexts } from './unseal-text.ts'
import { endOfRequest, isForPost, type RequestState, stateOfRequest } from './unsealings.ts'
import { type Acting, type Brought, goTo, guarded } from './visit.ts'

const chips: Readonly<Record<RequestState, Status>> = {
  open: 'wait',
  agreed: 'doing',
  refused: 'none',
  used: 'ok',
  expired: 'none',
}

interface RequestProps {
  readonly visit: Acting
  readonly request: UnsealRequest
  readonly asker: string
  readonly now: number
}

function Acts({ visit, request, now }: Omit<RequestProps, 'asker'>): ReactNode {
  const { lang, href, actor } = visit
  const t = unsealTexts[lang]
  if (!isForPost(visit.actor, request, now)) return null
  const post = (path: string, label: string, look: 'main' | 'second' | 'warn') => (
    <PostButton
      action={href(`/desk/unseal/${path}`)}
      fields={guarded(visit, { request: request.id })}
      look={look}
      compact
    >
      {label}
      <span className="vh">{` ${request.caseNo}`}</span>
    </PostButton>
  )
  if (request.askedBy === actor.person)
    return (
      <>
        <p className="small quiet">{t.openNote}</p>
        <p className="row">{post('open', t.open, 'warn')}</p>
      </>
    )
  return (
    <>
      <p className="small quiet">{t.agreeNote}</p>
      <div className="row">
        {post('agree', t.agree, 'main')}
        {post('refuse', t.refuse, 'second')}
      </div>
    </>
  )
}

function Request(props: RequestProps): ReactNode {
  const { visit, request, asker, now } = props
  const { lang, href, engine } = visit
  const t = unsealTexts[lang]
  const { timeZone } = engine.programme
  const state = stateOfRequest(request, now)
  return (
    <section className="sheet pad">
      <Head side={<Chip status={chips[state]} lang={lang} label={t.state[state]} />}>
        <a className="mono" href={href(`/desk/cases/${request.caseNo}`)}>
          {request.caseNo}
        </a>
      </Head>
      <p className="small quiet row">
        <span>{t.asked(asker, formats[lang].fullMoment(request.askedAt.getTime(), timeZone))}</span>
        {state === 'agreed' ? <span>{t.until(formats[lang].moment(endOfRequest(request), timeZone))}</span> : null}
      </p>
      <p className="measure">{request.reason}</p>
      <Acts visit={visit} request={request} now={now} />
    </section>
  )
}

function notYoursPage(visit: Acting): Promise<FastifyReply> {
  const t = unsealTexts[visit.lang]
  return showDesk(visit, {
    title: t.title,
    status: statusOfCode('not-your-part'),
    children: <Empty title={t.notYours}>{t.notYoursSays}</Empty>,
  })
}

async function showRequests(visit: Acting, refusal: Refusal | null = null): Promise<FastifyReply> {
  const { engine, actor, lang } = visit
  if (!mayAsk(actor) && !mayAgree(actor)) return notYoursPage(visit)
  const t = unsealTexts[lang]
  const requests = await engine.unsealing.requests(actor)
  const now = Date.now()
  const askers = await accountNames(
    engine.db,
    requests.map(({ askedBy }) => askedBy),
  )
  return showDesk(visit, {
    title: t.title,
    under: t.under(requests.filter((request) => isForPost(visit.actor, request, now)).length),
    ...(refusal === null ? {} : { status: statusOfCode(refusal.code) }),
    children: (
      <Requests
        visit={visit}
        said={t.said}
        refusal={refusal}
        note={t.note}
        isEmpty={requests.length === 0}
        none={{ title: t.none, says: t.noneSays }}
      >
        {requests.map((request) => (
          <Request
            key={request.id}
            visit={visit}
            request={request}
            asker={askers.get(request.askedBy) ?? ''}
            now={now}
          />
        ))}
      </Requests>
    ),
  })
}

const both = (key: 'who' | 'reason' | 'reasonHint'): Bilingual => [unsealTexts.zh[key], unsealTexts.en[key]]

/** Which identity, where a case has several, and why. */
function fieldsFor(count: number): Fields {
  const nth = (n: number): Bilingual => [unsealTexts.zh.nth(n), unsealTexts.en.nth(n)]
  const options = Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at), nth(at + 1)]))
  return {
    ...(count > 1 && { nth: choice({ title: both('who'), see: 'staff', options }) }),
    reason: text({
      title: both('reason'),
      hint: both('reasonHint'),
      see: 'staff',
      min: reasonLeast,
      max: 300,
      long: true,
    }),
  }
}

interface Tried {
  readonly typed: Typed
  readonly refusal: Refusal | null
}

async function showAsk(visit: Acting, c: Case, count: number, tried: Tried | null): Promise<FastifyReply> {
  const { lang, href } = visit
  const t = unsealTexts[lang]
  return showDesk(visit, {
    title: t.ask,
    under: (
      <a className="mono" href={href(`/desk/cases/${c.no}`)}>
        {c.no}
      </a>
    ),
    ...(tried === null ? {} : { status: statusOfCode(tried.refusal?.code ?? 'invalid-input') }),
    children: (
      <div className="stack">
        <Note tone="blue">
          <p>
            <b>{t.sealed(count)}</b>
          </p>
          <p>{t.note}</p>
        </Note>
        {count === 0 ? (
          <Empty title={t.empty}>{t.emptySays}</Empty>
        ) : (
          <SmallForm
            visit={visit}
            action={`/desk/unseal/ask?case=${c.no}`}
            fields={fieldsFor(count)}
            typed={tried?.typed ?? nothingTyped}
            refusal={tried?.refusal ?? null}
            submit={t.ask}
            note={t.askNote}
            back={`/desk/cases/${c.no}`}
          />
        )}
      </div>
    ),
  })
}

/** The case that the address names, with how many identities it has; null where the post cannot see it. */
async function namedCase(visit: Acting): Promise<{ readonly c: Case; readonly count: number } | null> {
  const c = await storedCase(visit, visit.query.get('case') ?? '')
  return c && lineFor(visit, c) ? { c, count: await visit.engine.unsealing.count(c) } : null
}

async function ask(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const named = mayAsk(visit.actor) ? await namedCase(visit) : null
  if (!named) return noCasePage(visit)
  const { c, count } = named
  const read = await readSmall(visit, fieldsFor(count), form)
  if (!read.ok) return showAsk(visit, c, count, { typed: read.typed, refusal: null })
  const { nth = '0', reason = '' } = read.input
  const result = await visit.engine.unsealing.ask(visit.actor, c, Number(nth), String(reason))
  if (result.ok) return goTo(visit, '/desk/unseal?said=asked')
  return showAsk(visit, c, count, { typed: read.again(result.refusal), refusal: result.refusal })
}

async function decide(visit: Acting, { form }: Brought, agreed: boolean): Promise<FastifyReply> {
  const result = await visit.engine.unsealing.decide(visit.actor, one(form, 'request') ?? '', agreed)
  return result.ok
    ? goTo(visit, `/desk/unseal?said=${agreed ? 'agreed' : 'refused'}`)
    : showRequests(visit, result.refusal)
}

/** The identity stands on the answer to the one form that opens it, and on no page with an address. */
async function open(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const { engine, actor, lang, href } = visit
  const t = unsealTexts[lang]
  const id = one(form, 'request') ?? ''
  const request = (await engine.unsealing.requests(actor)).find((each) => each.id === id)
  const result = await engine.unsealing.open(actor, id)
  if (!result.ok) return showRequests(visit, result.refusal)
  const no = request?.caseNo ?? ''
  const c = await storedCase(visit, no)
  const title = (name: string) =>
    inLanguage(c ? (procedureFor(engine, c).fields[name]?.title ?? [name, name]) : [name, name], lang)
  return showDesk(visit, {
    title: t.identity(no),
    children: (
      <div className="stack">
        <section className="sheet pad">
          <DefinitionList
            entries={Object.entries(result.value).map(([name, value]) => ({ term: title(name), value }))}
          />
        </section>
        <Note tone="red">
          <p>{t.identitySays}</p>
          <p>{t.identityKept}</p>
        </Note>
        <p>
          <LinkButton href={href('/desk/unseal')} look="second">
            {t.back}
          </LinkButton>
        </p>
      </div>
    ),
  })
}

/** 身份启封: what was asked, the form to ask from a case, agreeing, and opening once. */
export function addUnsealPages(desk: Desk): void {
  desk.get('/desk/unseal', 'post', (visit) => showRequests(visit))
  desk.get('/desk/unseal/ask', 'post', async (visit) => {
    if (!mayAsk(visit.actor)) return notYoursPage(visit)
    const named = await namedCase(visit)
    return named ? showAsk(visit, named.c, named.count, null) : noCasePage(visit)
  })
  desk.post('/desk/unseal/ask', 'post', ask)
  desk.post('/desk/unseal/agree', 'post', (visit, brought) => decide(visit, brought, true))
  desk.post('/desk/unseal/refuse', 'post', (visit, brought) => decide(visit, brought, false))
  desk.post('/desk/unseal/open', 'post', open)
}
