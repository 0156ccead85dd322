import { accept, type Result, refuse } from '../kernel/result.ts'
import { casesByNo, type KnownCommand, knownCommands, type Queryable } from '../store/read.ts'
import type { StoredCase } from '../store/row.ts'
import { commandHash } from './case-write.ts'
import { codeOf } from './code.ts'
import { evidenceIn, type FactAnswers, type FactQuestion, factsNeeded, readFacts } from './facts.ts'
import { type JudgeContext, judge, type Working } from './judge.ts'
import { type CareOrder, type Done, isCare, type Order, scopeOf } from './order.ts'
import type { EngineState } from './state.ts'

/** An order in a batch; `lane` is its case, or its own key when it opens one. */
export interface Queued {
  readonly order: Order | CareOrder
  readonly lane: string
}

/** What a batch needs before it can be judged: its cases, commands accepted before, facts. */
export interface Loaded {
  readonly working: Map<string, Working>
  readonly known: ReadonlyMap<string, KnownCommand>
  /** Cases of commands that are sent again. */
  readonly replays: ReadonlyMap<string, StoredCase>
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

function questionOf({ order, lane }: Queued, working: Working | undefined): readonly FactQuestion[] {
  if (!working) return []
  const { procedure } = working
  if (isCare(order)) return [{ needs: factsNeeded(procedure, null), no: lane, evidence: [] }]
  return [
    {
      needs: factsNeeded(procedure, order.transition),
      no: working.case?.no ?? null,
      evidence: evidenceIn(procedure, order.input),
    },
  ]
}

/** Reads all that a batch needs: the cases and the known keys in one round trip, facts in a second where a guard asks for any. */
export async function loadBatch(
  batch: readonly Queued[],
  region: string,
  db: Queryable,
  state: EngineState,
): Promise<Loaded> {
  const orders = batch.flatMap(({ order }) => (isCare(order) ? [] : [order]))
  const numbers = [
    ...new Set(batch.flatMap(({ order, lane }) => (isCare(order) || 'no' in order.target ? [lane] : []))),
  ]
  const keys = orders.map(commandKey)
  const [stored, known] = await Promise.all([
    numbers.length > 0 ? casesByNo(db, region, numbers) : [],
    keys.length > 0 ? knownCommands(db, region, keys) : [],
  ])
  const working = new Map(stored.map((one) => [one.case.no, workingFor(one, state)]))
  for (const { order, lane } of batch) {
    if (isCare(order) || !('open' in order.target) || working.has(lane)) continue
    const procedure = state.procedure(order.target.open.procedure)
    if (procedure) working.set(lane, { procedure, stored: null, case: null, decided: [], counter: null, joined: [] })
  }
  const replayed = [...new Set(known.map(({ no }) => no))]
  const replays = replayed.length > 0 ? await casesByNo(db, region, replayed) : []
  return {
    working,
    known: new Map(known.map((command) => [`${command.actor}|${command.key}`, command])),
    replays: new Map(replays.map((one) => [one.case.no, one])),
    facts: await readFacts(
      db,
      region,
      batch.flatMap((queued) => questionOf(queued, working.get(queued.lane))),
      state.endings,
    ),
  }
}

const notFound = refuse({ code: 'not-found', says: ['没有这个案件或程序', 'There is no such case or procedure'] })

const duplicate = refuse({
  code: 'duplicate',
  says: [
    '这个提交编号已经用于另一个动作，请换一个新的编号',
    'This command id was used for another command; take a new one',
  ],
})

function replayOf(order: Order, known: KnownCommand, loaded: Loaded, context: JudgeContext): Result<Done> {
  const stored = loaded.replays.get(known.no)
  if (!stored || Buffer.compare(known.hash, commandHash(context.state.keys, order)) !== 0) return duplicate
  const { procedure } = workingFor(stored, context.state)
  const joins = procedure.declaration.transitions[order.transition]?.joins !== undefined
  const code = joins ? codeOf(context.state.keys, context.region, order.key) : null
  return accept({ case: stored.case, procedure, events: [], replayed: true, code })
}

/** The same command twice in one batch: the second is answered with what the first did. */
interface Earlier {
  readonly hash: Uint8Array
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
      const known = loaded.known.get(commandKey(order))
      if (known) return { pending, working: null, result: replayOf(order, known, loaded, full) }
      const first = earlier.get(commandKey(order))
      if (first) {
        const same = Buffer.compare(first.hash, commandHash(full.state.keys, order)) === 0
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
    if (!isCare(order)) earlier.set(commandKey(order), { hash: commandHash(full.state.keys, order), result })
    return { pending, working, result }
  })
}
