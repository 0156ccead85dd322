import type { Around } from '../../kernel/around.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { dayOf } from '../../kernel/calendar.ts'
import type { Actor, Event } from '../../kernel/case.ts'
import { breachedClocks } from '../../kernel/clocks.ts'
import { type Command, type Decision, decide, movesOf } from '../../kernel/decide.ts'
import type { Result } from '../../kernel/result.ts'
import type { JsonRecord } from '../../kernel/text.ts'
import { formOf } from '../schema.ts'
import { clockFaults, dutyFaults, eventFaults, foldFaults, lawFaults, readingFaults, timingFaults } from './checks.ts'
import { type Choice, choiceOf } from './choice.ts'
import { brokenInput, fittingInput } from './inputs.ts'
import { crowd, playersOf } from './people.ts'
import { type Path, titleOfActor, type World } from './world.ts'

/** What a walk did, and the first thing that was not as it must be. */
export interface Walk {
  /** A sentence, or null when everything held. */
  readonly fault: string | null
  /** What was tried, step by step. */
  readonly told: readonly string[]
  readonly events: readonly Event[]
  /** Codes of the refusals that were met. */
  readonly refused: readonly string[]
}

interface Attempt {
  readonly actor: Actor
  readonly command: Command
  readonly facts: Around['facts']
  /** It must not be accepted, whatever the answer. */
  readonly hopeless: boolean
  /** Marks of what was typed, by field. */
  readonly typed: readonly (readonly [field: string, mark: string])[]
}

const minute = 60_000
const day = 1440 * minute

/** How far time jumps; null: to just before, or to, the next breach. */
const leaps: readonly (number | null)[] = [day, null, minute, 0, 3 * day, null, 10 * day, 45 * day]

function letTimePass(path: Path, choice: Choice): void {
  const leap = choice.from(leaps)
  const fires = path.case?.fires ?? null
  const target = leap === null ? (fires ?? path.now + day) - choice.of(2) : path.now + leap
  path.now = Math.max(path.now, target)
  path.told.push(`it is ${new Date(path.now).toISOString()}`)
}

function aroundOf(path: Path, facts: Around['facts'], token: string): Around {
  const { world, now, case: c, procedure } = path
  const head = {
    no: `${procedure.declaration.prefix}-2018-0001`,
    id: '00000000-0000-7000-8000-000000000001',
    region: world.region,
    procedure: procedure.id,
    version: procedure.version,
    parent: null,
  }
  const { calendar, org } = world
  return { now, calendar, org, seeds: world.seeds(dayOf(calendar.dayAt(now))), facts, token, ...(c ? {} : { head }) }
}

const draw = { free: true, fits: true, signed: true, fixed: true, mine: true, named: true }
const comparison = {
  readable: true,
  ...{ clauses: 8, covered: 3, copied: 12, targets: 1, coveredClauses: ['一', '二', '三'], ownTargets: ['3座'] },
}

const visits = { month: 0, atDoor: 0, year: 0, yearBefore: 0 }
const known = { comparison, visits, draw }
const ordinaryFacts: Around['facts'] = { children: { count: 1, closed: 0, open: 1 }, reuse: { files: 0 }, ...known }

function otherFacts(choice: Choice): Around['facts'] {
  const closed = choice.of(3)
  const reuse = choice.of(4) === 3 ? { reuse: { files: 1 } } : { reuse: { files: 0 } }
  return choice.of(8) === 7 ? {} : { children: { count: 2, closed, open: 2 - closed }, ...reuse, ...known }
}

function possible(path: Path): readonly string[] {
  const { declaration } = path.procedure
  return Object.entries(declaration.transitions)
    .filter(([, t]) => (path.case === null ? t.from === 'new' : t.from !== 'new' && t.from.includes(path.case.state)))
    .filter(([, t]) => t.automatic !== true && !t.by.every((party) => party === 'clock'))
    .map(([name]) => name)
}

