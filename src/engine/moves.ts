import type { Procedure } from '../kernel/bind.ts'
import { dayOf, type Instant } from '../kernel/calendar.ts'
import type { Actor, Case } from '../kernel/case.ts'
import { movesOf, type PossibleMove } from '../kernel/decide.ts'
import type { Org } from '../kernel/org.ts'
import { partiesOf } from '../kernel/party.ts'
import { childCounts, type Queryable } from '../store/read.ts'
import type { StoredCase } from '../store/row.ts'
import { casesByWays, type Way } from '../store/waiting.ts'
import type { BusinessClock } from './business-clock.ts'
import { drawUnasked } from './draw-facts.ts'
import { isNamed } from './draw-steps.ts'
import { endingsOf } from './facts.ts'
import type { Procedures } from './procedures.ts'
import type { Programme } from './programme.ts'
import { noVisits } from './visit-facts.ts'
import { callsOf } from './waiting.ts'

type PostActor = Extract<Actor, { kind: 'post' }>

/** A case with every move of its procedure for one actor. */
export interface Moved {
  readonly case: Case
  readonly procedure: Procedure
  readonly moves: readonly PossibleMove[]
}

/** The procedure that a case was opened under. Throws TypeError for a version that was never published here. */
export function procedureOf(engine: Pick<Judging, 'procedure'>, c: Case): Procedure {
  const p = engine.procedure(c.procedure, c.version)
  if (!p) throw new TypeError(`${c.no} was opened under an unknown version`)
  return p
}

const noChildren = { count: 0, closed: 0, open: 0 }

/** What judging reads of the engine. */
export interface Judging {
  readonly programme: Programme
  readonly procedure: Procedures
  readonly db: Queryable
  readonly clock: BusinessClock
  readonly org: () => Org
}

/**
 * Judges what an actor may do in one of these cases now, and for the rest why not. Conditions on evidence are judged when it
 * is handed in: no file has been used elsewhere while there is none.
 */
export async function judgeOf(engine: Judging, cases: readonly Case[]): Promise<(c: Case, actor: Actor) => Moved> {
  const { programme, db, clock } = engine
  const endings = endingsOf(programme.procedures.values())
  const counts = (
    await Promise.all(
      [...Map.groupBy(cases, (c) => c.region)].map(([region, group]) =>
        childCounts(
          db,
          region,
          group.map((c) => c.no),
          endings,
        ),
      ),
    )
  ).flat()
  const childrenOf = new Map(counts.map(({ parent, count, closed, open }) => [parent, { count, closed, open }]))
  const now = clock.now()
  const today = dayOf(programme.calendar.dayAt(now))
  return (c, actor) => {
    const procedure = procedureOf(engine, c)
    const facts = {
      today,
      children: childrenOf.get(c.no) ?? noChildren,
      reuse: { files: 0 },
      visits: noVisits,
      draw: { ...drawUnasked, named: isNamed(c, actor) },
    }
    const around = { now, calendar: programme.calendar, org: engine.org(), facts }
    return { case: c, procedure, moves: movesOf(procedure, c, actor, around) }
  }
}

/** What this actor may do in these cases now, and for the rest why not. */
export async function movesIn(engine: Judging, cases: readonly Case[], actor: Actor): Promise<readonly Moved[]> {
  const judge = await judgeOf(engine, cases)
  return cases.map((c) => judge(c, actor))
}

/** A case whose next move is the actor's. */
export interface Waiting extends Moved {
  /** The moves that the case calls for and that he may make, the most onward first; at least one. */
  readonly next: readonly PossibleMove[]
  /** Since when it has waited: when the clock of this step began to run, else the last move. */
  readonly since: Instant
}

/** Cases looked at for one post; beyond that the list says that there are more. */
export const mostWaiting = 200

/** Where cases of the present procedures can wait for this post. */
function waysOf(engine: Judging, actor: PostActor): readonly Way[] {
  const org = engine.org()
  const today = dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
  const units = org.data.units.map(({ id }) => id).filter((id) => org.successorOf(id, today) === actor.unit)
  return [...engine.programme.procedures.values()].flatMap((p) => {
    const { parties, shows, transitions } = p.declaration
    return Object.entries(parties).flatMap(([party, { is }]): readonly Way[] => {
      const states = [...callsOf(p)].flatMap(([state, moves]) =>
        moves.some((name) => transitions[name]?.by.includes(party)) ? [state] : [],
      )
      const way = { procedure: p.id, states }
      if (states.length === 0) return []
      if ('drawn' in is) return [{ ...way, drawn: { party, post: actor.post } }]
      if (!('post' in is) || !actor.roles.includes(is.post)) return []
      return is.unit === undefined
        ? [way]
        : [{ ...way, unit: { field: is.unit, shown: is.unit === shows.unit, ids: units } }]
    })
  })
}

function sinceOf(c: Case): Instant {
  const runs = Object.values(c.clocks).flatMap((run) => (run.since === null ? [] : [run.since]))
  return runs.length === 0 ? c.changedAt : Math.max(...runs)
}

/** The cases that wait for the actor, the nearest deadline first. */
export async function waitingFor(engine: Judging, actor: PostActor): Promise<readonly Waiting[]> {
  const stored: readonly StoredCase[] = await casesByWays(engine.db, actor.region, waysOf(engine, actor), mostWaiting)
  const moved = await movesIn(
    engine,
    stored.map((one) => one.case),
    actor,
  )
  return moved.flatMap((one): readonly Waiting[] => {
    const called = callsOf(one.procedure).get(one.case.state) ?? []
    const next = called.flatMap((name) => {
      const move = one.moves.find(({ transition }) => transition === name)
      return move && move.refusal === null ? [move] : []
    })
    return next.length === 0 ? [] : [{ ...one, next, since: sinceOf(one.case) }]
  })
}

/** The openings that this actor may make, by procedure. */
export function openingsFor(
  engine: Judging,
  actor: Actor,
): readonly { readonly procedure: Procedure; readonly transition: string }[] {
  const today = dayOf(engine.programme.calendar.dayAt(engine.clock.now()))
  return [...engine.programme.procedures.values()].flatMap((procedure) => {
    const mine = partiesOf(procedure, null, actor, engine.org(), today)
    return procedure.openings
      .filter((name) => procedure.declaration.transitions[name]?.by.some((party) => mine.includes(party)))
      .map((transition) => ({ procedure, transition }))
  })
}
