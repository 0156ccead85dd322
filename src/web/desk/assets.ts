import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import type { FastifyInstance } from 'fastify'
import { type Asset, assetOf } from '../style/build.ts'

const source = join(import.meta.dirname, 'script/desk.ts')

const options = { loader: 'ts', format: 'iife', minify: true, target: 'chrome90' } as const

/** Made once for the process, in 40 ms: types taken out, minified, for the oldest browsers that the style serves. */
function scriptAsset(): Asset {
  made ??= assetOf(
    'desk',
    'js',
    'text/javascript; charset=utf-8',
    Buffer.from(transformSync(readFileSync(source, 'utf8'), options).code),
  )
  return made
}

let made: Asset | undefined

/** Where the desk's script lies: an address that changes with its content. */
export function scriptHref(): string {
  return `/desk/script/${scriptAsset().name}`
}

export function addScript(app: FastifyInstance): void {
  app.get(scriptHref(), (request, reply) => {
    const { type, bytes, gzip } = scriptAsset()
    reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'Accept-Encoding')
    const isGzip = (request.headers['accept-encoding'] ?? '').includes('gzip')
    return isGzip ? reply.header('content-encoding', 'gzip').send(gzip) : reply.send(bytes)
  })
}
