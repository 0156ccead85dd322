import type { Around } from '../around.ts'
import { dutyOf } from '../basis.ts'
import { type Binding, basesOf, bind, type Procedure } from '../bind.ts'
import { type Day, dayOf, type Instant, type WorkingCalendar } from '../calendar.ts'
import type { Actor, CaseHead } from '../case.ts'
import { type Holding, type Org, type OrgData, orgOf, type Post, type Role, type Unit } from '../org.ts'
import type { Declaration } from '../procedure.ts'
import { commitmentOf, type DailySeed } from '../seed.ts'
import type { Bilingual, JsonRecord } from '../text.ts'
import { calendarFixture } from './calendar.ts'

/** Anlan, a city that does not exist: small enough to know by heart, the same for all tests. */
export const region = '990000'

type PostActor = Extract<Actor, { kind: 'post' }>

const always = { from: '2018-01-01', to: null } as const

const unit = (id: string, name: Bilingual, parent: string | null, change: Partial<Unit> = {}): Unit => ({
  id,
  region,
  kind: 'department',
  names: [{ ...always, name }],
  parents: [{ ...always, parent }],
  ...change,
})

const units: readonly Unit[] = [
  unit('gov', ['安澜市人民政府', 'Anlan municipal government'], null),
  unit('general', ['市政府办公室', 'general office'], 'gov'),
  unit('inspection', ['督查室', 'inspection office'], 'general'),
  unit('five', ['五型办', 'leading-group office'], 'general'),
  unit('hotline', ['热线中心', 'hotline centre'], 'general'),
  unit('justice', ['司法局', 'bureau of justice'], 'gov'),
  unit('water', ['水务局', 'water bureau'], 'gov'),
  unit('waterworks', ['自来水所', 'waterworks'], 'water'),
  unit('parks', ['园林局', 'parks bureau'], 'gov'),
  // Ended by a merger: its cases go to `works`, and so do its verifiers' kinships.
  unit('roads', ['道路局', 'roads bureau'], 'gov', {
    parents: [{ from: '2018-01-01', to: '2018-12-31', parent: 'gov' }],
    ended: '2018-12-31',
    successor: 'works',
  }),
  unit('works', ['住建局', 'works bureau'], 'gov'),
  unit('bridges', ['桥梁所', 'bridges office'], 'works'),
  unit('archives', ['档案局', 'archives bureau'], 'gov'),
  unit('finance', ['财政局', 'finance bureau'], 'gov'),
  unit('health', ['卫生局', 'health bureau'], 'gov'),
  unit('schools', ['教育局', 'schools bureau'], 'gov'),
  unit('sports', ['体育局', 'sports bureau'], 'gov'),
  unit('statistics', ['统计局', 'statistics bureau'], 'gov'),
  unit('hill', ['山前县人民政府', 'Hill county government'], null, { region: '990001' }),
]

const post = (id: string, of: string, roles: readonly Role[], period: Partial<Post> = {}): Post => ({
  id,
  unit: of,
  title: [id, id],
  roles,
  ...always,
  ...period,
})

/** Who verifies: six without any tie, and five whose units are kin to one that tests hold responsible. */
export const freeVerifiers = ['archives', 'finance', 'health', 'schools', 'sports', 'statistics'].map(
  (id) => `${id}-verifier`,
)
const kinVerifiers = ['gov', 'water', 'waterworks', 'works', 'bridges'].map((id) => `${id}-verifier`)

const posts: readonly Post[] = [
  post('mayor', 'gov', ['mayor']),
  post('vice-mayor', 'gov', ['execViceMayor']),
  post('inspection-1', 'inspection', ['inspectionOffice']),
  post('inspection-2', 'inspection', ['inspectionOffice']),
  post('inspector-1', 'inspection', ['inspector']),
  post('supervisor-1', 'five', ['peopleSupervisor']),
  post('supervisor-2', 'five', ['peopleSupervisor']),
  post('five-1', 'five', ['officeStaff']),
  post('five-2', 'five', ['officeStaff']),
  post('intake-1', 'hotline', ['intake']),
  post('reviewer-1', 'justice', ['legalReviewer']),
  post('reviewer-2', 'justice', ['legalReviewer']),
  post('water-reviewer', 'water', ['legalReviewer']),
  ...['water', 'waterworks', 'parks', 'roads', 'works'].flatMap((id) => [
    post(`${id}-head`, id, ['unitHead']),
    post(`${id}-liaison`, id, ['unitLiaison']),
  ]),
  post('water-clerk', 'water', []),
  ...[...freeVerifiers, ...kinVerifiers].map((id) => post(id, id.replace('-verifier', ''), ['verifier'])),
  post('hill-inspection', 'hill', ['inspectionOffice']),
  post('hill-verifier', 'hill', ['verifier']),
]

