/** The desk at an address with a name: a passkey belongs to a name, and the page must be where the server says it is. */
import { createServer as createNetServer } from 'node:net'
import { openAccess } from '../../src/engine/access.ts'
import type { Engine } from '../../src/engine/engine.ts'
import { openEvidence } from '../../src/engine/evidence.ts'
import type { Context } from '../../src/http/context.ts'
import { createServer } from '../../src/http/server.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { openTestEngine } from './engine.ts'

export interface NamedDesk {
  readonly origin: string
  readonly engine: Engine
  readonly close: () => Promise<void>
}

/** A port that nobody used a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createNetServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address ? done(address.port) : fail(new Error('no port'))))
    })
  })
}

/** Opens it on a migrated database. */
export async function openNamedDesk(database: Database, more: Partial<Context> = {}): Promise<NamedDesk> {
  const { engine, data, close } = await openTestEngine(database, at('2018-11-14 10:00'))
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  const context = { engine, access, evidence: openEvidence(engine.db, data), origin, isDemo: true, ...more }
  const app = await createServer({ context, logger: false, trustProxy: false })
  await addPages(app, context)
  await app.listen({ host: '127.0.0.1', port })
  return {
    origin,
    engine,
    close: async () => {
      await app.close()
      await close()
    },
  }
}
