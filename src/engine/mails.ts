import type pg from 'pg'
import { dayOf } from '../kernel/calendar.ts'
import type { Org } from '../kernel/org.ts'
import {
  enqueueMail,
  lockedSetting,
  mailedAccounts,
  markDigest,
  noticeSetting,
  stillUnread,
  unmailed,
} from '../store/notice-settings.ts'
import { inTransaction } from '../store/transaction.ts'
import type { Mail, Postman } from './mail-send.ts'
import { isDigestDue, isQuiet, isUrgent } from './mail-timing.ts'
import { mailOf } from './mail-words.ts'
import type { Judging } from './moves.ts'
import { readNotices } from './notice-read.ts'
import { uuidv7 } from './random.ts'

type Collecting = Judging & { readonly db: pg.Pool }

/** The posts that a person holds on a day. */
function postsOf(org: Org, person: string, day: string): readonly string[] {
  const held = org.data.holdings.filter((holding) => holding.person === person).map(({ post }) => post)
  return [...new Set(held)].filter((post) => org.isHeldBy(post, person, day))
}

/** Puts what is due for one person now into the outbox; answers whether there was anything. */
function collect(office: Collecting, account: string): Promise<boolean> {
  const { programme, clock, org } = office
  const { calendar, region } = programme
  return inTransaction(office.db, async (db) => {
    const now = clock.now()
    const today = dayOf(calendar.dayAt(now))
    const setting = await lockedSetting(db, account)
    if (!setting || isQuiet(setting, now, calendar)) return false
    const isDigest = isDigestDue(setting, now, calendar)
    if (!isDigest && !setting.wantsUrgent) return false
    const all = await unmailed(db, account, region, postsOf(org(), account, today))
    const chosen = isDigest ? all : all.filter((one) => isUrgent(one, now, calendar))
    if (isDigest) await markDigest(db, account, today)
    if (chosen.length === 0) return false
    await enqueueMail(db, {
      id: uuidv7(Date.now()),
      account,
      region,
      kind: isDigest ? 'digest' : 'urgent',
      notices: chosen.map(({ id }) => id),
    })
    return true
  })
}

/**
 * Puts every mail that is due now into the outbox: one digest for a person and working day, and between digests only what
 * cannot wait. Answers how many mails that made.
 */
export async function collectMails(office: Collecting): Promise<number> {
  let made = 0
  for (const account of await mailedAccounts(office.db)) if (await collect(office, account)) made += 1
  return made
}

/** What a mail in the outbox says now, and to whom; null when there is nothing left to say. */
async function writtenMail(
  office: Judging,
  origin: string,
  waiting: { region: string; account: string; isDigest: boolean; notices: readonly string[] },
): Promise<Omit<Mail, 'id'> | null> {
  const { programme, clock, db } = office
  const org = office.org()
  const today = dayOf(programme.calendar.dayAt(clock.now()))
  const { mail } = await noticeSetting(db, waiting.account)
  if (mail === null) return null
  const unread = await stillUnread(db, waiting.region, waiting.notices, postsOf(org, waiting.account, today))
  if (unread.length === 0) return null
  // A mail leaves the building: it names a matter only where everybody may read its name.
  const read = await readNotices(office, unread, { kind: 'visitor' })
  return { to: mail, ...mailOf(read, { origin, isDigest: waiting.isDigest, org, today }) }
}

export interface MailPayload {
  readonly region: string
  readonly id: string
  readonly body: { readonly account: string; readonly kind: string; readonly notices: readonly string[] }
}

/**
 * Sends a mail of the outbox. It is written when it is sent, so that what was read meanwhile is left out; sent again after a
 * failure it has the same Message-ID. Throws a fault without an address or a text.
 */
export async function deliverMail(
  office: Judging,
  postman: Postman,
  origin: string,
  { region, id, body }: MailPayload,
): Promise<void> {
  const { account, kind, notices } = body
  const mail = await writtenMail(office, origin, { region, account, isDigest: kind === 'digest', notices })
  if (mail) await postman({ id, ...mail })
}