/** Somebody whose part it is makes a move that the state allows, with an input that fits its form. */
function ordinary(path: Path, choice: Choice, isBroken: boolean): Attempt | null {
  const moves = possible(path)
  if (moves.length === 0) return null
  const transition = choice.from(moves)
  const t = path.procedure.declaration.transitions[transition]
  const players = (t?.by ?? []).flatMap((party) => playersOf(path, party))
  if (!t || players.length === 0) return null
  const actor = choice.from(players)
  return attempt(path, choice, actor, transition, isBroken)
}

function attempt(path: Path, choice: Choice, actor: Actor, transition: string, isBroken: boolean): Attempt {
  const typed: (readonly [string, string])[] = []
  const markFor = (field: string) => {
    const mark = `§${path.marks.length + typed.length}§`
    typed.push([field, mark])
    return mark
  }
  const fields = formOf(path.procedure, transition)
  const isStale = isBroken && path.case !== null && choice.of(3) === 2
  const typing = { path, choice, markFor }
  const input: JsonRecord = isBroken && !isStale ? brokenInput(fields, typing) : fittingInput(fields, typing)
  const seen = path.case === null ? {} : { seen: path.case.seq - (isStale ? 1 : 0) }
  const facts = isBroken ? ordinaryFacts : choice.of(3) === 2 ? otherFacts(choice) : ordinaryFacts
  const isMachine = actor.kind === 'clock' || actor.kind === 'system'
  return { actor, command: { transition, input, ...seen }, facts, hopeless: isBroken && !(isStale && isMachine), typed }
}

/** Anybody tries anything. */
function anything(path: Path, choice: Choice): Attempt {
  const actor = choice.from([...crowd(path), { kind: 'clock' } as const, { kind: 'system' } as const])
  const transition = choice.from(Object.keys(path.procedure.declaration.transitions))
  return attempt(path, choice, actor, transition, false)
}

/** The clock strikes: for a limit that has passed, or, hopelessly, for one that has not. */
function strike(path: Path, choice: Choice): Attempt | null {
  const c = path.case
  if (!c) return null
  const passed = breachedClocks(c, path.now)
  const name = choice.from(passed.length > 0 ? passed : Object.keys(path.procedure.declaration.clocks))
  const transition = path.procedure.declaration.clocks[name]?.breach ?? ''
  const command = { transition, input: {}, clock: name }
  return { actor: { kind: 'clock' }, command, facts: ordinaryFacts, hopeless: passed.length === 0, typed: [] }
}

function nextAttempt(path: Path, choice: Choice): Attempt | null {
  const mode = choice.of(16)
  if (mode < 8) return ordinary(path, choice, false)
  if (mode < 10) {
    letTimePass(path, choice)
    return null
  }
  if (mode < 13) {
    if (path.case?.fires && choice.of(4) < 3) path.now = Math.max(path.now, path.case.fires)
    return strike(path, choice)
  }
  return mode < 14 ? ordinary(path, choice, true) : anything(path, choice)
}

/** What is possible according to the list of moves must not be refused for who or when. */
function moveListFaults(path: Path, { actor, command, facts }: Attempt, result: Result<Decision>): readonly string[] {
  if (!path.case || actor.kind === 'clock' || command.seen !== path.case.seq) return []
  const listed = movesOf(path.procedure, path.case, actor, aroundOf(path, facts, '')).find(
    (move) => move.transition === command.transition,
  )
  if (!listed) return []
  const code = result.ok ? null : result.refusal.code
  const early = ['not-your-part', 'separation-of-duties', 'wrong-state']
  const isListed = listed.refusal === null
  if (isListed && code !== null && early.includes(code))
    return [`${command.transition} is listed as possible and refused as ${code}`]
  if (!isListed && result.ok)
    return [`${command.transition} is listed as refused (${listed.refusal?.code}) and accepted`]
  return []
}

