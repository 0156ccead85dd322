import { type Actor, type Case, type Event, emptyCase, evolve } from '../../kernel/case.ts'
import { isDeepStrictEqual } from '../../kernel/equal.ts'
import { tallyCounts } from '../../kernel/tally.ts'
import { view, viewEvents } from '../../kernel/view.ts'
import { naiveClocks } from './naive-clocks.ts'
import { closedFields, forbiddenMarks, isThereFor } from './naive-reading.ts'
import { areKin, today } from './people.ts'
import { type Path, titleOfActor } from './world.ts'

/** What must be true after every step of every walk: each answers with a sentence when it is not. */

/** Sequence numbers without gaps, states that follow each other, and one moment for what happens in one breath. */
export function eventFaults(before: Case | null, events: readonly Event[], now: number): readonly string[] {
  return events.flatMap((event, i) => {
    const last = i === 0 ? before : null
    const seq = (before?.seq ?? -1) + 1 + i
    const from = i === 0 ? (last?.state ?? null) : (events[i - 1]?.to ?? null)
    return [
      ...(event.seq === seq ? [] : [`event ${event.seq} stands where ${seq} belongs`]),
      ...(event.from === from ? [] : [`${event.transition} says it came from ${event.from}, not ${from}`]),
      ...(event.at === now ? [] : [`${event.transition} happened at another time than its command`]),
    ]
  })
}

/** Folding all events gives the case, from nothing and from any point. */
export function foldFaults({ case: c, steps, procedure }: Path): readonly string[] {
  if (!c) return []
  const { no, id, region, version, parent } = c
  const empty = emptyCase({ no, id, region, procedure: procedure.id, version, parent })
  const folded = steps.map((step) => step.event).reduce(evolve, empty)
  return isDeepStrictEqual(folded, c) ? [] : ['the fold of the events is not the case']
}

/** In every state that is not final some clock runs; in a final one none does. */
export function timingFaults({ case: c, procedure }: Path): readonly string[] {
  if (!c) return []
  const running = Object.values(c.clocks).some((run) => run.since !== null)
  const isFinal = procedure.declaration.states[c.state]?.final === true
  if (isFinal)
    return running || c.due !== null || c.fires !== null ? [`a clock runs in ${c.state}, which is final`] : []
  return running ? [] : [`no clock runs in ${c.state}`]
}

/** Every clock, the deadline shown and the next breach are what a count by hand gives. */
export function clockFaults({ case: c, procedure, steps, world }: Path): readonly string[] {
  if (!c) return []
  const naive = naiveClocks(procedure.declaration, steps, world.calendar)
  const names = [...new Set([...Object.keys(naive), ...Object.keys(c.clocks)])]
  const earliest = (dues: readonly (number | null | undefined)[]) => {
    const known = dues.filter((due) => due !== null && due !== undefined)
    return known.length === 0 ? null : Math.min(...known)
  }
  const due = earliest(Object.values(naive).map((clock) => (clock.isPublic ? clock.due : null)))
  const fires = earliest(Object.values(naive).map((clock) => (clock.breached ? null : clock.due)))
  return [
    ...names
      .filter((name) => (naive[name]?.due ?? null) !== (c.clocks[name]?.due ?? null))
      .map((name) => `clock ${name} is due ${c.clocks[name]?.due ?? 'never'}, by hand ${naive[name]?.due ?? 'never'}`),
    ...names
      .filter((name) => (naive[name]?.breached ?? false) !== (c.clocks[name]?.breached ?? false))
      .map((name) => `clock ${name} has breached: ${c.clocks[name]?.breached}, by hand ${naive[name]?.breached}`),
    ...(c.due === due ? [] : [`the deadline shown is ${c.due}, by hand ${due}`]),
    ...(c.fires === fires ? [] : [`the next breach is ${c.fires}, by hand ${fires}`]),
  ]
}

