import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { cosign } from '../kernel/log/checkpoint.ts'
import { formatVkey, type Verifier } from '../kernel/log/key.ts'
import { formatLine } from '../kernel/log/note.ts'
import { type Judgement, judgeCheckpoint } from '../kernel/log/witness.ts'
import type { WitnessMemory } from './witness-memory.ts'

/** Bytes of a request: 63 hashes and a checkpoint with a hundred signatures fit. */
const bodyMax = 256 * 1024

const statuses: Readonly<Record<Exclude<Judgement['answer'], 'cosign'>, number>> = {
  malformed: 400,
  'not-signed': 403,
  'unknown-log': 404,
  conflict: 409,
  inconsistent: 422,
}

const plain = { 'content-type': 'text/plain; charset=utf-8' }

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > bodyMax) return null
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}

/**
 * Judges, remembers and cosigns without a pause in between, so that two requests at once cannot each find the old size and
 * set the memory back (C2SP tlog-witness).
 */
function answer(body: Uint8Array, logs: readonly Verifier[], memory: WitnessMemory, response: ServerResponse): void {
  const judged = judgeCheckpoint(body, logs, memory.lastOf)
  if (judged.answer !== 'cosign') {
    const isConflict = judged.answer === 'conflict'
    response.writeHead(statuses[judged.answer], isConflict ? { 'content-type': 'text/x.tlog.size' } : plain)
    response.end(isConflict ? `${judged.size}\n` : `${judged.why}\n`)
    return
  }
  const time = Math.floor(Date.now() / 1000)
  memory.remember(judged.checkpoint, time)
  response.writeHead(200, plain).end(formatLine(cosign(judged.note, memory.signer, time)))
}

/** What a witness says of itself to whoever asks: its key, and what it cosigned last. */
function report(logs: readonly Verifier[], memory: WitnessMemory): string {
  const lines = [...new Set(logs.map(({ name }) => name))].map((origin) => {
    const { size, time } = memory.lastOf(origin)
    return time === null
      ? `${origin}: nothing cosigned yet`
      : `${origin}: ${size} entries, ${new Date(time * 1000).toISOString()}`
  })
  return [formatVkey(memory.signer.verifier), ...lines, ''].join('\n')
}

/** The server of a witness: POST …/add-checkpoint (C2SP tlog-witness), and GET for a short report. */
export function witnessServer(logs: readonly Verifier[], memory: WitnessMemory): Server {
  return createServer((request, response) => {
    const isAdd = request.url?.endsWith('/add-checkpoint') === true
    if (request.method === 'GET' && !isAdd) {
      response.writeHead(200, plain).end(report(logs, memory))
      return
    }
    if (request.method !== 'POST' || !isAdd) {
      response.writeHead(isAdd ? 405 : 404, plain).end('POST add-checkpoint\n')
      return
    }
    bodyOf(request).then(
      (body) => {
        if (body) answer(body, logs, memory, response)
        else response.writeHead(413, { ...plain, connection: 'close' }).end('too long\n')
      },
      () => response.destroy(),
    )
  })
}
