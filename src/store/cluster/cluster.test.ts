import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolder } from '../../../test/support/kill.ts'
import { type Cluster, type ClusterOptions, runCluster, startCluster } from './cluster.ts'
import { type Database, openDatabase, withClient } from './database.ts'

const log = { info: () => {}, warn: () => {} }
const isRoot = process.getuid?.() === 0

async function start(options: Omit<ClusterOptions, 'log'>): Promise<Cluster> {
  const cluster = await runCluster({ log, ...options })
  onTestFinished(() => cluster.stop())
  return cluster
}

async function ask(cluster: Pick<Cluster, 'address'>, sql: string): Promise<unknown> {
  const options = { ...cluster.address, user: 'postgres', database: 'postgres' }
  const { rows } = await withClient(options, (client) => client.query<{ answer: unknown }>(sql))
  return rows[0]?.answer
}

const setting = (cluster: Cluster, name: string) => ask(cluster, `select current_setting('${name}') as answer`)

test('what is committed is there after a clean stop and another start', async () => {
  const data = dataFolder()
  const first = await start({ data })
  await ask(first, 'create table kept as select 42 as answer')
  await first.stop()

  const second = await start({ data })

  expect(await ask(second, 'select answer from kept')).toBe(42)
})

test('every commit reaches the disk before it is acknowledged, whatever an administrator has altered', async () => {
  const data = dataFolder()
  const first = await start({ data })
  await ask(first, 'alter system set fsync = off')
  await ask(first, 'alter system set full_page_writes = off')
  await ask(first, 'alter system set synchronous_commit = off')
  await ask(first, "alter system set work_mem = '5MB'")
  await first.stop()

  const cluster = await start({ data })

  expect(await setting(cluster, 'fsync')).toBe('on')
  expect(await setting(cluster, 'full_page_writes')).toBe('on')
  expect(await setting(cluster, 'synchronous_commit')).toBe('on')
  expect(await setting(cluster, 'work_mem')).toBe('5MB')
})

test('the embedded server listens on no network and its socket is in a folder of its own user', async () => {
  const data = dataFolder()
  const cluster = await start({ data })

  expect(await setting(cluster, 'listen_addresses')).toBe('')
  const folder = statSync(cluster.address.host)
  expect(folder.mode & 0o777).toBe(0o700)
  expect(folder.uid).toBe(statSync(join(data, 'postgres')).uid)
  expect(folder.uid).not.toBe(0)
})

test('text sorts by code point and Chinese words have trigrams', async () => {
  const cluster = await start({ data: dataFolder() })
  await ask(cluster, 'create extension pg_trgm')

  const order = await ask(
    cluster,
    "select string_agg(w, '' order by w) as answer from unnest('{区,a,B,县,_}'::text[]) w",
  )
  const trigrams = await ask(cluster, "select cardinality(show_trgm('浔阳区')) as answer")

  expect(order).toBe('B_a区县')
  expect(trigrams).toBe(4)
})

test('no value of a failed statement gets into the log of the server', async () => {
  const data = dataFolder()
  const cluster = await start({ data })
  await ask(cluster, 'create table person (phone text primary key)')
  await ask(cluster, "insert into person values ('13800138000')")

  await expect(ask(cluster, "insert into person values ('13800138000')")).rejects.toThrow(/duplicate/)
  await expect(ask(cluster, "select '13800138000'::uuid")).rejects.toThrow(/uuid/)
  await cluster.stop()

  const words = readFileSync(join(data, 'postgres.log'), 'utf8')
  expect(words).toContain('ready to accept connections')
  expect(words).not.toContain('13800138000')
})

test.each([
  ['Chinese characters and spaces', join('落实 数据', "it's 九江")],
  ['a path longer than a socket may have', 'long/'.repeat(40)],
])('the data folder may lie under %s', async (_name, path) => {
  const data = join(dataFolder(), path)

  const cluster = await start({ data })

  expect(await ask(cluster, 'select 1 as answer')).toBe(1)
  expect(Buffer.byteLength(cluster.address.host)).toBeLessThan(90)
})

test('a folder with other files in it is left alone', async () => {
  const data = dataFolder()
  mkdirSync(join(data, 'postgres'))
  writeFileSync(join(data, 'postgres/letter.txt'), 'mine')

  await expect(start({ data })).rejects.toMatchObject({ code: 'folder-not-a-cluster' })
  expect(readFileSync(join(data, 'postgres/letter.txt'), 'utf8')).toBe('mine')
})

test('a cluster of another PostgreSQL is not touched; the sentence says which program to use', async () => {
  const data = dataFolder()
  mkdirSync(join(data, 'postgres'))
  const sources = { native: undefined, machine: [fakePostgres('PostgreSQL) 18.4', '')] }

  writeFileSync(join(data, 'postgres/PG_VERSION'), '99\n')
  await expect(start({ data, sources })).rejects.toMatchObject({ code: 'folder-from-newer-postgres' })
  writeFileSync(join(data, 'postgres/PG_VERSION'), '9\n')
  await expect(start({ data, sources })).rejects.toMatchObject({
    code: 'folder-from-older-postgres',
    message: expect.stringContaining('backup'),
  })
})

