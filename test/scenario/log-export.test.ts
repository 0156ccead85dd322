import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { at } from '../../src/kernel/testing/calendar.ts'
import { type Database, withClient } from '../../src/store/cluster/database.ts'
import { freshDatabase } from '../support/database.ts'
import { openTestEngine, type TestEngine } from '../support/engine.ts'
import { exported, luoshiLog, proposeTasks } from '../support/log.ts'

let database: Database
let running: TestEngine
let folder: string
let vkey: string

beforeEach(async () => {
  database = await freshDatabase()
  running = await openTestEngine(database, at('2018-11-14 10:00'))
  folder = mkdtempSync(join(tmpdir(), 'luoshi-export-'))
  vkey = join(folder, 'vkey')
  writeFileSync(vkey, `${running.engine.signer.vkey}\n`)
})
afterEach(async () => {
  await running.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

const independent = join(import.meta.dirname, '../../verifier/verify.mjs')

describe('log export', () => {
  test('writes what both our verifier and the independent one accept', async () => {
    await proposeTasks(running, 3)
    const out = join(folder, 'log')

    const written = await exported(database, out)

    expect(written).toMatchObject({ ok: true, value: { size: running.engine.logSize() } })
    expect(await luoshiLog('verify', out, '--vkey', vkey)).toMatchObject({ code: 0, err: '' })
    const { stdout } = await promisify(execFile)(process.execPath, [independent, 'log', out, '--trust', vkey])
    expect(stdout).toContain(`${running.engine.logSize()}`)
  })

  test('grows an earlier export in place, and keeps every checkpoint', async () => {
    const out = join(folder, 'log')
    await proposeTasks(running, 1)
    await exported(database, out)
    const before = running.engine.logSize()
    await proposeTasks(running, 2)

    const written = await exported(database, out)

    expect(written.ok).toBe(true)
    expect(existsSync(join(out, `checkpoint.${before}`))).toBe(true)
    expect(await luoshiLog('verify', out, '--vkey', vkey, '--old', join(out, `checkpoint.${before}`))).toMatchObject({
      code: 0,
    })
  })

  test('refuses to export an entry that was changed in the database after it was signed', async () => {
    await proposeTasks(running, 2)
    await withClient(database.as('owner'), (client) => client.query("update event set entry = entry || 'x'"))

    const written = await exported(database, join(folder, 'log'))

    expect(written).toMatchObject({ ok: false, why: expect.stringContaining('not the one that was signed') })
    expect(existsSync(join(folder, 'log/checkpoint'))).toBe(false)
  })

  test('says which entry is gone', async () => {
    await proposeTasks(running, 2)
    await withClient(database.as('owner'), (client) => client.query('delete from log_statement'))

    const written = await exported(database, join(folder, 'log'))

    expect(written).toMatchObject({ ok: false, why: expect.stringMatching(/^entry \d+ is gone/) })
  })
})
