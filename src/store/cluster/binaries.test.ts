import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolder, startVictim } from '../../../test/support/kill.ts'
import { OLDEST_MAJOR, usualSources } from './binaries.ts'
import { type ClusterOptions, runCluster } from './cluster.ts'
import { withClient } from './database.ts'
import { linked } from './package-files.ts'
import { accountIn, canEnter } from './user.ts'

const isRoot = process.getuid?.() === 0
const { native, machine } = usualSources()
const nobody = { uid: 65534, gid: 65534 }
const installed = machine.filter((folder) => existsSync(join(folder, 'initdb')))

interface Heard {
  readonly log: ClusterOptions['log']
  readonly words: string[]
}

function listening(): Heard {
  const words: string[] = []
  const hear = (_fields: object, message: string) => void words.push(message)
  return { log: { info: hear, warn: hear }, words }
}

async function versionRunBy(options: Omit<ClusterOptions, 'data'>): Promise<number> {
  const cluster = await runCluster({ data: dataFolder(), init: { durable: false }, ...options })
  onTestFinished(() => cluster.stop())
  return withClient({ ...cluster.address, user: 'postgres', database: 'postgres' }, async (client) => {
    const { rows } = await client.query<{ version: string }>('show server_version_num')
    return Number(Object.values(rows[0] ?? {})[0])
  })
}

/** The package as `npm ci --ignore-scripts` leaves it: without its links. */
function packageWithoutLinks(parent: string): string {
  const copy = join(parent, 'native')
  mkdirSync(parent, { recursive: true })
  const isWanted = (path: string) => !path.endsWith('.a') && !lstatSync(path).isSymbolicLink()
  cpSync(native ?? '', copy, { recursive: true, filter: isWanted })
  cpSync(join(dirname(native ?? ''), 'package.json'), join(parent, 'package.json'))
  return copy
}

test.runIf(native)('the packaged server runs although no install script has run', async () => {
  const parent = dataFolder()
  chmodSync(parent, 0o755)
  const copy = packageWithoutLinks(parent)
  const { log, words } = listening()

  const version = await versionRunBy({ log, sources: { native: copy, machine: [] } })

  expect(version).toBeGreaterThanOrEqual(180_000)
  expect(words).toEqual([])
})

test('the links between libraries are made once, and a second time is no error', () => {
  const folder = dataFolder()
  mkdirSync(join(folder, 'lib'))
  cpSync(join(import.meta.dirname, 'testdata/pg-symlinks.json'), join(folder, 'pg-symlinks.json'))

  expect(linked(folder)).toBe(true)
  expect(linked(folder)).toBe(true)
  expect(readdirSync(join(folder, 'lib'))).toEqual(['libpq.so.5'])
})

test.runIf(native && isRoot)(
  'binaries that the server may not reach are copied, and the copy is used again',
  async () => {
    const closed = dataFolder()
    const sources = { native: packageWithoutLinks(join(closed, 'node_modules')), machine: [] }
    const keep = join(dataFolder(), 'kept')
    chmodSync(dirname(keep), 0o755)
    const first = listening()
    const second = listening()

    await versionRunBy({ log: first.log, sources, keep })
    await versionRunBy({ log: second.log, sources, keep })

    expect(first.words).toEqual(['copying PostgreSQL to where its user can read it'])
    expect(second.words).toEqual([])
    expect(readdirSync(keep)).toHaveLength(1)
  },
)

test.runIf(installed.length > 0)('without the package, a PostgreSQL of the machine is used', async () => {
  const { log, words } = listening()

  const version = await versionRunBy({ log, sources: { native: undefined, machine } })

  expect(version).toBeGreaterThanOrEqual(OLDEST_MAJOR * 10_000)
  expect(words).toEqual(['using the PostgreSQL of this machine, not the packaged one'])
})

test.runIf(isRoot && canEnter(import.meta.dirname, nobody))('who is not root runs it as himself', async () => {
  const data = dataFolder()
  chownSync(data, nobody.uid, nobody.gid)

  const victim = startVictim({
    data,
    user: nobody,
    program: ['--import', './bin/loader.mjs', 'test/support/writing.ts'],
  })
  await victim.says(/ready/)
  const code = await victim.interrupt()

  expect(code).toBe(0)
  expect(statSync(join(data, 'postgres')).uid).toBe(nobody.uid)
})

test.runIf(isRoot)('who may not write the data folder, or does not own the cluster, is told so', async () => {
  const closed = dataFolder()
  chmodSync(closed, 0o755)
  const program = ['--import', './bin/loader.mjs', 'test/support/writing.ts']

  const stranger = startVictim({ data: join(closed, 'data'), user: nobody, program })
  await stranger.says(/folder-not-writable/)

  const open = dataFolder()
  chmodSync(open, 0o777)
  mkdirSync(join(open, 'postgres'))
  const other = startVictim({ data: open, user: nobody, program })
  await other.says(/folder-not-yours/)
})

test('an account is found in /etc/passwd by its whole name', () => {
  const accounts = 'root:x:0:0:root:/root:/bin/sh\npostgresql:x:7:7::/:\npostgres:x:101:104::/var/lib:/bin/sh\n'

  expect(accountIn(accounts, 'postgres')).toEqual({ uid: 101, gid: 104 })
  expect(accountIn(accounts, 'nobody')).toBeUndefined()
})
