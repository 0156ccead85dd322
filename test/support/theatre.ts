import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Demo } from '../../src/cli/story/demo.ts'
import { registerPeople } from '../../src/cli/story/people.ts'
import { type Theatre, theatreIn } from '../../src/cli/story/theatre.ts'
import { openAccess } from '../../src/engine/access.ts'
import { type Engine, openEngine } from '../../src/engine/engine.ts'
import { openEvidence } from '../../src/engine/evidence.ts'
import { noLog } from '../../src/engine/log.ts'
import { createServer } from '../../src/http/server.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { jiujiang } from './demo.ts'

export interface TestTheatre extends Theatre {
  readonly engine: Engine
  readonly close: () => Promise<void>
}

/** Engine and server of the demo's invented organisation on a migrated database; business time stands until it is moved. */
export async function openTheatre(database: Database, demo: Demo): Promise<TestTheatre> {
  const data = mkdtempSync(join(tmpdir(), 'luoshi-theatre-'))
  const clock = { startsAt: demo.startsAt, frozen: true }
  const engine = await openEngine({ database, programme: jiujiang(), log: noLog, data, clock, isDemo: true })
  await registerPeople(engine.db, engine.programme.region, demo, null)
  await engine.refreshOrg()
  const access = openAccess(engine.db, engine.programme, engine.clock, engine.org)
  const evidence = openEvidence(engine.db, data)
  const context = { engine, access, evidence, origin: 'http://127.0.0.1', isDemo: true }
  const app = await createServer({ context, logger: false, trustProxy: false })
  return {
    ...theatreIn({ app, engine, access }),
    engine,
    close: async () => {
      await app.close()
      await engine.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
