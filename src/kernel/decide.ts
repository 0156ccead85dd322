import type { Around } from './around.ts'
import type { Procedure } from './bind.ts'
import { type Day, dayOf } from './calendar.ts'
import { type Actor, type Case, type Event, emptyCase, evolve, type Mover } from './case.ts'
import { drawnPost, sealedDay } from './chance.ts'
import { changedClocks, clocksAfter, firesAt, isBreach, visibleDue } from './clocks.ts'
import { faultsOf } from './field.ts'
import { partiesOf, whyExcluded } from './party.ts'
import type { Transition } from './procedure.ts'
import { invalid, notDue, notYourPart, stale, unknown, wrongState } from './refusals.ts'
import { accept, type Refusal, type Result, refuse } from './result.ts'
import { tallyCounts } from './tally.ts'
import type { Json, JsonRecord } from './text.ts'

export interface Command {
  readonly transition: string
  readonly input: JsonRecord
  /** The sequence number the person saw; absent for the clock and for an opening. */
  readonly seen?: number
  /** The clock that breached, for the actor `clock`. */
  readonly clock?: string
}

/** The accepted move, and the automatic moves that follow from it in the same breath. */
export interface Decision {
  readonly after: Case
  readonly events: readonly Event[]
}

/** More automatic moves in a row than this are a circle in the declaration. */
const longestCascade = 8

function contextOf(p: Procedure, c: Case, input: JsonRecord, around: Around): Readonly<Record<string, Json>> {
  const today = dayOf(around.calendar.dayAt(around.now))
  return { form: input, data: c.data, tally: tallyCounts(p, c), ...(around.facts as JsonRecord), today }
}

/** The first condition that does not hold. `null` conditions (something is missing) do not hold. */
function unmet(
  p: Procedure,
  t: Transition,
  context: Readonly<Record<string, Json>>,
  withForm: boolean,
): Refusal | null {
  for (const name of t.when ?? []) {
    const guard = p.guards[name]
    if (!guard || (!withForm && guard.readsForm)) continue
    if (guard.expression.run(context) !== true) {
      return { code: 'condition-not-met', says: guard.says, basis: guard.basis, condition: name }
    }
  }
  return null
}

/** The party the actor plays in this move, or why not. */
function movingParty(p: Procedure, c: Case, t: Transition, actor: Actor, around: Around, today: Day): Result<string> {
  const mine = partiesOf(p, c.seq < 0 ? null : c, actor, around.org, today).filter((name) => t.by.includes(name))
  if (mine.length === 0) return refuse(notYourPart(p, t))
  const reasons = mine.map((name) => whyExcluded(p, c, name, actor, around.org, today))
  const free = mine.find((_, i) => reasons[i] === null)
  const why = reasons.find((reason) => reason !== null)
  if (free === undefined && why) return refuse({ code: 'separation-of-duties', says: why, basis: t.basis })
  return accept(free ?? mine[0] ?? '')
}

function inState(t: Transition, c: Case): boolean {
  return c.seq < 0 ? t.from === 'new' : t.from !== 'new' && t.from.includes(c.state)
}

function isStale(c: Case, command: Command, actor: Actor): boolean {
  return c.seq >= 0 && actor.kind !== 'clock' && actor.kind !== 'system' && command.seen !== c.seq
}

/** Who a complainant is never enters an event, so it cannot enter a case, a log or a list either. */
function withoutIdentities(p: Procedure, input: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(input).filter(([name]) => p.fields[name]?.kind !== 'identity'))
}

function moverOf(party: string, actor: Actor, around: Around): Mover {
  if (actor.kind === 'post') return { party, post: actor.post, unit: actor.unit, person: actor.person }
  if (actor.kind === 'person') return { party, token: actor.token }
  if (actor.kind === 'visitor') return { party, token: around.token ?? '' }
  return { party: actor.kind }
}

