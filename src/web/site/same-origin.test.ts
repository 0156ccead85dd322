import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const request = (headers: Readonly<Record<string, string>>) =>
  ({ headers: { host: 'x.example', ...headers } }) as unknown as FastifyRequest

const accepted = (headers: Readonly<Record<string, string>>) => isSameOrigin(request(headers), 'https://x.example')

test('a form of our own page is accepted, by either header that browsers send', () => {
  const own = [{ 'sec-fetch-site': 'same-origin' }, { origin: 'https://x.example' }, { origin: 'http://x.example' }]

  expect(own.map(accepted)).toEqual([true, true, true])
})

test('a form of any other page is refused, a sandboxed and a sister site’s too', () => {
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://elsewhere.example' },
    { origin: 'https://x.example.elsewhere.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://x.example' },
  ]

  expect(foreign.map(accepted)).toEqual(foreign.map(() => false))
})

test('a program that sends neither header carries nobody’s cookie and is accepted', () => {
  expect(accepted({})).toBe(true)
})
