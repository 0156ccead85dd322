import { exampleInput } from '../../derive/example.ts'
import { formOf } from '../../derive/schema.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Day, dayOf, type Instant } from '../../kernel/calendar.ts'
import type { Actor, Case } from '../../kernel/case.ts'
import { lastDayOf } from '../../kernel/clock.ts'
import { isDeepStrictEqual } from '../../kernel/equal.ts'
import type { Org } from '../../kernel/org.ts'
import type { RefusalCode } from '../../kernel/result.ts'
import { at } from '../../kernel/testing/calendar.ts'
import { org as anlan, calendar } from '../../kernel/testing/city.ts'
import { judged, type Move, nothingYet, type Play, played } from '../../kernel/testing/play.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { view, viewEvents } from '../../kernel/view.ts'
import { actorFor } from './actor.ts'

/** How a move departs from the ordinary: by the first party that may, with the example input, a few minutes later. */
export interface Otherwise {
  /** A party, a post, or somebody else altogether. */
  readonly by?: string | Actor | ((c: Case) => Actor)
  /** Laid over the example input; undefined leaves a field out. */
  readonly input?: Readonly<Record<string, JsonRecord[string] | undefined>>
  /** Local time. Example: '2018-11-20 10:00'. */
  readonly at?: string
  readonly facts?: JsonRecord
  readonly org?: Org
  readonly seen?: number
  /** The mark of who joins; a new one if absent. */
  readonly token?: string
}

export type Step = string | readonly [transition: string, otherwise: Otherwise]

const minutes = 60_000

/** What stands in a procedure's examples where its conditions ask for more than the kind of the field tells. */
export type Samples = JsonRecord

export interface Outcome<Before> {
  /** The move is made. */
  readonly accepted: () => Given
  /** The move is refused, with this code and, for a condition, by this guard; the case is what it was. */
  readonly refused: (code: RefusalCode, condition?: string) => Before
}

export interface Given {
  readonly case: Case
  readonly play: Play & { readonly case: Case }
  readonly and: (...steps: readonly Step[]) => Given
  readonly when: (transition: string, otherwise?: Otherwise) => Outcome<Given>
  /** The clock ends with this day: nothing breaches in its last millisecond, and in the next its breach happens. */
  readonly breaches: (clock: string, lastDay: Day) => Given
  readonly isIn: (state: string) => Given
  readonly holds: (data: JsonRecord) => Given
  /** This viewer reads this value somewhere in the case or its history. */
  readonly shows: (viewer: string | Actor, text: string) => Given
  readonly hides: (viewer: string | Actor, text: string) => Given
}

function expectThat(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence)
}

function clockFor(play: Play, transition: string): readonly [name: string, due: Instant] | null {
  const running = Object.entries(play.case?.clocks ?? {})
    .filter(([name, run]) => play.procedure.declaration.clocks[name]?.breach === transition && !run.breached)
    .flatMap(([name, run]) => (run.due === null ? [] : [[name, run.due] as const]))
  return running.sort(([, a], [, b]) => a - b)[0] ?? null
}

