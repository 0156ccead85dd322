import { type Day, dayOf } from '../../kernel/calendar.ts'
import type { Actor, Case } from '../../kernel/case.ts'
import type { Party } from '../../kernel/procedure.ts'
import type { Path, World } from './world.ts'

/**
 * Who there is, and who plays which part, worked out again from the declaration and the org's plain lists: this module must
 * not use `partiesOf`, `whyExcluded` or any look-up of `Org`, because it is what they are checked against.
 */

type Post = Extract<Actor, { kind: 'post' }>

/** Everybody who holds or ever held a post, as he would act there. */
export function everybody({ org }: World): readonly Post[] {
  return org.data.holdings.flatMap((holding) => {
    const post = org.data.posts.find((one) => one.id === holding.post)
    const unit = org.data.units.find((one) => one.id === post?.unit)
    if (!post || !unit) return []
    const { person } = holding
    return [{ kind: 'post', person, post: post.id, unit: unit.id, region: unit.region, roles: post.roles } as const]
  })
}

const covers = (period: { readonly from: Day; readonly to: Day | null }, on: Day) =>
  on >= period.from && (period.to === null || on <= period.to)

export function holdsOffice(world: World, actor: Actor, on: Day): boolean {
  if (actor.kind !== 'post') return false
  return world.org.data.holdings.some((h) => h.post === actor.post && h.person === actor.person && covers(h, on))
}

/** The unit itself, or whoever took it over, step by step. */
export function answersFor(world: World, unit: string, on: Day): string {
  const seen = new Set<string>()
  for (let at = unit; ; ) {
    const one = world.org.data.units.find((candidate) => candidate.id === at)
    if (!one?.successor || one.ended === undefined || one.ended >= on || seen.has(at)) return at
    seen.add(at)
    at = one.successor
  }
}

function above(world: World, unit: string, on: Day): ReadonlySet<string> {
  const line = new Set<string>()
  for (let at: string | null = unit; at !== null && !line.has(at); ) {
    line.add(at)
    const here: string = at
    const parents = world.org.data.units.find((one) => one.id === here)?.parents ?? []
    at = parents.find((period) => covers(period, on))?.parent ?? null
  }
  return line
}

/** One stands above the other, or is it, or took it over. */
export function areKin(world: World, own: string, unit: string, on: Day): boolean {
  return [unit, answersFor(world, unit, on)].some(
    (other) => above(world, own, on).has(other) || above(world, other, on).has(own),
  )
}

/** Whether the actor plays the part in this case, separation of duties left aside. */
export function plays(
  world: World,
  c: Case | null,
  name: string,
  party: Party,
  actor: Actor,
  on: Day,
  isPublic: boolean,
): boolean {
  const { is } = party
  const holder = c?.holders[name]
  if ('anyone' in is) return actor.kind === 'visitor' && (c === null || isPublic)
  if ('person' in is)
    return (
      actor.kind === 'person' &&
      actor.case === c?.no &&
      !!holder &&
      'tokens' in holder &&
      holder.tokens.includes(actor.token)
    )
  if (actor.kind !== 'post' || !holdsOffice(world, actor, on)) return false
  if ('drawn' in is) return !!holder && 'post' in holder && holder.post === actor.post
  if (!actor.roles.includes(is.post)) return false
  if (is.unit === undefined) return c === null || actor.region === c.region
  const unit = c?.data[is.unit]
  return typeof unit === 'string' && answersFor(world, unit, on) === actor.unit
}

export const today = ({ world, now }: Path): Day => dayOf(world.calendar.dayAt(now))

/** Whether everybody may see the case: it has been where its declaration makes it public. */
export function isOpen(path: Path): boolean {
  const { after } = path.procedure.declaration.publicity
  return path.steps.some(({ event }) => after.includes(event.to))
}

/** Everybody who plays this part now; empty when nobody does. */
export function playersOf(path: Path, name: string): readonly Actor[] {
  if (name === 'clock' || name === 'system') return [{ kind: name }]
  const party = path.procedure.declaration.parties[name]
  if (!party) return []
  const on = today(path)
  return crowd(path).filter((actor) => plays(path.world, path.case, name, party, actor, on, isOpen(path)))
}

/** All kinds of people who may try something: office holders past and present, persons with codes right and wrong, visitors. */
export function crowd(path: Path): readonly Actor[] {
  const no = path.case?.no ?? 'none'
  const persons = path.tokens.map((token) => ({ kind: 'person', case: no, token }) as const)
  const strangers: readonly Actor[] = [
    { kind: 'visitor' },
    { kind: 'person', case: no, token: 'never-given' },
    { kind: 'person', case: 'XX-2018-0001', token: path.tokens[0] ?? 'never-given' },
  ]
  return [...persons, ...strangers, ...everybody(path.world)]
}
