import type { Procedure } from './bind.ts'
import type { Day } from './calendar.ts'
import type { Actor, Case } from './case.ts'
import type { Org } from './org.ts'
import type { Bilingual } from './text.ts'

/** True once the case has been in a state after which its declaration makes it public. */
export function isPublic(p: Procedure, c: Case): boolean {
  return c.been.some((state) => p.declaration.publicity.after.includes(state))
}

/** True while a person holds the post he acts for: who has left office does nothing and reads nothing. */
export function isInOffice(actor: Actor, org: Org, on: Day): boolean {
  return actor.kind === 'post' && org.isHeldBy(actor.post, actor.person, on)
}

function holdsPart(p: Procedure, c: Case | null, name: string, actor: Actor, org: Org, on: Day): boolean {
  const is = p.declaration.parties[name]?.is
  if (!is) return false
  // A case that is not public does not exist for a visitor.
  if ('anyone' in is) return actor.kind === 'visitor' && (c === null || isPublic(p, c))
  if ('person' in is) {
    const holder = c?.holders[name]
    return (
      actor.kind === 'person' &&
      c?.no === actor.case &&
      holder !== undefined &&
      'tokens' in holder &&
      holder.tokens.includes(actor.token)
    )
  }
  if (actor.kind !== 'post' || !isInOffice(actor, org, on)) return false
  if ('drawn' in is) {
    const holder = c?.holders[name]
    return holder !== undefined && 'post' in holder && holder.post === actor.post
  }
  if (!actor.roles.includes(is.post)) return false
  // A part that belongs to a unit belongs to that unit, or to the one that took it over; any other part, to the region of the case.
  if (is.unit !== undefined) {
    const unit = c?.data[is.unit]
    return typeof unit === 'string' && org.successorOf(unit, on) === actor.unit
  }
  return c === null || c.region === actor.region
}

/** The parties of the case that the actor may act as, in the order of the declaration. */
export function partiesOf(p: Procedure, c: Case | null, actor: Actor, org: Org, on: Day): readonly string[] {
  if (actor.kind === 'clock' || actor.kind === 'system') return [actor.kind]
  return Object.keys(p.declaration.parties).filter((name) => holdsPart(p, c, name, actor, org, on))
}

const marksOf = (actor: Actor): readonly string[] =>
  actor.kind === 'post' ? [`post:${actor.post}`, `person:${actor.person}`] : []

/** The parties whose actions exclude this one, whichever side declares it. */
function excludedBy(p: Procedure, name: string): readonly string[] {
  const parties = Object.entries(p.declaration.parties)
  const reverse = parties.flatMap(([other, party]) => (party.not?.includes(name) ? [other] : []))
  return [...new Set([...(p.declaration.parties[name]?.not ?? []), ...reverse])]
}

/** Above, below or the same as the unit responsible, or as the one that took it over. */
function isKin(own: string, unit: string, org: Org, on: Day): boolean {
  return org.areRelated(own, unit, on) || org.areRelated(own, org.successorOf(unit, on), on)
}

/** Why a party may not be played by this actor in this case: duties are separated, or the units are related. Null if it may. */
export function whyExcluded(p: Procedure, c: Case, name: string, actor: Actor, org: Org, on: Day): Bilingual | null {
  const marks = marksOf(actor)
  const clash = excludedBy(p, name).find((other) => c.acted[other]?.some((mark) => marks.includes(mark)))
  if (clash !== undefined) {
    const title = p.declaration.parties[clash]?.title ?? [clash, clash]
    return [
      `您已作为“${title[0]}”参与过本件，须由别人来做`,
      `You have acted in this case as ${title[1]}; somebody else must do this`,
    ]
  }
  const field = p.declaration.parties[name]?.unrelatedTo
  const unit = field === undefined ? undefined : c.data[field]
  if (typeof unit === 'string' && actor.kind === 'post' && isKin(actor.unit, unit, org, on)) {
    return [
      '您的单位与责任单位有隶属关系，须回避',
      'Your unit stands above or below the unit responsible; you must step aside',
    ]
  }
  return null
}
