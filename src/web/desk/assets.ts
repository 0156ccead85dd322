import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import type { FastifyInstance } from 'fastify'
import { type Asset, assetOf } from '../style/build.ts'

const scripts = ['desk', 'passkey', 'checklist', 'draw'] as const
type Script = (typeof scripts)[number]

const options = { loader: 'ts', format: 'iife', minify: true, target: 'chrome90' } as const

/** Made once for the process, in 40 ms: types taken out, minified, for the oldest browsers that the style serves. */
function scriptAsset(name: Script): Asset {
  const known = made.get(name)
  if (known) return known
  const source = readFileSync(join(import.meta.dirname, `script/${name}.ts`), 'utf8')
  const code = Buffer.from(transformSync(source, options).code)
  const asset = assetOf(name, 'js', 'text/javascript; charset=utf-8', code)
  made.set(name, asset)
  return asset
}

const made = new Map<Script, Asset>()

/** Where a script of the desk lies: an address that changes with its content. */
export function scriptHref(name: Script): string {
  return `/desk/script/${scriptAsset(name).name}`
}

export function addScripts(app: FastifyInstance): void {
  for (const name of scripts) {
    app.get(scriptHref(name), (request, reply) => {
      const { type, bytes, gzip } = scriptAsset(name)
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'Accept-Encoding')
      const isGzip = (request.headers['accept-encoding'] ?? '').includes('gzip')
      return isGzip ? reply.header('content-encoding', 'gzip').send(gzip) : reply.send(bytes)
    })
  }
}
