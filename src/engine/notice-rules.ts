import type { Procedure } from '../kernel/bind.ts'
import type { Day } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import type { Org, Post } from '../kernel/org.ts'
import type { Followed, NoticeKind } from '../store/notices.ts'
import type { Moved } from './moves.ts'
import { callsOf } from './waiting.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/** What the rules look at besides the case. */
export interface NoticeView {
  readonly org: Org
  readonly today: Day
  readonly judge: (c: Case, actor: Actor) => Moved
}

/** The holder of a post as he would act; null while nobody holds it. */
export function actorAt(org: Org, post: Post, today: Day): PostActor | null {
  const person = org.holdingOf(post.id, today)?.person
  const region = org.unit(post.unit)?.region
  if (person === undefined || region === undefined) return null
  return { kind: 'post', person, post: post.id, unit: post.unit, region, roles: post.roles }
}

/** The posts that have a part in a case: the drawn one, or those with the role, in the unit that the case names. */
function postsOf(p: Procedure, c: Case, party: string, { org, today }: NoticeView): readonly Post[] {
  const is = p.declaration.parties[party]?.is
  if (!is) return []
  if ('drawn' in is) {
    const holder = c.holders[party]
    const post = holder && 'post' in holder ? org.post(holder.post) : undefined
    return post ? [post] : []
  }
  if (!('post' in is)) return []
  const unit = is.unit === undefined ? null : c.data[is.unit]
  return org
    .staffed(is.post, today)
    .filter((post) =>
      unit === null
        ? org.unit(post.unit)?.region === c.region
        : typeof unit === 'string' && org.successorOf(unit, today) === post.unit,
    )
}

/** The posts that a state of a case calls, whatever the conditions say. */
function calledBy(p: Procedure, c: Case, state: string, around: NoticeView): readonly Post[] {
  const parties = (callsOf(p).get(state) ?? []).flatMap((name) => p.declaration.transitions[name]?.by ?? [])
  return [...new Set(parties)].flatMap((party) => postsOf(p, c, party, around))
}

/** The posts for which a case waits now: they can make a move that its state calls for. */
export function postsAwaited(p: Procedure, c: Case, around: NoticeView): readonly Post[] {
  const called = new Set(callsOf(p).get(c.state) ?? [])
  return calledBy(p, c, c.state, around).filter((post) => {
    const actor = actorAt(around.org, post, around.today)
    return (
      actor !== null &&
      around.judge(c, actor).moves.some(({ transition, refusal }) => refusal === null && called.has(transition))
    )
  })
}

/** Posts that acted in a case and that somebody holds. */
function postsThatActed(c: Case, { org, today }: NoticeView): readonly Post[] {
  const marks = Object.values(c.acted).flat()
  return marks.flatMap((mark) => {
    const post = mark.startsWith('post:') ? org.post(mark.slice('post:'.length)) : undefined
    return post && org.holdingOf(post.id, today) ? [post] : []
  })
}

/** The heads of the unit that answers for the case. */
function headsOf(p: Procedure, c: Case, { org, today }: NoticeView): readonly Post[] {
  const unit = c.data[p.declaration.shows.unit]
  if (typeof unit !== 'string') return []
  const answering = org.successorOf(unit, today)
  return org.staffed('unitHead', today).filter((post) => post.unit === answering)
}

/** A limit that nobody was to know of is no breach: the day of a look-back has come. */
function isBreach(p: Procedure, transition: string): boolean {
  return Object.values(p.declaration.clocks).some(({ breach, see }) => breach === transition && see !== 'sealed')
}

/** What an event says to the posts of its case; null where it calls nobody. */
export function kindOf(p: Procedure, e: Followed): Exclude<NoticeKind, 'edition'> | null {
  const { states } = p.declaration
  if (e.from === e.to && e.mover.party !== 'clock') return null
  const [before, after] = [e.from === null ? undefined : states[e.from], states[e.to]]
  if (after?.final === true) return 'ruled'
  if (e.mover.party === 'clock' && isBreach(p, e.transition)) return 'breached'
  if (before?.means === 'to-verify' && after?.means === undefined) return 'refused'
  return e.from === e.to ? null : 'waits'
}

/** What one event says to which post. */
export interface Told {
  readonly post: string
  readonly kind: NoticeKind
}

function candidatesOf(p: Procedure, c: Case, e: Followed, around: NoticeView): readonly Told[] {
  const kind = kindOf(p, e)
  const all = (posts: readonly Post[], as: NoticeKind): readonly Told[] =>
    posts.map(({ id }) => ({ post: id, kind: as }))
  // A case that moved on since has another event that says for whom it waits.
  const awaited = () => (c.seq === e.seq ? postsAwaited(p, c, around) : [])
  switch (kind) {
    case null:
      return []
    case 'waits':
    case 'near':
      return all(awaited(), 'waits')
    case 'ruled':
      return all(postsThatActed(c, around), kind)
    case 'breached':
      return all([...calledBy(p, c, e.from ?? e.to, around), ...awaited(), ...headsOf(p, c, around)], kind)
    case 'refused': {
      const heads = headsOf(p, c, around)
      const unit = heads[0]?.unit
      const claimed = postsThatActed(c, around).filter((post) => post.unit === unit)
      return [...all(claimed, kind), ...all(awaited(), 'waits')]
    }
    default: {
      const never: never = kind
      throw new TypeError(String(never))
    }
  }
}

/**
 * Whom an event concerns, each post once, the weightiest reason first. Not whoever made the move: he knows. Nobody is told
 * of what only others do.
 */
export function toldOf(p: Procedure, c: Case, e: Followed, around: NoticeView): readonly Told[] {
  const mover = 'post' in e.mover ? e.mover.post : null
  const told = new Map<string, Told>()
  for (const one of candidatesOf(p, c, e, around))
    if (one.post !== mover && !told.has(one.post)) told.set(one.post, one)
  return [...told.values()]
}
