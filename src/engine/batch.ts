import { dayOf } from '../kernel/calendar.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import { casesByNo, type KnownCommand, knownCommands, type Queryable } from '../store/read.ts'
import type { StoredCase } from '../store/row.ts'
import { commandHash } from './case-write.ts'
import { codeOf } from './code.ts'
import { type FactAnswers, type FactQuestion, factQuestion, factsNeeded, readFacts } from './facts.ts'
import { type JudgeContext, judge, type Working } from './judge.ts'
import { type CareOrder, type Done, isCare, type Order, scopeOf } from './order.ts'
import type { Recent } from './recent.ts'
import type { EngineState } from './state.ts'

/** An order in a batch; `lane` is its case, or its own key when it opens one. */
export interface Queued {
  readonly order: Order | CareOrder
  readonly lane: string
}

/** What a batch needs before it can be judged: its cases and facts. */
export interface Loaded {
  readonly working: Map<string, Working>
  /** Cases that were not read but remembered: a refusal must not rest on them. */
  readonly guessed: ReadonlySet<string>
  readonly facts: FactAnswers
}

export interface Answer<Q> {
  readonly pending: Q
  readonly result: Result<Done>
  /** The case that the answer rests on; null when it rests on none of this batch. */
  readonly working: Working | null
}

const commandKey = (order: Order) => `${scopeOf(order.actor)}|${order.key}`

function workingFor(stored: StoredCase, state: EngineState): Working {
  const { procedure: id, version, no } = stored.case
  const procedure = state.procedure(id, version)
  if (!procedure) throw new TypeError(`${no} was opened under ${id} ${version}, which is unknown here`)
  return { procedure, stored, case: stored.case, decided: [], counter: null, joined: [] }
}

function questionOf(
  { order, lane }: Queued,
  working: Working | undefined,
  state: EngineState,
): readonly FactQuestion[] {
  if (!working) return []
  const { procedure } = working
  if (isCare(order)) return [{ needs: factsNeeded(procedure, null), no: lane, evidence: [], words: '', visit: null }]
  const today = dayOf(state.programme.calendar.dayAt(state.clock.now()))
  return [factQuestion(procedure, working.case, order, { org: state.org(), today })]
}

/** Reads the cases of a batch that are not remembered, and facts in a second round trip where a guard asks for any. */
export async function loadBatch(
  batch: readonly Queued[],
  region: string,
  db: Queryable,
  state: EngineState,
  recent: Recent,
): Promise<Loaded> {
  const numbers = [
    ...new Set(batch.flatMap(({ order, lane }) => (isCare(order) || 'no' in order.target ? [lane] : []))),
  ]
  const remembered = numbers.flatMap((no) => recent.get(no) ?? [])
  const unknown = numbers.filter((no) => !recent.get(no))
  const read = unknown.length > 0 ? await casesByNo(db, region, unknown) : []
  const stored = [...remembered, ...read]
  const working = new Map(stored.map((one) => [one.case.no, workingFor(one, state)]))
  for (const { order, lane } of batch) {
    if (isCare(order) || !('open' in order.target) || working.has(lane)) continue
    const procedure = state.procedure(order.target.open.procedure)
    if (procedure) working.set(lane, { procedure, stored: null, case: null, decided: [], counter: null, joined: [] })
  }
  const questions = batch.flatMap((queued) => questionOf(queued, working.get(queued.lane), state))
  const guessed = new Set(remembered.map((one) => one.case.no))
  return { working, guessed, facts: await readFacts(db, region, questions, state.endings, state.compare) }
}

const notFound = refuse({ code: 'not-found', says: ['没有这个案件或程序', 'There is no such case or procedure'] })

const duplicate = refuse({
  code: 'duplicate',
  says: [
    '这个提交编号已经用于另一个动作，请换一个新的编号',
    'This command id was used for another command; take a new one',
  ],
})

function replayOf(
  order: Order,
  known: KnownCommand,
  stored: StoredCase | undefined,
  region: string,
  state: EngineState,
): Result<Done> {
  if (!stored || known.hash !== commandHash(state.keys, order)) return duplicate
  const { procedure } = workingFor(stored, state)
  const joins = procedure.declaration.transitions[order.transition]?.joins !== undefined
  const code = joins ? codeOf(state.keys, region, order.key) : null
  return accept({ case: stored.case, procedure, events: [], replayed: true, code })
}

/**
 * Answers for those orders that were accepted before under the same key. Asked only for orders that were refused or not
 * written: an order that was written is new, the statement saw to that.
 */
export async function replays(
  orders: readonly (Order | CareOrder)[],
  region: string,
  db: Queryable,
  state: EngineState,
): Promise<ReadonlyMap<Order | CareOrder, Result<Done>>> {
  const named = orders.flatMap((order) =>
    isCare(order) ? [] : [{ order, actor: scopeOf(order.actor), key: order.key }],
  )
  const known = named.length > 0 ? await knownCommands(db, region, named) : []
  if (known.length === 0) return new Map()
  const stored = new Map(
    (await casesByNo(db, region, [...new Set(known.map(({ no }) => no))])).map((one) => [one.case.no, one]),
  )
  return new Map(
    named.flatMap(({ order, actor, key }) => {
      const before = known.find((command) => command.actor === actor && command.key === key.toLowerCase())
      return before ? [[order, replayOf(order, before, stored.get(before.no), region, state)] as const] : []
    }),
  )
}

const isSameCommand = (a: Order, b: Order, { keys }: EngineState) => commandHash(keys, a) === commandHash(keys, b)

/** The same command twice in one batch: the second is answered with what the first did. */
interface Earlier {
  readonly order: Order
  readonly result: Result<Done>
}

function judgeOne(order: Order | CareOrder, working: Working, context: JudgeContext): Result<Done> {
  const decision = judge(order, working, context)
  if (!decision.ok) return decision
  working.case = decision.value.after
  working.decided.push({ order, events: decision.value.events })
  return accept({
    case: decision.value.after,
    procedure: working.procedure,
    events: decision.value.events,
    replayed: false,
    code: working.joined.find((one) => one.order === order)?.code ?? null,
  })
}

/** Judges a batch in memory, in the order in which the commands came. Nothing is written yet. */
export function judgeBatch<Q extends Queued>(
  batch: readonly Q[],
  loaded: Loaded,
  context: Omit<JudgeContext, 'facts'>,
): readonly Answer<Q>[] {
  const full: JudgeContext = { ...context, facts: loaded.facts }
  const earlier = new Map<string, Earlier>()
  return batch.map((pending): Answer<Q> => {
    const { order, lane } = pending
    const working = loaded.working.get(lane)
    if (!isCare(order)) {
      const first = earlier.get(commandKey(order))
      if (first) {
        const same = isSameCommand(first.order, order, full.state)
        const result = !same
          ? duplicate
          : first.result.ok
            ? accept({ ...first.result.value, events: [], replayed: true })
            : first.result
        return { pending, working: working ?? null, result }
      }
    }
    if (!working) return { pending, working: null, result: notFound }
    const result = judgeOne(order, working, full)
    if (!isCare(order)) earlier.set(commandKey(order), { order, result })
    return { pending, working, result }
  })
}
