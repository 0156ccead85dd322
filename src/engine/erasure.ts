import { dayOf } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import type { Field } from '../kernel/field.ts'
import { isInOffice } from '../kernel/party.ts'
import { accept, type Refusal, type Result, refuse } from '../kernel/result.ts'
import type { Bilingual } from '../kernel/text.ts'
import { addAdminEvent } from '../store/accounts.ts'
import {
  askToErase,
  decideErasure,
  disclosedFields,
  type ErasureRequest,
  erasureRequest,
  erasureRequests,
} from '../store/erasure.ts'
import { casesByNo, type Queryable } from '../store/read.ts'
import type { Engine } from './engine.ts'
import { type Erased, eraseFields } from './erase.ts'
import { impartiality } from './impartial.ts'
import { uuidv7 } from './random.ts'
import { mayAgree, mayAsk, reasonLeast } from './unsealing.ts'
import { isUuid } from './uuid.ts'

/**
 * Erasing what somebody wrote takes two persons, as opening his identity does: an intake officer takes the request in and
 * says which fields and on what ground, the secretary-general decides. Neither sees what stands in the fields, and neither
 * belongs to the unit complained of. What is granted is erased in the same transaction, and an entry of the public log.
 */
const basis = 'law/个人信息保护法/47'

/** 《个人信息保护法》第四十七条第一款（一）至（五）. */
export const grounds = {
  'purpose-over': [
    '处理目的已经实现、无法实现，或者不再必要',
    'its purpose is reached, cannot be reached, or is no more',
  ],
  'period-over': ['保存期限已经届满', 'the period for which it is kept is over'],
  'consent-withdrawn': ['本人撤回同意', 'the person has withdrawn consent'],
  unlawful: ['违反法律、行政法规或者约定处理', 'it is processed against the law or an agreement'],
  'other-law': ['法律、行政法规规定的其他情形', 'another case that a law provides for'],
} as const satisfies Readonly<Record<string, Bilingual>>

export type Ground = keyof typeof grounds

type PostActor = Extract<Actor, { kind: 'post' }>
type Around = Pick<Engine, 'db' | 'org' | 'clock' | 'programme' | 'procedure'>

const mostListed = 100

const notYours = refuse({
  code: 'not-your-part',
  says: [
    '申请由受理员受理，由秘书长决定；责任单位和它的下级不能经手，受理员也不能来自它的上级',
    'An intake officer takes the request in and the secretary-general decides. Neither may belong to the unit responsible or below it, and the intake officer not above it either',
  ],
  basis,
})

const gone = refuse({
  code: 'not-found',
  says: [
    '没有这份申请，或者它已经定过，或者是您自己提的',
    'There is no such request, or it was decided, or it is your own',
  ],
})

const pending = refuse({
  code: 'duplicate',
  says: [
    '这些内容里有的已经有一份申请在等决定',
    'For some of these fields a request is waiting for a decision already',
  ],
})

const fault = (field: string, says: Bilingual): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: {
    code: 'invalid-input',
    says: ['有些内容需要改正', 'Some answers need correcting'],
    faults: [{ field, code: 'missing', says }],
  },
})

const tooShort = (field: string) =>
  fault(field, [`理由至少写 ${reasonLeast} 个字`, `Write at least ${reasonLeast} characters`])

const saysSomething = (text: string) => [...text.trim()].length >= reasonLeast

/** Words that people wrote. Codes, dates and units stand in the log in clear; identities and files have their own rules. */
const isWritten = (field: Field | undefined) => field?.kind === 'text' || field?.kind === 'lines'

/** The fields of a case that can be erased, with in how many moves they stand; never what stands in them. */
export async function erasableFields(
  { db, procedure }: Pick<Around, 'db' | 'procedure'>,
  c: Case,
): Promise<ReadonlyMap<string, number>> {
  const p = procedure(c.procedure, c.version)
  const kept = await disclosedFields(db, c.region, c.id)
  return new Map([...kept].filter(([name]) => isWritten(p?.fields[name])))
}

function judge({ org, clock, programme }: Around, actor: PostActor) {
  const today = dayOf(programme.calendar.dayAt(clock.now()))
  return { isInOffice: isInOffice(actor, org(), today), ...impartiality(org(), today) }
}

