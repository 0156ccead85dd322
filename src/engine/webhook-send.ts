import { createHmac } from 'node:crypto'
import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { addressFault, publicLookup } from './webhook-address.ts'

/** Milliseconds until a server that does not answer is given up for this time. */
const patienceMs = 15_000

/** The secret of a webhook as its owner keeps it. Example: 'whsec_…'. */
export const secretPrefix = 'whsec_'

/** The signature over id, time (seconds) and body: HMAC-SHA256 (Standard Webhooks 1.0). Example: 'v1,K5oZ…'. */
export function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

export interface Sending {
  readonly url: string
  readonly secret: string
  /** The webhook-id. */
  readonly id: string
  readonly body: string
  readonly contentType: string
  readonly allowsPrivate: boolean
}

/**
 * Posts a signed body and answers the status code, or a word for why there is none: 'timeout', 'private-address', an error
 * code of the system. Follows no redirect and reads nothing of the answer but its status.
 */
export async function post({ url, secret, id, body, contentType, allowsPrivate }: Sending): Promise<number | string> {
  const fault = addressFault(url, allowsPrivate)
  if (fault !== null) return fault
  const seconds = Math.floor(Date.now() / 1000)
  const request = new URL(url).protocol === 'https:' ? tlsRequest : plainRequest
  const { promise, resolve } = Promise.withResolvers<number | string>()
  const sent = request(url, {
    method: 'POST',
    agent: false,
    signal: AbortSignal.timeout(patienceMs),
    ...(allowsPrivate ? {} : { lookup: publicLookup }),
    headers: {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Luoshi',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf(secret, id, seconds, body),
    },
  })
  sent.on('response', (answer) => {
    resolve(answer.statusCode ?? 'no-status')
    answer.destroy()
  })
  sent.on('error', (error: NodeJS.ErrnoException) => {
    resolve(error.name === 'AbortError' || error.name === 'TimeoutError' ? 'timeout' : (error.code ?? 'unknown'))
  })
  sent.end(body)
  return promise
}
