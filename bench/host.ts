import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '../src/store/cluster/database.ts'

/** A server under test, in a process of its own. */
export interface Server {
  readonly name: string
  readonly process: ChildProcess
  readonly port: number
}

/** What both need to run TypeScript. */
const loader = ['--import', join(import.meta.dirname, '../bin/loader.mjs')]

/** Node as the product starts it (bin/luoshi.mjs); whatever it is compared with runs as Node comes. */
const asProduct = ['--max-semi-space-size=24']

/** Starts a file of this folder that prints its port when it listens. */
export function startServer(
  name: string,
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<Server> {
  const child = spawn(process.execPath, [...flags, ...loader, join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((ready, fail) => {
    child.stdout?.once('data', (line: Buffer) => ready({ name, process: child, port: Number(line.toString().trim()) }))
    child.once('exit', (code) => fail(new Error(`${name} ended with ${code}`)))
  })
}

function rolesOf(database: Database): string {
  return JSON.stringify(
    Object.fromEntries((['app', 'owner', 'reader', 'vault'] as const).map((role) => [role, database.as(role)])),
  )
}

/** Our server on a cluster that the bench started. */
export function startLuoshi(database: Database, data: string): Promise<Server> {
  return startServer('luoshi', 'server.ts', [rolesOf(database), data], asProduct)
}

/** The same without its log (without-log.ts); `data` must be another folder than that of a server which has one. */
export function startWithoutLog(database: Database, data: string): Promise<Server> {
  return startServer('without log', 'without-log.ts', [rolesOf(database), data], asProduct)
}

/** The process whose descendants all of an embedded PostgreSQL is. */
export function postmasterIn(data: string): number {
  return Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}
