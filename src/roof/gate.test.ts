import Fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { type Gate, openGate } from './gate.ts'

let gate: Gate | null = null
afterEach(async () => {
  await gate?.close()
})

/** An app that says who it is; `/slow` answers once it is told to. */
function app(name: string, until: Promise<void> = Promise.resolve()): FastifyInstance {
  const fastify = Fastify()
  fastify.get('/', () => name)
  fastify.get('/slow', async () => {
    await until
    return name
  })
  return fastify
}

const opened = async (first: FastifyInstance) => {
  gate = openGate(first)
  return { gate, address: await gate.listen('127.0.0.1', 0) }
}

const said = async (url: string) => (await fetch(url)).text()

test('a request under way is answered by the app it came to, one that comes meanwhile by the next', async () => {
  const slow = Promise.withResolvers<void>()
  const before = await opened(app('before', slow.promise))
  const underWay = said(`${before.address}/slow`)
  expect(await said(before.address)).toBe('before')

  const exchanged = before.gate.exchange(async () => app('after'))
  const meanwhile = said(before.address)
  slow.resolve()
  await exchanged

  expect(await Promise.all([underWay, meanwhile])).toEqual(['before', 'after'])
})

test('the old app is closed before the next one is opened', async () => {
  const steps: string[] = []
  const first = app('before')
  first.addHook('onClose', async () => {
    steps.push('closed')
  })
  const before = await opened(first)

  await before.gate.exchange(async () => {
    steps.push('opened')
    return app('after')
  })

  expect(steps).toEqual(['closed', 'opened'])
})

test('where the next app cannot be opened, the exchange fails and nothing is answered any more', async () => {
  const before = await opened(app('before'))

  await expect(before.gate.exchange(() => Promise.reject(new Error('no plan')))).rejects.toThrow('no plan')

  expect((await fetch(before.address)).status).toBe(503)
})
