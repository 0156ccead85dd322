import { createHash } from 'node:crypto'
import type pg from 'pg'
import { type Day, dayOf } from '../kernel/calendar.ts'
import type { Case, Event } from '../kernel/case.ts'
import { parseSpan } from '../kernel/clock.ts'
import { entryBytes } from '../kernel/log/entry.ts'
import { leafHash } from '../kernel/log/hash.ts'
import type { Org } from '../kernel/org.ts'
import type { Json, JsonRecord } from '../kernel/text.ts'
import { drawKeys } from '../store/draw-keys.ts'
import {
  addDraw,
  addDrawFile,
  addDrawStep,
  allDraws,
  type DrawRow,
  drawFiles,
  drawOfCase,
  drawSteps,
  lockDraws,
  moveDrawOn,
  readConflicts,
  unrecordedCases,
} from '../store/draws.ts'
import { addStatement } from '../store/log.ts'
import { casesByNo, eventsOf, type Queryable } from '../store/read.ts'
import { inTransaction } from '../store/transaction.ts'
import type { BusinessClock } from './business-clock.ts'
import { type FrameQuestion, frameFiles, unsealDay } from './draw-frame.ts'
import { changeFiles, type Standing, standingOf } from './draw-replaced.ts'
import { type Recorded, recordedOf, turns } from './draw-steps.ts'
import type { Log } from './log.ts'
import type { Programme } from './programme.ts'

export const drawProcedure = 'random-inspection'

export interface DrawRecorder {
  /** Resolves when every move made so far stands in the log's queue as a step of its draw. */
  readonly record: () => Promise<void>
}

export interface RecorderOptions {
  readonly db: pg.Pool
  readonly programme: Programme
  readonly clock: BusinessClock
  readonly org: () => Org
  readonly logSize: () => number
  readonly log: Log
  /** Something new waits to be sealed. */
  readonly onRecorded: () => void
}

/**
 * The id of a step's statement. The sequencer takes statements in the order of their ids, so this order is that of the draws
 * of a series and of the steps of a draw; and a step that was recorded is not recorded twice. What comes after a result stands
 * behind the steps of all draws that are sealed with it: a list counts what stands in the log before it, and nothing else.
 */