function counted(c: Case, t: Transition): JsonRecord {
  return Object.fromEntries((t.counts ?? []).map((field) => [field, Number(c.data[field] ?? 0) + 1]))
}

function openedBy(c: Case, t: Transition, data: JsonRecord): Event['opened'] | undefined {
  if (!t.opens) return undefined
  const read = (source: string): Json => {
    if (source === 'case.no') return c.no
    return data[source] ?? null
  }
  const input = Object.fromEntries(
    Object.entries(t.opens.input).flatMap(([field, source]) => {
      const value = read(source)
      return value === null ? [] : [[field, value]]
    }),
  )
  return { procedure: t.opens.procedure, transition: t.opens.transition, input }
}

function talliesAfter(c: Case, t: Transition, actor: Actor, input: JsonRecord): Event['tallies'] | undefined {
  if (!t.tally && !t.clears) return undefined
  const cleared = Object.fromEntries((t.clears ?? []).map((name) => [name, {}]))
  const answer = t.tally ? input[t.tally] : undefined
  if (!t.tally || actor.kind !== 'person' || typeof answer !== 'string') return cleared
  return { ...cleared, [t.tally]: { ...c.tallies[t.tally], [actor.token]: answer } }
}

function holdersAfter(c: Case, t: Transition, around: Around): Event['holders'] | undefined {
  if (!t.joins || around.token === undefined) return undefined
  const before = c.holders[t.joins]
  const tokens = before && 'tokens' in before ? before.tokens : []
  return { [t.joins]: { tokens: [...tokens, around.token] } }
}

/**
 * The automatic moves that hold without a move before them: for a case whose conditions changed outside it, such as a
 * child that closed. No events when nothing follows.
 */
export function settle(p: Procedure, c: Case, around: Around): Result<Decision> {
  return cascade(p, { after: c, events: [] }, around)
}

interface Move {
  readonly name: string
  readonly t: Transition
  readonly party: string
  readonly actor: Actor
  readonly command: Command
}

/** The value of a fact, null where the fact was not read. */
function factAt({ facts }: Around, path: string): Json {
  const [name = '', value = ''] = path.split('.')
  return ((facts as JsonRecord)[name] as JsonRecord | undefined)?.[value] ?? null
}

/** The event of a move that passed every test. */
function eventOf(p: Procedure, c: Case, move: Move, around: Around): Result<Event> {
  const { t, actor, command } = move
  const to = t.to === 'same' ? c.state : t.to
  const set: Record<string, Json> = {
    ...(c.seq < 0 ? p.starts : {}),
    ...(t.sets as JsonRecord | undefined),
    ...counted(c, t),
  }
  const holders: Record<string, NonNullable<Event['holders']>[string]> = { ...holdersAfter(c, t, around) }

  const draw = t.draws ? drawnPost(p, c, t.draws, around) : null
  // Time passes whether or not somebody is left to draw: then the breach counts, and who held the part keeps it.
  if (draw && !draw.ok && actor.kind !== 'clock') return draw
  const drawn = draw?.ok ? draw.value : null
  if (drawn && t.draws) holders[t.draws] = { post: drawn.drawn }
  for (const [target, source] of Object.entries(t.copies ?? {})) set[target] = c.data[source ?? ''] ?? null
  for (const [target, path] of Object.entries(t.records ?? {})) set[target] = factAt(around, path ?? '')
  if (t.sealsDay) Object.assign(set, sealedDay(c, t.sealsDay, around))

  const data = { ...c.data, ...command.input, ...set }
  const clocks = clocksAfter(p, c, { t, to, data, now: around.now, breached: command.clock ?? null }, around.calendar)
  if (!clocks.ok) return clocks
  const opened = openedBy(c, t, data)
  const tallies = talliesAfter(c, t, actor, command.input)
  return accept({
    seq: c.seq + 1,
    transition: move.name,
    from: c.seq < 0 ? null : c.state,
    to,
    at: around.now,
    by: moverOf(move.party, actor, around),
    basis: t.basis,
    input: command.input,
    set,
    clocks: changedClocks(c.clocks, clocks.value),
    due: visibleDue(p, clocks.value),
    fires: firesAt(clocks.value),
    ...(Object.keys(holders).length > 0 && { holders }),
    ...(tallies && { tallies }),
    ...(drawn && { draw: drawn }),
    ...(opened && { opened }),
  })
}

