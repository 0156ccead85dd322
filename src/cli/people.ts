import { resolve } from 'node:path'
import pg from 'pg'
import type { Config } from '../config.ts'
import { type Access, openAccess } from '../engine/access.ts'
import { type BusinessClock, frozenClock, runningClock } from '../engine/business-clock.ts'
import { loadProgramme, type Programme } from '../engine/programme.ts'
import { type Org, orgOf } from '../kernel/org.ts'
import { joinDatabase } from '../store/cluster/join.ts'
import { migrate } from '../store/migrate.ts'
import { readOrg } from '../store/people.ts'
import { readSetting } from '../store/settings.ts'
import { clockOf, programmeIn } from './house.ts'

const quiet = { info: () => {}, warn: () => {} }

/** What commands about people work with, beside a running server or alone. */
export interface People {
  readonly db: pg.Pool
  readonly programme: Programme
  readonly org: Org
  readonly access: Access
  /** The business day. */
  readonly today: string
}

/** The server's business time. A command never sets it: where no server has run, it is what the settings say. */
async function clockIn(db: pg.Pool, config: Config): Promise<BusinessClock> {
  const setting = clockOf(config)
  if (setting?.frozen) return frozenClock(setting.startsAt)
  const kept = await readSetting<number>(db, 'clock-offset')
  return runningClock(kept ?? (setting === null ? 0 : setting.startsAt - Date.now()))
}

/** Opens the register of people for one command. Throws StoreFault or EngineFault for what a person can mend. */
export async function withPeople<T>(config: Config, work: (people: People) => Promise<T>): Promise<T> {
  const served = loadProgramme(resolve(config.programme))
  const database = await joinDatabase({
    data: resolve(config.data),
    log: quiet,
    url: config.databaseUrl,
    ownerUrl: config.ownerUrl,
  })
  try {
    if (!database.isGuest) await migrate(database)
    const programme = await programmeIn(config, served, database)
    const db = new pg.Pool({ ...database.as('app'), max: 2 })
    // A connection that is being closed may still hear that our own cluster stops; a query that fails says so itself.
    const ignored = () => {}
    db.on('error', ignored)
    db.on('connect', (client) => client.on('error', ignored))
    try {
      const org = orgOf(await readOrg(db))
      const clock = await clockIn(db, config)
      const access = openAccess(db, programme, clock, () => org)
      const { calendar } = programme
      return await work({ db, programme, org, access, today: calendar.detailOf(calendar.dayAt(clock.now())).day })
    } finally {
      await db.end()
    }
  } finally {
    await database.close()
  }
}
