import type { FastifyRequest } from 'fastify'

/**
 * True unless a page of another site made the browser send this. Browsers tell where a post comes from; programs that send
 * neither header carry no cookie of anybody's that could be abused.
 */
export function isSameOrigin(request: FastifyRequest, origin: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const from = request.headers.origin
  if (from === undefined) return true
  return from === origin || (URL.canParse(from) && new URL(from).host === request.headers.host)
}
