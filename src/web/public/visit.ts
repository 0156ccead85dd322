import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import type { Engine } from '../../engine/engine.ts'
import type { Programme } from '../../engine/programme.ts'
import type { Procedure } from '../../kernel/bind.ts'
import { type Day, dayOf, type Instant } from '../../kernel/calendar.ts'
import { type Bilingual, inLanguage, type Language } from '../../kernel/text.ts'
import type { Frame } from '../parts/frame.tsx'
import { frameOf, logOf, type Site, sendPublic, stateOf } from '../site/site.ts'
import { type Format, formats } from '../text/format.ts'
import { hrefIn } from '../text/texts.ts'
import { type PlanIndex, planIndex } from './plan-index.ts'

/** What every page of the portal reads from. */
export interface Portal {
  readonly site: Site
  readonly engine: Engine
  readonly programme: Programme
  readonly plan: PlanIndex
}

/** One request of somebody who is nobody in particular: in which language, and when by business time. */
export interface Visit extends Portal {
  readonly frame: Frame
  readonly lang: Language
  readonly format: Format
  readonly now: Instant
  readonly today: Day
  /** For the page's footer. */
  readonly log: { readonly size: number; readonly href: string }
  /** An address of ours in the page's language. */
  readonly href: (path: string) => string
  readonly say: (text: Bilingual) => string
  readonly unitName: (id: string | null) => string
}

export function portalOf(site: Site): Portal {
  const { engine } = site.context
  return { site, engine, programme: engine.programme, plan: planIndex(engine.programme, engine.editions) }
}

export function visitOf(portal: Portal, frame: Frame): Visit {
  const { engine, programme, site } = portal
  const { lang } = frame
  const now = engine.clock.now()
  const today = dayOf(programme.calendar.dayAt(now))
  return {
    ...portal,
    frame,
    lang,
    format: formats[lang],
    now,
    today,
    log: logOf(site, frame),
    href: (path) => hrefIn(lang, path),
    say: (text) => inLanguage(text, lang),
    unitName: (id) => (id === null ? '' : inLanguage(engine.org().nameOf(id, today), lang)),
  }
}

/** The visit as a case sees it: clauses are those of the edition under which it was opened. */
export const under = <V extends Pick<Portal, 'plan'>>(visit: V, { edition }: Pick<Procedure, 'edition'>): V => ({
  ...visit,
  plan: visit.plan.under(edition),
})

/** The visit of one request, for pages that are not the same for everybody. */
export function visitFor(portal: Portal, request: FastifyRequest): Visit {
  return visitOf(portal, frameOf(portal.site, request))
}

export type Render = (visit: Visit, request: FastifyRequest) => Promise<ReactElement | null> | ReactElement | null

/** Both languages of an address. Example: '/wall' → ['/wall', '/en/wall']. */
export function bothLanguages(path: string): readonly string[] {
  return path === '/' ? ['/', '/en/'] : [path, `/en${path}`]
}

/**
 * A page that is the same for every visitor, in both languages. Null from `render` is a page that does not exist. `config`
 * is the route's, for a limit on requests.
 */
export function publicPage(
  app: FastifyInstance,
  portal: Portal,
  path: string,
  render: Render,
  config: Readonly<Record<string, unknown>> = {},
): void {
  for (const address of bothLanguages(path)) {
    app.get(address, { config }, (request, reply) =>
      sendPublic(portal.site, request, reply, async (frame) => render(visitOf(portal, frame), request)),
    )
  }
}

/** The parameters of an address, as strings; what a route does not have is empty. */
export function parameter(request: FastifyRequest, name: string): string {
  const value = (request.params as Readonly<Record<string, string | undefined>>)[name]
  return value ?? ''
}

/** Characters that nobody types into an address of ours, and that the database does not take. */
const control = /[\u0000-\u001f\u007f]/

/** One value of the query, trimmed; undefined for none, an empty one, one longer than any of ours, or with control characters. */
export function queried(request: FastifyRequest, name: string): string | undefined {
  const value = new URLSearchParams(request.url.split('?')[1] ?? '').get(name)?.trim()
  return value === undefined || value === '' || value.length > 100 || control.test(value) ? undefined : value
}

/** How a file is sent. `name` is what a browser saves it as; null for one that is read in place, such as a feed. */
export interface FileKind {
  readonly type: string
  readonly name: string | null
}

/** Files are computed anew for each request, so one address gets so many. */
const fileLimit = { rateLimit: { max: 60, timeWindow: '1 minute' } }

/** A file computed from public data, in both languages, whole or piece by piece; it has the ETag of the pages. */
export function publicFile(
  app: FastifyInstance,
  portal: Portal,
  path: string,
  { type, name }: FileKind,
  render: (visit: Visit, request: FastifyRequest) => Promise<string | Readable>,
): void {
  for (const address of bothLanguages(path)) {
    app.get(address, { config: fileLimit }, async (request, reply) => {
      const etag = `W/"${stateOf(portal.site.context)}"`
      reply.type(type).header('cache-control', 'no-cache').header('etag', etag)
      if (name !== null) reply.header('content-disposition', `attachment; filename="${name}"`)
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.send(await render(visitFor(portal, request), request))
    })
  }
}
