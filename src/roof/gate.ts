import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** The one address of the server. What answers behind it can be exchanged: requests that come meanwhile wait for the next. */
export interface Gate {
  /** The address with its port. */
  readonly listen: (host: string, port: number) => Promise<string>
  /**
   * Lets the requests under way be answered, closes the app, and answers with the one that `next` opens. Rejects where `next`
   * does; then nothing is answered any more.
   */
  readonly exchange: (next: () => Promise<FastifyInstance>) => Promise<void>
  readonly close: () => Promise<void>
}

/** A download that takes longer is broken off: the plan that was published does not wait for one slow reader. */
const patienceMs = 15_000

/** As Fastify's own servers keep a connection that is not used, milliseconds. */
const keepAliveMs = 72_000

/** Counts what is under way, and tells when nothing is. */
function underWay() {
  let count = 0
  let told: () => void = () => {}
  return {
    enter: (response: ServerResponse) => {
      count += 1
      response.once('close', () => {
        count -= 1
        if (count === 0) told()
      })
    },
    quiet: () =>
      new Promise<void>((done) => {
        const timer = setTimeout(done, patienceMs)
        told = () => {
          clearTimeout(timer)
          done()
        }
        if (count === 0) told()
      }),
  }
}

/** A gate that answers with `first`; it is closed with whichever app is behind it then. */
export function openGate(first: FastifyInstance): Gate {
  const requests = underWay()
  let current = Promise.resolve(first)
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    current.then(
      (app) => {
        requests.enter(response)
        app.routing(request, response)
      },
      () => response.writeHead(503).end(),
    )
  })
  server.keepAliveTimeout = keepAliveMs
  const become = async (next: Promise<FastifyInstance>) => {
    current = next.then(async (app) => {
      await app.ready()
      return app
    })
    await current
  }
  return {
    listen: async (host, port) => {
      await first.ready()
      await new Promise<void>((done, fail) => {
        server.once('error', fail)
        server.listen(port, host, () => {
          server.off('error', fail)
          done()
        })
      })
      const address = server.address() as AddressInfo
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      return `http://${name}:${address.port}`
    },
    exchange: async (next) => {
      const before = current
      await become(
        (async () => {
          const app = await before
          await requests.quiet()
          await app.close()
          return next()
        })(),
      )
    },
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      await Promise.all([closed, current.then((app) => app.close()).catch(() => {})])
    },
  }
}
