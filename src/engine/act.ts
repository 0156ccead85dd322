import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Result, refuse } from '../kernel/result.ts'
import { isConnectionFault, type Steady } from '../store/steady.ts'
import { writeBatch } from '../store/write.ts'
import { type Answer, judgeBatch, type Loaded, loadBatch, replays } from './batch.ts'
import { caseWrite } from './case-write.ts'
import { EngineFault } from './fault.ts'
import type { Working } from './judge.ts'
import type { LiveNumbers } from './numbers.ts'
import { type CareOrder, type Done, isCare, type Order, regionOf } from './order.ts'
import { recentCases } from './recent.ts'
import type { EngineState } from './state.ts'

/** Commands judged and written together. More would make the statement slow to plan for nothing (STACK.md §3). */
const mostInBatch = 256

/**
 * A second batch beside one that is being written is worth its cost when it takes half of all that wait for an answer;
 * fewer wait for the first to end. Two of equal size keep both cores busy; a small one costs almost as much as a large one.
 */
const shareBeside = 0.5
const leastBeside = 24

/** How long a command waits for a database that is away: a restart takes a second or two. */
const patienceMs = 15_000

/** A move that meets a case that moved on is judged again once; then its sender must look. An opening is tried until it has its number. */
const mostAttempts = 2

function unreachable(cause: unknown): EngineFault {
  return new EngineFault(
    [
      '数据库暂时连不上。请稍后用同一个提交编号再试：已经生效的不会重复',
      'The database cannot be reached. Try again with the same id: what took effect is not done twice',
    ],
    cause,
  )
}

/** SQLSTATE class 53: no room on the disk, no memory, no connection left. */
const isOutOfRoom = (error: unknown) => error instanceof pg.DatabaseError && error.code?.startsWith('53') === true

function noRoom(cause: unknown): EngineFault {
  return new EngineFault(
    [
      '数据库没有空间了，这一步没有生效。请管理员清理磁盘，之后用同一个提交编号再试',
      'The database has no room left; nothing was changed. After the operator made room, try again with the same id',
    ],
    cause,
  )
}

/** What the sender is told of a batch that could not be written. */
function faultOf(error: unknown): unknown {
  if (isConnectionFault(error)) return unreachable(error)
  return isOutOfRoom(error) ? noRoom(error) : error
}

interface Pending {
  readonly order: Order | CareOrder
  readonly region: string
  /** The case, or the key of an opening: where a batch collects what belongs together. */
  readonly lane: string
  /** What two batches may not work on at once: a case, or the running numbers of a kind of case. */
  readonly claim: string
  readonly resolve: (result: Result<Done>) => void
  readonly reject: (error: unknown) => void
  attempts: number
}

export interface Acts {
  /** Judges and records one order. Resolves after commit: what is answered is durable. Rejects only on a fault of ours. */
  readonly submit: (order: Order | CareOrder) => Promise<Result<Done>>
  /** The case was changed otherwise than by a move: its next move reads it again. */
  readonly forget: (no: string) => void
  /** Resolves when nothing is waiting or being written. */
  readonly idle: () => Promise<void>
}

export interface ActsOptions {
  readonly state: EngineState
  /** Two connections in pipeline mode: one batch is judged while the other is being made durable. */
  readonly writers: readonly Steady[]
  readonly numbers: LiveNumbers
  /** Clauses and sentences of an edition of the plan. */
  readonly clausesIn: (edition: number) => ReadonlySet<string>
  /** Told after each commit, before the answers go out. */
  readonly onCommit: (done: readonly Done[]) => void
}

