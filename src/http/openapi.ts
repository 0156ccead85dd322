import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openapi30Of, openapiOf } from '../derive/openapi/openapi.ts'
import { sha256Hex } from '../kernel/log/hash.ts'
import type { Context } from './context.ts'

interface Document {
  readonly text: string
  /** A tenth of its bytes, for who takes it. */
  readonly packed: Buffer
  readonly etag: string
}

/** The ETag is weak: it says the same of the packed bytes. */
const documentOf = (value: unknown): Document => {
  const text = JSON.stringify(value)
  return { text, packed: gzipSync(text), etag: `W/"${sha256Hex(text).slice(0, 32)}"` }
}

/** The version of the product, from its package. */
function productVersion(): string {
  const file = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(file) as { readonly version: string }).version
}

/** Both documents, made from the declarations when first asked for: declarations do not change while a process lives. */
function documents({ engine, origin }: Context): () => Readonly<Record<'current' | 'older', Document>> {
  let made: Readonly<Record<'current' | 'older', Document>> | null = null
  return () => {
    if (made) return made
    const current = openapiOf([...engine.programme.procedures.values()], { origin, version: productVersion() })
    made = { current: documentOf(current), older: documentOf(openapi30Of(current)) }
    return made
  }
}

function answer(request: FastifyRequest, reply: FastifyReply, { text, packed, etag }: Document): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'public, max-age=300').header('vary', 'accept-encoding')
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  reply.type('application/json; charset=utf-8')
  const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  return takesGzip ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(text)
}

/** The API's own description, in OpenAPI 3.1 and in 3.0 for readers that know no other. */
export function addOpenApiRoutes(app: FastifyInstance, context: Context): void {
  const made = documents(context)
  app.get('/api/openapi.json', (request, reply) => answer(request, reply, made().current))
  app.get('/api/openapi-3.0.json', (request, reply) => answer(request, reply, made().older))
}