/** The laws of the state hold; the laws of the path hold on the path that was taken. */
export function lawFaults({ case: c, procedure, steps }: Path): readonly string[] {
  if (!c) return []
  const context = { data: c.data, tally: tallyCounts(procedure, c) }
  const ofState = procedure.laws.filter((law) => law.in === c.state && law.expression.run(context) !== true)
  const last = steps.length - 1
  const ofPath = procedure.declaration.laws.filter((law) => {
    if (!('everyPathTo' in law) || steps[last]?.event.to !== law.everyPathTo) return false
    const begins =
      law.from === undefined ? -1 : steps.findLastIndex(({ event }, i) => i < last && event.to === law.from)
    if (law.from !== undefined && begins < 0) return false
    return !steps.slice(begins + 1).some(({ event }) => law.passes.includes(event.transition))
  })
  return [...ofState, ...ofPath].map((law) => `the law "${law.says[0]}" does not hold in ${c.state}`)
}

/** In hindsight nobody did two duties that are kept apart, and nobody who must be unrelated was kin of the unit. */
export function dutyFaults({ procedure, steps, world, ...path }: Path): readonly string[] {
  const { parties } = procedure.declaration
  const apart = (a: string, b: string) => parties[a]?.not?.includes(b) || parties[b]?.not?.includes(a)
  const acts = steps.flatMap(({ event }) => ('post' in event.by ? [{ by: event.by, event }] : []))
  const doubles = acts.flatMap(({ by }, i) =>
    acts
      .slice(0, i)
      .filter((other) => apart(by.party, other.by.party))
      .filter((other) => other.by.person === by.person || other.by.post === by.post)
      .map((other) => `${by.person} at ${by.post} acted as ${other.by.party} and as ${by.party}`),
  )
  const on = today({ procedure, steps, world, ...path })
  const [latest] = acts.slice(-1)
  const field = latest && parties[latest.by.party]?.unrelatedTo
  const unit = field === undefined ? undefined : path.case?.data[field]
  const isKin =
    latest &&
    latest.event === steps.at(-1)?.event &&
    typeof unit === 'string' &&
    areKin(world, latest.by.unit, unit, on)
  return [...doubles, ...(isKin ? [`${latest.by.post} acted as ${latest.by.party} and is kin of ${unit}`] : [])]
}

/** Nobody reads what he may not: no closed field, no mark of one, no token, no person, no sealed day. */
export function readingFaults(path: Path, reader: Actor): readonly string[] {
  const { case: c, procedure, world, now, steps } = path
  if (!c) return []
  const viewing = { viewer: reader, now, calendar: world.calendar, org: world.org }
  const seen = view(procedure, c, viewing)
  const history = viewEvents(
    procedure,
    c,
    steps.map((step) => step.event),
    viewing,
  )
  const who = titleOfActor(reader)
  if ((seen !== null) !== isThereFor(path, reader)) return [`${who} is shown the case: ${seen !== null}`]
  if (seen === null) return []
  const text = JSON.stringify([seen, history])
  const marks = new Set(text.match(/§\d+§/g))
  const words = new Set(text.match(/"[^"\\]*"/g))
  const closed = new Set(closedFields(path, reader))
  const people = [...path.tokens, ...world.org.data.holdings.map((holding) => holding.person)]
  return [
    ...Object.keys(seen.data)
      .filter((name) => closed.has(name))
      .map((name) => `${who} reads the field ${name}`),
    ...forbiddenMarks(path, reader)
      .filter(({ mark }) => marks.has(mark))
      .map(({ field }) => `${who} finds what was typed into ${field}`),
    ...people.filter((one) => words.has(`"${one}"`)).map((one) => `${who} finds the mark ${one} of a person`),
    ...sealedFaults(path, text).map((fault) => `${who} ${fault}`),
  ]
}

/** The day of a look-back and its key are nowhere before they are opened. */
function sealedFaults({ case: c, procedure }: Path, text: string): readonly string[] {
  const sealing = Object.values(procedure.declaration.transitions).flatMap((t) => t.sealsDay ?? [])
  return [...new Set(sealing)].flatMap((field) => {
    const key = c?.data[`${field}Nonce`]
    const opened = Object.values(procedure.declaration.transitions).some((t) =>
      Object.entries(t.copies ?? {}).some(([target, source]) => source === `${field}Nonce` && c?.data[target] === key),
    )
    return typeof key === 'string' && !opened && text.includes(key) ? [`finds the key of ${field}`] : []
  })
}