function inputFor(play: Play, transition: string, now: Instant, samples: Samples, otherwise: Otherwise): JsonRecord {
  const fields = formOf(play.procedure, transition)
  const today = dayOf(calendar.dayAt(now))
  const names = { today, unit: 'water', post: 'water-clerk', clause: 'S1', case: 'ZR-2018-0001' }
  const chosen = { ...samples, ...otherwise.input }
  const own = Object.entries(chosen).filter(([name]) => Object.hasOwn(fields, name) || name in (otherwise.input ?? {}))
  const input = { ...exampleInput(fields, names), ...Object.fromEntries(own) }
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

function moveFor(play: Play, step: Step, samples: Samples): Move {
  const [transition, otherwise] = typeof step === 'string' ? [step, {}] : step
  const t = play.procedure.declaration.transitions[transition]
  const first = otherwise.by ?? t?.by[0] ?? 'system'
  const by = typeof first === 'function' ? first(play.case as Case) : first
  const actor = typeof by === 'string' ? actorFor(play.procedure, play.case, by, play.now, otherwise.org) : by
  const breach = actor.kind === 'clock' ? clockFor(play, transition) : null
  const now = otherwise.at ? at(otherwise.at) : Math.max(breach?.[1] ?? 0, play.now + 10 * minutes)
  const { facts, org, seen, token = `t-${play.events.length + 1}` } = otherwise
  return {
    transition,
    by: actor,
    input: inputFor(play, transition, now, samples, otherwise),
    now,
    token,
    ...(facts && { facts }),
    ...(org && { org }),
    ...(seen !== undefined && { seen }),
    ...(breach && { clock: breach[0] }),
  }
}

function readBy(play: Play & { readonly case: Case }, viewer: string | Actor): string {
  const { procedure, now, events } = play
  const actor = typeof viewer === 'string' ? actorFor(procedure, play.case, viewer, now) : viewer
  const viewing = { viewer: actor, now, calendar, org: anlan }
  return JSON.stringify([view(procedure, play.case, viewing), viewEvents(procedure, play.case, events, viewing)])
}

function breached(play: Play & { readonly case: Case }, clock: string, lastDay: Day): Play & { readonly case: Case } {
  const due = play.case.clocks[clock]?.due ?? null
  expectThat(due !== null, `the clock ${clock} does not run in ${play.case.state}`)
  const ends = lastDayOf(due ?? 0, calendar)
  expectThat(ends === lastDay, `the clock ${clock} ends on ${ends}, not on ${lastDay}`)
  const transition = play.procedure.declaration.clocks[clock]?.breach ?? ''
  const breach: Move = { transition, by: { kind: 'clock' }, clock, now: due ?? 0 }
  expectThat(!judged(play, { ...breach, now: (due ?? 0) - 1 }).ok, `the clock ${clock} runs out before its time`)
  const after = played(play, breach)
  expectThat(!judged(after, breach).ok, `the clock ${clock} runs out twice`)
  return after
}

function outcomeOf<Before>(play: Play, step: Step, samples: Samples, before: Before): Outcome<Before> {
  const move = moveFor(play, step, samples)
  return {
    accepted: () => stage(played(play, move), samples),
    refused: (code, condition) => {
      const was = JSON.stringify(play.case)
      const result = judged(play, move)
      const why = result.ok ? 'accepted' : `refused as ${result.refusal.code} ${result.refusal.condition ?? ''}`
      const isSo = !result.ok && result.refusal.code === code && result.refusal.condition === condition
      expectThat(isSo, `${move.transition} was ${why}, not refused as ${code} ${condition ?? ''}`)
      expectThat(JSON.stringify(play.case) === was, `${move.transition} was refused and changed the case`)
      return before
    },
  }
}

/** A case after these moves, about which things can be said; each throws an Error with a sentence when it is not so. */
function stage(play: Play & { readonly case: Case }, samples: Samples): Given {
  const given: Given = {
    case: play.case,
    play,
    and: (...steps) => stage(made(play, steps, samples), samples),
    when: (transition, otherwise = {}) => outcomeOf(play, [transition, otherwise], samples, given),
    breaches: (clock, lastDay) => stage(breached(play, clock, lastDay), samples),
    isIn: (state) => {
      expectThat(play.case.state === state, `the case is ${play.case.state}, not ${state}`)
      return given
    },
    holds: (data) => {
      const differs = Object.entries(data).filter(
        ([name, value]) => !isDeepStrictEqual(play.case.data[name] ?? null, value),
      )
      expectThat(differs.length === 0, differs.map(([name]) => `${name} is ${String(play.case.data[name])}`).join(', '))
      return given
    },
    shows: (viewer, text) => {
      expectThat(readBy(play, viewer).includes(text), `${JSON.stringify(viewer)} does not read ${text}`)
      return given
    },
    hides: (viewer, text) => {
      expectThat(!readBy(play, viewer).includes(text), `${JSON.stringify(viewer)} reads ${text}`)
      return given
    },
  }
  return given
}

function made(play: Play, steps: readonly Step[], samples: Samples): Play & { readonly case: Case } {
  let after = play
  for (const step of steps) after = played(after, moveFor(after, step, samples))
  if (!after.case) throw new Error('nothing was played')
  return { ...after, case: after.case }
}

/** Begins a scenario. Example: given('propose', 'approve').when('assign', { by: 'leader' }).refused('not-your-part'). */
export type Begin = ((...steps: readonly Step[]) => Given) & {
  readonly procedure: Procedure
  /** The opening itself is in question. */
  readonly opening: (transition: string, otherwise?: Otherwise) => Outcome<void>
}

export function beginning(procedure: Procedure, samples: Samples): Begin {
  const nothing = nothingYet(procedure)
  const begin = (...steps: readonly Step[]) => stage(made(nothing, steps, samples), samples)
  const opening = (transition: string, otherwise: Otherwise = {}) =>
    outcomeOf<void>(nothing, [transition, otherwise], samples, undefined)
  return Object.assign(begin, { procedure, opening })
}

/** One thing that must be so, titled with its clause and sentence; `play` throws when it is not. */
export interface Scenario {
  readonly title: string
  readonly play: (given: Begin) => unknown
}
