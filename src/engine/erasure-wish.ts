import { dayOf } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import { isInOffice } from '../kernel/party.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import { addAdminEvent } from '../store/accounts.ts'
import { askToErase } from '../store/erasure.ts'
import {
  type ErasureWish,
  type FollowedWish,
  fieldsOfPerson,
  fileWish,
  lockWish,
  openWishes,
  takeWish,
  wishesOfPerson,
} from '../store/erasure-wish.ts'
import { casesByNo } from '../store/read.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Engine } from './engine.ts'
import { erasableFields, type Ground } from './erasure.ts'
import { impartiality } from './impartial.ts'
import { uuidv7 } from './random.ts'
import { mayAsk } from './unsealing.ts'
import { isUuid } from './uuid.ts'

/**
 * A reporter asks himself, with his case code, for what he wrote to be erased (《个人信息保护法》第五十条). The code shows that
 * it is he, better than a look at a counter could; an intake officer takes the wish in, and the secretary-general decides, as
 * always (erasure.ts). The officer cannot refuse it: saying no is for the second person, with a reason.
 */
type Person = Extract<Actor, { kind: 'person' }>
type PostActor = Extract<Actor, { kind: 'post' }>
type Around = Pick<Engine, 'db' | 'org' | 'clock' | 'programme' | 'procedure'>

const mostListed = 100

/** What the request says of how it was made sure that it is the person himself. */
const byCode = '本人凭查询码在网上提出'

const choose = refuse({
  code: 'invalid-input',
  says: ['有些内容需要改正', 'Some answers need correcting'],
  faults: [
    {
      field: 'fields',
      code: 'missing',
      says: [
        '请选要删除的内容；已经删除的、别人也写过的不能在这里选',
        'Choose what is to be erased, of what you alone wrote',
      ],
    },
  ],
})

const pending = refuse({
  code: 'duplicate',
  says: ['这些内容里有的已经提出过，正在办', 'Some of this is asked for already and being dealt with'],
})

const notYours = refuse({
  code: 'not-your-part',
  says: [
    '由受理员受理；责任单位和它的上下级不能经手',
    'An intake officer takes it in who does not belong to the unit responsible, above it or below',
  ],
  basis: 'law/个人信息保护法/50',
})

const gone = refuse({
  code: 'not-found',
  says: ['没有这份要求，或者已经受理了', 'There is no such wish, or it was taken in already'],
})

/** What a person may ask to have erased: words that he alone wrote, by the names of their fields. */
export async function ownErasable(engine: Pick<Around, 'db' | 'procedure'>, person: Person, c: Case) {
  const [own, written] = await Promise.all([
    fieldsOfPerson(engine.db, c.region, c.id, person.token),
    erasableFields(engine, c),
  ])
  return own.filter((name) => written.has(name))
}

/** Files a wish. Refuses what is not the person's own to ask for, and what is asked for already. */
export async function wishErased(
  engine: Around,
  person: Person,
  c: Case,
  wish: { readonly fields: readonly string[]; readonly ground: Ground },
): Promise<Result<null>> {
  const own = await ownErasable(engine, person, c)
  if (person.case !== c.no || wish.fields.length === 0 || wish.fields.some((name) => !own.includes(name))) return choose
  const filed = { ...wish, id: uuidv7(Date.now()), caseId: c.id, caseNo: c.no, token: person.token }
  return (await fileWish(engine.db, c.region, filed)) ? accept(null) : pending
}

/** What a person asked for in his case, with what has come of it. */
export const ownWishes = ({ db }: Pick<Around, 'db'>, person: Person, c: Case): Promise<readonly FollowedWish[]> =>
  wishesOfPerson(db, c.region, c.id, person.token)

/** Wishes that wait for an intake officer; none for others. */
export async function wishesFor(
  { db, programme }: Pick<Around, 'db' | 'programme'>,
  actor: PostActor,
): Promise<readonly ErasureWish[]> {
  return mayAsk(actor) ? openWishes(db, programme.region, mostListed) : []
}

/** Takes a wish in: it becomes a request that another person decides. */
export async function takeWishIn(engine: Around, actor: PostActor, id: string): Promise<Result<null>> {
  const { db, programme, org, clock } = engine
  const { region } = programme
  const today = dayOf(programme.calendar.dayAt(clock.now()))
  if (!mayAsk(actor) || !isInOffice(actor, org(), today)) return notYours
  if (!isUuid(id)) return gone
  return inTransaction(db, async (session) => {
    const wish = await lockWish(session, region, id)
    const [stored] = wish ? await casesByNo(session, region, [wish.caseNo]) : []
    if (!wish || !stored) return gone
    if (!impartiality(org(), today).isFarFrom(stored.case, actor)) return notYours
    const request = uuidv7(Date.now())
    const { fields, ground, caseNo } = wish
    const asked = { id: request, caseId: stored.case.id, caseNo, fields, ground, askedBy: actor.person, reason: byCode }
    if (!(await askToErase(session, region, asked))) return pending
    await takeWish(session, region, id, request)
    await addAdminEvent(session, region, uuidv7(Date.now()), actor.person, 'ask-erasure', { case: caseNo, request })
    return accept(null)
  })
}
