import { type Day, dayNumber, dayOf } from '../kernel/calendar.ts'
import type { Frame, Inspector, Unit } from '../kernel/draw/frame.ts'
import { FRAME_VERSION } from '../kernel/draw/frame.ts'
import { REGISTER_VERSION } from '../kernel/draw/register.ts'
import { compare } from '../kernel/draw/ticket.ts'
import { canonical } from '../kernel/log/canonical.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Org } from '../kernel/org.ts'
import type { Json } from '../kernel/text.ts'
import type { Conflict } from '../store/draws.ts'

/** The parties of a draw in the order in which they commit and reveal: those of the procedure. */
export const drawParties = ['office', 'first', 'second'] as const
export type DrawParty = (typeof drawParties)[number]

/** Digits rolled before anybody reveals. */
export const diceDigits = 6

/** The one stratum: every unit has the same chance, so that rates can be estimated from the sample. */
export const stratum = 'units'

/** The one part in a team. */
export const teamRole = 'member'

/** Whoever served in a unit in the last three years does not inspect it (双随机: 前三年任职). */
const yearsApart = 3

/** Slots for one inspector in one draw: no bound of its own, because the load is made as small as it can be. */
const mostSlots = 99

/** What the office asks for, and what the registers hold on the day of the list. */
export interface FrameQuestion {
  /** Example: 'CC-2018/3'. */
  readonly draw: string
  readonly isCovert: boolean
  readonly cover: number
  readonly spot: number
  readonly teamSize: number
  /** The organising unit: it does not inspect itself. */
  readonly organiser: string
  readonly on: Day
  /** When a covert draw must be open; null for an open one. ISO 8601, UTC. */
  readonly unsealBy: string | null
  /** Entries in the log when the list was made. */
  readonly logSize: number
  readonly org: Org
  readonly region: string
  readonly conflicts: readonly Conflict[]
  /** The key of each party that has registered one. */
  readonly keys: Readonly<Partial<Record<DrawParty, string>>>
  /** Units visited in this series, and how many slots each inspector had in it. */
  readonly visited: ReadonlySet<string>
  readonly slots: ReadonlyMap<string, number>
}

/** The files with which a draw begins. */
export interface FrameFiles {
  readonly frame: string
  readonly register: string
}

/** Every unit with a head in office: whoever answers for something can be visited. One ball each; due until visited. */
function registerOf({ org, on, visited, region }: FrameQuestion): readonly Unit[] {
  const ids = new Set(org.staffed('unitHead', on).map(({ unit }) => org.successorOf(unit, on)))
  return [...ids]
    .filter((id) => org.unit(id)?.region === region)
    .sort(compare)
    .map((id) => ({ id, stratum, balls: 1, due: visited.has(id) ? 0 : 1 }))
}

function inspectorsOf({ org, on, slots, region }: FrameQuestion): readonly Inspector[] {
  return org
    .staffed('inspector', on)
    .filter(({ unit }) => org.unit(unit)?.region === region)
    .map(({ id, unit }) => ({ id, org: unit, roles: [teamRole], max: mostSlots, prior: slots.get(id) ?? 0 }))
    .sort((a, b) => compare(a.id, b.id))
}

/** Units in which a holder of this post serves or served within three years. */
function servedIn(org: Org, post: string, on: Day): readonly string[] {
  const since = `${Number(on.slice(0, 4)) - yearsApart}${on.slice(4)}`
  const holders = org.data.holdings.filter((h) => h.post === post && h.from <= on && (h.to === null || h.to >= on))
  return org.data.holdings
    .filter(({ person, to }) => holders.some((h) => h.person === person) && (to === null || to >= since))
    .flatMap((holding) => org.post(holding.post)?.unit ?? [])
}

/** One is the other or stands below it. What stands above everybody makes nobody partial. */
function areClose(org: Org, own: string, unit: string, on: Day): boolean {
  const isRoot = (id: string) => org.lineageOf(id, on).length === 1
  if (own === unit) return true
  return org.areRelated(own, unit, on) && !isRoot(own) && !isRoot(unit)
}

/** Who must not visit whom: what was declared, and what the register of posts shows. Sorted, without repeats. */
export function avoidOf(
  { org, on, conflicts }: Pick<FrameQuestion, 'org' | 'on' | 'conflicts'>,
  inspectors: readonly string[],
  units: readonly string[],
): readonly (readonly [string, string])[] {
  const declared = conflicts.filter(({ declaredOn, endedOn }) => declaredOn <= on && (endedOn === null || endedOn > on))
  return inspectors.flatMap((inspector) => {
    const served = servedIn(org, inspector, on)
    return units
      .filter(
        (unit) =>
          declared.some((one) => one.post === inspector && one.unit === unit) ||
          served.some((own) => areClose(org, own, unit, on)),
      )
      .map((unit) => [inspector, unit] as const)
  })
}

/** frame.json and register.json as they follow from the registers on that day: canonical, so that their hashes are theirs alone. */
export function frameFiles(question: FrameQuestion): FrameFiles {
  const all = registerOf(question)
  const register = canonical({ v: REGISTER_VERSION, units: all as unknown as Json })
  const units = all.filter(({ id }) => id !== question.organiser)
  const inspectors = inspectorsOf(question)
  const frame: Frame & Readonly<Record<string, unknown>> = {
    v: FRAME_VERSION,
    draw: question.draw,
    mode: question.isCovert ? 'sealed' : 'public',
    parties: drawParties.map((id) => ({ id, key: question.keys[id] ?? null })),
    dice: diceDigits,
    beacon: null,
    strata: [{ id: stratum, take: question.spot }],
    cover: question.cover > 0 ? { take: question.cover } : null,
    units,
    inspectors,
    team: [{ role: teamRole, n: question.teamSize }],
    avoid: avoidOf(
      question,
      inspectors.map(({ id }) => id),
      units.map(({ id }) => id),
    ),
    register: { size: question.logSize, hash: sha256Hex(register) },
    ...(units.length < all.length && { excluded: [[question.organiser, 'organiser']] }),
    ...(question.unsealBy !== null && { unsealBy: question.unsealBy }),
  }
  return { frame: canonical(frame as unknown as Json), register }
}

/** The day by which a covert draw is opened: the longest that its steps may take, one after another. */
export function unsealDay(
  on: Day,
  plusWorkingDays: (from: number, n: number) => number,
  limits: readonly number[],
): Day {
  return dayOf(
    plusWorkingDays(
      dayNumber(on),
      limits.reduce((sum, n) => sum + n, 0),
    ),
  )
}
