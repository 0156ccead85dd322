import type { FastifyReply } from 'fastify'
import {
  askForErasure,
  erasableFields,
  erasureRequestsFor,
  grantErasure,
  grounds,
  refuseErasure,
} from '../../engine/erasure.ts'
import { takeWishIn, wishesFor } from '../../engine/erasure-wish.ts'
import { mayAgree, mayAsk, reasonLeast } from '../../engine/unsealing.ts'
import { statusOfCode } from '../../http/problem.ts'
import { procedureFor } from '../../http/views.ts'
import type { Case } from '../../kernel/case.ts'
import { choice, choices, type Fields, text } from '../../kernel/field.ts'
import type { Refusal } from '../../kernel/result.ts'
import type { Bilingual } from '../../kernel/text.ts'
import { accountNames } from '../../store/accounts.ts'
import type { ErasureRequest } from '../../store/erasure.ts'
import type { ErasureWish } from '../../store/erasure-wish.ts'
import { LinkButton, PostButton } from '../parts/button.tsx'
import { Empty } from '../parts/form.tsx'
import { Note } from '../parts/table.tsx'
import { one } from '../site/form.ts'
import { noCasePage } from './case.tsx'
import { lineFor, storedCase } from './case-file.ts'
import type { Desk } from './doors.ts'
import { ErasureCard, fieldNames, WishCard } from './erase-parts.tsx'
import { eraseTexts } from './erase-text.ts'
import { isForDecision, isGround } from './erasures.ts'
import { nothingTyped, type Typed } from './fields.ts'
import { Requests } from './requests-part.tsx'
import { showDesk } from './shell.tsx'
import { readSmall, SmallForm } from './small-form.tsx'
import { type Acting, type Brought, goTo, guarded } from './visit.ts'

function notYoursPage(visit: Acting): Promise<FastifyReply> {
  const t = eraseTexts[visit.lang]
  return showDesk(visit, {
    title: t.title,
    status: statusOfCode('not-your-part'),
    children: <Empty title={t.notYours}>{t.notYoursSays}</Empty>,
  })
}

async function around(visit: Acting, requests: readonly ErasureRequest[], wishes: readonly ErasureWish[] = []) {
  const [names, askers] = await Promise.all([
    fieldNames(visit, [...requests, ...wishes]),
    accountNames(
      visit.engine.db,
      requests.map(({ askedBy }) => askedBy),
    ),
  ])
  return { names, askerOf: ({ askedBy }: ErasureRequest) => askers.get(askedBy) ?? '' }
}

async function showRequests(visit: Acting, refusal: Refusal | null = null): Promise<FastifyReply> {
  const { engine, actor, lang, href } = visit
  if (!mayAsk(actor) && !mayAgree(actor)) return notYoursPage(visit)
  const t = eraseTexts[lang]
  const [requests, wishes] = await Promise.all([erasureRequestsFor(engine, actor), wishesFor(engine, actor)])
  const { names, askerOf } = await around(visit, requests, wishes)
  return showDesk(visit, {
    title: t.title,
    under: t.under(requests.filter((request) => isForDecision(actor, request)).length + wishes.length),
    ...(refusal === null ? {} : { status: statusOfCode(refusal.code) }),
    children: (
      <Requests
        visit={visit}
        said={t.said}
        refusal={refusal}
        note={t.note}
        isEmpty={requests.length + wishes.length === 0}
        none={{ title: t.none, says: t.noneSays }}
      >
        {wishes.map((wish) => (
          <WishCard key={wish.id} visit={visit} wish={wish} names={names}>
            <p className="mt4">
              <PostButton action={href('/desk/erase/take')} fields={guarded(visit, { wish: wish.id })} compact>
                {t.take}
                <span className="vh">{` ${wish.caseNo}`}</span>
              </PostButton>
            </p>
          </WishCard>
        ))}
        {requests.map((request) => (
          <ErasureCard key={request.id} visit={visit} request={request} names={names} asker={askerOf(request)}>
            {isForDecision(actor, request) ? (
              <p className="mt4">
                <LinkButton href={href(`/desk/erase/decide?request=${request.id}`)} compact>
                  {t.decide}
                  <span className="vh">{` ${request.caseNo}`}</span>
                </LinkButton>
              </p>
            ) : null}
          </ErasureCard>
        ))}
      </Requests>
    ),
  })
}

type Key = 'fields' | 'fieldsHint' | 'ground' | 'reason' | 'reasonHint' | 'answer' | 'answerHint'
const both = (key: Key): Bilingual => [eraseTexts.zh[key], eraseTexts.en[key]]

/** Why, for who reads it later: at least a sentence. */
const reasonField = (title: 'reason' | 'answer', hint: 'reasonHint' | 'answerHint') =>
  text({ title: both(title), hint: both(hint), see: 'staff', min: reasonLeast, max: 300, long: true })

/** The case that the address names, and what of it can be erased; null where the post cannot see it. */
async function namedCase(
  visit: Acting,
): Promise<{ readonly c: Case; readonly fields: Fields; readonly n: number } | null> {
  const { engine } = visit
  const c = await storedCase(visit, visit.query.get('case') ?? '')
  if (!c || !lineFor(visit, c)) return null
  const erasable = await erasableFields(engine, c)
  const p = procedureFor(engine, c)
  const options = Object.fromEntries(
    [...erasable].map(([name, n]): [string, Bilingual] => {
      const [zh, en] = p.fields[name]?.title ?? [name, name]
      return [name, [eraseTexts.zh.field(zh, n), eraseTexts.en.field(en, n)]]
    }),
  )
  const fields = {
    fields: choices({ title: both('fields'), hint: both('fieldsHint'), see: 'staff', options }),
    ground: choice({ title: both('ground'), see: 'staff', options: grounds }),
    reason: reasonField('reason', 'reasonHint'),
  }
  return { c, fields, n: erasable.size }
}

