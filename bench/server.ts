/** The server under test, as a process of its own: our HTTP interface and pages on the cluster that the bench started. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAccess } from '../src/engine/access.ts'
import { openEvidence } from '../src/engine/evidence.ts'
import { createServer } from '../src/http/server.ts'
import type { Database } from '../src/store/cluster/database.ts'
import { addPages } from '../src/web/site/pages.ts'
import { openBenchEngine } from './city.ts'

const [, , configs = '{}', data = mkdtempSync(join(tmpdir(), 'bench-'))] = process.argv
const as = JSON.parse(configs) as Record<string, object>
const database: Database = {
  kind: 'embedded',
  serverVersion: 180_000,
  as: (role) => as[role] ?? {},
  failed: new Promise<never>(() => {}),
  close: async () => {},
}
const engine = await openBenchEngine(database, data)
const context = {
  engine,
  access: openAccess(engine.db, engine.programme, engine.clock, engine.org),
  evidence: openEvidence(engine.db, data),
  origin: 'http://bench',
  isDemo: true,
}
const app = await createServer({ context, logger: false, trustProxy: false })
await addPages(app, context)
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${new URL(address).port}\n`)
// Ends by itself, so that a profile of it gets written.
process.once('SIGTERM', () => process.exit(0))
