import { type Notice, type NoticeKind, noticeColumns } from './notices.ts'
import type { Queryable } from './read.ts'

/** How a person wants notices outside the desk. */
export interface NoticeSetting {
  /** A confirmed address; null for no mail. */
  readonly mail: string | null
  /** An address that waits for its code. */
  readonly askedMail: string | null
  /** Hours of the programme's time zone, 0–23. */
  readonly digestHour: number
  readonly quietFrom: number
  readonly quietTo: number
  readonly wantsUrgent: boolean
  /** The day whose digest was handed over last. */
  readonly digestOn: string | null
}

/** What holds for somebody who never said anything. */
export const untouched: NoticeSetting = {
  mail: null,
  askedMail: null,
  digestHour: 8,
  quietFrom: 20,
  quietTo: 8,
  wantsUrgent: true,
  digestOn: null,
}

const columns = `mail, asked_mail as "askedMail", digest_hour as "digestHour", quiet_from as "quietFrom",
  quiet_to as "quietTo", wants_urgent as "wantsUrgent", to_char(digest_on, 'YYYY-MM-DD') as "digestOn"`

export async function noticeSetting(db: Queryable, account: string): Promise<NoticeSetting> {
  const { rows } = await db.query<NoticeSetting>(`select ${columns} from notice_setting where account = $1`, [account])
  return rows[0] ?? untouched
}

/** The same, locked until the transaction ends, for an account that is open and has a confirmed address; null otherwise. */
export async function lockedSetting(
  db: Queryable,
  account: string,
): Promise<(NoticeSetting & { readonly mail: string }) | null> {
  const { rows } = await db.query<NoticeSetting & { readonly mail: string }>(
    `select ${columns} from notice_setting s
      where account = $1 and mail is not null
        and exists (select from account a where a.id = s.account and a.disabled_at is null)
      for update`,
    [account],
  )
  return rows[0] ?? null
}

/** When somebody wants his mails. */
export type Hours = Pick<NoticeSetting, 'digestHour' | 'quietFrom' | 'quietTo' | 'wantsUrgent'>

export async function saveHours(db: Queryable, account: string, hours: Hours): Promise<void> {
  const { digestHour, quietFrom, quietTo, wantsUrgent } = hours
  await db.query(
    `insert into notice_setting (account, digest_hour, quiet_from, quiet_to, wants_urgent) values ($1, $2, $3, $4, $5)
     on conflict (account) do update
     set digest_hour = excluded.digest_hour, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
         wants_urgent = excluded.wants_urgent`,
    [account, digestHour, quietFrom, quietTo, wantsUrgent],
  )
}

/** An address that is to be confirmed with a code until an instant. */
export async function askMail(
  db: Queryable,
  account: string,
  mail: string,
  hash: Uint8Array,
  until: Date,
): Promise<void> {
  await db.query(
    `insert into notice_setting (account, asked_mail, asked_hash, asked_until) values ($1, $2, $3, $4)
     on conflict (account) do update
     set asked_mail = excluded.asked_mail, asked_hash = excluded.asked_hash, asked_until = excluded.asked_until,
         asked_failures = 0`,
    [account, mail, hash, until],
  )
}

/** Confirms the address that waits, by its code; false when the code is wrong, out of date, or was guessed at too often. */
export async function confirmMail(db: Queryable, account: string, hash: Uint8Array, most: number): Promise<boolean> {
  const { rows } = await db.query<{ ok: boolean }>(
    `update notice_setting
        set asked_failures = asked_failures + 1,
            mail = case when asked_hash = $2 then asked_mail else mail end,
            asked_mail = case when asked_hash = $2 then null else asked_mail end,
            asked_hash = case when asked_hash = $2 then null else asked_hash end
      where account = $1 and asked_hash is not null and asked_until > now() and asked_failures < $3
      returning asked_hash is null as ok`,
    [account, hash, most],
  )
  return rows[0]?.ok === true
}

/** No more mail: the address is forgotten. */
export async function stopMail(db: Queryable, account: string): Promise<void> {
  await db.query(
    'update notice_setting set mail = null, asked_mail = null, asked_hash = null, asked_until = null where account = $1',
    [account],
  )
}

/** Open accounts with a confirmed address. */
export async function mailedAccounts(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ account: string }>(
    `select s.account from notice_setting s join account a on a.id = s.account
      where s.mail is not null and a.disabled_at is null
      order by s.account`,
  )
  return rows.map(({ account }) => account)
}

/** What posts have not read and no mail to this account has carried, the earliest deadline first. */
export async function unmailed(
  db: Queryable,
  account: string,
  region: string,
  posts: readonly string[],
): Promise<readonly { readonly id: string; readonly kind: NoticeKind; readonly due: Date | null }[]> {
  const { rows } = await db.query<{ id: string; kind: NoticeKind; due: Date | null }>({
    name: 'unmailed-notices',
    text: `select id, kind, due from notice n
            where region = $1 and post = any($2) and not is_read
              and not exists (
                select from notice_mailed m where m.account = $3 and m.region = n.region and m.notice = n.id)
            order by due nulls last, at, id`,
    values: [region, posts, account],
  })
  return rows
}

/** A mail as it waits in the outbox: whose, and which notices. No address, no text. */
export interface WaitingMail {
  readonly id: string
  readonly account: string
  readonly region: string
  readonly kind: 'digest' | 'urgent'
  readonly notices: readonly string[]
}

/** Hands a mail to the outbox and keeps that these notices are mailed, in the caller's transaction. */
export async function enqueueMail(db: Queryable, mail: WaitingMail): Promise<void> {
  const { id, account, region, kind, notices } = mail
  await db.query(`insert into notice_mailed (account, region, notice) select $1, $2, x from unnest($3::uuid[]) as x`, [
    account,
    region,
    notices,
  ])
  await db.query(`insert into outbox (region, id, kind, body) values ($1, $2, 'mail', $3)`, [
    region,
    id,
    JSON.stringify({ account, kind, notices }),
  ])
}

/** The digest of that day is done, whether there was anything to say or not. */
export async function markDigest(db: Queryable, account: string, day: string): Promise<void> {
  await db.query('update notice_setting set digest_on = $2 where account = $1', [account, day])
}

/** Those of these notices that are there still, unread, and for one of these posts. */
export async function stillUnread(
  db: Queryable,
  region: string,
  ids: readonly string[],
  posts: readonly string[],
): Promise<readonly Notice[]> {
  const { rows } = await db.query<Notice>(
    `select ${noticeColumns} from notice
      where region = $1 and id = any($2) and post = any($3) and not is_read
      order by due nulls last, at, id`,
    [region, ids, posts],
  )
  return rows
}
