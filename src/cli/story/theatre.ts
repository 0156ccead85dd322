import type { FastifyInstance } from 'fastify'
import type { Access } from '../../engine/access.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Instant } from '../../kernel/calendar.ts'
import { sha256, sha256Hex } from '../../kernel/log/hash.ts'
import { drawFiles, drawOfCase } from '../../store/draws.ts'
import type { DrawList } from './draw-input.ts'

export interface TheatreRequest {
  readonly method: 'GET' | 'POST'
  /** With the query. Example: '/api/v1/cases?limit=200'. */
  readonly path: string
  /** Bearer token of a post. */
  readonly token?: string
  /** Case code of a citizen. */
  readonly code?: string
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as they are, instead of `body`. */
  readonly bytes?: Buffer
}

export interface TheatreAnswer {
  readonly status: number
  readonly body: unknown
}

/** Where a story is played: an interface to call, a clock to move, tokens for posts. */
export interface Theatre {
  readonly call: (request: TheatreRequest) => Promise<TheatreAnswer>
  /** Moves business time on; what falls due on the way happens. */
  readonly advanceTo: (instant: Instant) => Promise<void>
  /** A token for whoever holds the post now. */
  readonly tokenFor: (post: string) => Promise<string>
  /** The list of a draw by the number of its case. Throws TypeError before it is frozen. */
  readonly listOf: (no: string) => Promise<DrawList>
  /** Resolves when nothing waits to be delivered. */
  readonly settled: () => Promise<void>
}

export interface TheatreParts {
  readonly app: Pick<FastifyInstance, 'inject'>
  readonly engine: Pick<Engine, 'advanceTo' | 'settled' | 'db' | 'programme'>
  readonly access: Pick<Access, 'issueToken'>
}

/** Every post and citizen sits at a desk of its own: strangers are limited by address, and weeks pass here in seconds. */
function addressOf({ token, code, body, bytes }: TheatreRequest): string {
  // Files of one post are far apart in the story; here they follow within a minute.
  const [a = 0, b = 0, c = 0] = sha256(bytes ?? token ?? code ?? JSON.stringify(body ?? null))
  return `10.${a}.${b}.${c}`
}

/** A theatre inside this process: the real routes without a socket. */
export function theatreIn({ app, engine, access }: TheatreParts): Theatre {
  return {
    call: async (request) => {
      const { method, path, token, code, body, bytes } = request
      const answer = await app.inject({
        method,
        url: path,
        remoteAddress: addressOf(request),
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(code !== undefined && { 'luoshi-code': code }),
          ...(bytes && { 'content-type': 'application/octet-stream' }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(bytes ? { payload: bytes } : body !== undefined ? { payload: JSON.stringify(body) } : {}),
      })
      return { status: answer.statusCode, body: answer.json<unknown>() }
    },
    advanceTo: engine.advanceTo,
    settled: engine.settled,
    listOf: async (no) => {
      const { region } = engine.programme
      const row = await drawOfCase(engine.db, region, no)
      const frame = row && (await drawFiles(engine.db, region, row.id)).get('frame.json')
      if (!row || !frame) throw new TypeError(`${no} has no list`)
      return { draw: row.id, frame: sha256Hex(frame) }
    },
    tokenFor: async (post) => {
      const token = await access.issueToken(post, 1, 'demo story')
      if (token === null) throw new TypeError(`nobody holds ${post} now`)
      return token
    },
  }
}