/** Automatic moves whose conditions hold, one after another. */
function cascade(p: Procedure, first: Decision, around: Around): Result<Decision> {
  let { after, events } = first
  for (let round = 0; round < longestCascade; round += 1) {
    const context = contextOf(p, after, {}, around)
    const next = p.transitions.find(
      ([, t]) => t.automatic === true && inState(t, after) && unmet(p, t, context, true) === null,
    )
    if (!next) return accept({ after, events })
    const [name, t] = next
    const command: Command = { transition: name, input: {} }
    const event = eventOf(p, after, { name, t, party: 'system', actor: { kind: 'system' }, command }, around)
    if (!event.ok) return event
    after = evolve(after, event.value)
    events = [...events, event.value]
  }
  throw new Error(`${p.id}: more than ${longestCascade} automatic moves in a row`)
}

/**
 * Judges one move: pure, and the only judge. A null case is opened under `around.head`. Refusals come in the order in
 * which they help: who, when, what, whether; a stranger learns nothing of the case's state.
 */
export function decide(p: Procedure, c: Case | null, actor: Actor, command: Command, around: Around): Result<Decision> {
  const t = p.declaration.transitions[command.transition]
  if (!t || !Object.hasOwn(p.declaration.transitions, command.transition)) return refuse(unknown)
  if (c === null && !around.head) throw new TypeError('a case is opened without a head')
  const subject = c ?? emptyCase(around.head as NonNullable<Around['head']>)
  const today = dayOf(around.calendar.dayAt(around.now))

  const party = movingParty(p, subject, t, actor, around, today)
  if (!party.ok) return party
  if (isStale(subject, command, actor)) return refuse(stale(subject))
  if (!inState(t, subject)) return refuse(wrongState(p, subject, t))
  if (actor.kind === 'clock' && !isBreach(p, subject, command.transition, command.clock, around.now)) {
    return refuse(notDue(t))
  }
  const faults = faultsOf(t.form ? (p.declaration.forms[t.form] ?? {}) : {}, command.input)
  if (faults.length > 0) return refuse(invalid(faults))
  const condition = unmet(p, t, contextOf(p, subject, command.input, around), true)
  if (condition) return refuse(condition)

  const kept: Command = { ...command, input: withoutIdentities(p, command.input) }
  const event = eventOf(p, subject, { name: command.transition, t, party: party.value, actor, command: kept }, around)
  if (!event.ok) return event
  return cascade(p, { after: evolve(subject, event.value), events: [event.value] }, around)
}

export interface PossibleMove {
  readonly transition: string
  readonly party: string | null
  /** Null when the actor may make the move now. Conditions on the form are judged when it is sent. */
  readonly refusal: Refusal | null
}

/** Every move of the procedure for this actor: what is possible now, and for the rest why not. */
export function movesOf(p: Procedure, c: Case, actor: Actor, around: Around): readonly PossibleMove[] {
  const today = dayOf(around.calendar.dayAt(around.now))
  const context = contextOf(p, c, {}, around)
  return p.transitions
    .filter(([, t]) => t.from !== 'new' && t.automatic !== true)
    .map(([transition, t]) => {
      const party = movingParty(p, c, t, actor, around, today)
      if (!party.ok) return { transition, party: null, refusal: party.refusal }
      if (!inState(t, c)) return { transition, party: party.value, refusal: wrongState(p, c, t) }
      return { transition, party: party.value, refusal: unmet(p, t, context, false) }
    })
}
