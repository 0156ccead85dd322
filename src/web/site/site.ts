import { gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReactElement } from 'react'
import { type PlanStanding, planStanding, remembered } from '../../engine/standing.ts'
import type { Context } from '../../http/context.ts'
import { inLanguage, type Language } from '../../kernel/text.ts'
import type { Island, Islands } from '../islands/build.ts'
import { displayOf } from '../parts/display.ts'
import type { Frame } from '../parts/frame.tsx'
import { renderPage } from '../parts/render.ts'
import type { Assets } from '../style/build.ts'

/** What every page is made with. */
export interface Site {
  readonly context: Context
  readonly assets: Assets
  /** Addresses of the enhancing scripts. */
  readonly scripts: Readonly<Record<Island, string>>
  /** Where every sentence of the plan stands, computed once for one state of the data. */
  readonly standing: () => Promise<PlanStanding>
  /** Rendered pages of visitors by address and display, for one state of the data. */
  readonly pages: PageCache
}

/** A rendered page as it is sent; compressed when first asked for so. */
interface Rendered {
  readonly bytes: Buffer
  gzip: Buffer | null
}

interface PageCache {
  readonly get: (key: string) => Rendered | undefined
  readonly set: (key: string, page: Rendered) => void
}

/** Bytes of rendered pages kept for one state; the whole portal of a city needs a tenth of it. */
const mostBytes = 16 * 1024 * 1024

/** The state that a page was computed from: commits here, log size and standing, minute of business time. */
export function stateOf({ engine }: Context): string {
  const minute = Math.floor(engine.clock.now() / 60_000)
  return `${engine.revision()}-${engine.logSize()}-${engine.logState().state}-${minute}`
}

function pageCache(context: Context): PageCache {
  let state = ''
  let bytes = 0
  const kept = new Map<string, Rendered>()
  const current = () => {
    const now = stateOf(context)
    if (now !== state) {
      state = now
      bytes = 0
      kept.clear()
    }
    return kept
  }
  return {
    get: (key) => current().get(key),
    set: (key, page) => {
      const pages = current()
      if (bytes + page.bytes.length > mostBytes) return
      bytes += page.bytes.length
      pages.set(key, page)
    },
  }
}

export function openSite(context: Context, assets: Assets, islands: Islands): Site {
  const { engine } = context
  const scripts = Object.entries(islands).map(([name, asset]) => [name, `/assets/${asset.name}`])
  return {
    context,
    assets,
    scripts: Object.fromEntries(scripts) as Site['scripts'],
    standing: remembered(engine, () => planStanding(engine)),
    pages: pageCache(context),
  }
}

/** English pages live under /en; everything else is Chinese, which is authoritative. */
export function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') || path.startsWith('/en?') ? 'en' : 'zh'
}

/** The address without its language prefix, with its query. */
function pathOf(url: string): string {
  return languageOf(url) === 'en' ? url.slice(3) || '/' : url
}

/** The frame of a page for this request. `signedIn` is the name shown at the desk, null on the portal. */
export function frameOf(site: Site, request: FastifyRequest, signedIn: string | null = null): Frame {
  const lang = languageOf(request.url)
  const { context, assets } = site
  const { says } = context.engine.logState()
  return {
    lang,
    display: displayOf(request.headers.cookie),
    path: pathOf(request.url),
    signedIn,
    ...(says !== null && { trouble: inLanguage(says, lang) }),
    site: {
      tagline: inLanguage(context.engine.programme.site, lang),
      demo: context.isDemo,
      style: `/assets/${assets.style.name}`,
      icon: `/assets/${assets.icon.name}`,
    },
  }
}

const html = 'text/html; charset=utf-8'

/** A page that only one person sees: never kept by anybody. */
export function sendPrivate(reply: FastifyReply, page: ReactElement, status = 200): FastifyReply {
  return reply.code(status).type(html).header('cache-control', 'no-store').send(renderPage(page))
}

/** Pages for everybody hold no secret, so compressing them tells nobody anything; private pages are never compressed. */
function sendRendered(request: FastifyRequest, reply: FastifyReply, page: Rendered): FastifyReply {
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(page.bytes)
  page.gzip ??= gzipSync(page.bytes)
  return reply.header('content-encoding', 'gzip').send(page.gzip)
}

/**
 * A page that is the same for every visitor: rendered once for one state of the data, with an ETag that names it. `render` is
 * called only when nobody asked for this address and display before.
 */
export async function sendPublic(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  render: (frame: Frame) => Promise<ReactElement | null>,
): Promise<FastifyReply> {
  const frame = frameOf(site, request)
  const look = `${frame.display.theme}${frame.display.care ? '.care' : ''}`
  // The style's name changes with the style: after an upgrade no browser keeps a page that links to the old one.
  const etag = `W/"${stateOf(site.context)}-${look}-${site.assets.style.name.split('.')[1]}"`
  reply
    .type(html)
    .header('vary', 'Cookie, Accept-Encoding')
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const key = `${look} ${request.url}`
  const known = site.pages.get(key)
  if (known !== undefined) return sendRendered(request, reply, known)
  const page = await render(frame)
  if (page === null) {
    reply.callNotFound()
    return reply
  }
  const rendered: Rendered = { bytes: Buffer.from(renderPage(page)), gzip: null }
  site.pages.set(key, rendered)
  return sendRendered(request, reply, rendered)
}

/** Where the footer says that the page was computed. */
export function logOf(site: Site, frame: Frame): { readonly size: number; readonly href: string } {
  return { size: site.context.engine.logSize(), href: frame.lang === 'en' ? '/en/log' : '/log' }
}