interface Tried {
  readonly typed: Typed
  readonly refusal: Refusal | null
}

type Named = NonNullable<Awaited<ReturnType<typeof namedCase>>>

async function showAsk(visit: Acting, { c, fields, n }: Named, tried: Tried | null): Promise<FastifyReply> {
  const { lang, href } = visit
  const t = eraseTexts[lang]
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
        <Note tone="blue">{t.note}</Note>
        {n === 0 ? (
          <Empty title={t.empty}>{t.emptySays}</Empty>
        ) : (
          <SmallForm
            visit={visit}
            action={`/desk/erase/ask?case=${c.no}`}
            fields={fields}
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

async function ask(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  if (!mayAsk(visit.actor)) return notYoursPage(visit)
  const named = await namedCase(visit)
  if (!named) return noCasePage(visit)
  const read = await readSmall(visit, named.fields, form)
  if (!read.ok) return showAsk(visit, named, { typed: read.typed, refusal: null })
  const { fields, ground, reason = '' } = read.input
  const asked = {
    fields: Array.isArray(fields) ? fields.map(String) : [],
    ground: isGround(ground) ? ground : ('other-law' as const),
    reason: String(reason),
  }
  const result = await askForErasure(visit.engine, visit.actor, named.c, asked)
  if (result.ok) return goTo(visit, '/desk/erase?said=asked')
  return showAsk(visit, named, { typed: read.again(result.refusal), refusal: result.refusal })
}

const answerFields: Fields = { answer: reasonField('answer', 'answerHint') }

/** One request with the two ways to decide it; the list for who cannot, or when it is decided. */
async function showDecision(visit: Acting, id: string, tried: Tried | null): Promise<FastifyReply> {
  const { engine, actor, lang, href } = visit
  const t = eraseTexts[lang]
  const request = (await erasureRequestsFor(engine, actor)).find((each) => each.id === id)
  if (!request || !isForDecision(actor, request)) return showRequests(visit, tried?.refusal ?? null)
  const { names, askerOf } = await around(visit, [request])
  return showDesk(visit, {
    title: t.decideTitle(request.caseNo),
    under: <a href={href('/desk/erase')}>{t.back}</a>,
    ...(tried === null ? {} : { status: statusOfCode(tried.refusal?.code ?? 'invalid-input') }),
    children: (
      <div className="stack">
        <ErasureCard visit={visit} request={request} names={names} asker={askerOf(request)}>
          <p className="small quiet mt4">{t.grantNote}</p>
          <p className="row mt3">
            <PostButton
              action={href('/desk/erase/grant')}
              fields={guarded(visit, { request: request.id })}
              look="warn"
              compact
            >
              {t.grant}
            </PostButton>
          </p>
        </ErasureCard>
        <SmallForm
          visit={visit}
          title={t.refuse}
          action={`/desk/erase/refuse?request=${request.id}`}
          fields={answerFields}
          typed={tried?.typed ?? nothingTyped}
          refusal={tried?.refusal ?? null}
          submit={t.refuse}
          note={t.refuseNote}
          back="/desk/erase"
        />
      </div>
    ),
  })
}

async function grant(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const result = await grantErasure(visit.engine, visit.actor, one(form, 'request') ?? '')
  return result.ok ? goTo(visit, '/desk/erase?said=granted') : showRequests(visit, result.refusal)
}

async function refuse(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const id = visit.query.get('request') ?? ''
  const read = await readSmall(visit, answerFields, form)
  if (!read.ok) return showDecision(visit, id, { typed: read.typed, refusal: null })
  const result = await refuseErasure(visit.engine, visit.actor, id, String(read.input.answer ?? ''))
  if (result.ok) return goTo(visit, '/desk/erase?said=refused')
  return showDecision(visit, id, { typed: read.again(result.refusal), refusal: result.refusal })
}

async function take(visit: Acting, { form }: Brought): Promise<FastifyReply> {
  const result = await takeWishIn(visit.engine, visit.actor, one(form, 'wish') ?? '')
  return result.ok ? goTo(visit, '/desk/erase?said=taken') : showRequests(visit, result.refusal)
}

/** 依法删除: what was asked, the form to ask from a case, and deciding. */
export function addErasePages(desk: Desk): void {
  desk.get('/desk/erase', 'post', (visit) => showRequests(visit))
  desk.get('/desk/erase/ask', 'post', async (visit) => {
    if (!mayAsk(visit.actor)) return notYoursPage(visit)
    const named = await namedCase(visit)
    return named ? showAsk(visit, named, null) : noCasePage(visit)
  })
  desk.post('/desk/erase/ask', 'post', ask)
  desk.get('/desk/erase/decide', 'post', (visit) => showDecision(visit, visit.query.get('request') ?? '', null))
  desk.post('/desk/erase/take', 'post', take)
  desk.post('/desk/erase/grant', 'post', grant)
  desk.post('/desk/erase/refuse', 'post', refuse)
}