const record = ({ db, programme }: Around, actor: PostActor, act: string, about: object) =>
  addAdminEvent(db, programme.region, uuidv7(Date.now()), actor.person, act, about)

export interface AskedErasure {
  readonly fields: readonly string[]
  readonly ground: Ground
  /** Who asked for it and how it was made sure that it was he; nothing that points to him. */
  readonly reason: string
}

/** Takes a request in. Refuses who has no part in it, fields that cannot be erased, and what is asked already. */
export async function askForErasure(
  engine: Around,
  actor: PostActor,
  c: Case,
  asked: AskedErasure,
): Promise<Result<null>> {
  const { isInOffice: holds, isFarFrom } = judge(engine, actor)
  if (!mayAsk(actor) || !holds || !isFarFrom(c, actor)) return notYours
  const erasable = await erasableFields(engine, c)
  if (asked.fields.length === 0 || asked.fields.some((name) => !erasable.has(name)))
    return fault('fields', ['请选要删除的内容', 'Choose what is to be erased'])
  if (!saysSomething(asked.reason)) return tooShort('reason')
  const id = uuidv7(Date.now())
  const request = { ...asked, id, caseId: c.id, caseNo: c.no, askedBy: actor.person, reason: asked.reason.trim() }
  if (!(await askToErase(engine.db, c.region, request))) return pending
  await record(engine, actor, 'ask-erasure', { case: c.no, request: id })
  return accept(null)
}

async function caseOf(db: Queryable, region: string, id: string) {
  const request = isUuid(id) ? await erasureRequest(db, region, id) : null
  const [stored] = request ? await casesByNo(db, region, [request.caseNo]) : []
  return request && stored ? { request, case: stored.case } : null
}

/** The second person grants a request: what it names is erased at once, and the log says so. */
export async function grantErasure(engine: Engine, actor: PostActor, id: string): Promise<Result<Erased>> {
  const { isInOffice: holds, isNotIn } = judge(engine, actor)
  if (!mayAgree(actor) || !holds) return notYours
  const found = await caseOf(engine.db, engine.programme.region, id)
  if (!found) return gone
  if (!isNotIn(found.case, actor)) return notYours
  const { fields, ground, caseNo } = found.request
  const request = { id, by: actor.person }
  const erased = await eraseFields(engine, { no: caseNo, fields, basis, authority: actor.post, ground, request })
  if (erased.ok) await record(engine, actor, 'agree-erasure', { case: caseNo, request: id })
  return erased
}

/** The second person refuses, with a reason: a statutory period of keeping may still run (第四十七条第二款). */
export async function refuseErasure(
  engine: Around,
  actor: PostActor,
  id: string,
  answer: string,
): Promise<Result<null>> {
  const { isInOffice: holds, isNotIn } = judge(engine, actor)
  if (!mayAgree(actor) || !holds) return notYours
  const found = await caseOf(engine.db, engine.programme.region, id)
  if (!found) return gone
  if (!isNotIn(found.case, actor)) return notYours
  if (!saysSomething(answer)) return tooShort('answer')
  const region = engine.programme.region
  if (!(await decideErasure(engine.db, region, id, actor.person, { answer: answer.trim() }))) return gone
  await record(engine, actor, 'refuse-erasure', { case: found.request.caseNo, request: id })
  return accept(null)
}

/** Requests that this post may see: its own for who asks, all for who decides; none for others. */
export async function erasureRequestsFor(
  { db, programme }: Pick<Around, 'db' | 'programme'>,
  actor: PostActor,
): Promise<readonly ErasureRequest[]> {
  if (!mayAsk(actor) && !mayAgree(actor)) return []
  const all = await erasureRequests(db, programme.region, mostListed)
  return mayAgree(actor) ? all : all.filter(({ askedBy }) => askedBy === actor.person)
}

/** Every request, for the audit administrator alone; the page guards it. */
export const allErasureRequests = ({ db, programme }: Pick<Around, 'db' | 'programme'>) =>
  erasureRequests(db, programme.region, mostListed)
