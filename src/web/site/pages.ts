import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { createElement } from 'react'
import { evidenceBytesMax } from '../../engine/evidence.ts'
import type { Context } from '../../http/context.ts'
import { addDeskPages } from '../desk/pages.ts'
import { buildIslands } from '../islands/build.ts'
import { kitPages } from '../kit/pages.ts'
import { displayAfter, displayCookie, displayOf } from '../parts/display.ts'
import { addPublicPages } from '../public/pages.ts'
import { type Asset, buildAssets } from '../style/build.ts'
import { openSite, sendPublic } from './site.ts'

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  reply
    .type(asset.type)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'Accept-Encoding')
  const accepted = request.headers['accept-encoding'] ?? ''
  if (accepted.includes('br')) return reply.header('content-encoding', 'br').send(asset.brotli)
  if (accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(asset.gzip)
  return reply.send(asset.bytes)
}

/** The portal and the desk. Forms are parsed only here: the interface for programs takes JSON. */
export async function addPages(app: FastifyInstance, context: Context): Promise<void> {
  const assets = buildAssets(
    join(
      tmpdir(),
      `luoshi-assets-${createHash('sha256')
        .update(import.meta.dirname)
        .digest('hex')
        .slice(0, 12)}`,
    ),
  )
  const islands = buildIslands()
  const site = openSite(context, assets, islands)
  const files: readonly Asset[] = [...Object.values(assets), ...Object.values(islands)]
  await app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 256 * 1024 })
    await scope.register(multipart, {
      limits: { fileSize: evidenceBytesMax, files: 20, fields: 200, fieldSize: 64 * 1024 },
    })

    scope.get<{ Params: { name: string } }>('/assets/:name', (request, reply) => {
      const asset = files.find(({ name }) => name === request.params.name)
      return asset ? sendAsset(request, reply, asset) : reply.callNotFound()
    })

    scope.get('/display', (request, reply) => {
      const query = new URLSearchParams(request.url.split('?')[1] ?? '')
      const { display, back } = displayAfter(displayOf(request.headers.cookie), query)
      return reply.header('set-cookie', displayCookie(display)).redirect(back, 303)
    })

    addPublicPages(scope, site)
    addDeskPages(scope, site)
    for (const [path, Page] of Object.entries(kitPages)) {
      for (const prefix of ['', '/en']) {
        scope.get(`${prefix}${path}`, (request, reply) =>
          sendPublic(site, request, reply, async (frame) => createElement(Page, { frame })),
        )
      }
    }
  })
}
