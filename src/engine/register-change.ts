import { type Day, dayNumber, dayOf } from '../kernel/calendar.ts'
import type { FieldFault } from '../kernel/field.ts'
import type { Holding, Org, Period, Post, Role, Unit } from '../kernel/org.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import type { Bilingual } from '../kernel/text.ts'

/** What one change writes into the register. History stays inside units and posts; nothing is deleted. */
export interface Change {
  readonly units: readonly Unit[]
  readonly posts: readonly Post[]
  readonly holdings: readonly Holding[]
}

const nothing: Change = { units: [], posts: [], holdings: [] }

const dayBefore = (day: Day): Day => dayOf(dayNumber(day) - 1)
const dayAfter = (day: Day): Day => dayOf(dayNumber(day) + 1)

function invalid(field: string, code: FieldFault['code'], says: Bilingual): Result<never> {
  return refuse({
    code: 'invalid-input',
    says: ['有些内容需要改正', 'Some answers need correcting'],
    faults: [{ field, code, says }],
  })
}

const noUnit = refuse({ code: 'not-found', says: ['没有这个单位', 'There is no such unit'] })
const noPost = refuse({ code: 'not-found', says: ['没有这个岗位', 'There is no such post'] })

/** The periods with the last one ended the day before `from`, and a new one from then on. Null when `from` is too early. */
function followed<T extends Period>(periods: readonly T[], next: T): readonly T[] | null {
  const last = periods.at(-1)
  if (last && next.from <= last.from) return null
  return [...periods.slice(0, -1), ...(last ? [{ ...last, to: dayBefore(next.from) }] : []), next]
}

const tooEarly = (field: string) =>
  invalid(field, 'out-of-range', [
    '要晚于现在这一段开始的日子',
    'It must be later than the day on which the present period began',
  ])

export interface Rename {
  readonly zh: string
  readonly en: string
  readonly from: Day
  /** The document that renames it. */
  readonly document?: string
}

/** A unit is called otherwise from a day on; before it keeps its name. */
export function renamed(org: Org, id: string, { zh, en, from, document }: Rename): Result<Change> {
  const unit = org.unit(id)
  if (!unit) return noUnit
  const name = { from, to: null, name: [zh, en] as const, ...(document !== undefined && { document }) }
  const names = followed(unit.names, name)
  return names ? accept({ ...nothing, units: [{ ...unit, names }] }) : tooEarly('from')
}

/** A unit has another superior from a day on. */
export function reparented(org: Org, id: string, parent: string, from: Day): Result<Change> {
  const unit = org.unit(id)
  if (!unit || !org.unit(parent)) return noUnit
  if (org.lineageOf(parent, from).includes(id)) {
    return invalid('parent', 'not-an-option', [
      '上级不能是自己，也不能是自己的下级',
      'A unit is neither its own superior nor below its subordinate',
    ])
  }
  const parents = followed(unit.parents, { from, to: null, parent })
  return parents ? accept({ ...nothing, units: [{ ...unit, parents }] }) : tooEarly('from')
}

export interface NewUnit extends Rename {
  readonly id: string
  readonly kind: string
  readonly parent: string | null
}

export function added(org: Org, region: string, { id, kind, zh, en, from, parent, document }: NewUnit): Result<Change> {
  if (org.unit(id)) return invalid('id', 'repeated', ['这个编号已经有单位用', 'A unit has this id already'])
  const name = { from, to: null, name: [zh, en] as const, ...(document !== undefined && { document }) }
  const unit: Unit = { id, region, kind, names: [name], parents: [{ from, to: null, parent }] }
  return accept({ ...nothing, units: [unit] })
}

const closed = <T extends Period>(period: T, on: Day): T =>
  period.to === null || period.to > on ? { ...period, to: on } : period

/**
 * A unit ends with a day and another answers for it: its posts and their holders end with it, its subordinates go to the
 * successor, and its open cases with them, because who may act in them is found through the successor.
 */
export function ended(org: Org, id: string, on: Day, successor: string): Result<Change> {
  const unit = org.unit(id)
  const next = org.unit(successor)
  if (!unit || !next) return noUnit
  if (unit.ended !== undefined) return invalid('on', 'repeated', ['这个单位已经撤销', 'The unit has ended already'])
  if (successor === id || next.ended !== undefined || org.lineageOf(successor, on).includes(id)) {
    return invalid('successor', 'not-an-option', [
      '承接单位要还在，不能是它自己或它的下级',
      'The successor must exist, and be neither the unit itself nor below it',
    ])
  }
  const from = dayAfter(on)
  const children = org.data.units.flatMap((child) => {
    const isBelow = child.parents.some(({ parent, to }) => parent === id && to === null)
    const parents = isBelow ? followed(child.parents, { from, to: null, parent: successor }) : null
    return parents ? [{ ...child, parents }] : []
  })
  const posts = org.data.posts.filter((post) => post.unit === id)
  const holdings = org.data.holdings.filter(({ post, to }) => posts.some((one) => one.id === post) && to === null)
  return accept({
    units: [
      {
        ...unit,
        ended: on,
        successor,
        names: unit.names.map((period, at) => (at === unit.names.length - 1 ? closed(period, on) : period)),
        parents: unit.parents.map((period, at) => (at === unit.parents.length - 1 ? closed(period, on) : period)),
      },
      ...children,
    ],
    posts: posts.map((post) => closed(post, on)),
    holdings: holdings.map((holding) => closed(holding, on)),
  })
}

export interface NewPost {
  readonly id: string
  readonly unit: string
  readonly title: Bilingual
  readonly roles: readonly Role[]
  readonly from: Day
}

export function postAdded(org: Org, { from, ...post }: NewPost): Result<Change> {
  if (!org.unit(post.unit)) return noUnit
  if (org.post(post.id)) return invalid('id', 'repeated', ['这个编号已经有岗位用', 'A post has this id already'])
  return accept({ ...nothing, posts: [{ ...post, from, to: null }] })
}

/** Posts of the three administrators: they handle no case. */
export const adminRoles: readonly Role[] = ['sysAdmin', 'securityAdmin', 'auditAdmin']

/**
 * Somebody holds a post from a day on. An administrator holds only a post without a part in any case: whoever opens accounts
 * must not be able to give himself power over cases.
 */
export function held(org: Org, post: string, person: string, isAdministrator: boolean, from: Day): Result<Change> {
  const found = org.post(post)
  if (!found) return noPost
  if (isAdministrator && found.roles.some((role) => !adminRoles.includes(role))) {
    return refuse({
      code: 'separation-of-duties',
      says: ['管理员不能兼办案的岗位', 'An administrator cannot hold a post with a part in cases'],
      basis: 'house/three-administrators',
    })
  }
  const overlaps = org.data.holdings.some(
    (one) => one.post === post && one.person === person && (one.to === null || one.to >= from),
  )
  if (overlaps) return invalid('person', 'repeated', ['这个人那时已经在任', 'This person holds the post then already'])
  return accept({ ...nothing, holdings: [{ post, person, from, to: null }] })
}

export function left(org: Org, post: string, person: string, on: Day): Result<Change> {
  const holding = org.data.holdings.find((one) => one.post === post && one.person === person && one.to === null)
  if (!holding) return noPost
  if (on < holding.from) return tooEarly('on')
  return accept({ ...nothing, holdings: [{ ...holding, to: on }] })
}
