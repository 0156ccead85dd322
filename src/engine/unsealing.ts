import pg from 'pg'
import { dayOf } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import type { Org } from '../kernel/org.ts'
import { isInOffice } from '../kernel/party.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import { addAdminEvent } from '../store/accounts.ts'
import type { Database } from '../store/cluster/database.ts'
import { casesByNo, type Queryable } from '../store/read.ts'
import {
  askToUnseal,
  decideUnsealing,
  identityCount,
  type Reading,
  readings,
  spendRequest,
  type UnsealRequest,
  unsealRequest,
  unsealRequests,
} from '../store/vault.ts'
import type { BusinessClock } from './business-clock.ts'
import { impartiality } from './impartial.ts'
import type { Keys } from './keys.ts'
import type { Programme } from './programme.ts'
import { uuidv7 } from './random.ts'
import { isUuid } from './uuid.ts'
import { openIdentity } from './vault.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/** The identity as its owner wrote it, by field. */
export type Identity = Readonly<Record<string, string>>

/**
 * Opening a complainant's identity takes two persons (《信访工作条例》第三十条: nothing of it reaches whom he complains of): an
 * intake officer asks with a reason, the secretary-general agrees, then the first may open it once within a day. Each step is
 * a row for the audit administrator, each opening a row of vault.reading, written in the statement that opens it.
 */
export interface Unsealing {
  /** How many identities a case has; nothing else of them leaves the vault without two persons. */
  readonly count: (c: Case) => Promise<number>
  readonly ask: (actor: PostActor, c: Case, nth: number, reason: string) => Promise<Result<null>>
  readonly decide: (actor: PostActor, id: string, agreed: boolean) => Promise<Result<null>>
  readonly open: (actor: PostActor, id: string) => Promise<Result<Identity>>
  /** Requests that this post may see: its own for who asks, all for who agrees; none for others. */
  readonly requests: (actor: PostActor) => Promise<readonly UnsealRequest[]>
  /** For the audit administrator alone; the page guards it. */
  readonly readings: () => Promise<readonly Reading[]>
  readonly close: () => Promise<void>
}

export interface UnsealingOptions {
  readonly database: Pick<Database, 'as'>
  /** The app's pool: for the row that the audit administrator reads. */
  readonly db: Queryable
  readonly keys: Keys
  readonly programme: Programme
  readonly clock: BusinessClock
  readonly org: () => Org
}

const basis = 'law/信访工作条例/30'
/** Real hours after the agreement within which the identity may be opened. */
export const hoursOpen = 24
const mostListed = 100

/** Reasons must say something: who reads it later must be able to judge it. */
export const reasonLeast = 10

const notYours = refuse({
  code: 'not-your-part',
  says: [
    '申请由受理员提出，由秘书长同意；责任单位和它的下级不能经手，受理员也不能来自它的上级',
    'An intake officer asks and the secretary-general agrees. Neither may belong to the unit responsible or below it, and the intake officer not above it either',
  ],
  basis,
})

const gone = refuse({
  code: 'not-found',
  says: [
    '没有这份申请，或者它已经定过、用过、过期，或者身份已经删除',
    'There is no such request, or it was decided, used or out of date, or the identity was erased',
  ],
})

export const mayAsk = (actor: Actor | null): boolean => actor?.kind === 'post' && actor.roles.includes('intake')
export const mayAgree = (actor: Actor | null): boolean =>
  actor?.kind === 'post' && actor.roles.includes('secretaryGeneral')

export function openUnsealing(options: UnsealingOptions): Unsealing {
  const { database, db, keys, programme, clock, org } = options
  const { region } = programme
  // A connection of the vault's role, made when somebody asks and given back: nobody holds it for long.
  const vault = new pg.Pool({ ...database.as('vault'), max: 2, idleTimeoutMillis: 10_000, allowExitOnIdle: true })
  vault.on('error', () => {})
  vault.on('connect', (client) => client.on('error', () => {}))

  const today = () => dayOf(programme.calendar.dayAt(clock.now()))
  const record = (actor: PostActor, act: string, about: object) =>
    addAdminEvent(db, region, uuidv7(Date.now()), actor.person, act, about)
  const inOffice = (actor: PostActor) => isInOffice(actor, org(), today())
  const isFarFrom = (c: Case, actor: PostActor) => impartiality(org(), today()).isFarFrom(c, actor)
  const isNotIn = (c: Case, actor: PostActor) => impartiality(org(), today()).isNotIn(c, actor)
  const caseOf = async (id: string): Promise<Case | null> => {
    const request = isUuid(id) ? await unsealRequest(vault, region, id) : null
    const [stored] = request ? await casesByNo(db, region, [request.caseNo]) : []
    return stored?.case ?? null
  }

  return {
    count: (c) => identityCount(vault, c.region, c.id),
    ask: async (actor, c, nth, reason) => {
      if (!mayAsk(actor) || !inOffice(actor) || !isFarFrom(c, actor)) return notYours
      if ([...reason.trim()].length < reasonLeast) {
        return refuse({
          code: 'invalid-input',
          says: ['有些内容需要改正', 'Some answers need correcting'],
          faults: [
            {
              field: 'reason',
              code: 'too-short',
              says: [`理由至少写 ${reasonLeast} 个字`, `Write at least ${reasonLeast} characters`],
            },
          ],
        })
      }
      const id = uuidv7(Date.now())
      const request = { id, caseId: c.id, caseNo: c.no, nth, askedBy: actor.person, reason: reason.trim() }
      if (!(await askToUnseal(vault, c.region, request))) return gone
      await record(actor, 'ask-unsealing', { case: c.no, request: id })
      return accept(null)
    },
    decide: async (actor, id, agreed) => {
      if (!mayAgree(actor) || !inOffice(actor)) return notYours
      const c = await caseOf(id)
      if (!c) return gone
      if (!isNotIn(c, actor)) return notYours
      if (!(await decideUnsealing(vault, region, id, actor.person, agreed))) return gone
      await record(actor, agreed ? 'agree-unsealing' : 'refuse-unsealing', { request: id })
      return accept(null)
    },
    open: async (actor, id) => {
      if (!mayAsk(actor) || !inOffice(actor)) return notYours
      const c = await caseOf(id)
      if (!c) return gone
      // The case may have been given to his own unit since he asked.
      if (!isFarFrom(c, actor)) return notYours
      const reading = { id: uuidv7(Date.now()), by: actor.person, hours: hoursOpen }
      const sealed = await spendRequest(vault, region, id, reading)
      if (!sealed) return gone
      await record(actor, 'read-identity', { request: id })
      return accept(openIdentity(keys.vault, sealed))
    },
    requests: async (actor) => {
      if (!mayAsk(actor) && !mayAgree(actor)) return []
      const all = await unsealRequests(vault, region, mostListed)
      return mayAgree(actor) ? all : all.filter(({ askedBy }) => askedBy === actor.person)
    },
    readings: () => readings(vault, region, mostListed),
    close: () => vault.end(),
  }
}
