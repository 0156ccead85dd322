import { createHmac } from 'node:crypto'
import type { Around } from './around.ts'
import type { Procedure } from './bind.ts'
import { type Day, type DayNumber, dayOf } from './calendar.ts'
import type { Actor, Case, Draw } from './case.ts'
import { inOrder, ticket } from './draw/ticket.ts'
import { sha256Hex } from './log/hash.ts'
import { whyExcluded } from './party.ts'
import { accept, type Result, refuse } from './result.ts'
import type { DailySeed } from './seed.ts'
import type { JsonRecord } from './text.ts'

/**
 * A post for `party`, by ticket number (VERIFY.md §7.3) among the staffed posts of its role that may play it and do not
 * hold it now: the smallest ticket of `T(seed/verifier, case|seq|post)`. Refuses when nobody is left.
 */
export function drawnPost(p: Procedure, c: Case, party: string, around: Around): Result<Draw> {
  const is = p.declaration.parties[party]?.is
  if (!is || !('drawn' in is) || !around.seeds) throw new TypeError(`${p.id}: cannot draw ${party}`)
  const seed = around.seeds.draw
  const on = dayOf(around.calendar.dayAt(around.now))
  const holder = c.holders[party]
  const pool = around.org
    .staffed(is.drawn, on)
    .filter((post) => around.org.unit(post.unit)?.region === c.region)
    .filter((post) => !(holder && 'post' in holder && holder.post === post.id))
    .filter((post) => {
      const person = around.org.holdingOf(post.id, on)?.person ?? ''
      const actor: Actor = { kind: 'post', person, post: post.id, unit: post.unit, region: c.region, roles: post.roles }
      return whyExcluded(p, c, party, actor, around.org, on) === null && !hasActed(c, actor)
    })
    .map((post) => post.id)
  const [drawn] = inOrder(pool, (post) => ticket(`${seed.secret}/verifier`, `${c.no}|${c.seq + 1}|${post}`))
  if (drawn === undefined) {
    return refuse({
      code: 'nobody-to-draw',
      says: [
        '没有可以抽取的核查人：在岗的都与本件有关。请先增补核查员，再提交',
        'Nobody is left to draw: every post is involved in this case. Add verifiers, then submit again',
      ],
    })
  }
  return accept({ party, pool, drawn, day: seed.day, commitment: seed.commitment })
}

/** *Unrelated* also means: never acted in the case, as anything (RULINGS, M32). */
function hasActed(c: Case, actor: Extract<Actor, { kind: 'post' }>): boolean {
  const marks = [`post:${actor.post}`, `person:${actor.person}`]
  return Object.values(c.acted).some((acted) => acted.some((mark) => marks.includes(mark)))
}

/** Days after closing at which the look-back may fall (DOMAIN.md, M32: 第30、90、180日随机其一). */
export const lookBackDays: readonly number[] = [30, 90, 180]

/** What fixes one case's look-back day before anybody can know it: the secret of the day, keyed by the case's number and seq. */
export function lookBackNonce(seed: DailySeed, no: string, seq: number): string {
  return createHmac('sha256', Buffer.from(seed.secret, 'hex'))
    .update(`luoshi-look-back/1\n${no}\n${seq}\n`)
    .digest('hex')
}

/** 30, 90 or 180: the smallest ticket under the nonce. */
export function lookBackAfter(nonce: string): number {
  const [first] = inOrder(lookBackDays.map(String), (days) => ticket(`${nonce}/look-back`, days))
  return Number(first)
}

/** What the event publishes at once: whoever later sees the nonce and the day can check both against it. */
export function lookBackCommitment(no: string, day: Day, nonce: string): string {
  return sha256Hex(`luoshi-look-back/1\n${no}\n${day}\n${nonce}\n`)
}

/**
 * The look-back day, sealed: `<field>` holds the day, `<field>Nonce` what opens it, `<field>Commitment` what is public now.
 * The day moves on to a working day.
 */
export function sealedDay(c: Case, field: string, around: Around): JsonRecord {
  if (!around.seeds) throw new TypeError(`${c.no}: no seed to seal a day with`)
  const nonce = lookBackNonce(around.seeds.lookBack, c.no, c.seq + 1)
  const on: DayNumber = around.calendar.rolled(around.calendar.dayAt(around.now) + lookBackAfter(nonce))
  const day = dayOf(on)
  return { [field]: day, [`${field}Nonce`]: nonce, [`${field}Commitment`]: lookBackCommitment(c.no, day, nonce) }
}