const personOf = (id: string) => `p-${id}`

const holdings: readonly Holding[] = [
  ...posts
    .filter(({ id }) => id !== 'water-head' && id !== 'inspection-2')
    .map(({ id }) => ({ post: id, person: personOf(id), ...always })),
  { post: 'water-head', person: 'p-old-head', from: '2018-01-01', to: '2018-10-31' },
  { post: 'water-head', person: 'p-water-head', from: '2018-11-01', to: null },
  // One person, two posts: what separation of duties is about.
  { post: 'inspection-2', person: 'p-archives-verifier', ...always },
]

export const orgData: OrgData = { units, posts, holdings }
export const org: Org = orgOf(orgData)
export const calendar: WorkingCalendar = calendarFixture()

/** The same city with more persons in office. Example: withHoldings({ post: 'mayor', person: 'p-sports-verifier' }). */
export function withHoldings(...more: readonly Pick<Holding, 'post' | 'person'>[]): Org {
  return orgOf({ ...orgData, holdings: [...holdings, ...more.map((holding) => ({ ...holding, ...always }))] })
}

/** Somebody at a post, its present holder unless another person is named. */
export function officer(postId: string, person: string = personOf(postId)): PostActor {
  const held = org.post(postId)
  if (!held) throw new RangeError(`Anlan has no post ${postId}`)
  const home = org.unit(held.unit)?.region ?? region
  return { kind: 'post', person, post: postId, unit: held.unit, region: home, roles: held.roles }
}

export const visitor: Actor = { kind: 'visitor' }
export const clock: Actor = { kind: 'clock' }
export const system: Actor = { kind: 'system' }

/** A person who came with a case code. */
export const withCode = (token: string, no: string): Actor => ({ kind: 'person', case: no, token })

function seed(purpose: DailySeed['purpose'], day: Day): DailySeed {
  const digits = [...`${purpose}${day}`].map((c) => c.charCodeAt(0).toString(16)).join('')
  const sealed = { purpose, day, secret: digits.padEnd(64, '0').slice(0, 64) }
  return { ...sealed, commitment: commitmentOf(sealed) }
}

export interface AroundOptions {
  readonly org?: Org
  readonly facts?: JsonRecord
  readonly head?: CaseHead
  readonly token?: string
}

/** Measures of some unit, as the machine compared them. */
const comparison = {
  readable: true,
  ...{ clauses: 8, covered: 3, copied: 12, targets: 1, coveredClauses: ['一', '二', '三'], ownTargets: ['3座'] },
}

/** No other inspection this year or the last. */
export const noVisits = { month: 0, atDoor: 0, year: 0, yearBefore: 0 }
/** A draw in which nothing stands in the way of the next step. */
export const drawStands = { free: true, fits: true, signed: true, fixed: true, mine: true, named: true }

/** What judging may know at a moment in Anlan: no children, no evidence used before, unless a test says otherwise. */
export function around(now: Instant, options: AroundOptions = {}): Around {
  const today = dayOf(calendar.dayAt(now))
  return {
    now,
    calendar,
    org,
    seeds: { draw: seed('draw', today), lookBack: seed('look-back', today) },
    ...options,
    facts: {
      children: { count: 0, closed: 0, open: 0 },
      reuse: { files: 0 },
      comparison,
      visits: noVisits,
      draw: drawStands,
      ...options.facts,
    },
  }
}

export function headOf(p: Procedure, change: Partial<CaseHead> = {}): CaseHead {
  const no = `${p.declaration.prefix}-2018-0001`
  const id = '00000000-0000-7000-8000-000000000001'
  return { no, id, region, procedure: p.id, version: p.version, parent: null, ...change }
}

/** Anlan's plan binds every duty to one clause of its own. Example: duty/two-gates → 'two-gates'. */
export function bindingFor(d: Declaration, house: Binding['house'] = {}): Binding {
  const duties = basesOf(d).flatMap((basis) => dutyOf(basis) ?? [])
  return { plan: 'anlan-2018', edition: 1, duties: Object.fromEntries(duties.map((duty) => [duty, [duty]])), house }
}

/** Throws with the list of faults: a fixture that does not bind is the test's own mistake. */
export function bound(d: Declaration, house: Binding['house'] = {}): Procedure {
  const result = bind(d, bindingFor(d, house))
  if (!result.ok) throw new TypeError(result.faults.join('\n'))
  return result.procedure
}
