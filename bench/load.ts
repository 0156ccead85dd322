import { connect, type Socket } from 'node:net'

/** One request of a connection: the bytes to send, made anew for each turn. */
export interface Turn {
  readonly request: () => Buffer
  /** Told the status; answers false when the answer is not what it should be. */
  readonly answered: (status: number) => boolean
}

export interface LoadResult {
  readonly requests: number
  readonly failed: number
  readonly seconds: number
  /** Milliseconds, ascending. */
  readonly latencies: Float64Array
}

const lengthName = Buffer.from('content-length: ')

/** The body's length, read from the bytes of the head. */
function lengthIn(answer: Buffer, end: number): number {
  const at = answer.indexOf(lengthName)
  let length = 0
  for (let i = at + lengthName.length; at >= 0 && i < end; i += 1) {
    const digit = (answer[i] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    length = length * 10 + digit
  }
  return length
}

/** The three digits after 'HTTP/1.1 '. */
function statusIn(answer: Buffer): number {
  return ((answer[9] ?? 0) - 48) * 100 + ((answer[10] ?? 0) - 48) * 10 + (answer[11] ?? 0) - 48
}

/** Sends over keep-alive connections, each the next request when the last is answered, for so long. Lean: it shares the cores. */
export async function load(
  port: number,
  turns: readonly Turn[],
  seconds: number,
  perSecond?: number,
): Promise<LoadResult> {
  const latencies: number[] = []
  let failed = 0
  const until = performance.now() + seconds * 1000
  const began = performance.now()
  await Promise.all(
    turns.map(
      (turn, i) =>
        new Promise<void>((done, fail) => {
          const socket: Socket = connect(port, '127.0.0.1')
          socket.setNoDelay(true)
          let sent = 0
          let pending: Buffer | null = null
          // With a rate, each connection keeps its own timetable, so that a slow answer is not hidden by sending later.
          const gap = perSecond === undefined ? 0 : (turns.length / perSecond) * 1000
          let scheduled = began + (gap * i) / turns.length
          const next = () => {
            const now = performance.now()
            if (now >= until) {
              socket.end()
              done()
              return
            }
            if (gap > 0 && scheduled > now) {
              setTimeout(next, scheduled - now)
              return
            }
            sent = gap > 0 ? scheduled : now
            scheduled += gap
            socket.write(turn.request())
          }
          socket.on('connect', next)
          socket.on('error', fail)
          socket.on('data', (chunk: Buffer) => {
            pending = pending === null ? chunk : Buffer.concat([pending, chunk])
            const end = pending.indexOf('\r\n\r\n')
            if (end < 0 || pending.length < end + 4 + lengthIn(pending, end)) return
            latencies.push(performance.now() - sent)
            if (!turn.answered(statusIn(pending))) failed += 1
            pending = null
            next()
          })
        }),
    ),
  )
  return {
    requests: latencies.length,
    failed,
    seconds: (performance.now() - began) / 1000,
    latencies: Float64Array.from(latencies).sort(),
  }
}

/** The value that a share of the samples does not exceed. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** A POST over keep-alive. */
export function post(path: string, token: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\nprefer: return=minimal\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

export function get(path: string, token: string | null): Buffer {
  const auth = token === null ? '' : `authorization: Bearer ${token}\r\n`
  return Buffer.from(`GET ${path} HTTP/1.1\r\nhost: bench\r\n${auth}\r\n`)
}
