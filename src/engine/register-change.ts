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
const goneUnit = refuse({
  code: 'wrong-state',
  says: ['这个单位已经撤并，不能再改', 'The unit has ended and is changed no more'],
})
const noPost = refuse({ code: 'not-found', says: ['没有这个岗位', 'There is no such post'] })

/** A unit that has not been ended, to be changed. */
function liveUnit(org: Org, id: string): Result<Unit> {
  const unit = org.unit(id)
  if (!unit) return noUnit
  return unit.ended === undefined ? accept(unit) : goneUnit
}

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
  const live = liveUnit(org, id)
  if (!live.ok) return live
  const unit = live.value
  const name = { from, to: null, name: [zh, en] as const, ...(document !== undefined && { document }) }
  const names = followed(unit.names, name)
  return names ? accept({ ...nothing, units: [{ ...unit, names }] }) : tooEarly('from')
}

/** That day and every later one on which some unit changes its superior: what is sound on these is sound on all. */
function daysOfChange(org: Org, from: Day): readonly Day[] {
  const starts = org.data.units.flatMap(({ parents }) => parents.map((period) => period.from))
  return [from, ...new Set(starts.filter((day) => day > from))]
}

const goneParent = invalid('parent', 'not-an-option', [
  '这个单位已经撤并，不能作上级',
  'This unit has ended and cannot be a superior',
])

/** A unit has another superior from a day on. Nobody becomes his own superior, neither on that day nor through a change to come. */
export function reparented(org: Org, id: string, parent: string, from: Day): Result<Change> {
  const live = liveUnit(org, id)
  if (!live.ok) return live
  const superior = org.unit(parent)
  if (!superior) return noUnit
  if (superior.ended !== undefined) return goneParent
  if (daysOfChange(org, from).some((day) => org.lineageOf(parent, day).includes(id))) {
    return invalid('parent', 'not-an-option', [
      '上级不能是自己，也不能是自己的下级',
      'A unit is neither its own superior nor below its subordinate',
    ])
  }
  const parents = followed(live.value.parents, { from, to: null, parent })
  return parents ? accept({ ...nothing, units: [{ ...live.value, parents }] }) : tooEarly('from')
}

export interface NewUnit extends Rename {
  readonly id: string
  readonly kind: string
  readonly parent: string | null
}

export function added(org: Org, region: string, { id, kind, zh, en, from, parent, document }: NewUnit): Result<Change> {
  if (org.unit(id)) return invalid('id', 'repeated', ['这个编号已经有单位用', 'A unit has this id already'])
  if (parent !== null && !org.unit(parent)) return noUnit
  if (parent !== null && org.unit(parent)?.ended !== undefined) return goneParent
  const name = { from, to: null, name: [zh, en] as const, ...(document !== undefined && { document }) }
  const unit: Unit = { id, region, kind, names: [name], parents: [{ from, to: null, parent }] }
  return accept({ ...nothing, units: [unit] })
}

const closed = <T extends Period>(period: T, on: Day): T =>
  period.to === null || period.to > on ? { ...period, to: on } : period

const lastClosed = <T extends Period>(periods: readonly T[], on: Day): readonly T[] =>
  periods.map((period, at) => (at === periods.length - 1 ? closed(period, on) : period))

type Parents = Unit['parents']

/** The superiors of a unit that stood, or was to stand, under one that ended: its successor from then on. */
function inherited(parents: Parents, ended: string, successor: string, from: Day): Parents | null {
  const last = parents.at(-1)
  if (!last || last.parent !== ended || (last.to !== null && last.to < from)) return null
  return followed(parents, { from, to: last.to, parent: successor }) ?? lastUnder(parents, successor)
}

const lastUnder = (parents: Parents, parent: string): Parents =>
  parents.map((period, at) => (at === parents.length - 1 ? { ...period, parent } : period))

/**
 * A unit ends with a day and another answers for it: its posts and their holders end with it, its subordinates go to the
 * successor, and its open cases with them, because who may act in them is found through the successor.
 */
