import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Engine, openEngine } from '../../src/engine/engine.ts'
import { noLog } from '../../src/engine/log.ts'
import type { OutsideSettings } from '../../src/engine/outside.ts'
import { loadProgramme, type Programme } from '../../src/engine/programme.ts'
import type { Actor } from '../../src/kernel/case.ts'
import { officer as anlanOfficer, orgData, region } from '../../src/kernel/testing/city.ts'
import type { Database } from '../../src/store/cluster/database.ts'
import { addHoldings, saveOrg } from '../../src/store/people.ts'

/** The database keeps accounts by UUID; Anlan names its people. */
export function personId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Somebody at a post of Anlan, as the engine knows him. */
export function officer(post: string): Extract<Actor, { kind: 'post' }> {
  const actor = anlanOfficer(post)
  return { ...actor, person: personId(actor.person) }
}

let anlan: Programme | null = null

/** Jiujiang's plan with Anlan's people: a real document, an invented city. */
export function anlanProgramme(): Programme {
  anlan ??= { ...loadProgramme(join(import.meta.dirname, '../../programmes/jiujiang-2018')), region }
  return anlan
}

export interface TestEngine {
  readonly engine: Engine
  readonly data: string
  readonly close: () => Promise<void>
}

/** An engine on a migrated database with the people of Anlan; business time stands still until a test moves it. */
export async function openTestEngine(
  database: Database,
  startsAt: number,
  data?: string,
  outside?: OutsideSettings,
  programme = anlanProgramme(),
): Promise<TestEngine> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'luoshi-engine-'))
  const engine = await openEngine({
    database,
    programme,
    log: noLog,
    data: folder,
    clock: { startsAt, frozen: true },
    isDemo: true,
    ...(outside && { outside }),
  })
  if (engine.org().data.units.length === 0) {
    await saveOrg(engine.db, region, orgData.units, orgData.posts)
    await addHoldings(
      engine.db,
      region,
      orgData.holdings.map((holding) => ({ ...holding, person: personId(holding.person) })),
    )
    await engine.refreshOrg()
  }
  return {
    engine,
    data: folder,
    close: async () => {
      await engine.close()
      if (data === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
