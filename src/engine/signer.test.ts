import { existsSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { openTestEngine } from '../../test/support/engine.ts'
import { proposeTasks } from '../../test/support/log.ts'
import { openTestServer, type TestServer } from '../../test/support/server.ts'
import { emptyEdge, extended, frontierAt, partialTiles } from '../kernel/log/edge.ts'
import { rootOf } from '../kernel/log/frontier.ts'
import { leafHash, sha256 } from '../kernel/log/hash.ts'
import { at } from '../kernel/testing/calendar.ts'
import { type Database, withClient } from '../store/cluster/database.ts'
import { latestCheckpoint, readEntries, readHead } from '../store/log.ts'
import { openSigner } from './signer.ts'

let database: Database
let running: TestServer

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestServer(database, at('2018-11-14 10:00'))
})
afterEach(async () => {
  await running.close()
  await database.close()
})

const asOwner = (sql: string, values: unknown[] = []) =>
  withClient(database.as('owner'), (client) => client.query(sql, values))

async function restarted(): Promise<void> {
  const { data } = running
  await running.app.close()
  await running.engine.close()
  running = await openTestServer(database, at('2018-11-14 11:00'), data)
}

const kill = () => process.kill(running.engine.signer.pid() ?? 0, 'SIGKILL')
const signedSize = async () => (await latestCheckpoint(running.engine.db))?.size
const ready = () => running.call('nobody', 'GET', '/readyz')

/** The log as somebody would leave it who edits an entry and puts every hash, tile and root right afterwards. */
async function rewriteFirstEntry(): Promise<void> {
  const size = running.engine.logSize()
  const entries = [...(await readEntries(running.engine.db, 0, size))]
  const forged = Buffer.from(
    Buffer.from(entries[0] ?? [])
      .toString()
      .replace('"actor":"system"', '"actor":"nobody"'),
  )
  const leaves = [forged, ...entries.slice(1)].map(leafHash)
  const { edge } = extended(emptyEdge, leaves)
  await asOwner('update log_statement set entry = $1, leaf_hash = $2 where entry = $3', [forged, leaves[0], entries[0]])
  await asOwner('update log_leaf set leaf_hash = $1 where idx = 0', [leaves[0]])
  await asOwner('update log_head set root = $1, edge = $2', [
    rootOf(frontierAt(edge)),
    Buffer.concat(partialTiles(edge).map((tile) => tile.bytes)),
  ])
}

describe('the signer', () => {
  test('runs in another process than the server, under a key of this log', () => {
    expect(running.engine.signer.pid()).not.toBe(process.pid)
    expect(running.engine.signer.vkey).toMatch(/^\S+\/demo\+[0-9a-f]{8}\+/)
  })

  test('that was killed comes back, and signs what is sequenced after', async () => {
    const before = running.engine.signer.pid()
    kill()

    await proposeTasks(running, 2)

    await expect.poll(signedSize, { timeout: 20_000 }).toBe(18)
    expect(running.engine.signer.pid()).not.toBe(before)
    expect(running.engine.logState()).toMatchObject({ state: 'signed', says: null })
  })

  test('that cannot be started is said to be away, while moves are taken and sequenced; later it signs them all', async () => {
    const folder = join(running.data, 'signer')
    renameSync(folder, `${folder}.away`)
    writeFileSync(folder, 'no folder')
    kill()

    const [no] = await proposeTasks(running, 2)

    expect(no).toMatch(/^DB-2018-/)
    expect(await signedSize()).toBe(16)
    expect((await readHead(running.engine.db))?.size).toBe(18)
    const { status, body } = await ready()
    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'ready', log: 'unsigned', says: { en: expect.stringContaining('signer') } })

    rmSync(folder)
    renameSync(`${folder}.away`, folder)
    await expect.poll(signedSize, { timeout: 20_000 }).toBe(18)
    expect(running.engine.logState()).toMatchObject({ state: 'signed' })
  })

  test('refuses a database that was set back, although all of it fits together', async () => {
    await asOwner('create table kept_head as table log_head; create table kept_leaf as table log_leaf')
    await proposeTasks(running, 2)
    await asOwner(`
      delete from log_checkpoint where size > (select size from kept_head);
      delete from log_leaf where idx >= (select size from kept_head);
      delete from event; delete from case_file; delete from log_head; insert into log_head table kept_head`)

    await restarted()

    expect(await signedSize()).toBe(16)
    expect(await ready()).toMatchObject({ status: 503, body: { log: 'broken' } })
    expect(running.engine.logState().says?.[1]).toContain('16 entries, 18 were signed')
  })

  test('refuses a history that was rewritten and grown on, although all of it fits together', async () => {
    await proposeTasks(running, 1)
    await rewriteFirstEntry()
    running.engine.clock.moveTo(at('2018-11-14 10:30'))

    await proposeTasks(running, 1)

    expect(running.engine.logState()).toMatchObject({ state: 'refused' })
    expect(running.engine.broken()?.message).toContain('rewritten')
    expect(await signedSize()).toBe(17)
    await expect(proposeTasks(running, 1)).rejects.toThrow('rewritten')
  })

  test('signs nothing after its memory was taken away', async () => {
    await running.engine.close()
    const state = join(running.data, 'signer/state.json')
    const before = readFileSync(state)
    unlinkSync(state)

    await expect(openTestEngine(database, at('2018-11-14 11:00'), running.data)).rejects.toThrow(/does not know/)

    expect(existsSync(state)).toBe(false)
    writeFileSync(state, before)
    running = await openTestServer(database, at('2018-11-14 11:00'), running.data)
    expect(running.engine.logState()).toMatchObject({ state: 'signed' })
  })

  test('with another key than the one the server started with is not used', async () => {
    rmSync(join(running.data, 'signer/log.key'))
    kill()

    await proposeTasks(running, 1)

    await expect.poll(() => running.engine.broken()?.message, { timeout: 20_000 }).toContain('exchanged')
  })

  test('is alone on its folder: another waits until it has ended, and then knows what it signed', async () => {
    const data = join(running.data, 'shared')
    const first = await openSigner(data, 'luoshi.example/log/shared')
    let isGreeted = false
    const second = openSigner(data, 'luoshi.example/log/shared').then((signer) => {
      isGreeted = true
      return signer
    })
    await first.sign({ origin: first.origin, size: 7, root: sha256('seven') }, [])
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(isGreeted).toBe(false)

    await first.close()

    const next = await second
    expect(await next.signed()).toMatchObject({ size: 7 })
    await next.close()
  })

  test('ends with the server', async () => {
    const pid = running.engine.signer.pid() ?? 0

    await running.engine.close()

    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    running = await openTestServer(database, at('2018-11-14 11:00'), running.data)
  })
})
