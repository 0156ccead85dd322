import type { Procedure } from '../../kernel/bind.ts'
import { dayOf, type Instant } from '../../kernel/calendar.ts'
import type { Actor, Case } from '../../kernel/case.ts'
import type { Org, Role } from '../../kernel/org.ts'
import { org as anlan, calendar, clock, officer, region, system, visitor, withCode } from '../../kernel/testing/city.ts'

function postWith(role: Role, unit: string | null, org: Org, now: Instant): string {
  const on = dayOf(calendar.dayAt(now))
  const posts = org.data.posts.filter((post) => post.roles.includes(role))
  const home = unit === null ? null : org.successorOf(unit, on)
  const post = posts.find((one) => (home === null ? org.unit(one.unit)?.region === region : one.unit === home))
  if (!post) throw new Error(`nobody is ${role} of ${unit ?? 'the city'}`)
  return post.id
}

function partyActor(p: Procedure, c: Case | null, name: string, now: Instant, org: Org): Actor {
  const is = p.declaration.parties[name]?.is
  const holder = c?.holders[name]
  if (!is || 'anyone' in is) return visitor
  if ('person' in is) {
    const token = holder && 'tokens' in holder ? holder.tokens[0] : undefined
    return withCode(token ?? 'nobody', c?.no ?? '')
  }
  if ('drawn' in is) {
    if (!holder || !('post' in holder)) throw new Error(`nobody was drawn as ${name}`)
    return officer(holder.post)
  }
  const unit = is.unit === undefined ? null : c?.data[is.unit]
  return officer(postWith(is.post, typeof unit === 'string' ? unit : null, org, now))
}

/** Somebody who plays this part in the case, or holds this post. Throws when nobody does. */
export function actorFor(p: Procedure, c: Case | null, name: string, now: Instant, org: Org = anlan): Actor {
  if (name === 'clock') return clock
  if (name === 'system') return system
  return Object.hasOwn(p.declaration.parties, name) ? partyActor(p, c, name, now, org) : officer(name)
}

/** Who was drawn as this party, sitting at another post as well. */
export function drawnAt(party: string, post: string): (c: Case) => Actor {
  return (c) => {
    const holder = c.holders[party]
    if (!holder || !('post' in holder)) throw new Error(`nobody was drawn as ${party}`)
    return officer(post, `p-${holder.post}`)
  }
}
