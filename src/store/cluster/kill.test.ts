import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { dataFolder, startVictim } from '../../../test/support/kill.ts'
import { type Database, openDatabase, withClient } from './database.ts'
import { statusIn } from './ending.ts'
import { postmasterPid } from './orphans.ts'

const program = (...args: readonly string[]) => ['--import', './bin/loader.mjs', 'test/support/writing.ts', ...args]

const log = { info: () => {}, warn: () => {} }

async function open(data: string): Promise<Database> {
  const database = await openDatabase({ data, log })
  onTestFinished(() => database.close())
  return database
}

async function written(database: Database): Promise<ReadonlySet<number>> {
  const { rows } = await withClient(database.as('owner'), (client) =>
    client.query<{ n: string }>('select n from number_written'),
  )
  return new Set(rows.map(({ n }) => Number(n)))
}

const acknowledged = (output: string) => [...output.matchAll(/^acknowledged (\d+)$/gm)].map((match) => Number(match[1]))

/** The shells that would stop this server if its process died. */
function watchersOf(postmaster: number): readonly number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
  return [...stdout.matchAll(/^ *(\d+) .*luoshi-watch (\d+) /gm)]
    .filter((match) => Number(match[2]) === postmaster)
    .map((match) => Number(match[1]))
}

/** The server's own process of that kind, by the title it gives itself: `startup`, `checkpointer`, a session's role. */
function childOf(postmaster: number, title: string): number | undefined {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const line = new RegExp(`^ *(\\d+) +${postmaster} postgres: luoshi: ${title}`, 'm').exec(stdout)
  return line ? Number(line[1]) : undefined
}

/** Kills a session of the server and stops the recovery that follows; again, where it was over before it could be stopped. */
async function recoveryHeld(postmaster: number): Promise<number> {
  for (;;) {
    const session = childOf(postmaster, 'luoshi_owner')
    if (session !== undefined) process.kill(session, 'SIGKILL')
    for (const end = performance.now() + 1_000; performance.now() < end; await pause(1)) {
      const startup = childOf(postmaster, 'startup')
      if (startup === undefined) continue
      process.kill(startup, 'SIGSTOP')
      return startup
    }
  }
}

async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 10_000; performance.now() < end; await pause(20)) {
    const result = await attempt().then(
      (value) => ({ value }),
      () => undefined,
    )
    if (result) return result.value
  }
  return attempt()
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end && !condition(); ) await pause(5)
  expect(condition()).toBe(true)
}

test('kill -9 of the postmaster under writes loses nothing acknowledged, and the process goes on by itself', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program('write') })
  await victim.says(/acknowledged 200\n/)
  const first = victim.postmaster()

  victim.killPostmaster()
  await victim.says(/PostgreSQL ended unasked; starting it again/)
  const before = acknowledged(victim.output()).length
  await until(() => acknowledged(victim.output()).length > before + 100)
  const second = victim.postmaster()
  await victim.killNode()

  expect(second).not.toBe(first)
  const rows = await written(await open(data))
  expect(acknowledged(victim.output()).filter((n) => !rows.has(n))).toEqual([])
})

test('kill -9 of the process stops its PostgreSQL, loses nothing acknowledged, and the next start works at once', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program('write') })
  await victim.says(/acknowledged 200\n/)

  await victim.killNode()
  const rows = await written(await open(data))

  expect(acknowledged(victim.output()).filter((n) => !rows.has(n))).toEqual([])
})

test('a PostgreSQL whose process was killed stops by itself and leaves nothing behind', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program() })
  await victim.says(/ready/)

  const runFolder = readlinkSync(join(data, 'run'))

  await victim.killNode()

  await until(() => victim.postmaster() === undefined)
  await until(() => !existsSync(runFolder))
})

