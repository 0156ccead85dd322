import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { LoggedIn } from '../../engine/access.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Waiting } from '../../engine/moves.ts'
import type { Day, Instant } from '../../kernel/calendar.ts'
import type { Actor } from '../../kernel/case.ts'
import type { Language } from '../../kernel/text.ts'
import type { Admin } from '../../store/accounts.ts'
import type { Frame } from '../parts/frame.tsx'
import type { Visit as PortalVisit } from '../public/visit.ts'
import { type Submitted, submitted } from '../site/form.ts'
import { type Site, sendPrivate } from '../site/site.ts'
import type { Names } from './names.ts'

export type PostActor = Extract<Actor, { kind: 'post' }>

/** One request of somebody who is logged in. */
export interface Visit {
  readonly site: Site
  readonly engine: Engine
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly me: LoggedIn
  /** The secret of his session, for what changes the session itself. */
  readonly secret: string
  /** The id of his session, as his list of sessions names it. */
  readonly sessionId: string
  readonly frame: Frame
  readonly lang: Language
  readonly names: Names
  /** The same visit in the terms of the portal's parts, whose links to cases lead to the desk here. */
  readonly portal: PortalVisit
  readonly now: Instant
  readonly today: Day
  readonly query: URLSearchParams
  /** An address of ours in the page's language. */
  readonly href: (path: string) => string
  /** The cases that wait for his post; none for somebody who acts for none. */
  readonly waiting: () => Promise<readonly Waiting[]>
}

/** A visit of somebody who acts for a post. */
export interface Acting extends Visit {
  readonly actor: PostActor
}

/** What a form brought. `isFresh` is false when it was made under another session: then nothing may be done, only shown again. */
export interface Brought {
  readonly form: Submitted
  readonly isFresh: boolean
}

export type Answer = FastifyReply | Promise<FastifyReply>

/** Who may open a page: everybody who is logged in, whoever acts for a post, or one kind of administrator. */
export type Door = 'anybody' | 'post' | Admin | 'administrator'

/**
 * The names of what a form carries for the desk itself. A hyphen stands in no declared field, so that none can clash.
 */
export const csrfField = 'form-csrf'
export const keyField = 'form-key'
export const seenField = 'form-seen'

/** A form of the desk as it was sent, without NUL: no field holds it, and the database takes no text with it. */
export async function submittedAtDesk(request: FastifyRequest): Promise<Submitted> {
  const { values, files } = await submitted(request)
  const clean = [...values].map(([name, all]) => [name, all.map((one) => one.replaceAll('\0', ''))] as const)
  return { values: new Map(clean), files }
}

/** The query of an address, likewise. */
export const queryOf = (url: string): URLSearchParams =>
  new URLSearchParams((url.split('?')[1] ?? '').replaceAll('%00', ''))

/** Pages are private: each is made for one person and kept by nobody. */
export function show(visit: Pick<Visit, 'reply'>, page: ReactElement, status = 200): FastifyReply {
  return sendPrivate(visit.reply, page, status)
}

/** After a form was carried out, the browser asks for the page anew: reloading repeats nothing. */
export function goTo(visit: Pick<Visit, 'reply' | 'href'>, path: string): FastifyReply {
  return visit.reply.redirect(visit.href(path), 303)
}

/** Where to return to: an address of the desk, never of another host. */
export function backPath(text: string | null | undefined): string {
  return text && /^\/desk(?:[/?][^\s\\]*)?$/.test(text) ? text : '/desk'
}

/** The hidden fields that every form of the desk carries. */
export function guarded(visit: Pick<Visit, 'me'>, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { [csrfField]: visit.me.session.csrf, ...more }
}
