import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { type ClockSetting, parseClock } from '../engine/business-clock.ts'
import { type Engine, openEngine } from '../engine/engine.ts'
import { EngineFault } from '../engine/fault.ts'
import type { Log } from '../engine/log.ts'
import { loadProgramme, type Programme } from '../engine/programme.ts'
import { inForce } from '../engine/publication.ts'
import { type Database, openDatabase, withClient } from '../store/cluster/database.ts'
import { StoreFault } from '../store/cluster/fault.ts'
import { storedEditions } from '../store/editions.ts'
import { migrate } from '../store/migrate.ts'
import type { Terminal } from './command.ts'

/** Everything below the doors: database, schema, programme, engine. */
export interface House {
  readonly database: Database
  readonly engine: Engine
  readonly evidence: string
  /** Closes the engine and opens another on the plan that is in force now; the database stays open. Then this one is no more. */
  readonly reopened: () => Promise<House>
  readonly close: () => Promise<void>
}

/** The plan that runs by the settings and by what was published here. */
export async function programmeIn(config: Config, served: Programme, database: Database): Promise<Programme> {
  const editions = await withClient(database.as('app'), storedEditions)
  return inForce(served, config.isProgrammeChosen, editions)
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

/** What the log of an instance is called that nobody gave a programme: by its public address. Example: 'luoshi.example.cn/log'. */
const ownLog = ({ origin }: Config) => `${new URL(origin).host}/log`

async function houseOn(
  config: Config,
  log: Log,
  database: Database,
  programme: Programme,
  clock: ClockSetting | null,
): Promise<House> {
  const engine = await openEngine({
    database,
    programme,
    log,
    data: resolve(config.data),
    clock,
    isDemo: config.isDemo,
    ...(config.signer !== undefined && { signer: config.signer }),
    ...(config.isProgrammeChosen ? {} : { logName: ownLog(config) }),
    outside: {
      origin: config.origin,
      allowsPrivate: config.allowsPrivate,
      ...(config.mail && { mail: config.mail }),
    },
  })
  let isOpen = true
  const closeEngine = async () => {
    if (!isOpen) return
    isOpen = false
    await engine.close()
  }
  return {
    database,
    engine,
    evidence: join(resolve(config.data), 'evidence'),
    reopened: async () => {
      await closeEngine()
      const next = await programmeIn(config, programme, database)
      return houseOn(config, log, database, next, clockOf(config))
    },
    close: async () => {
      await closeEngine()
      await database.close()
    },
  }
}

/** Opens the house with business time where `clockFor` says. Throws StoreFault or EngineFault for what a person can mend. */
export async function openHouse(
  config: Config,
  log: Log,
  clockFor: (programme: Programme, database: Database) => Promise<ClockSetting | null>,
): Promise<House> {
  const served = loadProgramme(resolve(config.programme))
  const database = await openMigrated(config, log)
  try {
    const programme = await programmeIn(config, served, database)
    return await houseOn(config, log, database, programme, await clockFor(programme, database))
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
