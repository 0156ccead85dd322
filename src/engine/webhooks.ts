import { randomBytes } from 'node:crypto'
import type { Actor, Case } from '../kernel/case.ts'
import { accept, type Result, refuse } from '../kernel/result.ts'
import type { Bilingual } from '../kernel/text.ts'
import { isPublic, view, viewEvents } from '../kernel/view.ts'
import { addAdminEvent } from '../store/accounts.ts'
import { casesByIds, type Followed } from '../store/notices.ts'
import type { Queryable } from '../store/read.ts'
import {
  addWebhook,
  endWebhook,
  enqueueWebhooks,
  eventAt,
  liveWebhooks,
  markOutcome,
  webhookTarget,
} from '../store/webhooks.ts'
import { uuidFrom } from './case-write.ts'
import type { Keys } from './keys.ts'
import { type Judging, procedureOf } from './moves.ts'
import { uuidv7 } from './random.ts'
import { openIdentity, sealIdentity } from './vault.ts'
import { type AddressFault, addressFault } from './webhook-address.ts'
import { post, secretPrefix } from './webhook-send.ts'

/** CloudEvents 1.0, the event and its frame in one JSON text. */
export const cloudEventType = 'application/cloudevents+json; charset=utf-8'

const visitor: Actor = { kind: 'visitor' }

/** Puts what the public may know of these events into the outbox, once for each webhook, in the caller's transaction. */
export async function announce(
  office: Judging,
  db: Queryable,
  events: readonly Followed[],
  cases: ReadonlyMap<string, Case>,
): Promise<void> {
  for (const [region, group] of Map.groupBy(events, (e) => e.region)) {
    const live = await liveWebhooks(db, region)
    const open = group.filter(({ caseId }) => {
      const c = cases.get(caseId)
      return c !== undefined && isPublic(procedureOf(office, c), c)
    })
    const messages = live.flatMap((webhook) =>
      open.map(({ caseId, seq, idx }) => ({
        region,
        id: uuidFrom(`${caseId}/${seq}/webhook/${webhook}`),
        webhook,
        caseId,
        seq,
        idx,
      })),
    )
    await enqueueWebhooks(db, messages)
  }
}

export interface WebhookPayload {
  readonly region: string
  readonly id: string
  readonly body: { readonly webhook: string; readonly caseId: string; readonly seq: number; readonly idx: number }
}

/** An event as CloudEvents 1.0 writes it, with what anybody may read of it; null where that is nothing. */
async function cloudEvent(office: Judging, origin: string, { region, body }: WebhookPayload): Promise<string | null> {
  const [stored] = await casesByIds(office.db, region, [body.caseId])
  const event = await eventAt(office.db, region, body.caseId, body.seq)
  if (!stored || !event) return null
  const c = stored.case
  const p = procedureOf(office, c)
  const viewing = {
    viewer: visitor,
    now: office.clock.now(),
    calendar: office.programme.calendar,
    org: office.org(),
  }
  const seen = view(p, c, viewing)
  const [moved] = viewEvents(p, c, [event], viewing) ?? []
  if (!seen || !moved) return null
  const { no, procedure, title, unit, clause } = seen
  return JSON.stringify({
    specversion: '1.0',
    id: `${body.caseId}/${body.seq}`,
    source: `${origin}/log`,
    type: 'luoshi.case.moved.v1',
    subject: no,
    // The hour of what a citizen did is nobody's to know.
    ...(moved.at === null ? {} : { time: moved.at }),
    datacontenttype: 'application/json',
    data: {
      index: body.idx,
      case: { no, procedure, title, unit, clause, page: `${origin}/cases/${no}` },
      event: moved,
    },
  })
}

export interface WebhookOutside {
  readonly origin: string
  readonly allowsPrivate: boolean
}

const isTaken = (outcome: number | string) => typeof outcome === 'number' && outcome >= 200 && outcome < 300

/**
 * Tells one webhook of one event. What is told is written now, so that what was erased meanwhile is not in it. 410 ends the
 * webhook; any other answer but 2xx throws, without address or contents, so that it is tried again under the same webhook-id.
 */
export async function deliverWebhook(
  office: Judging,
  keys: Keys,
  { origin, allowsPrivate }: WebhookOutside,
  payload: WebhookPayload,
): Promise<void> {
  const { region, id, body } = payload
  const target = await webhookTarget(office.db, region, body.webhook)
  const text = target && (await cloudEvent(office, origin, payload))
  if (!target || text === null) return
  const { secret = '' } = openIdentity(keys.vault, target)
  const outcome = await post({ url: target.url, secret, id, body: text, contentType: cloudEventType, allowsPrivate })
  await markOutcome(office.db, region, body.webhook, String(outcome), isTaken(outcome))
  if (outcome === 410) await endWebhook(office.db, region, body.webhook, 'gone')
  else if (!isTaken(outcome)) throw new Error(`webhook not taken: ${outcome}`)
}

const faultWords: Readonly<Record<AddressFault, Bilingual>> = {
  'no-address': ['写完整的地址，以 https:// 开头', 'Write the whole address, beginning with https://'],
  'no-tls': ['地址要以 https:// 开头：内容在路上不能给人看、给人改', 'The address must begin with https://'],
  credentials: ['地址里不能带用户名和密码', 'The address may hold no user name and no password'],
  'private-address': [
    '这是内网地址，不能发。确实要发，请运维设 LUOSHI_WEBHOOK_PRIVATE=1',
    'This is a private address. If it is meant, the operator sets LUOSHI_WEBHOOK_PRIVATE=1',
  ],
}

/** Adds an address that is told of public events from now on; answers its secret, which is shown once. Recorded for the audit. */
export async function openWebhook(
  office: Judging,
  keys: Keys,
  by: string,
  address: string,
  allowsPrivate: boolean,
): Promise<Result<string>> {
  const url = address.trim()
  const fault = addressFault(url, allowsPrivate)
  if (fault !== null) {
    return refuse({
      code: 'invalid-input',
      says: ['有些内容需要改正', 'Some answers need correcting'],
      faults: [{ field: 'url', code: 'not-an-option', says: faultWords[fault] }],
    })
  }
  const { region } = office.programme
  const [id, secret] = [uuidv7(Date.now()), `${secretPrefix}${randomBytes(32).toString('base64')}`]
  await addWebhook(office.db, region, { id, url, ...sealIdentity(keys.vault, { secret }) })
  await addAdminEvent(office.db, region, uuidv7(Date.now()), by, 'add-webhook', {
    webhook: id,
    host: new URL(url).host,
  })
  return accept(secret)
}

/** Ends a webhook for good. Recorded for the audit. */
export async function closeWebhook(office: Judging, by: string, id: string): Promise<void> {
  const { region } = office.programme
  if (await endWebhook(office.db, region, id, null))
    await addAdminEvent(office.db, region, uuidv7(Date.now()), by, 'end-webhook', { webhook: id })
}
