import { type Compiled, compile, type WorkingDay } from '../compiler/compile.ts'
import { dayNumber, dayOf } from '../kernel/calendar.ts'
import type { Actor } from '../kernel/case.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Org } from '../kernel/org.ts'
import { accept, type Refusal, type Result, refuse } from '../kernel/result.ts'
import { readBytes } from '../reader/read.ts'
import { addPlanDraft, addPlanReview, type PlanDraft, planReviews } from '../store/plan-drafts.ts'
import type { Engine } from './engine.ts'
import { uuidv7 } from './random.ts'
import type { Decision } from './review-matter.ts'
import { saidAbout, saidOf } from './review-state.ts'

export type PostActor = Extract<Actor, { kind: 'post' }>

/** The office of the leading group compiles and reviews; the secretary-general, whose house it is, too. */
export function mayReview({ roles }: Pick<PostActor, 'roles'>): boolean {
  return roles.includes('officeStaff') || roles.includes('secretaryGeneral')
}

/** Characters of a plan; compiling grows with them, and a plan of a province has some thirty thousand. */
const mostCharacters = 200_000

const notYours = refuse({
  code: 'not-your-part',
  says: [
    '编译与校对由领导小组办公室人员和秘书长办理',
    'Plans are compiled and reviewed by the leading-group office and the secretary-general',
  ],
})

const unread = (says: Refusal['says']): Result<never> =>
  refuse({ code: 'invalid-input', says, faults: [{ field: 'plan', code: 'wrong-type', says }] })

/** Reads an uploaded file and keeps its text as a draft; the id. What cannot be read leaves nothing behind. */
export async function addDraft(
  { db, programme, clock }: Pick<Engine, 'db' | 'programme' | 'clock'>,
  actor: PostActor,
  file: { readonly name: string; readonly bytes: Buffer } | undefined,
): Promise<Result<string>> {
  if (!mayReview(actor)) return notYours
  if (!file) return unread(['请选一个文件', 'Choose a file'])
  const read = await readBytes(file.bytes)
  if (!read.ok) return unread(read.says)
  // The database takes no text with NUL; no document has one.
  const content = read.text.replaceAll('\0', '')
  if (content.length > mostCharacters) {
    return unread([
      `正文超过 ${mostCharacters / 10_000} 万字，请只保留方案正文后再试。`,
      `The text is longer than ${mostCharacters} characters; keep only the plan itself and try again.`,
    ])
  }
  const id = uuidv7(Date.now())
  await addPlanDraft(db, programme.region, {
    id,
    fileName: file.name.slice(0, 200),
    format: read.format,
    sha256: sha256Hex(file.bytes),
    content,
    person: actor.person,
    post: actor.post,
    at: new Date(clock.now()),
  })
  return accept(id)
}

/** Working days for limits such as 印发之日起10个工作日内, by the programme's calendar; null outside its published years. */
function workingDayIn({ calendar }: Engine['programme']): WorkingDay {
  const isPublished = (day: string) => calendar.data.publishedYears.includes(Number(day.slice(0, 4)))
  return (from, n) => {
    const day = dayOf(calendar.plusWorkingDays(dayNumber(from), n))
    return isPublished(from) && isPublished(day) ? day : null
  }
}

const unitsOf = ({ data }: Org) =>
  data.units.flatMap(({ names, ended, successor }) =>
    names.map(({ name }) => ({
      name: name[0],
      ...(ended !== undefined && { ended }),
      ...(successor !== undefined && { successor }),
    })),
  )

/** Compiled drafts of one state of the register. */
const known = new WeakMap<Org, Map<string, Compiled>>()

/** Drafts kept compiled: all that the list shows, and those that are open besides. A plan of 5,000 characters takes some 20 ms. */
const mostKnown = 64

/** A draft as the compiler reads it today, doubting units that the register does not hold. Computed once for a register. */
export function compiledDraft(engine: Pick<Engine, 'org' | 'programme'>, draft: PlanDraft): Compiled {
  const org = engine.org()
  const drafts = known.get(org) ?? new Map<string, Compiled>()
  known.set(org, drafts)
  const before = drafts.get(draft.id)
  if (before) return before
  if (drafts.size >= mostKnown) drafts.clear()
  const compiled = compile(draft.content, { units: unitsOf(org), workingDay: workingDayIn(engine.programme) })
  drafts.set(draft.id, compiled)
  return compiled
}

/** One thing to be said about a subject; `seen` is the id of the last thing said that its author saw, '' for nothing. */
export type Saying = { readonly subject: string; readonly seen: string } & (
  | { readonly act: 'decide'; readonly decision: Decision | object }
  | { readonly act: 'agree' }
  | { readonly act: 'return'; readonly reason: string }
)

const stale = refuse({
  code: 'stale',
  says: [
    '这一处刚刚有别人定过，请看过再决定，您填的没有存',
    'Somebody else has just decided here; look at it first. What you typed was not kept',
  ],
})

/** Records what somebody says about a sentence or a setting of a draft. Nobody countersigns or returns his own decision. */
export async function say(
  { db, programme, clock }: Pick<Engine, 'db' | 'programme' | 'clock'>,
  actor: PostActor,
  draft: string,
  saying: Saying,
): Promise<Result<null>> {
  if (!mayReview(actor)) return notYours
  const reviews = (await planReviews(db, programme.region, [draft])).get(draft) ?? []
  const { last } = saidAbout(saidOf(reviews), saying.subject)
  if ((last?.id ?? '') !== saying.seen) return stale
  if (saying.act !== 'decide') {
    if (last?.act !== 'decide')
      return refuse({ code: 'wrong-state', says: ['还没有人定，不能复核', 'Nobody has decided yet'] })
    if (last.person === actor.person) {
      return refuse({
        code: 'separation-of-duties',
        says: ['自己定的要由另一人复核', 'Another person countersigns what you decided'],
      })
    }
    if (saying.act === 'return' && saying.reason.trim() === '') {
      const says = ['请写明退回的理由', 'Say why it is given back'] as const
      return refuse({ code: 'invalid-input', says, faults: [{ field: 'reason', code: 'missing', says }] })
    }
  }
  const row = {
    id: uuidv7(Date.now()),
    subject: saying.subject,
    act: saying.act,
    person: actor.person,
    post: actor.post,
    at: new Date(clock.now()),
    decision: saying.act === 'decide' ? saying.decision : null,
    reason: saying.act === 'return' ? saying.reason.trim().slice(0, 500) : null,
  }
  return (await addPlanReview(db, programme.region, draft, row, last)) ? accept(null) : stale
}
