/**
 * The databases of a test run: one embedded cluster, started once and thrown away at the end, and for the project `store`
 * a second one that stands for somebody else's server. Test files take databases of their own from `database.ts`.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Sources, usualSources } from '../../src/store/cluster/binaries.ts'
import { type Cluster, runCluster } from '../../src/store/cluster/cluster.ts'
import { type Database, databaseIn, openDatabase, withClient } from '../../src/store/cluster/database.ts'
import { migrate } from '../../src/store/migrate.ts'

/** Where a test cluster is and the database that others are copied from; plain data, for the workers. */
export interface TestCluster {
  readonly address: Cluster['address']
  readonly major: number
  readonly template: string
  /** The role that owns databases there, and the role that DATABASE_URL logs in as; both with the password of `address`. */
  readonly owner: string
  readonly login: string
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly embedded: TestCluster
    readonly server: TestCluster | null
  }
}

const silent = { info: () => {}, warn: () => {} }

const template = 'luoshi_template'

/** Without fsync: these clusters, and no others, are thrown away. More connections than the product: test files run side by side. */
const throwaway = {
  log: silent,
  settings: { max_connections: '100', shared_buffers: '128MB', max_wal_size: '512MB', autovacuum: 'off' },
} as const

/** An address for DATABASE_URL, as an administrator would write it. */
export function urlOf({ address }: Pick<TestCluster, 'address'>, user: string, database: string): string {
  return `postgresql://${user}:${address.password}@${address.host}:${address.port}/${database}`
}

interface Running<T> {
  readonly value: T
  readonly stop: () => Promise<void>
}

async function startEmbedded(folder: string): Promise<Running<TestCluster>> {
  const cluster = await runCluster({ ...throwaway, data: join(folder, 'embedded'), init: { durable: false } })
  const database = await databaseIn(cluster, template)
  await migrate(database)
  const { address, major } = cluster
  return { value: { address, major, template, owner: 'luoshi_owner', login: 'luoshi_app' }, stop: cluster.stop }
}

/**
 * What an administrator would give us: TCP with a password, an owner who may make roles, a login that is neither
 * superuser nor owner, a habit of sorting that is not ours (Chinese by pinyin), and an older PostgreSQL where the machine
 * has one: SQL that 15 does not know fails here.
 */
async function startServer(folder: string): Promise<Running<TestCluster>> {
  const cluster = await runCluster({
    ...throwaway,
    data: join(folder, 'server'),
    listenOn: 'tcp',
    init: { durable: false, icuLocale: 'zh-CN' },
    sources: serverSources(),
  })
  const { address, major, stop } = cluster
  const value: TestCluster = { address, major, template, owner: 'city_owner', login: 'city_login' }
  await withClient({ ...address, user: 'postgres', database: 'postgres' }, async (client) => {
    const password = client.escapeLiteral(address.password ?? '')
    await client.query(`create role ${value.owner} login createrole password ${password}`)
    await client.query(`create role ${value.login} login password ${password}`)
    await client.query(`create database ${template} owner ${value.owner}`)
  })
  await migrate(await serverDatabase(value, template))
  return { value, stop }
}

function serverSources(): Sources {
  const { native, machine } = usualSources()
  const installed = machine.filter((folder) => existsSync(join(folder, 'initdb')))
  return installed.length > 0 ? { native: undefined, machine: installed } : { native, machine: [] }
}

/** A database of the server cluster, opened as the product opens one. */
export function serverDatabase(cluster: TestCluster, name: string): Promise<Database> {
  return openDatabase({
    data: '',
    log: silent,
    url: urlOf(cluster, cluster.login, name),
    ownerUrl: urlOf(cluster, cluster.owner, name),
  })
}

/**
 * A shell that outlives us: when this process dies, however it dies, the servers stop by themselves (`watch` in
 * postmaster.ts), and then it removes their folder.
 */
function janitor(folder: string): ChildProcess {
  const script =
    'while read -r _; do :; done; n=0; while [ -e "$1"/*/postgres/postmaster.pid ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n+1)); done; rm -rf "$1"'
  const child = spawn('/bin/sh', ['-c', script, 'luoshi-test-janitor', folder], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.unref()
  return child
}

interface Shared {
  users: number
  readonly folder: string
  readonly janitor: ChildProcess
  readonly embedded: Promise<Running<TestCluster>>
}

/** Several projects may run in one process; each loads this module anew, so what they share hangs on the process. */
const place = globalThis as { luoshiTestRun?: Shared | undefined }

function shared(): Shared {
  if (!place.luoshiTestRun) {
    const folder = mkdtempSync(join(tmpdir(), 'luoshi-test-'))
    chmodSync(folder, 0o711)
    place.luoshiTestRun = { users: 0, folder, janitor: janitor(folder), embedded: startEmbedded(folder) }
  }
  return place.luoshiTestRun
}

/** Starts what the project needs; answers how to end it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const run = shared()
  run.users += 1
  const [embedded, server] = await Promise.all([
    run.embedded,
    project.name === 'store' ? startServer(run.folder) : null,
  ])
  project.provide('embedded', embedded.value)
  project.provide('server', server?.value ?? null)
  return async () => {
    await server?.stop()
    run.users -= 1
    if (run.users > 0) return
    place.luoshiTestRun = undefined
    await embedded.stop()
    rmSync(run.folder, { recursive: true, force: true })
    run.janitor.kill('SIGKILL')
  }
}