function refusalFaults(result: Exclude<Result<Decision>, { ok: true }>): readonly string[] {
  const { code, says } = result.refusal
  return code && says[0].trim() && says[1].trim() ? [] : [`a refusal without its sentence: ${code}`]
}

/** Whoever tried to change it would throw: a refused move, above all, leaves the case as it was. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) frozen(member)
  }
  return value
}

function record(path: Path, made: Attempt, { events, after }: Decision): void {
  const [first] = events
  path.case = frozen(after)
  path.steps.push(...events.map((event, i) => ({ event, clock: i === 0 ? (made.command.clock ?? null) : null })))
  const token = first && 'token' in first.by ? first.by.token : null
  for (const [field, mark] of made.typed) path.marks.push({ mark, field, seq: first?.seq ?? 0, token })
  for (const event of events) {
    for (const holder of Object.values(event.holders ?? {})) {
      if ('tokens' in holder) path.tokens.push(...holder.tokens.filter((one) => !path.tokens.includes(one)))
    }
  }
}

/** One attempt, made and checked. */
function tried(path: Path, made: Attempt, choice: Choice, refused: string[]): readonly string[] {
  const before = path.case
  const around = aroundOf(path, made.facts, `tok-${path.tokens.length}-${path.steps.length}`)
  const result = decide(path.procedure, before, made.actor, made.command, around)
  const outcome = result.ok ? result.value.events.map((event) => event.transition).join(' → ') : result.refusal.code
  path.told.push(`${titleOfActor(made.actor)}: ${made.command.transition}: ${outcome}`)
  if (!result.ok) {
    refused.push(result.refusal.code)
    return [...refusalFaults(result), ...moveListFaults(path, made, result)]
  }
  const hopeless = made.hopeless ? [`${made.command.transition} was accepted and must not be`] : []
  const listed = moveListFaults(path, made, result)
  const follow = eventFaults(before, result.value.events, path.now)
  record(path, made, result.value)
  const reader = choice.from(crowd(path))
  return [
    ...hopeless,
    ...listed,
    ...follow,
    ...timingFaults(path),
    ...clockFaults(path),
    ...lawFaults(path),
    ...dutyFaults(path),
    ...readingFaults(path, reader),
  ]
}

/** At the end of a walk the whole is folded; those with a part look, and every ninth of all others. */
function endFaults(path: Path): readonly string[] {
  const parties = Object.keys(path.procedure.declaration.parties)
  const players = parties.flatMap((party) => playersOf(path, party).slice(0, 1))
  const others = crowd(path).filter((_, i) => (i + path.told.length) % 9 === 0)
  return [...foldFaults(path), ...[...players, ...others].flatMap((reader) => readingFaults(path, reader))]
}

/**
 * Walks through a procedure: each number is one step, taken apart into who acts (whose part it is, or not: past holders,
 * kin, strangers, codes right and wrong, the clock), which move, with what input, or how much time passes. After each step
 * everything that must be true is checked against counts by hand. Ends at the first fault. The same numbers give the same walk.
 */
export function walk(procedure: Procedure, numbers: readonly number[], world: World): Walk {
  const path: Path = { procedure, world, case: null, now: world.start, steps: [], marks: [], tokens: [], told: [] }
  const refused: string[] = []
  const end = (fault: string | null): Walk => ({
    fault,
    told: path.told,
    events: path.steps.map((step) => step.event),
    refused,
  })
  try {
    for (const number of numbers) {
      const choice = choiceOf(number)
      const made = nextAttempt(path, choice)
      const [fault] = made ? tried(path, made, choice, refused) : []
      if (fault !== undefined) return end(fault)
    }
    return end(endFaults(path)[0] ?? null)
  } catch (error) {
    return end(`it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }
}

/** How a walk is told when it went wrong. */
export function toldOf({ fault, told }: Walk): string {
  return [...told.map((line, i) => `${i + 1}. ${line}`), `fault: ${fault}`].join('\n')
}

export type { World } from './world.ts'
