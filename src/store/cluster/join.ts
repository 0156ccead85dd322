import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Cluster } from './cluster.ts'
import { type Database, type DatabaseSettings, databaseIn, openDatabase } from './database.ts'
import { StoreFault } from './fault.ts'
import { majorOf } from './folder.ts'

/** A database that may be another process's. */
export interface JoinedDatabase extends Database {
  /** True when another process runs it: do not migrate; `close` leaves it running. */
  readonly isGuest: boolean
}

/**
 * Opens the database for a command that must also work beside a running server (backup, fsck, token create): where another
 * process of ours holds the data folder, it connects to the PostgreSQL of that one. Throws StoreFault as `openDatabase`
 * does; `folder-locked` only when the other process does not answer yet, or not any more.
 */
export async function joinDatabase(settings: DatabaseSettings): Promise<JoinedDatabase> {
  try {
    return { ...(await openDatabase(settings)), isGuest: false }
  } catch (error) {
    if (!(error instanceof StoreFault) || error.code !== 'folder-locked') throw error
    return { ...(await guestOf(resolve(settings.data), error)), isGuest: true }
  }
}

async function guestOf(data: string, locked: StoreFault): Promise<Database> {
  const address = addressIn(data)
  const major = majorOf(join(data, 'postgres'))
  if (!address || major === undefined) throw locked
  const cluster = { address, major, failed: new Promise<never>(() => {}), stop: async () => {} }
  return databaseIn(cluster, 'luoshi').catch((error: unknown) => {
    throw new StoreFault(locked.code, locked.says, error)
  })
}

/** Where the server of a data folder listens now: its socket's folder, or the port in the fourth line of postmaster.pid. */
function addressIn(data: string): Cluster['address'] | undefined {
  const password = join(data, 'postgres.password')
  const status = join(data, 'postgres/postmaster.pid')
  if (!existsSync(status)) return undefined
  if (!existsSync(password)) return { host: readlinkSync(join(data, 'run')), port: 5432 }
  const port = Number(readFileSync(status, 'utf8').split('\n')[3])
  return { host: '127.0.0.1', port, password: readFileSync(password, 'utf8') }
}
