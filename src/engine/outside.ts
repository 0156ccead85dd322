import type { JobHelpers, TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Result } from '../kernel/result.ts'
import { delivered } from '../store/outbox.ts'
import { endFailing } from '../store/webhooks.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import { type MailSettings, openPostman, type Postman } from './mail-send.ts'
import { collectMails, deliverMail, type MailPayload } from './mails.ts'
import type { Judging } from './moves.ts'
import { closeWebhook, deliverWebhook, openWebhook, type WebhookPayload } from './webhooks.ts'

export interface OutsideSettings {
  /** Our public address, as it stands in links. */
  readonly origin: string
  readonly mail?: MailSettings
  /** Whether events may be told to private addresses, and without TLS. */
  readonly allowsPrivate: boolean
}

/** What leaves the building by itself. */
export interface Outside {
  /** Sends one mail at once; null where no mail server is set. */
  readonly postman: Postman | null
  /** Jobs that carry messages of the outbox to others' servers. */
  readonly tasks: TaskList
  /** Puts the mails that are due now into the outbox; answers how many. */
  readonly collect: () => Promise<number>
  /** Adds an address that is told of public events; answers its secret, once. */
  readonly openWebhook: (by: string, address: string) => Promise<Result<string>>
  readonly closeWebhook: (by: string, id: string) => Promise<void>
  readonly close: () => Promise<void>
}

export interface OutsideOptions {
  readonly office: Judging & { readonly db: pg.Pool }
  readonly settings: OutsideSettings | null
  readonly keys: Keys
  readonly log: Log
  /** Messages are waiting in the outbox. */
  readonly nudge: () => void
}

const collectEveryMs = 60_000

/** Failures in a row after which a webhook ends when a message is given up: as many as one message has attempts. */
const mostFailures = 25

interface Addressed {
  readonly region: string
  readonly id: string
}

/** Tried again with back-off for about four days (25 attempts); then the message is given up, and the log says which. */
function patiently<P extends Addressed>(
  { office: { db }, log }: OutsideOptions,
  kind: string,
  work: (payload: P) => Promise<void>,
  giveUp: (payload: P) => Promise<unknown> = async () => {},
) {
  return async (payload: unknown, { job }: JobHelpers): Promise<void> => {
    const message = payload as P
    try {
      await work(message)
    } catch (error) {
      if (job.attempts < job.max_attempts) throw error
      log.warn({ message: message.id, kind }, 'a message was given up')
      await giveUp(message)
    }
    await delivered(db, message.region, message.id)
  }
}

export function openOutside(options: OutsideOptions): Outside {
  const { office, settings, keys, log, nudge } = options
  const postman = settings?.mail ? openPostman(settings.mail) : null
  const tasks: TaskList = {}
  if (settings && postman) {
    tasks.mail = patiently<MailPayload>(options, 'mail', (message) =>
      deliverMail(office, postman, settings.origin, message),
    )
  }
  if (settings) {
    tasks.webhook = patiently<WebhookPayload>(
      options,
      'webhook',
      (message) => deliverWebhook(office, keys, settings, message),
      ({ region, body }) => endFailing(office.db, region, body.webhook, mostFailures),
    )
  }
  const allowsPrivate = settings?.allowsPrivate === true
  let collecting: Promise<number> | null = null
  const collect = (): Promise<number> => {
    if (!postman) return Promise.resolve(0)
    collecting ??= collectMails(office)
      .then((made) => {
        if (made > 0) nudge()
        return made
      })
      .finally(() => {
        collecting = null
      })
    return collecting
  }
  const timer = setInterval(() => {
    collect().catch((error: unknown) => log.warn({ error: String(error) }, 'mails wait'))
  }, collectEveryMs)
  return {
    postman,
    tasks,
    collect,
    openWebhook: (by, address) => openWebhook(office, keys, by, address, allowsPrivate),
    closeWebhook: (by, id) => closeWebhook(office, by, id),
    close: async () => {
      clearInterval(timer)
      await Promise.allSettled([collecting])
    },
  }
}