test('after a refused start the folder is free again', async () => {
  const data = dataFolder()
  mkdirSync(join(data, 'postgres'))
  writeFileSync(join(data, 'postgres/letter.txt'), 'mine')
  await expect(start({ data })).rejects.toMatchObject({ code: 'folder-not-a-cluster' })
  rmSync(join(data, 'postgres'), { recursive: true })

  const cluster = await start({ data })

  expect(await ask(cluster, 'select 1 as answer')).toBe(1)
})

test('a start that was cut off in the middle of making the cluster leaves nothing behind', async () => {
  const data = dataFolder()
  mkdirSync(join(data, 'postgres.unfinished-abc123/base'), { recursive: true })

  await start({ data })

  expect(existsSync(join(data, 'postgres.unfinished-abc123'))).toBe(false)
})

test('a machine without any PostgreSQL is told what to do', async () => {
  const sources = { native: undefined, machine: [] }

  await expect(start({ data: dataFolder(), sources })).rejects.toMatchObject({
    code: 'no-postgres',
    says: [expect.stringContaining('npm ci'), expect.stringContaining('npm ci')],
  })
})

test('a full disk is called a full disk', async () => {
  const complaint = 'initdb: error: could not write to file: No space left on device'
  const sources = { native: undefined, machine: [fakePostgres('PostgreSQL) 18.4', complaint)] }
  const data = dataFolder()

  await expect(start({ data, sources })).rejects.toMatchObject({ code: 'disk-full' })
  expect(existsSync(join(data, 'postgres'))).toBe(false)
})

test('a server that cannot be brought back is reported with its last words', async () => {
  const data = dataFolder()
  const cluster = await start({ data })
  rmSync(join(data, 'postgres/global/pg_control'))

  process.kill(cluster.pid(), 'SIGKILL')

  expect(await cluster.failed).toMatchObject({
    code: 'cluster-failed',
    message: expect.stringMatching(/^cluster-failed: The database cannot run in \S+: (?!The database).*pg_control/),
  })
})

test('over TCP the server asks for the password that the data folder keeps for its owner', async () => {
  const data = dataFolder()
  const first = await start({ data, listenOn: 'tcp' })
  await first.stop()
  const cluster = await start({ data, listenOn: 'tcp' })

  expect(cluster.address.host).toBe('127.0.0.1')
  expect(await ask(cluster, 'select 1 as answer')).toBe(1)
  await expect(ask({ address: { ...cluster.address, password: 'guess' } }, 'select 1')).rejects.toThrow(/password/)
  expect(statSync(join(data, 'postgres.password')).mode & 0o777).toBe(0o600)
})

test('a database of our own makes its roles once and keeps them', async () => {
  const data = dataFolder()
  const open = (): Promise<Database> => openDatabase({ data, log })
  const whoIs = (database: Database) =>
    withClient(database.as('app'), async (client) => (await client.query('select current_user as name')).rows)
  const first = await open()
  await first.close()

  const second = await open()
  onTestFinished(() => second.close())

  expect(await whoIs(second)).toEqual([{ name: 'luoshi_app' }])
  expect(second.kind).toBe('embedded')
})

test.runIf(isRoot)('root may keep the data where nobody else can go', async () => {
  const closed = dataFolder()
  chmodSync(closed, 0o700)
  const data = join(closed, 'data')

  const first = await start({ data })
  await ask(first, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start({ data })

  expect(await ask(second, 'select answer from kept')).toBe(42)
  expect(statSync(closed).mode & 0o777).toBe(0o700)
})

test.runIf(isRoot)('root gives the server to the owner of the folder, also where that is nobody', async () => {
  const data = dataFolder()
  chmodSync(data, 0o711)
  mkdirSync(join(data, 'postgres'), { mode: 0o700 })
  chownSync(join(data, 'postgres'), 65534, 65534)

  const cluster = await start({ data })

  expect(await ask(cluster, 'select 1 as answer')).toBe(1)
  expect(statSync(join(data, 'postgres/PG_VERSION')).uid).toBe(65534)
  expect(statSync(`/proc/${cluster.pid()}`).uid).toBe(65534)
})

/** A program that answers for postgres and initdb: its version, and then what it complains of. */
function fakePostgres(version: string, complaint: string): string {
  const bin = dataFolder('luoshi-fake-')
  chmodSync(bin, 0o755)
  writeFileSync(join(bin, 'postgres'), `#!/bin/sh\necho 'postgres (${version}'\n`, { mode: 0o755 })
  writeFileSync(join(bin, 'initdb'), `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`, { mode: 0o755 })
  return bin
}

test('startCluster is what the product calls: a data folder and a log are enough', async () => {
  const cluster = await startCluster({ data: dataFolder(), log })
  onTestFinished(() => cluster.stop())

  expect(cluster.major).toBeGreaterThanOrEqual(15)
})
