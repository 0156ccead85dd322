import { createHash } from 'node:crypto'
import type { Around } from '../kernel/around.ts'
import type { Procedure } from '../kernel/bind.ts'
import { dayOf } from '../kernel/calendar.ts'
import type { Case, CaseHead, Event } from '../kernel/case.ts'
import { breachedClocks } from '../kernel/clocks.ts'
import { type Command, type Decision, decide, settle } from '../kernel/decide.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import type { StoredCase } from '../store/row.ts'
import { codeOf } from './code.ts'
import { type FactAnswers, factQuestion, factsNeeded, registerFaults } from './facts.ts'
import { type CareOrder, caseNumber, isCare, type Order } from './order.ts'
import { uuidv7 } from './random.ts'
import type { EngineState } from './state.ts'

/** A case while its commands are judged, one after another, before anything is written. */
export interface Working {
  readonly procedure: Procedure
  readonly stored: StoredCase | null
  case: Case | null
  readonly decided: { readonly order: Order | CareOrder; readonly events: readonly Event[] }[]
  counter: { readonly prefix: string; readonly year: number; readonly number: number } | null
  readonly joined: { readonly code: string; readonly token: string; readonly order: Order }[]
}

/** Gives out running numbers; a batch that fails gives them back by reading them again. */
export interface Numbers {
  /** The number that the next case would have; only `take` uses it up. */
  readonly next: (region: string, prefix: string, year: number) => number
  readonly take: (region: string, prefix: string, year: number) => void
}

export interface JudgeContext {
  readonly state: EngineState
  readonly facts: FactAnswers
  /** Clauses and sentences of an edition of the plan. */
  readonly clausesIn: (edition: number) => ReadonlySet<string>
  readonly numbers: Numbers
  readonly region: string
}

/** An opaque mark for a person in one case: says nothing about him and is not his code. */
function tokenOf(code: string): string {
  return `p-${createHash('sha256').update(`luoshi-token/1\n${code}`).digest('hex').slice(0, 16)}`
}

function aroundOf(context: JudgeContext, facts: Around['facts'], now: number): Around {
  const { state } = context
  return { now, calendar: state.programme.calendar, org: state.org(), facts, seeds: state.seeds() }
}

function headFor(working: Working, order: Order, context: JudgeContext, now: number): CaseHead | undefined {
  if (!('open' in order.target)) return undefined
  const { region, parent } = order.target.open
  const { prefix } = working.procedure.declaration
  const year = Number(dayOf(context.state.programme.calendar.dayAt(now)).slice(0, 4))
  const number = context.numbers.next(region, prefix, year)
  working.counter = { prefix, year, number }
  return {
    no: caseNumber(prefix, year, region, context.state.programme.region, number),
    id: uuidv7(now),
    region,
    procedure: working.procedure.id,
    version: working.procedure.version,
    parent,
  }
}

/**
 * Records every clock that has breached, earliest first. A breach that cannot be recorded now, because nobody is left to
 * draw, waits for the next scan and holds up no other.
 */
function fire(p: Procedure, c: Case, around: Around): Result<Decision> {
  let decision: Decision = { after: c, events: [] }
  for (const clock of breachedClocks(c, around.now)) {
    const transition = p.declaration.clocks[clock]?.breach ?? ''
    const next = decide(p, decision.after, { kind: 'clock' }, { transition, input: {}, clock }, around)
    if (next.ok) decision = { after: next.value.after, events: [...decision.events, ...next.value.events] }
  }
  return accept(decision)
}

/** Judges one order on the case as the batch has it so far, and moves the case on if it is accepted. */
export function judge(order: Order | CareOrder, working: Working, context: JudgeContext): Result<Decision> {
  const { state } = context
  const p = working.procedure
  const now = state.clock.now()
  const today = dayOf(state.programme.calendar.dayAt(now))
  if (isCare(order)) {
    if (!working.case) throw new TypeError('only a case that exists can be cared for')
    const question = { needs: factsNeeded(p, null), no: working.case.no, evidence: [], words: '', visit: null }
    const around = aroundOf(context, context.facts.of(question, today), now)
    return order.care === 'settle' ? settle(p, working.case, around) : fire(p, working.case, around)
  }
  const facts = context.facts.of(factQuestion(p, working.case, order, { org: state.org(), today }), today)
  const joins = p.declaration.transitions[order.transition]?.joins !== undefined
  const code = joins ? codeOf(state.keys, context.region, order.key) : null
  const head = working.case ? undefined : headFor(working, order, context, now)
  const around: Around = {
    ...aroundOf(context, facts, now),
    ...(head && { head }),
    ...(code !== null && { token: tokenOf(code) }),
  }
  const command: Command = {
    transition: order.transition,
    input: order.input,
    ...(order.seen !== undefined && { seen: order.seen }),
    ...(order.clock !== undefined && { clock: order.clock }),
  }
  const decision = decide(p, working.case, order.actor, command, around)
  if (!decision.ok) return decision
  const faults = registerFaults(p, order.input, {
    org: state.org(),
    today,
    clauses: context.clausesIn(p.edition),
    uploaded: context.facts.uploaded,
  })
  if (faults.length > 0) {
    return refuse({ code: 'invalid-input', says: ['有些内容需要改正', 'Some answers need correcting'], faults })
  }
  if (working.counter && !working.case)
    context.numbers.take(context.region, working.counter.prefix, working.counter.year)
  if (code !== null) working.joined.push({ code, token: tokenOf(code), order })
  return accept(decision.value)
}