export function stepId(series: string, n: number, step: number, isAfter = false): string {
  const hash = createHash('sha256').update(`luoshi-draw-step/1\n${series}\n`).digest('hex')
  const place = n.toString(16).padStart(8, '0') + step.toString(16).padStart(4, '0')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8000-${isAfter ? '9' : '8'}000-${place}`
}

/** CC-2018-0003 → CC-2018, CC-2018-990001-0003 → CC-2018-990001: draws are counted in each series. */
const seriesOf = (no: string): string => no.replace(/-\d+$/, '')

function actorOf({ by }: Event): string {
  return 'post' in by ? by.post : by.party
}

/** Whether what was drawn may be known: of a covert draw after its visits. */
export const isOpenDraw = (c: Pick<Case, 'state' | 'data'>): boolean =>
  c.data.mode !== 'covert' || ['opened', 'reported', 'voided'].includes(c.state)

/** Who was to go where by what stands in the log: a replacement that waits to be sealed comes after the next list. */
async function loggedStanding(db: Queryable, region: string, draw: string): Promise<Standing | null> {
  const files = await drawFiles(db, region, draw)
  const steps = await drawSteps(db, region, draw)
  const logged = steps.flatMap(({ type, index, entry }) =>
    type === 'draw.amend' && index !== null ? [JSON.parse(entry.toString()).body.what] : [],
  )
  const waiting: readonly string[] = Object.entries(changeFiles).flatMap(([what, name]) =>
    logged.includes(what) ? [] : [name],
  )
  return standingOf(new Map([...files].filter(([name]) => !waiting.includes(name))))
}

/**
 * Whom the draws of this series have visited already, and how often each inspector went. Not to be given sealed ones: a list that
 * counted them would tell their targets.
 */
async function earlier(db: Queryable, region: string, draws: readonly string[]) {
  // One after another: a transaction has one connection.
  const standing: Standing[] = []
  for (const draw of draws) {
    const found = await loggedStanding(db, region, draw)
    if (found) standing.push(found)
  }
  const slots = new Map<string, number>()
  for (const [, inspector] of standing.flatMap(({ teams }) => teams ?? []).flatMap(([, members]) => members))
    slots.set(inspector, (slots.get(inspector) ?? 0) + 1)
  return { visited: new Set(standing.flatMap(({ units }) => units)), slots }
}

/** Turns the moves of random inspections into the entries and files of their draws, each once and in order. */
export function openDrawRecorder(options: RecorderOptions): DrawRecorder {
  const { db, programme, clock, log } = options
  const { region, calendar } = programme

  function unsealBy(c: Case, on: Day): string | null {
    if (c.data.mode !== 'covert') return null
    const clocks = programme.procedures.get(drawProcedure)?.declaration.clocks ?? {}
    const limits = ['handIn', 'show', 'visit', 'disclose'].map((name) => parseSpan(String(clocks[name]?.limit)).value)
    const last = unsealDay(on, calendar.plusWorkingDays, limits)
    return new Date(calendar.startOf(calendar.dayAt(Date.parse(`${last}T12:00:00Z`)) + 1)).toISOString()
  }

  /** The keys of whoever froze the list and of the two supervisors: only those of the persons who hold the posts now. */
  async function keysOf(tx: Queryable, c: Case, on: Day): Promise<FrameQuestion['keys']> {
    const office = c.acted.office?.find((mark) => mark.startsWith('post:'))?.slice('post:'.length)
    const posts = { office, first: c.data.firstPost, second: c.data.secondPost }
    const keys = await drawKeys(tx, region)
    return Object.fromEntries(
      Object.entries(posts).flatMap(([party, post]) => {
        const key = keys.find(
          (one) => one.post === post && one.person === options.org().holdingOf(one.post, on)?.person,
        )
        return key ? [[party, key.vkey]] : []
      }),
    )
  }

  /** Begins the draw of a case: its number in the series, its list. Null while the draw before it has not ended. */
  async function begun(tx: Queryable, c: Case): Promise<DrawRow | null> {
    const series = seriesOf(c.no)
    const before = (await allDraws(tx, region)).filter((one) => one.series === series)
    const open = await casesByNo(
      tx,
      region,
      before.map(({ no }) => no),
    )
    if (open.some(({ case: other }) => Object.hasOwn(turns, other.state))) return null
    const sealed = new Set(open.filter(({ case: other }) => !isOpenDraw(other)).map(({ case: { no } }) => no))
    const n = Math.max(0, ...before.map((one) => one.n)) + 1
    const draw: DrawRow = { id: `${series}/${n}`, series, n, no: c.no, seq: -1, steps: 0 }
    const on = dayOf(calendar.dayAt(c.openedAt))
    const files = frameFiles({
      draw: draw.id,
      isCovert: c.data.mode === 'covert',
      cover: Number(c.data.cover),
      spot: Number(c.data.spot),
      teamSize: Number(c.data.teamSize),
      organiser: String(c.data.unit),
      on,
      unsealBy: unsealBy(c, on),
      logSize: options.logSize(),
      org: options.org(),
      region,
      conflicts: await readConflicts(tx, region),
      keys: await keysOf(tx, c, on),
      ...(await earlier(
        tx,
        region,
        before.flatMap(({ no, id }) => (sealed.has(no) ? [] : [id])),
      )),
    })
    await addDraw(tx, region, draw)
    await addDrawFile(tx, region, draw.id, 'frame.json', Buffer.from(files.frame))
    await addDrawFile(tx, region, draw.id, 'register.json', Buffer.from(files.register))
    return draw
  }

  async function write(tx: Queryable, draw: DrawRow, e: Event, { steps, files }: Recorded): Promise<DrawRow> {
    const rule = programme.procedures.get(drawProcedure)?.ruleOf(e.basis) ?? e.basis
    for (const [name, content] of Object.entries(files))
      await addDrawFile(tx, region, draw.id, name, Buffer.from(content))
    for (const [i, { type, body }] of steps.entries()) {
      const n = draw.steps + i
      const at = new Date(clock.now()).toISOString()
      const bytes = entryBytes({ type, at, actor: actorOf(e), rule, body })
      const statement = stepId(draw.series, draw.n, n, type === 'draw.amend')
      await addStatement(tx, region, statement, bytes, leafHash(bytes))
      await addDrawStep(tx, region, draw.id, { n, type, statement })
    }
    const after = { ...draw, seq: e.seq, steps: draw.steps + steps.length }
    await moveDrawOn(tx, region, draw.id, after.seq, after.steps)
    return after
  }

  /** Writes the moves of a case that are new since its draw was recorded. */
  async function recordEvents(tx: Queryable, begun: DrawRow, id: string): Promise<void> {
    const files = new Map(await drawFiles(tx, region, begun.id))
    const frame = files.get('frame.json')?.toString() ?? ''
    const { mode, unsealBy: by } = JSON.parse(frame) as JsonRecord
    const unsealedBy = typeof by === 'string' ? by : null
    const recording = { draw: begun.id, no: begun.no, isCovert: mode === 'sealed', unsealBy: unsealedBy, frame, files }
    // Not the case's row: it was read before the events, and may lack what the last of them brought.
    const data: Record<string, Json> = {}
    let draw = begun
    let aside: string | null = null
    for (const e of await eventsOf(tx, region, id)) {
      Object.assign(data, e.input, e.set)
      if (e.transition === 'ask-aside') aside = actorOf(e)
      if (e.seq <= draw.seq) continue
      const recorded = recordedOf(e, { ...recording, data, aside })
      for (const [name, content] of Object.entries(recorded.files)) files.set(name, Buffer.from(content))
      draw = await write(tx, draw, e, recorded)
    }
  }

  /** Records what is new of one case, all of it or nothing. */
  const recordCase = (no: string, id: string): Promise<void> =>
    inTransaction(db, async (tx) => {
      await lockDraws(tx)
      const [stored] = await casesByNo(tx, region, [no])
      const draw = stored ? ((await drawOfCase(tx, region, no)) ?? (await begun(tx, stored.case))) : null
      if (draw) await recordEvents(tx, draw, id)
    })

  let running: Promise<void> | null = null
  const all = async (): Promise<void> => {
    const cases = await unrecordedCases(db, region, drawProcedure)
    for (const { no, id } of cases) await recordCase(no, id)
    if (cases.length > 0) options.onRecorded()
  }
  return {
    record: async () => {
      // Whoever comes while one round is under way waits for a round that began after his move.
      while (running) await running
      running = all()
        .catch((error: unknown) => log.error({ error: String(error) }, 'a draw was not recorded'))
        .finally(() => {
          running = null
        })
      await running
    },
  }
}
