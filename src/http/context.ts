import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Access } from '../engine/access.ts'
import type { CityLoginSettings } from '../engine/city-login.ts'
import type { Engine } from '../engine/engine.ts'
import type { EvidenceStore } from '../engine/evidence.ts'
import type { Instance } from '../engine/publication.ts'
import type { Actor } from '../kernel/case.ts'
import { needsLogin, refuseWith } from './problem.ts'

/** What the holder of the server says about it, and what it does once a plan was published. */
export interface TakeOver extends Instance {
  /** Opens the engine anew as soon as the requests under way are answered; those that come meanwhile wait. */
  readonly now: () => void
}

/** What every route works with. */
export interface Context {
  readonly engine: Engine
  readonly access: Access
  readonly evidence: EvidenceStore
  /** Public address, without a trailing slash. Example: 'http://127.0.0.1:8420'. */
  readonly origin: string
  readonly isDemo: boolean
  /** How a plan that was published at the desk comes into force; absent where nobody can open the engine anew. */
  readonly takeOver?: TakeOver
  /** The city's own login, where it has one. */
  readonly cityLogin?: CityLoginSettings
}

export const sessionCookie = 'luoshi'

const visitor: Actor = { kind: 'visitor' }

/** One cookie of a request. Ours hold base64url and dots only, so that nothing needs decoding. */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const parts = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
  const value = parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1)
  return value === '' ? undefined : value
}

/** The secret of the desk's session, where the browser sent one. */
export const sessionSecret = (request: FastifyRequest): string | undefined => cookieOf(request, sessionCookie)

/** Who is asking, or null when what he shows is not valid: a wrong token never counts as none. */
async function identify(context: Context, request: FastifyRequest): Promise<Actor | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const match = /^Bearer ([A-Za-z0-9_-]{8,100})$/.exec(authorization)
    return match?.[1] === undefined ? null : context.access.byToken(match[1])
  }
  const code = request.headers['luoshi-code']
  if (typeof code === 'string') return context.access.byCode(code, context.engine.programme.region)
  const secret = sessionSecret(request)
  if (secret === undefined) return visitor
  const loggedIn = await context.access.bySession(secret)
  if (!loggedIn?.actor) return visitor
  // A page of somebody else's could make a browser send the cookie; it cannot make it send this header.
  const isSafe = request.method === 'GET' || request.method === 'HEAD'
  return isSafe || request.headers['luoshi-csrf'] === loggedIn.session.csrf ? loggedIn.actor : null
}

/** The actor, or null after the problem was sent. */
export async function actorOf(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<Actor | null> {
  const actor = await identify(context, request)
  if (actor === null) refuseWith(request, reply, needsLogin)
  return actor
}
