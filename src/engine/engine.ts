import pg from 'pg'
import type { Instant } from '../kernel/calendar.ts'
import { dayOf } from '../kernel/calendar.ts'
import { type Org, orgOf } from '../kernel/org.ts'
import type { Bilingual } from '../kernel/text.ts'
import type { Database } from '../store/cluster/database.ts'
import { storedEditions } from '../store/editions.ts'
import { handOverAgain } from '../store/outbox.ts'
import { readOrg } from '../store/people.ts'
import { type Steady, steadyClient } from '../store/steady.ts'
import { writerOptions } from '../store/write-statement.ts'
import { openActs } from './act.ts'
import type { BusinessClock, ClockSetting } from './business-clock.ts'
import { openComparison } from './comparison.ts'
import { deliveries } from './deliver.ts'
import { drawProcedure, openDrawRecorder } from './draw-record.ts'
import { type Editions, editionsOf } from './editions.ts'
import { openEvidence } from './evidence.ts'
import { endingsOf } from './facts.ts'
import { EngineFault } from './fault.ts'
import { assertSameKind, keepOffset, openClock } from './instance.ts'
import { type Jobs, migrateJobs, openJobs } from './jobs.ts'
import { type Keys, openKeys } from './keys.ts'
import type { Log } from './log.ts'
import type { LogState } from './log-state.ts'
import { type Notices, openNotices } from './notices.ts'
import { liveNumbers } from './numbers.ts'
import type { Done, Submit } from './order.ts'
import { type Outside, type OutsideSettings, openOutside } from './outside.ts'
import { openProcedures, type Procedures } from './procedures.ts'
import type { Programme } from './programme.ts'
import { openPublicLog } from './public-log.ts'
import { openPulse } from './pulse.ts'
import { watchRegister } from './register-watch.ts'
import { openSeedsOf } from './seeds.ts'
import { type LogSigner, openSigner } from './signer.ts'
import { openTimers } from './timers.ts'
import { openUnsealing, type Unsealing } from './unsealing.ts'
import type { Witnesses } from './witnesses.ts'

export interface EngineOptions {
  readonly database: Database
  readonly programme: Programme
  readonly log: Log
  /** LUOSHI_DATA: keys and the signer's state. */
  readonly data: string
  /** Where business time starts; null for real time. Where it is kept already, it goes on from there unless frozen. */
  readonly clock: ClockSetting | null
  readonly isDemo: boolean
  /** The socket of a signer that runs under a user of its own; without one, a signer is started on `data`. */
  readonly signer?: string
  /** The name of the public log where it begins here; what the programme says unless told. A log that exists keeps its name. */
  readonly logName?: string
  /** What may be told to others, and how; nobody is told without it. */
  readonly outside?: OutsideSettings
}

/** The one way in to everything that is kept. Floors above ask it; they never see SQL. */
export interface Engine {
  readonly programme: Programme
  readonly procedure: Procedures
  readonly editions: Editions
  readonly clock: BusinessClock
  readonly keys: Keys
  readonly signer: LogSigner
  readonly witnesses: Witnesses
  /** Connections of the app's role, for queries of `store/`. */
  readonly db: pg.Pool
  readonly org: () => Org
  /** Reads the register of units and posts again after it was changed. */
  readonly refreshOrg: () => Promise<void>
  readonly submit: Submit
  /** Takes no move any more until released; resolves once all that was under way is recorded. */
  readonly hold: () => Promise<() => void>
  /** Reads a case from its row again: what it holds was changed otherwise than by a move. */
  readonly forget: (no: string) => void
  /** The one way to a complainant's identity: two persons, once, recorded. */
  readonly unsealing: Unsealing
  /** What posts are told, made by following the log. */
  readonly notices: Notices
  /** Mails and webhooks. */
  readonly outside: Outside
  /** Entries in the log as of the newest checkpoint. */
  readonly logSize: () => number
  /** Grows with every commit here: pages computed at the same revision are the same. */
  readonly revision: () => number
  /** Moves business time on, recording every breach on the way at its instant. Only the demo story and tests do this. */
  readonly advanceTo: (instant: Instant) => Promise<void>
  /** Lets business time that stood still run on from where it is, also after a restart. */
  readonly runOn: () => Promise<void>
  /** Resolves when nothing is queued, no message waits, a signed checkpoint covers everything, and posts have been told. */
  readonly settled: () => Promise<void>
  /** Not null when the log cannot go on; then nothing is accepted any more. */
  readonly broken: () => Error | null
  /** Whether what is recorded also gets signed; pages say so where it does not. */
  readonly logState: () => LogState
  readonly close: () => Promise<void>
}

const changing: Bilingual = [
  '正在换用新公布的方案，请过一会儿再试',
  'The plan that was just published is being taken over; try again in a moment',
]

const scanEveryMs = 5_000
const pulseEveryMs = 60_000
const followEveryMs = 2_000
const remindEveryMs = 60_000

/** Two connections for batches, apart from the pool: pipelined, with generic plans (custom planning was the cost). */
function openWriters(database: Database): readonly Steady[] {
  const { options = '', ...config } = database.as('app') as pg.ClientConfig & { options?: string }
  const own = `${options} ${writerOptions}`
  return [0, 1].map(() => steadyClient({ ...config, options: own, pipeline: true }))
}

