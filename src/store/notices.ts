import type { Mover } from '../kernel/case.ts'
import type { Queryable } from './read.ts'
import { type CaseRow, caseColumns, caseOf, type StoredCase } from './row.ts'

/**
 * Why a post is told of an event: a case waits for it, a deadline is near, a limit has passed, what it handed in was sent
 * back, a case that it worked on was decided, or a new edition of the plan touches what it answers for.
 */
export type NoticeKind = 'waits' | 'near' | 'breached' | 'refused' | 'ruled' | 'edition'

/** A notice as it is written. It holds no title, no input and no name: those are read through `view` when it is shown. */
export interface NoticeWrite {
  readonly region: string
  /** Named after the event and the post, so that what is found twice is kept once. */
  readonly id: string
  readonly post: string
  readonly caseId: string
  readonly seq: number
  readonly kind: NoticeKind
  readonly transition: string
  readonly at: number
  readonly due: number | null
}

export interface Notice extends NoticeWrite {
  readonly isRead: boolean
}

/** An entry of the public log that is an event of a case. */
export interface Followed {
  readonly idx: number
  readonly region: string
  readonly caseId: string
  readonly seq: number
  readonly transition: string
  readonly from: string | null
  readonly to: string
  readonly at: Date
  readonly mover: Mover
}

/** Some way along the log. */
export interface Stretch {
  /** Those of its entries that are events of cases and may call somebody. */
  readonly events: readonly Followed[]
  /** The place after its last entry; null where there was none. */
  readonly next: number | null
  /** Whether the log ends here. */
  readonly isAll: boolean
}

/**
 * The next entries of the log from where it was followed to, and that place, locked until the transaction ends. Without
 * `withQuiet` those are left out that call nobody: moves of people that leave their case in the same state. Most moves of a
 * busy day are reports of progress, and reading all their cases cost more than anything else that is done after a move.
 */
export async function nextInLog(
  db: Queryable,
  limit: number,
  { withQuiet }: { readonly withQuiet: boolean },
): Promise<Stretch> {
  const cursor = await db.query<{ next: string }>('select next_idx as next from notice_cursor for update')
  const from = Number(cursor.rows[0]?.next ?? 0)
  const stretch = await db.query<{ n: number; last: string | null }>({
    name: 'stretch-of-log',
    text: `select count(*)::int as n, max(idx) as last
             from (select idx from log_leaf where idx >= $1 order by idx limit $2) as l`,
    values: [from, limit],
  })
  const { n = 0, last = null } = stretch.rows[0] ?? {}
  if (last === null) return { events: [], next: null, isAll: true }
  // Heartbeats, censuses and seeds are entries of no case.
  const { rows } = await db.query<Omit<Followed, 'idx'> & { idx: string }>({
    name: 'events-in-log',
    text: `select l.idx, l.region, l.case_id as "caseId", l.seq, e.transition, e.from_state as "from",
                  e.to_state as "to", e.at, e.mover
             from log_leaf l
             join event e on e.region = l.region and e.case_id = l.case_id and e.seq = l.seq
            where l.idx between $1 and $2
              and ($3 or e.from_state is distinct from e.to_state or e.mover->>'party' = 'clock')
            order by l.idx`,
    values: [from, last, withQuiet],
  })
  return { events: rows.map((row) => ({ ...row, idx: Number(row.idx) })), next: Number(last) + 1, isAll: n < limit }
}

export async function markFollowed(db: Queryable, next: number): Promise<void> {
  await db.query('update notice_cursor set next_idx = $1', [next])
}

/** Cases by id, in any order. */
export async function casesByIds(
  db: Queryable,
  region: string,
  ids: readonly string[],
): Promise<readonly StoredCase[]> {
  if (ids.length === 0) return []
  const { rows } = await db.query<CaseRow>({
    name: 'cases-by-ids',
    text: `select ${caseColumns} from case_file where region = $1 and id = any($2)`,
    values: [region, [...new Set(ids)]],
  })
  return rows.map(caseOf)
}

/**
 * Open cases whose deadline lies in a stretch of time, and whose posts were told of it neither as near nor since `since`.
 * The nearest deadline first.
 */
