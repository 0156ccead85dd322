import { join, resolve } from 'node:path'
import { findBinaries, type Sources, usualSources } from './binaries.ts'
import { type StoreFault, writeFault } from './fault.ts'
import { majorOf, mustBeOurs, writeSettings } from './folder.ts'
import { type InitOptions, initialise } from './initdb.ts'
import { listening } from './listen.ts'
import { type FolderLock, lockFolder } from './lock.ts'
import type { Log } from './log.ts'
import { clearOrphans } from './orphans.ts'
import type { Program } from './program.ts'
import { makeRunFolder } from './run-folder.ts'
import { fixed, type Listen } from './settings.ts'
import { keepRunning, type Supervised } from './supervise.ts'
import { type RunAs, runAsFor } from './user.ts'

/** A PostgreSQL server of our own, kept running until it is stopped. */
export interface Cluster {
  /** Where its superuser `postgres` connects: `host` is the socket's folder; a password only where there are no sockets. */
  readonly address: { readonly host: string; readonly port: number; readonly password?: string }
  /** 18 for PostgreSQL 18.4. */
  readonly major: number
  /** The server's process id; another one after a crash. */
  readonly pid: () => number
  /** Settles when the server has died and cannot be brought back: the program should say so and end. */
  readonly failed: Promise<StoreFault>
  /** Stops the server and lets go of the folder; below 0.2 s when idle. May be called twice. */
  readonly stop: () => Promise<void>
}

/** How a cluster is run. Only `data` and `log` are for the product; the rest is for tests. */
export interface ClusterOptions {
  /** The data folder; the cluster lies in `postgres` inside it. Made if missing. */
  readonly data: string
  readonly log: Log
  readonly listenOn?: Listen['on']
  readonly init?: InitOptions
  /** Settings that outrank ours, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>
  readonly sources?: Sources
  /** Where a copy of the packaged binaries is kept when the server's user cannot read them where they are. */
  readonly keep?: string
}

/** The embedded default: sockets wherever there are any, every commit on disk before it is acknowledged. */
export function startCluster({ data, log }: Pick<ClusterOptions, 'data' | 'log'>): Promise<Cluster> {
  return runCluster({ data, log })
}

/**
 * Starts the cluster in a data folder, making it first where there is none, and keeps it running. Throws StoreFault for
 * everything that a person can mend: folder-locked, folder-…, no-postgres, disk-full, cluster-failed.
 */
export async function runCluster(options: ClusterOptions): Promise<Cluster> {
  const data = resolve(options.data)
  const lock = lockFolder(data)
  try {
    return await startedIn(data, options, lock)
  } catch (error) {
    lock.release()
    throw writeFault(data, error) ?? error
  }
}

async function startedIn(data: string, options: ClusterOptions, lock: FolderLock): Promise<Cluster> {
  const { log, sources = usualSources() } = options
  const path = join(data, 'postgres')
  const clusterMajor = majorOf(path)
  mustBeOurs(path)
  const runAs = runAsFor(path)
  const binaries = findBinaries(clusterMajor, { sources, keep: options.keep ?? keepFor(data, runAs), runAs, log })
  await clearOrphans(path, binaries.bin, log)
  const runFolder = makeRunFolder(join(data, 'run'), runAs)
  try {
    const place = { data, path, isNew: clusterMajor === undefined, runFolder: runFolder.path }
    const { listen, server } = await serving(place, { binaries, runAs }, options)
    const stop = async () => {
      await server.stop()
      runFolder.remove()
      lock.release()
    }
    let stopping: Promise<void> | undefined
    return {
      address: addressOf(listen),
      major: binaries.major,
      pid: server.pid,
      failed: server.failed,
      stop: () => {
        stopping ??= stop()
        return stopping
      },
    }
  } catch (error) {
    runFolder.remove()
    throw error
  }
}

async function serving(
  { data, path, isNew, runFolder }: { data: string; path: string; isNew: boolean; runFolder: string },
  program: Program,
  { log, init = { durable: true }, listenOn = hasSockets ? 'socket' : 'tcp', settings }: ClusterOptions,
): Promise<{ readonly listen: Listen; readonly server: Supervised }> {
  const listen = await listening(listenOn, data, runFolder)
  if (isNew) await initialise(path, { ...init, ...program, listen, runFolder })
  await writeSettings(path, program.binaries, listen, program.runAs, settings)
  const server = await keepRunning({
    program,
    log,
    folder: path,
    runFolder,
    settings: fixed(listen, init.durable),
    logFile: join(data, 'postgres.log'),
  })
  return { listen, server }
}

const hasSockets = process.platform !== 'win32'

function addressOf(listen: Listen): Cluster['address'] {
  return listen.on === 'socket'
    ? { host: listen.folder, port: 5432 }
    : { host: '127.0.0.1', port: listen.port, password: listen.password }
}

/** Root keeps a copy where everyone may look and only root may write; anybody else beside his data. */
function keepFor(data: string, runAs: RunAs | undefined): string {
  return runAs ? '/var/cache/luoshi' : data
}