export function ended(org: Org, id: string, on: Day, successor: string): Result<Change> {
  const live = liveUnit(org, id)
  const next = org.unit(successor)
  if (!live.ok) return live
  if (!next) return noUnit
  const unit = live.value
  const from = dayAfter(on)
  const isBelow = daysOfChange(org, on).some((day) => org.lineageOf(successor, day).includes(id))
  if (next.ended !== undefined || isBelow) {
    return invalid('successor', 'not-an-option', [
      '承接单位要还在，不能是它自己或它的下级',
      'The successor must exist, and be neither the unit itself nor below it',
    ])
  }
  if ([unit.names, unit.parents].some((periods) => (periods.at(-1)?.from ?? on) > on)) return tooEarly('on')
  const children = org.data.units.flatMap((child) => {
    const parents = inherited(child.parents, id, successor, from)
    return parents ? [{ ...child, parents }] : []
  })
  const posts = org.data.posts.filter((post) => post.unit === id)
  const holdings = org.data.holdings.filter(
    ({ post, to }) => posts.some((one) => one.id === post) && (to === null || to > on),
  )
  return accept({
    units: [
      { ...unit, ended: on, successor, names: lastClosed(unit.names, on), parents: lastClosed(unit.parents, on) },
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
  const live = liveUnit(org, post.unit)
  if (!live.ok) return live
  if (org.post(post.id)) return invalid('id', 'repeated', ['这个编号已经有岗位用', 'A post has this id already'])
  return accept({ ...nothing, posts: [{ ...post, from, to: null }] })
}

/** Posts of the three administrators: they handle no case. */
export const adminRoles: readonly Role[] = ['sysAdmin', 'securityAdmin', 'auditAdmin']

/**
 * Somebody holds a post from a day on, or for a time (代理). An administrator holds only a post without a part in any case: whoever opens accounts
 * must not be able to give himself power over cases.
 */
export function held(
  org: Org,
  post: string,
  person: string,
  isAdministrator: boolean,
  { from, to }: Period,
): Result<Change> {
  const found = org.post(post)
  if (!found) return noPost
  if (isAdministrator && found.roles.some((role) => !adminRoles.includes(role))) {
    return refuse({
      code: 'separation-of-duties',
      says: ['管理员不能兼办案的岗位', 'An administrator cannot hold a post with a part in cases'],
      basis: 'house/three-administrators',
    })
  }
  if (from < found.from || (found.to !== null && from > found.to)) {
    return invalid('from', 'out-of-range', ['那一天没有这个岗位', 'The post does not exist on that day'])
  }
  if (to !== null && to < from) {
    return invalid('to', 'out-of-range', ['不能早于开始的那一天', 'It cannot be earlier than the first day'])
  }
  const overlaps = org.data.holdings.some(
    (one) =>
      one.post === post &&
      one.person === person &&
      (one.to === null || one.to >= from) &&
      (to === null || one.from <= to),
  )
  if (overlaps) return invalid('person', 'repeated', ['这个人那时已经在任', 'This person holds the post then already'])
  return accept({ ...nothing, holdings: [{ post, person, from, to }] })
}

const beforeHolding = invalid('on', 'out-of-range', [
  '不能早于任职的那一天',
  'It cannot be earlier than the day on which he took the post',
])

/** Somebody holds a post for the last time on a day. */
export function left(org: Org, post: string, person: string, on: Day): Result<Change> {
  const holding = org.data.holdings.find((one) => one.post === post && one.person === person && one.to === null)
  if (!holding) return noPost
  if (on < holding.from) return beforeHolding
  return accept({ ...nothing, holdings: [{ ...holding, to: on }] })
}

/** From a day on somebody else holds a post instead of all who hold it: they leave it the day before, and nobody is missing between. */
export function handedOver(
  org: Org,
  post: string,
  person: string,
  isAdministrator: boolean,
  from: Day,
): Result<Change> {
  const taken = held(org, post, person, isAdministrator, { from, to: null })
  if (!taken.ok) return taken
  const present = org.data.holdings.filter((one) => one.post === post && (one.to === null || one.to >= from))
  if (present.some((one) => one.from >= from)) return tooEarly('from')
  const leaving = present.map((one) => ({ ...one, to: dayBefore(from) }))
  return accept({ ...nothing, holdings: [...leaving, ...taken.value.holdings] })
}
