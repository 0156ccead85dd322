import type pg from 'pg'
import { dayOf, type Instant } from '../kernel/calendar.ts'
import type { Case } from '../kernel/case.ts'
import {
  addNotices,
  casesByIds,
  casesNearDue,
  type Followed,
  forgetNotices,
  markFollowed,
  type NoticeWrite,
  nextInLog,
  settleNotices,
} from '../store/notices.ts'
import type { Queryable } from '../store/read.ts'
import { inTransaction } from '../store/transaction.ts'
import { hasWebhook } from '../store/webhooks.ts'
import { uuidFrom } from './case-write.ts'
import type { Log } from './log.ts'
import { type Judging, judgeOf, procedureOf } from './moves.ts'
import { type NoticeView, postsAwaited, toldOf } from './notice-rules.ts'
import { announce } from './webhooks.ts'

/** Entries of the log that are followed in one transaction. */
const mostAtOnce = 1000

/** Cases near their deadline that one round looks at. */
const mostNear = 1000

/** Natural days of business time after which a notice is deleted. */
export const daysKept = 90

const dayMs = 86_400_000

export interface Notices {
  /** Tells posts of everything that has entered the log by now. */
  readonly follow: () => Promise<void>
  /** Tells posts of deadlines that are near now, and deletes what is old. */
  readonly remind: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface NoticesOptions {
  readonly engine: Judging & { readonly db: pg.Pool }
  readonly log: Log
  /** Messages are waiting in the outbox. */
  readonly nudge: () => void
  readonly followEveryMs: number
  readonly remindEveryMs: number
}

/** Told by the day only where a citizen acted: the hour of a complaint is nobody's to know. */
function toldAt(e: Followed, { programme }: Judging): Instant {
  const at = e.at.getTime()
  return 'token' in e.mover ? programme.calendar.startOf(programme.calendar.dayAt(at)) : at
}

const dueOf = (engine: Judging, c: Case): Instant | null =>
  procedureOf(engine, c).declaration.states[c.state]?.final === true ? null : c.due

async function viewOf(engine: Judging, cases: readonly Case[]): Promise<NoticeView> {
  const { programme, clock } = engine
  const today = dayOf(programme.calendar.dayAt(clock.now()))
  return { org: engine.org(), today, judge: await judgeOf(engine, cases) }
}

/** The cases of some events, by id. */
async function casesOf(db: Queryable, events: readonly Followed[]): Promise<ReadonlyMap<string, Case>> {
  const groups = [...Map.groupBy(events, (e) => e.region)]
  const stored = await Promise.all(
    groups.map(([region, group]) =>
      casesByIds(
        db,
        region,
        group.map((e) => e.caseId),
      ),
    ),
  )
  return new Map(stored.flat().map((one) => [one.case.id, one.case]))
}

async function told(engine: Judging, db: Queryable, events: readonly Followed[]): Promise<void> {
  const cases = await casesOf(db, events)
  const view = await viewOf(engine, [...cases.values()])
  const notices = events.flatMap((e): readonly NoticeWrite[] => {
    const c = cases.get(e.caseId)
    if (!c) return []
    return toldOf(procedureOf(engine, c), c, e, view).map(({ post, kind }) => ({
      region: e.region,
      id: uuidFrom(`${e.caseId}/${e.seq}/notice/${post}`),
      post,
      caseId: e.caseId,
      seq: e.seq,
      kind,
      transition: e.transition,
      at: toldAt(e, engine),
      due: dueOf(engine, c),
    }))
  })
  await announce(engine, db, events, cases)
  const moved = events.filter((e) => e.from !== e.to)
  for (const [region, group] of Map.groupBy(moved, (e) => e.region))
    await settleNotices(
      db,
      region,
      group.map((e) => e.caseId),
    )
  // The events of a case one after another, so that the newest of a batch is the one that stays unread.
  const groups = [...Map.groupBy(notices, (one) => one.seq)].sort(([a], [b]) => a - b)
  for (const [, group] of groups) await addNotices(db, group)
}

interface Step {
  /** Whether the log has been followed to its end. */
  readonly isAll: boolean
  readonly events: number
}

/** One step along the log. */
function step(engine: NoticesOptions['engine']): Promise<Step> {
  return inTransaction(engine.db, async (db) => {
    const { events, next, isAll } = await nextInLog(db, mostAtOnce, { withQuiet: await hasWebhook(db) })
    if (events.length > 0) await told(engine, db, events)
    if (next !== null) await markFollowed(db, next)
    return { isAll, events: events.length }
  })
}

/** A deadline is near when its last day is today or the next working day. */
async function remindOf(engine: NoticesOptions['engine']): Promise<void> {
  const { programme, clock, db } = engine
  const { calendar, region } = programme
  const now = clock.now()
  const today = calendar.dayAt(now)
  await forgetNotices(db, region, new Date(now - daysKept * dayMs))
  const stretch = {
    after: new Date(now),
    before: new Date(calendar.startOf(calendar.plusWorkingDays(today, 1) + 1)),
    since: new Date(calendar.startOf(today)),
  }
  const near = (await casesNearDue(db, region, stretch, mostNear)).map((one) => one.case)
  if (near.length === 0) return
  const view = await viewOf(engine, near)
  const notices = near.flatMap((c): readonly NoticeWrite[] =>
    postsAwaited(procedureOf(engine, c), c, view).map((post) => ({
      region,
      id: uuidFrom(`${c.id}/${c.due}/near/${post.id}`),
      post: post.id,
      caseId: c.id,
      seq: c.seq,
      kind: 'near',
      transition: '',
      at: now,
      due: c.due,
    })),
  )
  await addNotices(db, notices)
}

/**
 * Follows the public log: tells posts what concerns them, and webhooks what is public. The log is the queue: every accepted move enters it once, in one
 * order; the place up to which it was followed moves on in the transaction that writes the notices, so that each event is
 * told exactly once, and the moves themselves wait for none of it (docs/decisions/0097).
 */
export function openNotices({ engine, log, nudge, followEveryMs, remindEveryMs }: NoticesOptions): Notices {
  let following: Promise<void> | null = null
  let reminding: Promise<void> | null = null
  let again = false
  // Whoever asks while a round is under way gets one more: what he knows of may have entered the log after it was read.
  const follow = (): Promise<void> => {
    again = true
    following ??= (async () => {
      while (again) {
        again = false
        for (let isAll = false; !isAll; ) {
          const done = await step(engine)
          isAll = done.isAll
          if (done.events > 0) nudge()
        }
      }
    })().finally(() => {
      following = null
    })
    return following
  }
  const remind = (): Promise<void> => {
    reminding ??= remindOf(engine).finally(() => {
      reminding = null
    })
    return reminding
  }
  const warned = (what: string) => (error: unknown) => log.warn({ error: String(error) }, what)
  const timers = [
    setInterval(() => void follow().catch(warned('notices wait')), followEveryMs),
    setInterval(() => void remind().catch(warned('no reminder of deadlines')), remindEveryMs),
  ]
  return {
    follow,
    remind,
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled([following, reminding])
    },
  }
}
