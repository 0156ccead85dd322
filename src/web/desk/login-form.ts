import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieOf } from '../../http/context.ts'
import { one, type Submitted } from '../site/form.ts'
import type { Site } from '../site/site.ts'

/** Ties the form to this browser, so that nobody else can make it sign in to an account of his. */
const formCookie = 'luoshi-login'

/** Ends with the browser's session; never read by a script, never sent along from another website's form. */
export function cookie(site: Site, name: string, value: string): string {
  const isSecure = site.context.origin.startsWith('https:')
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}${value === '' ? '; Max-Age=0' : ''}`
}

/** What a form of somebody who is not signed in carries, set in his browser with the page. */
export function formToken(site: Site, request: FastifyRequest, reply: FastifyReply): string {
  const token = cookieOf(request, formCookie) ?? randomBytes(18).toString('base64url')
  reply.header('set-cookie', cookie(site, formCookie, token))
  return token
}

/** Whether a form was made for this browser. */
export function isOurs(request: FastifyRequest, form: Submitted): boolean {
  const token = cookieOf(request, formCookie)
  return token !== undefined && one(form, 'token') === token
}