test('a PostgreSQL that was left behind with nobody watching is stopped by the next start', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program('write') })
  await victim.says(/acknowledged 50\n/)
  const orphan = victim.postmaster() ?? 0
  for (const watcher of watchersOf(orphan)) process.kill(watcher, 'SIGKILL')
  await victim.killNode()
  await pause(100)
  expect(victim.postmaster()).toBe(orphan)

  const rows = await written(await open(data))

  expect(acknowledged(victim.output()).filter((n) => !rows.has(n))).toEqual([])
  expect(victim.postmaster()).not.toBe(orphan)
})

test('a PostgreSQL that was left behind while it recovered from a killed session does not hold up the next start', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program('write') })
  await victim.says(/acknowledged 200\n/)
  const orphan = victim.postmaster() ?? 0
  const recovery = await recoveryHeld(orphan)
  for (const watcher of watchersOf(orphan)) process.kill(watcher, 'SIGKILL')
  await victim.killNode()
  // What the watcher would have said: from here on PostgreSQL 18 waits for ever.
  process.kill(orphan, 'SIGINT')
  await until(() => statusIn(join(data, 'postgres')) === 'stopping')
  process.kill(recovery, 'SIGCONT')

  const rows = await written(await open(data))

  expect(acknowledged(victim.output()).filter((n) => !rows.has(n))).toEqual([])
  expect(readFileSync(join(data, 'postgres.log'), 'utf8')).toContain(`[${orphan}] LOG:  received immediate shutdown`)
})

test('a PostgreSQL that recovers from a killed session does not hold up Ctrl-C', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program('write') })
  await victim.says(/acknowledged 200\n/)
  const recovery = await recoveryHeld(victim.postmaster() ?? 0)

  const interrupted = victim.interrupt()
  await until(() => statusIn(join(data, 'postgres')) === 'stopping')
  process.kill(recovery, 'SIGCONT')

  expect(await interrupted).toBe(0)
  expect(victim.postmaster()).toBeUndefined()
})

test('a backend that outlives its postmaster does not keep the server from coming back', async () => {
  const data = dataFolder()
  const database = await open(data)
  const busy = `do $$
    declare
      over timestamptz := clock_timestamp() + interval '30 s';
    begin
      while clock_timestamp() < over loop end loop;
    end $$`
  const cut = withClient(database.as('owner'), (client) => client.query(busy)).catch((error: unknown) => error)
  await pause(200)

  process.kill(postmasterPid(join(data, 'postgres')) ?? Number.NaN, 'SIGKILL')

  expect(await cut).toBeInstanceOf(Error)
  const { rows } = await eventually(() => withClient(database.as('app'), (client) => client.query('select 1 as one')))
  expect(rows).toEqual([{ one: 1 }])
})

test('a second process on the same folder is refused, with the first one named', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program() })
  await victim.says(/ready/)

  await expect(openDatabase({ data, log })).rejects.toMatchObject({
    code: 'folder-locked',
    message: expect.stringContaining(`pid ${victim.child.pid}`),
  })
})

test('Ctrl-C in the terminal ends the process and its PostgreSQL cleanly', async () => {
  const data = dataFolder()
  const victim = startVictim({ data, program: program() })
  await victim.says(/ready/)

  const code = await victim.interrupt()

  expect(code).toBe(0)
  expect(victim.postmaster()).toBeUndefined()
  expect(existsSync(join(data, 'run'))).toBe(false)
})

test('a postmaster.pid whose number now belongs to another program does not keep the server from starting', async () => {
  const data = dataFolder()
  const first = await openDatabase({ data, log })
  await first.close()
  const { uid, gid } = statSync(join(data, 'postgres'))
  const other = spawn('sleep', ['60'], { uid, gid })
  onTestFinished(() => void other.kill())
  writeFileSync(join(data, 'postgres/postmaster.pid'), `${other.pid}\n${data}/postgres\n`)

  const database = await open(data)

  expect(database.serverVersion).toBeGreaterThan(150_000)
  expect(other.exitCode).toBeNull()
})