export async function casesNearDue(
  db: Queryable,
  region: string,
  { after, before, since }: { readonly after: Date; readonly before: Date; readonly since: Date },
  limit: number,
): Promise<readonly StoredCase[]> {
  const { rows } = await db.query<CaseRow>({
    name: 'cases-near-due',
    text: `select ${caseColumns}
             from case_file f
            where region = $1 and not final and due > $2 and due <= $3
              and not exists (
                select from notice n
                 where n.region = f.region and n.case_id = f.id and n.due = f.due and (n.kind = 'near' or n.at >= $4))
            order by due
            limit $5`,
    values: [region, after, before, since, limit],
  })
  return rows.map(caseOf)
}

/**
 * Adds notices; one that is there already stays as it is. What a post had not read yet about the same case is deleted, so
 * that no post has two unread lines for one case.
 */
export async function addNotices(db: Queryable, notices: readonly NoticeWrite[]): Promise<void> {
  if (notices.length === 0) return
  await db.query(
    `with given as (
       select * from jsonb_to_recordset($1::jsonb) as x
         (region text, id uuid, post text, "caseId" uuid, seq int, kind text, transition text, at timestamptz, due timestamptz)
     ),
     added as (
       insert into notice (region, id, post, case_id, seq, kind, transition, at, due)
       select region, id, post, "caseId", seq, kind, transition, at, due from given
       on conflict do nothing
       returning region, id, post, case_id
     )
     delete from notice n
      using added
      where n.region = added.region and n.case_id = added.case_id and n.post = added.post and not n.is_read`,
    [JSON.stringify(notices.map((one) => ({ ...one, at: iso(one.at), due: one.due === null ? null : iso(one.due) })))],
  )
}

const iso = (at: number) => new Date(at).toISOString()

/** Writes notices beside whatever is unread of the same cases. */
export async function addBeside(db: Queryable, notices: readonly NoticeWrite[]): Promise<void> {
  if (notices.length === 0) return
  await db.query(
    `insert into notice (region, id, post, case_id, seq, kind, transition, at, due)
     select region, id, post, "caseId", seq, kind, transition, at, due
       from jsonb_to_recordset($1::jsonb) as x
         (region text, id uuid, post text, "caseId" uuid, seq int, kind text, transition text, at timestamptz, due timestamptz)
     on conflict do nothing`,
    [JSON.stringify(notices.map((one) => ({ ...one, at: iso(one.at), due: one.due === null ? null : iso(one.due) })))],
  )
}

/** Deletes unread what called for somebody's move, once a case has moved on; a ruling and a refusal stay until they are read. */
export async function settleNotices(db: Queryable, region: string, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return
  await db.query(
    `delete from notice
      where region = $1 and case_id = any($2) and not is_read and kind in ('waits', 'near', 'breached')`,
    [region, [...new Set(caseIds)]],
  )
}

export const noticeColumns = `region, id, post, case_id as "caseId", seq, kind, transition,
  (extract(epoch from at) * 1000)::float8 as at, (extract(epoch from due) * 1000)::float8 as due, is_read as "isRead"`

/** Notices of a post, the latest first. */
export async function noticesOf(
  db: Queryable,
  region: string,
  post: string,
  asked: { readonly isRead: boolean; readonly limit: number },
): Promise<readonly Notice[]> {
  const { rows } = await db.query<Notice>({
    name: 'notices-of',
    text: `select ${noticeColumns} from notice
            where region = $1 and post = $2 and is_read = $3
            order by at desc, id limit $4`,
    values: [region, post, asked.isRead, asked.limit],
  })
  return rows
}

/** How many notices a post has not read. */
export async function unreadCount(db: Queryable, region: string, post: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>({
    name: 'unread-notices',
    text: 'select count(*)::int as n from notice where region = $1 and post = $2 and not is_read',
    values: [region, post],
  })
  return rows[0]?.n ?? 0
}

/** Marks notices of a post as read: one, or those up to an instant. Nothing happens for one that is another post's. */
export async function markRead(
  db: Queryable,
  region: string,
  post: string,
  which: { readonly id: string } | { readonly upTo: number },
): Promise<void> {
  const [condition, value] = 'id' in which ? ['id = $3', which.id] : ['at <= $3', new Date(which.upTo)]
  await db.query(`update notice set is_read = true where region = $1 and post = $2 and not is_read and ${condition}`, [
    region,
    post,
    value,
  ])
}

/** Deletes what is older: a notice is a nudge, the journal is the record. */
export async function forgetNotices(db: Queryable, region: string, before: Date): Promise<void> {
  await db.query('delete from notice where region = $1 and at < $2', [region, before])
}
