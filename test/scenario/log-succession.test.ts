/** A log that cannot go on is followed by another, in public (VERIFY: never "continue" a rolled-back log). */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followLog } from '../../src/cli/log-succeed.ts'
import { readEntry } from '../../src/kernel/log/entry.ts'
import { at } from '../../src/kernel/testing/calendar.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { latestCheckpoint, readEntries } from '../../src/store/log.ts'
import { freshDatabase } from '../support/database.ts'
import { anlanProgramme, openTestEngine, type TestEngine } from '../support/engine.ts'
import { exported, luoshiLog, proposeTasks } from '../support/log.ts'
import { verifier } from '../support/verifier.ts'

const origin = 'luoshi.example/log/2'

let database: Database
let data: string
let running: TestEngine

const start = async (hour: string) => {
  running = await openTestEngine(database, at(`2018-11-14 ${hour}`), data)
}
const asOwner = (sql: string) => withClient(database.as('owner'), (client) => client.query(sql))
const newest = async () => Buffer.from((await latestCheckpoint(running.engine.db))?.note ?? '')
const follow = (last: Uint8Array, name = origin) =>
  followLog({ database, programme: anlanProgramme(), data, hasKey: true }, { origin: name, last })

beforeEach(async () => {
  database = await freshDatabase()
  data = mkdtempSync(join(tmpdir(), 'luoshi-succession-'))
  await start('10:00')
})
afterEach(async () => {
  await running.close()
  await database.close()
  rmSync(data, { recursive: true })
})

/** A database as a restored backup leaves it: the last two moves are gone, and the signer knows of them. Answers the newest checkpoint that the world has. */
async function restored(): Promise<Uint8Array> {
  await proposeTasks(running, 1)
  await asOwner('create table kept_head as table log_head; create table kept_case as select id from case_file')
  await proposeTasks(running, 2)
  const last = await newest()
  await running.close()
  await asOwner(`
    delete from log_checkpoint where size > (select size from kept_head);
    delete from log_leaf where idx >= (select size from kept_head);
    delete from event where case_id not in (select id from kept_case);
    delete from disclosure where case_id not in (select id from kept_case);
    delete from case_search where case_id not in (select id from kept_case);
    delete from case_file where id not in (select id from kept_case);
    delete from log_head; insert into log_head table kept_head; drop table kept_head, kept_case`)
  return last
}

describe('after a restore that lost entries', () => {
  test('another log goes on with what is left, under another key, and its first entry says what went before', async () => {
    const last = await restored()
    const before = running.engine.signer.vkey

    const done = await follow(last)
    await start('11:00')
    const { engine } = running
    await engine.settled()
    const [bytes] = await readEntries(engine.db, 17, 18)
    const entry = readEntry(bytes ?? new Uint8Array())

    expect(done).toMatchObject({ ok: true, value: { closedAt: 19, kept: 17, vkey: engine.signer.vkey } })
    expect(engine.logState()).toMatchObject({ state: 'signed' })
    expect(engine.signer.vkey.startsWith(`${origin}+`)).toBe(true)
    expect(entry).toMatchObject({
      value: {
        type: 'log.succeeds',
        body: { key: before, size: 19, kept: 17, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    })
    await proposeTasks(running, 1)
    expect(engine.broken()).toBeNull()
  })

  test('whoever trusts the old key is told that this is not its log; both verifiers accept it under the new one', async () => {
    const last = await restored()
    const old = join(data, 'old.vkey')
    writeFileSync(old, `${running.engine.signer.vkey}\n`)
    await follow(last)
    await start('11:00')
    await proposeTasks(running, 1)
    const vkey = join(data, 'new.vkey')
    writeFileSync(vkey, `${running.engine.signer.vkey}\n`)
    const out = join(data, 'export')
    await exported(database, out)

    expect(await luoshiLog('verify', out, '--vkey', old)).toMatchObject({ code: 1 })
    expect(await luoshiLog('verify', out, '--vkey', vkey)).toMatchObject({ code: 0, err: '' })
    expect((await verifier('log', out, '--trust', vkey)).code).toBe(0)
  })

  test('the old key, its memory and its checkpoints stay, and a second run changes nothing', async () => {
    const last = await restored()
    await follow(last)
    const key = readFileSync(join(data, 'signer/log.key'), 'utf8')

    const again = await follow(last)

    expect(again).toMatchObject({ ok: true, value: { closedAt: 19 } })
    expect(readFileSync(join(data, 'signer/log.key'), 'utf8')).toBe(key)
    expect(existsSync(join(data, 'signer.closed-19/state.json'))).toBe(true)
    const { rows } = await asOwner('select count(*)::int as n from log_closed_checkpoint where size <= 17')
    expect(rows[0]?.n).toBeGreaterThan(0)
    await start('11:00')
  })
})

describe('a log is not followed', () => {
  test.each<[string, (last: Uint8Array) => Uint8Array, string, string]>([
    [
      'from a checkpoint that was not signed',
      (last) => Buffer.from(last.toString().replace('\n19\n', '\n18\n')),
      origin,
      'the last checkpoint',
    ],
    ['under its own name', (last) => last, 'itself', 'needs another name'],
  ])('%s', async (_, change, name, why) => {
    const last = Buffer.from(await restored())
    const own = running.engine.signer.origin

    const done = await follow(change(last), name.replace('itself', own))

    expect(done).toMatchObject({ ok: false, why: expect.stringContaining(why) })
    expect(existsSync(join(data, 'signer/log.key'))).toBe(true)
    expect(existsSync(join(data, 'signer.closed-19'))).toBe(false)
    await follow(last)
    await start('11:00')
  })

  test('from an older checkpoint than we hold ourselves', async () => {
    await proposeTasks(running, 1)
    const older = await newest()
    await proposeTasks(running, 1)
    await running.close()

    expect(await follow(older)).toMatchObject({ ok: false, why: expect.stringContaining('we hold a checkpoint of 18') })
    await start('11:00')
  })

  test('when its entries were rewritten', async () => {
    await proposeTasks(running, 1)
    const last = await newest()
    await running.close()
    await asOwner(`update log_head set root = sha256('another')`)

    expect(await follow(last)).toMatchObject({ ok: false, why: expect.stringContaining('this log was rewritten') })
    await asOwner('update log_head h set root = c.root from log_checkpoint c where c.size = h.size')
    await start('11:00')
  })
})