const notFound = refuse({ code: 'not-found', says: ['没有这个案件', 'There is no such case'] })
/** The one write path. Batches form by themselves while the batch before is being written; lingering gains nothing. */
export function openActs(options: ActsOptions): Acts {
  const { state, writers, numbers } = options
  const queue: Pending[] = []
  const busy = new Set<string>()
  const free = writers.map((connection, slot) => ({ connection, slot }))
  const recent = recentCases()
  /** How many lately waited for an answer at once; it falls by a sixteenth a batch. */
  let crowd = 0
  let writing = 0
  let waiting: (() => void)[] = []

  const nextBatch = (): Pending[] => {
    const batch: Pending[] = []
    const rest: Pending[] = []
    let region: string | null = null
    for (const pending of queue) {
      const fits =
        batch.length < mostInBatch && !busy.has(pending.claim) && (region === null || region === pending.region)
      if (fits) {
        region = pending.region
        batch.push(pending)
      } else rest.push(pending)
    }
    queue.splice(0, queue.length, ...rest)
    for (const { claim } of batch) busy.add(claim)
    return batch
  }

  const pump = (): void => {
    while (queue.length > 0) {
      crowd = Math.max(crowd, queue.length + writing)
      if (free.length < writers.length && queue.length < Math.max(leastBeside, shareBeside * crowd)) return
      const writer = free.pop()
      if (!writer) return
      const batch = nextBatch()
      if (batch.length === 0) {
        free.push(writer)
        return
      }
      writing += batch.length
      void carryOut(batch, writer.connection, writer.slot).finally(() => {
        writing -= batch.length
        crowd -= crowd / 16
        for (const { claim } of batch) busy.delete(claim)
        free.push(writer)
        pump()
        if (queue.length === 0 && free.length === writers.length) for (const resolve of waiting.splice(0)) resolve()
      })
    }
  }

  const carryOut = async (batch: readonly Pending[], connection: Steady, slot: number): Promise<void> => {
    try {
      await persist(batch, connection, slot)
    } catch (error) {
      await numbers.reload(batch[0]?.region ?? '').catch(() => {})
      // One poisoned command must not fail its neighbours: each is tried alone.
      if (batch.length === 1) batch[0]?.reject(faultOf(error))
      else for (const pending of batch) await carryOut([pending], connection, slot)
    }
  }

  /**
   * Tries again while the database is away. Whether a batch whose connection broke was committed nobody knows; trying again
   * is safe, because what was committed is found by its key and answered, not done twice.
   */
  const persist = async (batch: readonly Pending[], connection: Steady, slot: number): Promise<void> => {
    for (const until = performance.now() + patienceMs; ; ) {
      try {
        await connection.use((client) => perform(batch, client, slot))
        return
      } catch (error) {
        for (const { lane } of batch) recent.forget(lane)
        if (!isConnectionFault(error) || performance.now() > until) throw error
        await numbers.reload(batch[0]?.region ?? '').catch(() => {})
        await pause(50)
      }
    }
  }

  const perform = async (batch: readonly Pending[], client: pg.ClientBase, slot: number): Promise<void> => {
    const region = batch[0]?.region ?? ''
    const loaded = await loadBatch(batch, region, client, state, recent)
    const answers = judgeBatch(batch, loaded, { state, numbers, clausesIn: options.clausesIn, region })
    const writes = [...loaded.working.values()].flatMap((working) => {
      const write = caseWrite(working, state)
      return write ? [{ working, write }] : []
    })
    const written =
      writes.length > 0
        ? await writeBatch(
            client,
            writes.map(({ write }) => write),
            slot,
          )
        : new Set<string>()
    const lost = new Set(writes.filter(({ write }) => !written.has(write.after.id)).map(({ working }) => working))
    if (lost.size > 0) await numbers.reload(region)
    const isLost = (working: Working | null) => working !== null && lost.has(working)
    for (const { working, write } of writes) {
      const last = write.events.at(-1)
      if (isLost(working) || !last) recent.forget(write.after.no)
      else recent.set({ case: write.after, leafHash: last.leafHash })
    }
    const [guesses, answered] = [
      answers.filter((one) => isGuess(one, loaded)),
      answers.filter((one) => !isGuess(one, loaded)),
    ]
    for (const { pending } of guesses) {
      recent.forget(pending.lane)
      queue.push(pending)
    }
    const doubtful = answered
      .filter(({ result, working }) => !result.ok || isLost(working))
      .map(({ pending }) => pending.order)
    const before = doubtful.length > 0 ? await replays(doubtful, region, client, state) : new Map()
    options.onCommit(
      answered.flatMap(({ result, working }) =>
        result.ok && !result.value.replayed && !isLost(working) ? [result.value] : [],
      ),
    )
    for (const { pending, result, working } of answered) {
      const replay = before.get(pending.order)
      if (replay) pending.resolve(replay)
      else if (working !== null && isLost(working)) again(pending, working)
      else pending.resolve(result)
    }
  }

  /** The case moved on between reading and writing. */
  const again = (pending: Pending, working: Working): void => {
    pending.attempts += 1
    if (pending.attempts < mostAttempts || isCare(pending.order) || 'open' in pending.order.target) {
      queue.push(pending)
      return
    }
    pending.resolve(
      refuse({
        code: 'stale',
        says: ['本件刚刚有了新进展，请看过最新情况再决定', 'The case has moved on; look at it again before you decide'],
        ...(working.case && { seq: working.case.seq }),
      }),
    )
  }

  return {
    submit: (order) =>
      new Promise((resolve, reject) => {
        const place = placeOf(order, state.programme.region)
        if (place === null) {
          resolve(notFound)
          return
        }
        queue.push({ order, ...place, resolve, reject, attempts: 0 })
        pump()
      }),
    forget: recent.forget,
    idle: () =>
      queue.length === 0 && free.length === writers.length
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting = [...waiting, resolve]
          }),
  }
}

/** A refusal that rests on a remembered case: it is judged again on the case as it is. */
function isGuess({ pending, result }: Answer<Pending>, loaded: Loaded): boolean {
  return !result.ok && loaded.guessed.has(pending.lane)
}

function placeOf(order: Order | CareOrder, home: string): Pick<Pending, 'region' | 'lane' | 'claim'> | null {
  if (!isCare(order) && 'open' in order.target) {
    const { region, procedure } = order.target.open
    return { region, lane: `new ${order.key}`, claim: `numbers ${region} ${procedure}` }
  }
  const no = isCare(order) ? order.no : 'no' in order.target ? order.target.no : ''
  const region = regionOf(no, home)
  return region === null ? null : { region, lane: no, claim: no }
}
