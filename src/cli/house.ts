import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { type ClockSetting, parseClock } from '../engine/business-clock.ts'
import { type Engine, openEngine } from '../engine/engine.ts'
import { EngineFault } from '../engine/fault.ts'
import type { Log } from '../engine/log.ts'
import { loadProgramme, type Programme } from '../engine/programme.ts'
import { type Database, openDatabase } from '../store/cluster/database.ts'
import { StoreFault } from '../store/cluster/fault.ts'
import { migrate } from '../store/migrate.ts'
import type { Terminal } from './command.ts'

/** Everything below the doors: database, schema, programme, engine. */
export interface House {
  readonly database: Database
  readonly engine: Engine
  readonly evidence: string
  readonly close: () => Promise<void>
}

export async function openMigrated(config: Config, log: Log): Promise<Database> {
  const database = await openDatabase({
    data: resolve(config.data),
    log,
    url: config.databaseUrl,
    ownerUrl: config.ownerUrl,
  })
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Where business time starts by the settings; null for real time. */
export const clockOf = (config: Config): ClockSetting | null =>
  config.clock === undefined ? null : parseClock(config.clock)

/** Opens the house with business time where `clockFor` says. Throws StoreFault or EngineFault for what a person can mend. */
export async function openHouse(
  config: Config,
  log: Log,
  clockFor: (programme: Programme, database: Database) => Promise<ClockSetting | null>,
): Promise<House> {
  const programme = loadProgramme(resolve(config.programme))
  const database = await openMigrated(config, log)
  try {
    const clock = await clockFor(programme, database)
    const engine = await openEngine({
      database,
      programme,
      log,
      data: resolve(config.data),
      clock,
      isDemo: config.isDemo,
      ...(config.signer !== undefined && { signer: config.signer }),
      outside: {
        origin: config.origin,
        allowsPrivate: config.allowsPrivate,
        ...(config.mail && { mail: config.mail }),
      },
    })
    return {
      database,
      engine,
      evidence: join(resolve(config.data), 'evidence'),
      close: async () => {
        await engine.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Prints what a person can mend in both languages and answers 1; anything else is thrown on. */
export async function mendable(terminal: Terminal, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreFault || error instanceof EngineFault)) throw error
    terminal.err(`luoshi: ${error.says[0]}\n        ${error.says[1]}\n`)
    return 1
  }
}
