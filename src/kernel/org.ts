import type { Day } from './calendar.ts'
import type { Bilingual } from './text.ts'

export type UnitId = string
export type PostId = string
/** An account, by its opaque id. A person's name never stands in a case, an event or the log. */
export type PersonId = string

/** What a post may do, in the field's own terms (domain glossary). A post can have several. */
export const roles = {
  officeStaff: ['五型办人员', 'leading-group office staff'],
  inspectionOffice: ['督查室', 'inspection office'],
  inspector: ['督查员', 'inspector'],
  verifier: ['核查员', 'verifier'],
  unitLiaison: ['联络员', 'liaison officer'],
  unitHead: ['单位主要负责人', 'unit head'],
  execViceMayor: ['常务副市长', 'executive vice mayor'],
  mayor: ['市长', 'mayor'],
  legalReviewer: ['合法性审核员', 'legality reviewer'],
  peopleSupervisor: ['监督员', 'people’s supervisor'],
  publisher: ['编发员', 'publisher'],
  intake: ['受理员', 'intake officer'],
  secretaryGeneral: ['秘书长', 'secretary-general'],
  sysAdmin: ['系统管理员', 'system administrator'],
  securityAdmin: ['安全管理员', 'security administrator'],
  auditAdmin: ['审计管理员', 'audit administrator'],
} as const satisfies Readonly<Record<string, Bilingual>>

export type Role = keyof typeof roles

/** A stretch of days; `to` is the last day, null while it lasts. */
export interface Period {
  readonly from: Day
  readonly to: Day | null
}

export interface Unit {
  readonly id: UnitId
  readonly region: string
  readonly kind: string
  /** Names over time: a unit that is renamed keeps its history and its cases. */
  readonly names: readonly (Period & { readonly name: Bilingual; readonly document?: string })[]
  /** Superior units over time. */
  readonly parents: readonly (Period & { readonly parent: UnitId | null })[]
  /** The unit that took over when this one ended by a merger or abolition. */
  readonly successor?: UnitId
  readonly ended?: Day
}

export interface Post extends Period {
  readonly id: PostId
  readonly unit: UnitId
  readonly title: Bilingual
  readonly roles: readonly Role[]
}

/** A person holds a post for a time. */
export interface Holding extends Period {
  readonly post: PostId
  readonly person: PersonId
}

export interface OrgData {
  readonly units: readonly Unit[]
  readonly posts: readonly Post[]
  readonly holdings: readonly Holding[]
}

export interface Org {
  readonly data: OrgData
  readonly unit: (id: UnitId) => Unit | undefined
  readonly post: (id: PostId) => Post | undefined
  readonly nameOf: (id: UnitId, on: Day) => Bilingual
  /** The unit and its superiors, nearest first. */
  readonly lineageOf: (id: UnitId, on: Day) => readonly UnitId[]
  /** One is the other, or stands above or below it. */
  readonly areRelated: (a: UnitId, b: UnitId, on: Day) => boolean
  /** The unit that answers for `id` on that day: itself, or the last in the chain of successors. */
  readonly successorOf: (id: UnitId, on: Day) => UnitId
  readonly holdingOf: (post: PostId, on: Day) => Holding | undefined
  /** True while this person holds the post; two persons can hold one at the same time. */
  readonly isHeldBy: (post: PostId, person: PersonId, on: Day) => boolean
  /** Posts with the role that somebody holds on that day, ascending by id. */
  readonly staffed: (role: Role, on: Day) => readonly Post[]
}

const isDuring = (period: Period, on: Day) => period.from <= on && (period.to === null || on <= period.to)

function grouped<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

export function orgOf(data: OrgData): Org {
  const units = new Map(data.units.map((unit) => [unit.id, unit]))
  const posts = new Map(data.posts.map((post) => [post.id, post]))
  const holdings = grouped(data.holdings, (holding) => holding.post)
  const byRole = grouped(
    data.posts.flatMap((post) => post.roles.map((role) => ({ role, post }))),
    (entry) => entry.role,
  )

  const holdingOf = (post: PostId, on: Day) => holdings.get(post)?.find((holding) => isDuring(holding, on))
  const lineageOf = (id: UnitId, on: Day): readonly UnitId[] => {
    const lineage: UnitId[] = []
    let at: UnitId | null = id
    while (at !== null && !lineage.includes(at)) {
      lineage.push(at)
      at = units.get(at)?.parents.find((period) => isDuring(period, on))?.parent ?? null
    }
    return lineage
  }

  return {
    data,
    unit: (id) => units.get(id),
    post: (id) => posts.get(id),
    nameOf: (id, on) => {
      const names = units.get(id)?.names ?? []
      const name = names.find((period) => isDuring(period, on)) ?? names.at(-1)
      return name?.name ?? [id, id]
    },
    lineageOf,
    areRelated: (a, b, on) => lineageOf(a, on).includes(b) || lineageOf(b, on).includes(a),
    successorOf: (id, on) => {
      const seen: UnitId[] = []
      let at = id
      for (;;) {
        const unit = units.get(at)
        if (!unit?.successor || !unit.ended || unit.ended >= on || seen.includes(at)) return at
        seen.push(at)
        at = unit.successor
      }
    },
    holdingOf,
    isHeldBy: (post, person, on) =>
      holdings.get(post)?.some((holding) => holding.person === person && isDuring(holding, on)) === true,
    staffed: (role, on) =>
      (byRole.get(role) ?? [])
        .map((entry) => entry.post)
        .filter((post) => isDuring(post, on) && holdingOf(post.id, on) !== undefined)
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