/** Opens the engine on a migrated database. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { database, programme, log, data } = options
  const logName = options.isDemo ? `${programme.log}/demo` : (options.logName ?? programme.log)
  const signing = openSigner(data, logName, options.signer)
  // Whoever awaits it below hears of it; it must not end the process before.
  signing.catch(() => {})
  await migrateJobs(database)
  const db = new pg.Pool({ ...database.as('app'), max: 12 })
  // graphile-worker warns on the console unless the pool watches for lost connections itself.
  let closing = false
  const lost = (error: Error) => {
    // A pool ends before its connections have: one that PostgreSQL cuts while it stops is no news.
    if (!closing) log.warn({ error: error.message }, 'a database connection was lost')
  }
  db.on('error', lost)
  db.on('connect', (client) => client.on('error', lost))
  await assertSameKind(db, options.isDemo)
  const keys = openKeys(data)
  const clock = await openClock(db, options.clock)
  const procedure = await openProcedures(db, programme)
  const editions = editionsOf(programme, await storedEditions(db))
  const seeds = openSeedsOf(db, programme, clock)
  const writers = openWriters(database)
  const numbers = liveNumbers(db)
  await numbers.reload(programme.region)

  let org = orgOf(await readOrg(db))
  let revision = 0
  let jobs: Jobs | null = null
  const publicLog = await openPublicLog({ connection: database.as('app'), db, data, signer: await signing, log })
  const today = () => dayOf(programme.calendar.dayAt(clock.now()))
  const state = {
    programme,
    clock,
    keys,
    endings: endingsOf(programme.procedures.values()),
    compare: openComparison(programme, openEvidence(db, data)),
    org: () => org,
    procedure,
    seeds: () => seeds.of(today()),
  }
  const draws = openDrawRecorder({
    db,
    programme,
    clock,
    org: () => org,
    logSize: publicLog.size,
    log,
    onRecorded: () => {
      revision += 1
      publicLog.nudge()
    },
  })
  const acts = openActs({
    state,
    writers,
    numbers,
    clausesIn: editions.slugsIn,
    onCommit: (done) => {
      if (done.some(({ events }) => events.length > 0)) {
        revision += 1
        publicLog.nudge()
      }
      if (done.some(({ procedure: p, events }) => p.id === drawProcedure && events.length > 0)) void draws.record()
      if (done.some((one) => one.events.some((e) => e.opened) || (one.case.parent !== null && isFinal(one))))
        jobs?.nudge()
    },
  })
  let isHeld = false
  const submit: Submit = (order) => {
    const broken = publicLog.broken() ?? (isHeld ? new EngineFault(changing) : null)
    return broken ? Promise.reject(broken) : acts.submit(order)
  }
  const hold = async () => {
    isHeld = true
    await acts.idle()
    return () => {
      isHeld = false
    }
  }
  await seeds.prepare()
  await handOverAgain(db)
  const office = { programme, procedure, db, clock, org: () => org }
  const outside = openOutside({ office, settings: options.outside ?? null, keys, log, nudge: () => jobs?.nudge() })
  const tasks = deliveries({ db, submit, programme, procedure, editions })
  jobs = await openJobs({ pool: db, tasks, outside: outside.tasks, crontab: '', log })
  const timers = openTimers({ db, acts: { ...acts, submit }, clock, seeds, log, everyMs: scanEveryMs })
  const unsealing = openUnsealing({ database, db, keys, programme, clock, org: () => org })
  const refreshOrg = async () => {
    org = orgOf(await readOrg(db))
    revision += 1
  }
  const register = watchRegister({ db, region: programme.region, everyMs: scanEveryMs, log, onChange: refreshOrg })
  const { nudge, size } = publicLog
  const pulse = openPulse({ db, programme, clock, size, nudge, log, everyMs: pulseEveryMs })
  const notices = openNotices({
    engine: office,
    log,
    nudge: () => jobs?.nudge(),
    followEveryMs,
    remindEveryMs,
  })
  await draws.record()
  await publicLog.drain()

  const settled = async () => {
    await acts.idle()
    await jobs?.drain()
    await acts.idle()
    await draws.record()
    await publicLog.drain()
    await notices.follow()
  }

  return {
    programme,
    procedure,
    editions,
    clock,
    keys,
    signer: publicLog.signer,
    witnesses: publicLog.witnesses,
    db,
    org: () => org,
    refreshOrg,
    submit,
    hold,
    forget: acts.forget,
    unsealing,
    notices,
    outside,
    logSize: publicLog.size,
    revision: () => revision,
    advanceTo: async (instant) => {
      for (;;) {
        const next = await timers.next()
        if (next === null || next > instant) break
        clock.moveTo(next)
        if ((await timers.scan()) === 0) break
        await jobs?.drain()
      }
      clock.moveTo(instant)
      await timers.scan()
    },
    runOn: () => {
      clock.release()
      return keepOffset(db, clock)
    },
    settled,
    broken: publicLog.broken,
    logState: publicLog.state,
    close: async () => {
      timers.close()
      pulse.close()
      await notices.close()
      await outside.close()
      register.close()
      await acts.idle()
      await jobs?.close()
      await publicLog.close()
      await Promise.all(writers.map((writer) => writer.close()))
      await unsealing.close()
      closing = true
      await db.end()
    },
  }
}

function isFinal({ procedure, case: c }: Done): boolean {
  return procedure.declaration.states[c.state]?.final === true
}
