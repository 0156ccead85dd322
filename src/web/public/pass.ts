import { timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../kernel/case.ts'
import { bothLanguages, type Portal } from './visit.ts'

type Person = Extract<Actor, { kind: 'person' }>

const cookieName = 'luoshi-mine'

/** Minutes for which the browser may come back without the code: long enough to read and to judge, short on a shared machine. */
export const passMinutes = 30

const macOf = ({ engine }: Portal, text: string): string =>
  engine.keys.mac('code', `luoshi-mine/1\n${text}`).toString('base64url')

/** Says who may read which case until when; holds the opaque mark of the person, never his code. */
function passOf(portal: Portal, { case: no, token }: Person): string {
  const until = Date.now() + passMinutes * 60_000
  const text = Buffer.from(JSON.stringify([no, token, until])).toString('base64url')
  return `${text}.${macOf(portal, text)}`
}

function isSigned(portal: Portal, text: string, mac: string): boolean {
  const expected = Buffer.from(macOf(portal, text))
  const given = Buffer.from(mac)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

/** Who came with his code before, in this browser and not too long ago; null for everybody else. */
export function personOf(portal: Portal, request: FastifyRequest): Person | null {
  const match = /(?:^|;\s*)luoshi-mine=([\w-]{1,500})\.([\w-]{43})/.exec(request.headers.cookie ?? '')
  const [, text = '', mac = ''] = match ?? []
  if (!match || !isSigned(portal, text, mac)) return null
  const [no, token, until] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [string, string, number]
  return until > Date.now() ? { kind: 'person', case: no, token } : null
}

/** One cookie for each language's address, sent nowhere else. */
function cookies({ site }: Portal, value: string, seconds: number): readonly string[] {
  const secure = site.context.origin.startsWith('https:') ? '; Secure' : ''
  return bothLanguages('/mine').map(
    (path) => `${cookieName}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`,
  )
}

export function givePass(portal: Portal, reply: FastifyReply, person: Person): void {
  reply.header('set-cookie', [...cookies(portal, passOf(portal, person), passMinutes * 60)])
}

export function takePass(portal: Portal, reply: FastifyReply): void {
  reply.header('set-cookie', [...cookies(portal, '', 0)])
}
