import { createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { givePass, passMinutes, personOf, takePass } from './pass.ts'
import type { Portal } from './visit.ts'

const portalWith = (secret: string, origin = 'http://127.0.0.1'): Portal =>
  ({
    engine: { keys: { mac: (_purpose: string, text: string) => createHmac('sha256', secret).update(text).digest() } },
    site: { context: { origin } },
  }) as unknown as Portal

const portal = portalWith('one')
const person = { kind: 'person', case: 'ZG-2018-0007', token: 'p-0123456789abcdef' } as const

function given(of: Portal = portal): readonly string[] {
  const headers: string[] = []
  const reply = { header: (_name: string, values: readonly string[]) => headers.push(...values) }
  givePass(of, reply as unknown as FastifyReply, person)
  return headers
}

const cookieOf = (header: string | undefined) => header?.split(';')[0] ?? ''
const asking = (cookie: string) => ({ headers: { cookie } }) as unknown as FastifyRequest

afterEach(() => {
  vi.useRealTimers()
})

describe('the pass of somebody who came with a code', () => {
  test('says who may read which case', () => {
    expect(personOf(portal, asking(`a=b; ${cookieOf(given()[0])}; c=d`))).toEqual(person)
  })

  test('goes nowhere but to the pages of the reporter, and no script reads it', () => {
    expect(given().map((header) => /Path=([^;]+)/.exec(header)?.[1])).toEqual(['/mine', '/en/mine'])
    expect(given().every((header) => header.includes('HttpOnly; SameSite=Strict'))).toBe(true)
  })

  test('goes over https only where the site is served so', () => {
    expect(given()[0]).not.toContain('Secure')
    expect(given(portalWith('one', 'https://x.example'))[0]).toContain('; Secure')
  })

  test('is worth nothing when a character of it was changed, or another key signed it', () => {
    const cookie = cookieOf(given()[0])
    const changed = cookie.replace(/=(.)/, (_, first: string) => `=${first === 'A' ? 'B' : 'A'}`)

    expect([changed, cookie.slice(0, -1), 'luoshi-mine=x.y', ''].map((one) => personOf(portal, asking(one)))).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(personOf(portalWith('other'), asking(cookie))).toBeNull()
  })

  test('ends after half an hour, whatever the browser keeps', () => {
    vi.useFakeTimers()
    const cookie = cookieOf(given()[0])
    vi.advanceTimersByTime(passMinutes * 60_000 - 1)
    const before = personOf(portal, asking(cookie))
    vi.advanceTimersByTime(2)

    expect(before).toEqual(person)
    expect(personOf(portal, asking(cookie))).toBeNull()
  })

  test('is taken back from both places when its holder leaves', () => {
    const headers: string[] = []
    const reply = { header: (_name: string, values: readonly string[]) => headers.push(...values) }
    takePass(portal, reply as unknown as FastifyReply)

    expect(headers.filter((header) => header.startsWith('luoshi-mine=;') && header.includes('Max-Age=0'))).toHaveLength(
      2,
    )
  })
})
