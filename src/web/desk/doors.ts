import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Waiting, waitingFor } from '../../engine/moves.ts'
import { hashOf } from '../../engine/secret.ts'
import { sessionSecret } from '../../http/context.ts'
import { type Visit as PortalVisit, portalOf, visitOf as visitOfPortal } from '../public/visit.ts'
import { one } from '../site/form.ts'
import { frameOf, type Site, stateOf } from '../site/site.ts'
import { hrefIn } from '../text/texts.ts'
import { closedPage, noPostPage, oldFormPage, signInAgainPage } from './closed.tsx'
import { businessDay, namesIn } from './names.ts'
import {
  type Acting,
  type Answer,
  type Brought,
  backPath,
  csrfField,
  type Door,
  goTo,
  type PostActor,
  queryOf,
  submittedAtDesk,
  type Visit,
} from './visit.ts'

type VisitAt<D extends Door> = D extends 'post' ? Acting : Visit

interface Options {
  /** The handler shows a form that came under another session again, with what was typed. */
  readonly keepsTyped?: true
}

/** Registers pages and forms of the desk, each in both languages. */
export interface Desk {
  readonly site: Site
  readonly get: <D extends Door>(path: string, door: D, handle: (visit: VisitAt<D>) => Answer) => void
  readonly post: <D extends Door>(
    path: string,
    door: D,
    handle: (visit: VisitAt<D>, brought: Brought) => Answer,
    options?: Options,
  ) => void
}

function isSame(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Remembers, for one state of the data, what waits for each post: the navigation of every page shows how much. */
function rememberedWaiting(site: Site): (actor: PostActor) => Promise<readonly Waiting[]> {
  const known = new Map<string, Promise<readonly Waiting[]>>()
  let state = ''
  return (actor) => {
    const now = stateOf(site.context)
    if (now !== state) {
      state = now
      known.clear()
    }
    const before = known.get(actor.post)
    if (before) return before
    const found = waitingFor(site.context.engine, actor)
    known.set(actor.post, found)
    found.catch(() => known.delete(actor.post))
    return found
  }
}

/** Parts of the portal link to cases; at the desk the same case has more to do. */
function atDesk(portal: PortalVisit): PortalVisit {
  const toDesk = (path: string) => (path.startsWith('/cases/') ? `/desk${path}` : path)
  return { ...portal, href: (path) => portal.href(toDesk(path)) }
}

async function visitOf(
  site: Site,
  waiting: (actor: PostActor) => Promise<readonly Waiting[]>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | null> {
  const secret = sessionSecret(request)
  const { engine, access } = site.context
  const me = secret === undefined ? null : await access.bySession(secret)
  if (secret === undefined || me === null) return null
  const frame = frameOf(site, request, me.account.name)
  return {
    site,
    engine,
    request,
    reply,
    me,
    secret,
    sessionId: Buffer.from(hashOf(secret)).toString('hex'),
    frame,
    lang: frame.lang,
    names: namesIn(engine, frame.lang),
    portal: atDesk(visitOfPortal(portalOf(site), frame)),
    now: engine.clock.now(),
    today: businessDay(engine),
    query: queryOf(request.url),
    href: (path) => hrefIn(frame.lang, path),
    waiting: () => (me.actor ? waiting(me.actor) : Promise.resolve([])),
  }
}

/** Where a page of this door sends or stops this visitor; null when he may enter. */
function stopped(visit: Visit, path: string, door: Door): FastifyReply | Promise<FastifyReply> | null {
  const { account, actor, posts } = visit.me
  if (account.mustChange && !path.startsWith('/desk/password')) return goTo(visit, '/desk/password')
  if (door === 'anybody') return null
  if (door === 'post') {
    if (actor) return null
    if (account.admin !== null) return goTo(visit, '/desk/admin')
    const here = backPath(visit.frame.path)
    return posts.length > 1 ? goTo(visit, `/desk/post?back=${encodeURIComponent(here)}`) : noPostPage(visit)
  }
  const isOpen = door === 'administrator' ? account.admin !== null : account.admin === door
  return isOpen ? null : closedPage(visit, door)
}

/** Registers routes under /desk and /en/desk, with who may enter, forms' tokens, and what happens to those who may not. */
export function openDesk(app: FastifyInstance, site: Site): Desk {
  const waiting = rememberedWaiting(site)
  const paths = (path: string) => [path, `/en${path}`]
  return {
    site,
    get: (path, door, handle) => {
      for (const address of paths(path)) {
        app.get(address, async (request, reply) => {
          const visit = await visitOf(site, waiting, request, reply)
          if (!visit) {
            const frame = frameOf(site, request)
            return reply.redirect(hrefIn(frame.lang, `/login?back=${encodeURIComponent(frame.path)}`), 303)
          }
          const stop = stopped(visit, path, door)
          return stop ?? handle(enter(visit, door))
        })
      }
    },
    post: (path, door, handle, options = {}) => {
      for (const address of paths(path)) {
        app.post(address, async (request, reply) => {
          const visit = await visitOf(site, waiting, request, reply)
          // Before the body is read: a stranger's files cost us nothing.
          if (!visit) return signInAgainPage(site, request, reply)
          const stop = stopped(visit, path, door)
          if (stop) return stop
          const form = await submittedAtDesk(request)
          const isFresh = isSame(one(form, csrfField), visit.me.session.csrf)
          if (!isFresh && options.keepsTyped !== true) return oldFormPage(visit)
          return handle(enter(visit, door), { form, isFresh })
        })
      }
    },
  }
}

/** `stopped` has let the visitor pass, so that a page for posts has its actor. */
function enter<D extends Door>(visit: Visit, door: D): VisitAt<D> {
  const { actor } = visit.me
  if (door === 'post' && actor === null) throw new TypeError('nobody entered who acts for no post')
  return (actor === null ? visit : { ...visit, actor }) as VisitAt<D>
}
