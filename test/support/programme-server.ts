import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAccess } from '../../src/engine/access.ts'
import { openEngine } from '../../src/engine/engine.ts'
import { openEvidence } from '../../src/engine/evidence.ts'
import { noLog } from '../../src/engine/log.ts'
import type { Programme } from '../../src/engine/programme.ts'
import { createServer } from '../../src/http/server.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { addPages } from '../../src/web/site/pages.ts'
import { freshDatabase } from './database.ts'

/** The portal of any programme on a database of its own, with nobody in its register yet. */
export async function openProgrammeServer(programme: Programme) {
  const database = await freshDatabase()
  const data = mkdtempSync(join(tmpdir(), 'luoshi-programme-data-'))
  const clock = { startsAt: at('2018-11-14 10:00'), frozen: true }
  const engine = await openEngine({ database, programme, log: noLog, data, clock, isDemo: false })
  const access = openAccess(engine.db, programme, engine.clock, engine.org)
  const context = { engine, access, evidence: openEvidence(engine.db, data), origin: 'http://test', isDemo: false }
  const app = await createServer({ context, logger: false, trustProxy: false })
  await addPages(app, context)
  return {
    get: (url: string) => app.inject({ url }),
    close: async () => {
      await app.close()
      await engine.close()
      await database.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
